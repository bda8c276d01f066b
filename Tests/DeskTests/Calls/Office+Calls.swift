import Kernel
import People
import Storage
import TestKit
import Timeline
import Web

@testable import Desk

extension Office {
    var calls: CallStore { CallStore(line: line) }
    var pops: CallPopStore { CallPopStore(line: line) }

    /// What a telephone system tells of a call that began at noon, so many seconds after noon.
    func report(
        _ key: String, _ kind: CallEvent.Kind, after seconds: Int64, from phone: String = "+48 600 100 200", by staff: Viewer? = nil,
        began: Int64 = 0, _ direction: Call.Direction = .incoming, talked: Int64? = nil, recording: String = "", text: String = ""
    ) -> CallReport {
        let event = CallEvent(
            kind: kind, at: noon().adding(.seconds(seconds)), staff: staff?.id, agent: staff?.email ?? "", talked: talked, recording: recording,
            text: text)
        return CallReport(
            key: key, direction: direction, phone: phone.isEmpty ? nil : Identifier(.phone, phone), beganAt: noon().adding(.seconds(began)),
            events: [event])
    }

    @discardableResult
    func tell(_ report: CallReport) async throws -> CallStore.Receipt { try await calls.take(report, from: shop) }

    /// All that can be seen of a call, without the numbers that tell in which order it was told of.
    func sight(of number: Int64) async throws -> Sight {
        let call = try await calls.find(number)
        guard let conversation = call.conversation else { return Sight(outcome: call.outcome, waited: call.waited, talked: call.talked) }
        let whole = try await conversations.whole(conversation)
        let record = ServiceRecord(whole.entries)
        let figures = ServiceFigures(record, hours: try daily("00:00-24:00", "UTC"), at: noon().adding(.days(1)))
        return Sight(
            outcome: call.outcome, waited: call.waited, talked: call.talked, recording: call.recording, answers: call.answers.map(\.at),
            status: whole.conversation.status, unanswered: whole.conversation.unansweredSince, assignee: whole.conversation.assignee,
            opened: whole.conversation.openedAt,
            said: whole.entries.filter { $0.happening != .assignment }.map { "\($0.happening) \($0.at) \($0.text) \($0.staffName ?? "")" }.sorted(),
            figures: figures, kinds: try await kinds(of: conversation))
    }

    struct Sight: Hashable {
        let outcome: Call.Outcome
        let waited: Duration?
        let talked: Duration?
        var recording: String?
        var answers: [Instant] = []
        var status: ConversationStatus?
        var unanswered: Instant?
        var assignee: ID<Viewer>?
        var opened: Instant?
        var said: [String] = []
        var figures: ServiceFigures?
        var kinds: [String] = []
    }

    private func kinds(of conversation: Int64) async throws -> [String] {
        try await line.database.read { session in
            try session.rows(
                """
                SELECT kind.key AS kind, touchpoint.occurred_at AS at FROM touchpoint JOIN kind ON kind.id = touchpoint.kind
                WHERE subject_type = 'conversation' AND subject_id = \("\(conversation)")
                """
            ).map { "\(try $0.get("kind", as: String.self)) \(try $0.get("at", as: Instant.self))" }.sorted()
        }
    }
}

/// Every order of some things.
func orders<Thing>(of things: [Thing]) -> [[Thing]] {
    guard let first = things.first else { return [[]] }
    return orders(of: Array(things.dropFirst())).flatMap { rest in
        (0...rest.count).map { Array(rest[..<$0]) + [first] + Array(rest[$0...]) }
    }
}
