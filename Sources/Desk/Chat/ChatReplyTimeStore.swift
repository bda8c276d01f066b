import Analytics
import Foundation
import Kernel
import Statistics
import Storage
import Synchronization
import Timeline
import Web

/// How soon visitors are usually answered: the median first response of the chats of the last four weeks, inside opening hours, as the service
/// report has it. Worked out anew every ten minutes at most.
final class ChatReplyTimeStore: Sendable {
    private struct Known {
        let at: Instant
        let time: Duration?
    }

    private static let memory = Duration.minutes(10)
    private let line: Line
    private let known = Mutex<Known?>(nil)

    init(line: Line) { self.line = line }

    /// `nil` where too few were answered to tell. While one works it out anew, others are told what held before.
    func usual(at now: Instant) async throws -> Duration? {
        let (last, isFresh) = known.withLock { known in
            let last = known
            let isFresh = last.map { now >= $0.at && now.duration(since: $0.at) < Self.memory } ?? false
            if !isFresh { known = Known(at: now, time: last?.time) }
            return (last, isFresh)
        }
        if isFresh { return last?.time }
        let period = Period(from: now.day.adding(days: -27), to: now.day)
        let rows = try await line.database.read { try ServiceReportStore.rows(begunIn: ReportQuestion(period), in: .gmt, at: now, $0) }
        let chats = rows.filter { $0.conversation.channel == DeskChannel.chat.rawValue }
        let time = Self.usual(ServiceSummary(of: chats.map(\.figures)))
        known.withLock { $0 = Known(at: now, time: time) }
        return time
    }

    static func usual(_ summary: ServiceSummary) -> Duration? {
        guard let first = summary.firstResponse, first.business.n >= Estimate.enough else { return nil }
        return first.business.median
    }
}
