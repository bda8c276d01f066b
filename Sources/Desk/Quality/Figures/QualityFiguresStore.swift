import Foundation
import Kernel
import Storage
import Timeline
import Web

/// Works the figures of quality out of reviews: nothing is counted on the side.
struct QualityFiguresStore: Sendable {
    let line: Line

    /// Those that were given in these days, newest first.
    func reviews(of period: Period, in zone: TimeZone) async throws -> [QualityReview] {
        try await line.database.read { try ReviewStore.list(Self.wanted(period, zone), $0) }
    }

    func figures(of period: Period, in zone: TimeZone) async throws -> QualityFigures {
        try await line.database.read { session in
            let reviews = try ReviewStore.list(Self.wanted(period, zone), session)
            return QualityFigures(reviews, newest: try ScorecardStore.newest(session), in: zone)
        }
    }

    private static func wanted(_ period: Period, _ zone: TimeZone) -> ReviewStore.Wanted {
        func midnight(_ day: Day) -> Instant { day.start.adding(.seconds(-zone.secondsFromGMT(for: day.start.date))) }
        return ReviewStore.Wanted(since: midnight(period.first), until: midnight(period.last.adding(days: 1)))
    }
}
