import Foundation
import Kernel
import People
import Storage
import TestKit
import Timeline
import Web

@testable import Desk

extension Office {
    var merges: MergeStore { MergeStore(line: line) }
    var splits: SplitStore { SplitStore(line: line) }
    var incidents: IncidentStore { IncidentStore(line: line) }
    var index: MessageIndexStore { MessageIndexStore(database: line.database) }

    /// What somebody else than Kim writes.
    func message(from address: String, _ key: String, thread: String, _ text: String, after minutes: Int64 = 0) -> IncomingMessage {
        var message = message(key, thread: thread, text, after: minutes)
        message.from = [Identifier(.email, address)].compactMap(\.self)
        return message
    }

    /// All that lists, deadlines and the search go by, word for word; but not how far the entries have come, which says what happened.
    func projections(of numbers: [Int64]) async throws -> [String] {
        try await line.database.read { session in
            let rows = try session.rows(
                """
                SELECT number, channel, subject, opened_at, status, status_at, COALESCE(snoozed_until, 0) AS snoozed, priority,
                COALESCE(unanswered_since, 0) AS since, last_at, preview, COALESCE(due_at, 0) AS due, COALESCE(due_goal, '') AS goal,
                COALESCE(due_warning, 0) AS warning, COALESCE(part_of, 0) AS part, COALESCE(merged_into, 0) AS merged FROM conversation
                WHERE number IN \(list: numbers) ORDER BY number
                """)
            let words = try session.rows("SELECT word, entry FROM message_word ORDER BY word, entry").map {
                "\(try $0.get(at: 0, as: String.self)) \(try $0.get(at: 1, as: Int64.self))"
            }
            let entries = try session.rows(
                "SELECT number, conversation, at, text FROM conversation_entry WHERE happening IN (1, 2, 3) ORDER BY number"
            ).map { row in
                let numbers = try (0...2).map { "\(try row.get(at: $0, as: Int64.self))" }.joined(separator: " ")
                return "\(numbers) \(try row.get(at: 3, as: String.self))"
            }
            let states = try rows.map { row in
                let texts = try ["channel", "subject", "preview", "goal"].map { try row.get($0, as: String.self) }
                let numbers = try [
                    "number", "opened_at", "status", "status_at", "snoozed", "priority", "since", "last_at", "due", "warning", "part", "merged",
                ].map { "\(try row.get($0, as: Int64.self))" }
                return (texts + numbers).joined(separator: "|")
            }
            return states + words + entries
        }
    }

    /// The service report over the days of the tests, as it stands at a moment.
    func report(at now: Instant) async throws -> ServiceReport {
        try await ServiceReportStore(line: line).report(
            ReportQuestion(Period(from: noon().day.adding(days: -2), to: noon().day.adding(days: 2))), in: .gmt, at: now)
    }
}
