package import Kernel

/// What is at stake where a touchpoint hurts: what those brought afterwards whom it hit, against comparable people whom it spared. Not a cause:
/// they may differ in more than what is held alike.
package struct StakeQuestion: Hashable, Sendable {
    /// The touchpoint that hurts.
    package var kind: String
    /// Kinds of its stage: whoever met one of these and not the touchpoint was spared.
    package var stage: Set<String>
    /// Kinds whose value is revenue, and kinds whose value is paid back.
    package var revenue: Set<String>
    package var refunds: Set<String>
    /// For how long afterwards what they bring counts, the last moment included.
    package var after: Duration
    /// People are alike who answered alike on this scale before.
    package var prior: ScoreScale

    package init(
        _ kind: String, stage: Set<String>, revenue: Set<String>, refunds: Set<String> = [], after: Duration = .days(90), prior: ScoreScale = .nps
    ) {
        (self.kind, self.stage, self.revenue, self.refunds) = (kind, stage, revenue, refunds)
        (self.after, self.prior) = (after, prior)
    }
}

/// One person who was hit or spared, and what they brought.
package struct StakePerson: Hashable, Sendable {
    package let person: Int64
    package let isHit: Bool
    /// From when on it counts what they bring: when it hit them first, or when they first came to the stage.
    package let at: Instant
    package let likeness: Likeness
    /// Revenue less what was paid back, in minor units, by currency; `nil` while the time is not over.
    package let brought: [Currency: Double]?

    package init(person: Int64, isHit: Bool, at: Instant, likeness: Likeness, brought: [Currency: Double]?) {
        (self.person, self.isHit, self.at, self.likeness, self.brought) = (person, isHit, at, likeness, brought)
    }

    /// Whether they count in a currency: they buy in it, or had not bought yet.
    package func mayBuy(in currency: Currency) -> Bool { likeness.currency.map { $0 == currency } ?? true }

    /// In what people are held alike: as they stood before.
    package struct Likeness: Hashable, Sendable {
        /// Their last answer: 0 good, 1 middling, 2 bad; `nil` for whoever had not answered.
        package let answer: Int?
        /// How often they had bought: never, once, two to four times, more often: 0…3.
        package let purchases: Int
        /// What they had bought last in; `nil` for whoever had never bought.
        package let currency: Currency?

        package init(answer: Double?, on scale: ScoreScale, purchases: Int, currency: Currency?) {
            let bounds = scale.bounds
            self.answer = answer.map { $0 >= bounds.high ? 0 : $0 > bounds.low ? 1 : 2 }
            self.purchases = purchases == 0 ? 0 : purchases == 1 ? 1 : purchases < 5 ? 2 : 3
            self.currency = currency
        }

        /// An order among them, always the same.
        var key: String { "\(currency?.code ?? "") \(purchases) \(answer ?? 3)" }
    }
}

extension JourneyLog {
    /// Everybody who was hit or spared within the period, in the order of their numbers. What they answered and bought before, and what they bring
    /// afterwards, counts from outside of the period too.
    ///
    /// - Parameter now: until when the line is known.
    package func stakePeople(_ question: StakeQuestion, _ filter: Filter = .everything, now: Instant) -> [StakePerson] {
        var (found, whole) = ([StakePerson](), filter)
        (whole.from, whole.until) = (nil, nil)
        let within = (filter.from ?? .distantPast)..<(filter.until ?? .distantFuture)
        eachLine(whole) { line in
            func first(_ kinds: Set<String>) -> Int? {
                line.firstIndex { kinds.contains(self.kinds[$0.kind]) && within.contains($0.occurredAt) }
            }
            if let hit = first([question.kind]) {
                found.append(stakePerson(question, line, hit, isHit: true, now))
            } else if let came = first(question.stage.subtracting([question.kind])) {
                let end = line[came].occurredAt.adding(question.after)
                let wasHit = line.contains { kinds[$0.kind] == question.kind && $0.occurredAt <= end }
                if !wasHit { found.append(stakePerson(question, line, came, isHit: false, now)) }
            }
        }
        return found.sorted { $0.person < $1.person }
    }

    private func stakePerson(_ question: StakeQuestion, _ line: ArraySlice<Touch>, _ place: Int, isHit: Bool, _ now: Instant) -> StakePerson {
        let before = line[..<place]
        let end = line[place].occurredAt.adding(question.after)
        func isRevenue(_ touch: Touch) -> Bool { touch.value != nil && question.revenue.contains(kinds[touch.kind]) }
        var brought: [Currency: Double] = [:]
        for touch in line[(place + 1)...] where touch.occurredAt <= end {
            guard let value = touch.value else { continue }
            if isRevenue(touch) { brought[value.currency, default: 0] += Double(value.minor) }
            if question.refunds.contains(kinds[touch.kind]) { brought[value.currency, default: 0] -= abs(Double(value.minor)) }
        }
        let likeness = StakePerson.Likeness(
            answer: before.last { $0.score?.scale == question.prior }?.score?.value, on: question.prior, purchases: before.count(where: isRevenue),
            currency: before.last(where: isRevenue)?.value?.currency)
        return StakePerson(
            person: line[place].person, isHit: isHit, at: line[place].occurredAt, likeness: likeness, brought: now >= end ? brought : nil)
    }
}
