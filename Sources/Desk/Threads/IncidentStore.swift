import Kernel
import People
import Storage
import Timeline
import Web

/// Incidents: one problem, many customers. An incident is a conversation of its own, and others are its children.
struct IncidentStore: Sendable {
    let line: Line

    /// Makes an incident of a conversation, or a conversation like any other of an incident without children.
    func declare(_ number: Int64, _ isIncident: Bool, by staff: Viewer, at now: Instant) async throws {
        try await line.write { tx in
            let conversation = try ConversationStore.working(number, tx)
            guard (conversation.incident == number) != isIncident else { return }
            if isIncident, let parent = conversation.incident {
                throw Failure.conflict("This conversation is a child of #\(parent): take it out first.")
            }
            if !isIncident, try !Self.children(of: number, tx).isEmpty {
                throw Failure.conflict("This incident has children: take them out first.")
            }
            let tie = ConversationTie(isIncident ? .incident : .noIncident, number)
            try Self.set(isIncident ? number : nil, tie, of: conversation, by: staff, now, tx)
        }
    }

    /// - Parameter incident: `nil` takes it out of the one that it is a child of.
    func put(_ number: Int64, under incident: Int64?, by staff: Viewer, at now: Instant) async throws {
        try await line.write { tx in
            let conversation = try ConversationStore.working(number, tx)
            guard conversation.incident != number else { throw Failure.conflict("An incident cannot be the child of another one.") }
            guard conversation.incident != incident else { return }
            guard let incident else {
                return try Self.set(nil, ConversationTie(.apart, conversation.incident ?? 0), of: conversation, by: staff, now, tx)
            }
            guard try ConversationStore.find(incident, tx).incident == incident else {
                throw Failure.invalid("incident", "must be the number of an incident")
            }
            try Self.set(incident, ConversationTie(.under, incident), of: conversation, by: staff, now, tx)
        }
    }

    private static func set(
        _ incident: Int64?, _ tie: ConversationTie, of conversation: Conversation, by staff: Viewer, _ now: Instant, _ tx: Transaction
    ) throws {
        try tx.run("UPDATE conversation SET incident = \(incident) WHERE number = \(conversation.number)")
        let entry = ConversationStore.NewEntry(
            happening: .tied, at: now, staff: staff.id, detail: tie.detail,
            once: "tie:\(tie.word.rawValue):\(conversation.number):\(conversation.lastEntry)")
        try ConversationStore.record([entry], leaving: conversation, in: tx)
    }

    /// Oldest first; what was merged away since is read elsewhere.
    static func children(of number: Int64, _ reading: some Reading) throws -> [Conversation] {
        try reading.rows(
            """
            \(ConversationStore.columns) WHERE conversation.incident = \(number) AND conversation.number <> \(number)
            AND conversation.part_of IS NULL ORDER BY conversation.number
            """
        ).map(Conversation.init)
    }

    /// Those that are not resolved, the newest first: what others can be put under.
    static func open(_ reading: some Reading) throws -> [Conversation] {
        try reading.rows(
            """
            \(ConversationStore.columns) WHERE conversation.incident = conversation.number AND conversation.part_of IS NULL
            AND conversation.status <> \(ConversationStatus.resolved.rawValue) ORDER BY conversation.number DESC LIMIT 50
            """
        ).map(Conversation.init)
    }
}

// MARK: - What its page shows

extension IncidentStore {
    struct Whole: Sendable {
        let incident: Conversation
        let children: [InboxStore.List.Row]
        let answers: [IncidentAnswer]
    }

    /// - Throws: `missing` for a conversation that is no incident.
    func whole(_ number: Int64) async throws -> Whole {
        let (incident, children, answers, names) = try await line.database.read { session in
            let incident = try ConversationStore.find(number, session)
            guard incident.incident == number else { throw Failure.missing("This incident") }
            let children = try Self.children(of: number, session)
            return (
                incident, children, try IncidentAnswerStore.answers(to: number, session),
                try ColleagueStore().names(of: Set(children.compactMap(\.assignee)), session)
            )
        }
        let customers = try await CustomerNameStore(line: line).names(Array(Set(children.map(\.person))).sorted())
        let byNumber = Dictionary(customers.map { ($0.number, $0) }, uniquingKeysWith: { first, _ in first })
        let rows = children.map { child in
            InboxStore.List.Row(
                conversation: child, customer: byNumber[child.person], assigneeName: child.assignee.flatMap { names[$0] }, labels: [])
        }
        return Whole(incident: incident, children: rows, answers: answers)
    }
}
