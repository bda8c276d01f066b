import Analytics
import Kernel
import Timeline
import Web

/// What is asked of moments of truth: `?outcome=plan_cancelled&days=90`.
struct MomentChoice: Hashable, Sendable {
    /// A kind of the catalogue; `nil` takes the usual one.
    var outcome: String?
    var days = Moments.usualDays

    static let days = [30, 90, 180, 365]
}

extension MomentChoice {
    /// - Throws: `invalid` where the outcome is no kind, or the days are none that can be chosen.
    init(_ query: Query, _ catalogue: Timeline.Catalogue) throws {
        outcome = query["outcome"]
        try Failure.require(outcome.map { catalogue.kind(key: $0) != nil } ?? true, "outcome", "must be a touchpoint of the catalogue")
        guard let text = query["days"] else { return }
        guard let days = Int(text), Self.days.contains(days) else { throw Failure.invalid("days", "must be one of those on the page") }
        self.days = days
    }
}

/// Which touchpoints decide, and which ratings go with the answer to the whole.
struct MeasuredMoments: Sendable {
    let moments: Moments
    /// Of recommendation, where that has drivers, else of the overall rating.
    let drivers: Drivers
}

extension JourneyStore {
    func moments(_ choice: MomentChoice, _ scope: JourneyScope, at now: Instant) async throws -> Measured<MeasuredMoments> {
        try await lately(choice, scope, at: now) { [catalogue = line.catalogue] in
            let moments = try await Moments(
                $0.line, outcome: choice.outcome, days: choice.days, besides: catalogue.kindsThatExplainNothing, $0.filter)
            var question = DriverQuestion(.nps, besides: Catalogue.kindsOfTheWhole)
            var drivers = try await $0.line.drivers(question, $0.filter)
            if drivers.drivers.isEmpty {
                question.outcome = .rating10
                drivers = try await $0.line.drivers(question, $0.filter)
            }
            return MeasuredMoments(moments: moments, drivers: drivers)
        }
    }
}
