import Kernel
import People
import Storage
import Timeline
import Web

/// Talks that staff write down themselves.
struct CallLogStore: Sendable {
    let line: Line

    /// A talk as somebody wrote it down.
    struct Talk: Sendable {
        /// What makes it once, however often the form is sent.
        let once: String
        let channel: DeskChannel
        let direction: Call.Direction
        let began: Instant
        let minutes: Int
        let note: String
        /// The customer did not pick up.
        var isVain = false
        var isResolved = false
        var customer: ID<Person>?
        var conversation: Int64?
        /// Where the customer was not chosen: by what they are recognised.
        var who: Identifier?
    }

    /// Whom a talk that is to be written down was with, as far as that is known.
    struct About: Sendable {
        var customer: CustomerName?
        var conversation: Int64?
    }

    func about(customer: ID<Person>?, conversation: Int64?) async throws -> About {
        let person: Int64? = try await line.database.read { session in
            if let conversation { return try ConversationStore.find(conversation, session).person }
            return try customer.flatMap { try session.value("SELECT number FROM person WHERE id = \($0)") }
        }
        guard let person else { return About() }
        return About(customer: try await CustomerNameStore(line: line).names([person]).first, conversation: conversation)
    }

    /// - Returns: the conversation it stands in; `nil` where it began none.
    func keep(_ talk: Talk, by staff: Viewer, at now: Instant) async throws -> Int64? {
        let source = try await line.source("staff", name: "Staff", medium: .staff)
        let (identifier, who) = try await line.database.read { session -> (Int64?, Identifier?) in
            if let conversation = talk.conversation { return (try ConversationStore.find(conversation, session).identifier, nil) }
            guard let customer = talk.customer else { return (nil, talk.who) }
            guard let person: Int64 = try session.value("SELECT number FROM person WHERE id = \(customer)"),
                let identifier = try IdentityStore().identifiers(of: person, session).first
            else { throw Failure.missing("This customer") }
            return (identifier.id, nil)
        }
        let report = CallReport(
            key: "log:\(talk.once)", direction: talk.direction, channel: talk.channel, phone: who?.type == .phone ? who : nil, other: who,
            beganAt: talk.began, events: talk.events(by: staff))
        let receipt = try await CallStore(line: line).take(report, from: source, with: identifier, into: talk.conversation)
        if !talk.note.isEmpty { try await CallNoteStore(line: line).write(talk.note, of: receipt.call, by: staff, once: talk.once, at: now) }
        if talk.isResolved, let conversation = receipt.conversation { try await resolve(conversation, by: staff, at: now) }
        return receipt.conversation
    }

    private func resolve(_ conversation: Int64, by staff: Viewer, at now: Instant) async throws {
        guard try await ConversationStore(line: line).find(conversation).status != .resolved else { return }
        try await ConversationWorkStore(line: line).stand(.resolved, conversation, by: staff, at: now)
    }
}

extension CallLogStore.Talk {
    fileprivate func events(by staff: Viewer) -> [CallEvent] {
        let (end, agent) = (began.adding(.minutes(Int64(minutes))), staff.email)
        if isVain { return [CallEvent(kind: .missed, at: began, staff: staff.id, agent: agent)] }
        return [
            CallEvent(kind: .answered, at: began, staff: staff.id, agent: agent),
            CallEvent(kind: .ended, at: end, staff: staff.id, agent: agent, talked: Int64(minutes) * 60),
        ]
    }
}
