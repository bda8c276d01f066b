import Kernel
import Storage
import Timeline
import Web

/// Gives one answer to all children of an incident: what is asked for is written down with whom it goes to, and a job goes from one to the next. What
/// makes an answer this answer in a conversation is the same at each attempt, so a server that is killed anywhere sends nothing twice.
struct IncidentAnswerStore: Sendable {
    let line: Line
    /// Of no consequence to what is sent; it keeps what it is given in the customer's language.
    let replies: SavedReplyStore

    static let answering = "desk.incident"

    /// What somebody wants to be said.
    struct Wanted: Sendable {
        let text: String
        let reply: ID<SavedReply>?
        let resolves: Bool
        /// What makes it once, however often its form is sent.
        let once: ID<IncidentAnswer>
    }

    /// - Throws: `invalid` where there is nothing to say, `conflict` where there is nobody to say it to.
    func ask(_ wanted: Wanted, of incident: Int64, by staff: Viewer, at now: Instant) async throws {
        try Failure.require(wanted.reply != nil || !wanted.text.isEmpty, "text", "must not be empty")
        try await line.write { tx in
            guard try tx.first("SELECT 1 FROM incident_answer WHERE id = \(wanted.once)") == nil else { return }
            guard try ConversationStore.find(incident, tx).incident == incident else { throw Failure.missing("This incident") }
            let children = try IncidentStore.children(of: incident, tx).map(\.number)
            guard !children.isEmpty else { throw Failure.conflict("This incident has no children yet.") }
            try tx.run(
                """
                INSERT INTO incident_answer (id, incident, staff, at, reply, text, resolves)
                VALUES (\(wanted.once), \(incident), \(staff.id), \(now), \(wanted.reply), \(wanted.reply == nil ? wanted.text : ""),
                \(wanted.resolves))
                """)
            try tx.run(
                "INSERT INTO incident_answer_part (answer, conversation, state, fault) VALUES (\(wanted.once), \(0), 'waiting', '')",
                each: children.map { [wanted.once.stored, .integer($0)] })
            try JobStore().enqueue(Self.answering, payload: "\(wanted.once)", in: tx)
        }
    }

    var handler: JobHandler {
        JobHandler(Self.answering) { run in
            guard let id = ID<IncidentAnswer>(run.job.payload) else { throw Failure.missing("The answer to be given") }
            try await give(id)
        }
    }

    /// Goes on where it was interrupted.
    func give(_ id: ID<IncidentAnswer>) async throws {
        let (answer, staff) = try await line.database.read { try Self.find(id, $0) }
        while let number = try await line.database.read({ try Self.next(id, $0) }) {
            try Task.checkCancellation()
            do {
                try await give(answer, in: number, by: staff)
                try await settle(id, number, "sent", fault: "")
            } catch let failure as Failure {
                try await settle(id, number, "failed", fault: Self.reason(failure))
            }
        }
    }

    private func give(_ answer: IncidentAnswer, in number: Int64, by staff: Viewer) async throws {
        let reply = try await answer.reply.asyncMap { try await replies.find($0) }
        // Whoever writes at the same moment is answered all the same: it was not their message that this answers.
        for attempt in 1...5 {
            let conversation = try await line.database.read { try ConversationStore.working(number, $0) }
            let text = if let reply { try SavedReply.closed(await replies.text(reply, in: conversation, by: staff)) } else { answer.text }
            let writing = ConversationWorkStore.Writing(
                text: text, seen: conversation.lastEntry, once: answer.once(in: number),
                then: answer.resolves && conversation.status != .resolved ? .resolved : nil)
            do {
                return try await ConversationWorkStore(line: line).reply(writing, in: number, by: staff, at: line.database.write { $0.now })
            } catch let failure as Failure where failure == ConversationWorkStore.overtaken && attempt < 5 {
                continue
            }
        }
    }

    private static func reason(_ failure: Failure) -> String {
        if case .invalid(_, let reason) = failure { return reason }
        return failure.description
    }

    private func settle(_ id: ID<IncidentAnswer>, _ number: Int64, _ state: String, fault: String) async throws {
        try await line.database.write { tx in
            try tx.run(
                "UPDATE incident_answer_part SET state = \(state), fault = \(fault) WHERE answer = \(id) AND conversation = \(number)")
        }
    }

    private static func next(_ id: ID<IncidentAnswer>, _ reading: some Reading) throws -> Int64? {
        try reading.value("SELECT MIN(conversation) FROM incident_answer_part WHERE answer = \(id) AND state = 'waiting'")
    }

    private static func find(_ id: ID<IncidentAnswer>, _ reading: some Reading) throws -> (IncidentAnswer, Viewer) {
        guard let row = try reading.first("\(columns) WHERE incident_answer.id = \(id)") else { throw Failure.missing("The answer to be given") }
        let answer = try IncidentAnswer(row)
        return (answer, Viewer(id: answer.staff, name: answer.staffName, email: try row.get("email"), role: .agent))
    }

    private static let columns: SQL = """
        SELECT incident_answer.*, staff.name AS staff_name, staff.email AS email FROM incident_answer JOIN staff ON staff.id = incident_answer.staff
        """

    /// With what became of them, newest first.
    static func answers(to incident: Int64, _ reading: some Reading) throws -> [IncidentAnswer] {
        try reading.rows("\(columns) WHERE incident_answer.incident = \(incident) ORDER BY incident_answer.at DESC LIMIT 20").map { row in
            var answer = try IncidentAnswer(row)
            try reading.forEach(
                "SELECT conversation, state, fault FROM incident_answer_part WHERE answer = \(answer.id) ORDER BY conversation"
            ) { part in
                switch try part.get("state", as: String.self) {
                case "waiting": answer.waiting += 1
                case "sent": answer.sent += 1
                default: answer.failures.append(.init(conversation: try part.get("conversation"), fault: try part.get("fault")))
                }
            }
            return answer
        }
    }
}

extension IncidentAnswer {
    init(_ row: Row) throws {
        self.init(
            id: try row.get("id"), incident: try row.get("incident"), staff: try row.get("staff"), staffName: try row.get("staff_name"),
            at: try row.get("at"), reply: try row.find("reply"), text: try row.get("text"), resolves: try row.get("resolves", as: Int64.self) == 1)
    }
}

extension Optional {
    fileprivate func asyncMap<Other>(_ body: (Wrapped) async throws -> Other) async rethrows -> Other? {
        if let self { try await body(self) } else { nil }
    }
}
