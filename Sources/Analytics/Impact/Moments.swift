import Kernel
package import Statistics

/// Which touchpoints decide what becomes of people.
package struct Moments: Sendable {
    package let outcome: String
    /// Within so many days after a touchpoint an answer belongs to it.
    package let days: Int
    /// Kinds that somebody had before an answer, the weightiest first.
    package let moments: [Moment]
    /// Kinds that too few had before a low answer, or before a high one, in the order of their names.
    package let tooFew: [KindImpact]

    package struct Moment: Hashable, Sendable {
        package let kind: String
        package let impact: KindImpact
        /// Of all people, those who had it at all.
        package let reach: Proportion
        /// The probability of such a difference if there were none, corrected for how many kinds were looked at.
        package let p: Double?
        /// What remains of it once all else that was met is held; `nil` where too few met it before a low answer.
        package let held: HeldImpact?
        /// Whether the difference is no chance, weighs as much as a third of the weightiest, and is the kind's own.
        package let isDecisive: Bool

        /// Reach × difference.
        package var weight: Double { abs((reach.share ?? 0) * (impact.difference?.value ?? 0)) }
    }

    /// Of these outcomes that one is taken which divides people most evenly: of it most can be told, and nothing of one that everybody has.
    package static let usualOutcomes = ["plan_cancelled", "plan_renewed", "order_placed"]

    /// As far as ratings of things met belong to an answer: most are asked for it once a quarter.
    package static let usualDays = 90
}

extension Moments {
    /// - Parameters:
    ///   - outcome: a kind; `nil` takes the usual one.
    ///   - days: at least 1.
    ///   - besides: kinds that explain nothing, such as surveys.
    package init(
        _ line: some JourneyAnalytics, outcome: String?, days: Int = usualDays, besides: Set<String>, _ filter: Filter
    ) async throws {
        self.days = days
        let overview = try await line.overview(filter)
        let people = Dictionary(overview.kinds.map { ($0.name, $0.people) }, uniquingKeysWith: { first, _ in first })
        func told(_ kind: String) -> Int { (people[kind] ?? 0) * (overview.people - (people[kind] ?? 0)) }
        let usual = Self.usualOutcomes.max { (told($0), $1) < (told($1), $0) }
        self.outcome = outcome ?? usual ?? Self.usualOutcomes[0]
        let question = ImpactsQuestion(
            answered: .days(Int64(days)), outcome: self.outcome, countsAfterAnswer: true, besides: besides.union([self.outcome]))
        let all = try await line.impacts(question, filter)
        let held = Dictionary(try await line.heldImpacts(question, filter).map { ($0.kind, $0) }, uniquingKeysWith: { first, _ in first })
        let impacts = all.filter(\.isEnough)
        tooFew = all.filter { !$0.isEnough }
        let values = adjusted(impacts.map { $0.difference?.p ?? 1 })
        let found = zip(impacts, values).map { impact, p in
            (impact: impact, p: p, reach: Proportion(people[impact.kind] ?? 0, of: overview.people))
        }
        let most = found.map { abs(($0.reach.share ?? 0) * ($0.impact.difference?.value ?? 0)) }.max() ?? 0
        moments = found.map { found in
            let weight = abs((found.reach.share ?? 0) * (found.impact.difference?.value ?? 0))
            let held = held[found.impact.kind]
            return Moment(
                kind: found.impact.kind, impact: found.impact, reach: found.reach, p: found.p, held: held,
                isDecisive: found.p < 0.05 && weight * 3 >= most && held?.standing == .own)
        }.sorted { ($0.isDecisive ? 0 : 1, -$0.weight, $0.kind) < ($1.isDecisive ? 0 : 1, -$1.weight, $1.kind) }
    }
}

extension KindImpact {
    /// Whether enough had it before answers of both sorts.
    fileprivate var isEnough: Bool { min(bad.total, good.total) >= Estimate.enough }
}

extension Moments {
    /// Those of these kinds first, in their order; then the others, the weightiest first.
    package func moments(pinned kinds: [String]) -> [Moment] {
        kinds.compactMap { kind in moments.first { $0.kind == kind } } + moments.filter { !kinds.contains($0.kind) }
    }
}
