package import Analytics
import Kernel
package import Statistics

/// Mean, median and p90 of times by both clocks.
package struct ElapsedSpread: Hashable, Sendable {
    package let calendar: TimeSpread
    package let business: TimeSpread

    /// - Returns: `nil` of none.
    package init?(_ times: [Elapsed]) {
        guard let calendar = TimeSpread(microseconds: times.map(\.calendar.microseconds)),
            let business = TimeSpread(microseconds: times.map(\.business.microseconds))
        else { return nil }
        (self.calendar, self.business) = (calendar, business)
    }
}

/// The figures of many conversations together.
package struct ServiceSummary: Hashable, Sendable {
    package let conversations: Int
    package let firstResponse: ElapsedSpread?
    /// From handing over, or from when on the answer was the team's to give.
    package let teamFirstResponse: ElapsedSpread?
    package let nextResponse: ElapsedSpread?
    package let teamNextResponse: ElapsedSpread?
    package let firstResolution: ElapsedSpread?
    package let fullResolution: ElapsedSpread?
    /// Cycles that ended without an answer.
    package let unanswered: Int
    /// Of the conversations that are resolved.
    package let oneTouch: Proportion
    /// Conversations that were reopened at least once, of those that were resolved at least once.
    package let reopened: Proportion
    /// Reopenings, each of them.
    package let reopenings: Int
    /// Told of conversations with what their customers did afterwards.
    package var firstContact = FirstContactResolution(of: [FirstContactResolution.Outcome]())

    package init(of figures: [ServiceFigures]) {
        let (first, next) = (figures.compactMap(\.firstResponse?.time), figures.flatMap(\.nextResponses))
        conversations = figures.count
        (firstResponse, teamFirstResponse) = (ElapsedSpread(first.map(\.customer)), ElapsedSpread(first.compactMap(\.team)))
        (nextResponse, teamNextResponse) = (ElapsedSpread(next.map(\.customer)), ElapsedSpread(next.compactMap(\.team)))
        firstResolution = ElapsedSpread(figures.compactMap(\.firstResolution))
        fullResolution = ElapsedSpread(figures.compactMap(\.fullResolution))
        unanswered = figures.reduce(0) { $0 + $1.unanswered }
        let touches = figures.compactMap(\.isOneTouch)
        oneTouch = Proportion(touches.filter { $0 }.count, of: touches.count)
        reopened = Proportion(figures.filter { $0.reopens > 0 }.count, of: figures.filter { !$0.resolutions.isEmpty }.count)
        reopenings = figures.reduce(0) { $0 + $1.reopens }
    }
}

/// Met ÷ (met + breached) of one goal. What runs or is paused and not late counts nowhere.
package func compliance(_ goal: ServiceTarget.Goal, of runs: [TargetRun]) -> Proportion {
    var (met, breached) = (0, 0)
    for run in runs where run.goal == goal {
        switch run.state {
        case .met: met += 1
        case .breached: breached += 1
        case .running, .paused: continue
        }
    }
    return Proportion(met, of: met + breached)
}
