import Kernel
package import Statistics

/// The same question of every kind at once: people who had a bad one, against people who had a good one. Whether it was bad or good tells the
/// next answer after it. Not a cause: they may differ in more than that.
package struct ImpactsQuestion: Hashable, Sendable {
    package var scale: ScoreScale
    /// Within this time after the touch, the last moment included.
    package var answered: Duration
    /// A touch of this kind is the outcome, at whatever time after the touch – or after the answer, where only that counts.
    package var outcome: String
    package var countsAfterAnswer: Bool
    /// Kinds that are not asked of: surveys themselves, and the outcome.
    package var besides: Set<String>
    /// Of fewer people with a bad one than these it is not told what remains while the others are held.
    package var least: Int

    package init(
        _ scale: ScoreScale = .nps, answered: Duration = .days(7), outcome: String, countsAfterAnswer: Bool = false, besides: Set<String> = [],
        least: Int = Estimate.enough
    ) {
        (self.scale, self.answered, self.outcome, self.countsAfterAnswer) = (scale, answered, outcome, countsAfterAnswer)
        (self.besides, self.least) = (besides, least)
    }
}

/// People of one kind. Who had a bad one and a good one counts in both.
package struct KindImpact: Hashable, Sendable {
    package let kind: String
    /// Of people with a bad one, those with the outcome.
    package let bad: Proportion
    package let good: Proportion

    package init(kind: String, bad: Proportion, good: Proportion) { (self.kind, self.bad, self.good) = (kind, bad, good) }

    /// How much more often the outcome comes after a bad one, by Agresti and Caffo. `nil` where nobody had a bad one, or a good one.
    package var difference: Difference? { bad.adjustedDifference(from: good) }
}

extension JourneyLog {
    /// In the order of the kinds' names; only kinds that somebody had before an answer.
    package func impacts(_ question: ImpactsQuestion, _ filter: Filter = .everything) -> [KindImpact] {
        var tallies = kinds.all.map { _ in (bad: (total: 0, count: 0), good: (total: 0, count: 0)) }
        let outcome = kinds.code(of: question.outcome)
        eachLine(filter) { line in
            let met = met(question, outcome, line)
            for (kind, isSo) in met.bad { tallies[kind].bad = (tallies[kind].bad.total + 1, tallies[kind].bad.count + (isSo ? 1 : 0)) }
            for (kind, isSo) in met.good { tallies[kind].good = (tallies[kind].good.total + 1, tallies[kind].good.count + (isSo ? 1 : 0)) }
        }
        return zip(kinds.all, tallies).filter { !question.besides.contains($0) && $1.bad.total + $1.good.total > 0 }.map { name, tally in
            KindImpact(
                kind: name, bad: Proportion(tally.bad.count, of: tally.bad.total), good: Proportion(tally.good.count, of: tally.good.total))
        }
    }

    /// Kinds that a person had before a bad and before a good answer, and whether the outcome came after one of them.
    private func met(_ question: ImpactsQuestion, _ outcome: Code<Kind>?, _ line: ArraySlice<Touch>) -> (bad: [Int: Bool], good: [Int: Bool]) {
        let last = line.last { $0.kind == outcome }?.occurredAt ?? .distantPast
        let bounds = question.scale.bounds
        var met: (bad: [Int: Bool], good: [Int: Bool]) = ([:], [:])
        for place in line.indices {
            guard let next = line[(place + 1)...].first(where: { $0.score?.scale == question.scale }), let score = next.score,
                next.occurredAt <= line[place].occurredAt.adding(question.answered)
            else { continue }
            let (kind, isSo) = (Int(line[place].kind.number), last > (question.countsAfterAnswer ? next : line[place]).occurredAt)
            if score.value <= bounds.low { met.bad[kind] = isSo || met.bad[kind] ?? false }
            if score.value >= bounds.high { met.good[kind] = isSo || met.good[kind] ?? false }
        }
        return met
    }
}
