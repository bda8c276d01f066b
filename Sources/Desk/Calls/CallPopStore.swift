import Kernel
import People
import Storage
import Timeline
import Web

/// What rings for whom, and what is known of whoever calls.
struct CallPopStore: Sendable {
    let line: Line

    /// A call as whoever it rings for sees it.
    struct Pop: Sendable {
        let call: Call
        /// Who has the number; several where customers share it, nobody where it is unknown.
        let customers: [Customer]
        let conversation: Conversation?
        /// Who of staff spoke, by name.
        let speakers: [String]
    }

    struct Customer: Sendable {
        let name: CustomerName
        let company: String?
        /// Newest first.
        let last: [Touchpoint]
        let open: [Conversation]
    }

    /// So long a call is shown of which no end was told while it rang.
    static let longestRinging = Duration.minutes(5)
    /// So long a call is shown of which no end was told after somebody picked it up.
    static let longestTalk = Duration.hours(4)
    /// So long it is shown after its end, for the note.
    static let afterwards = Duration.minutes(15)

    /// What is to be shown to somebody now, the newest first; what staff have written down themselves rings for nobody.
    func pops(for staff: Viewer, at now: Instant) async throws -> [Pop] {
        let calls = try await line.database.read { session in
            try CallStore.calls(
                """
                began_at > \(now.adding(.zero - Self.longestTalk)) AND channel = 'phone'
                AND source IN (SELECT id FROM source WHERE medium <> 'staff')
                AND NOT EXISTS (SELECT 1 FROM phone_call_seen WHERE phone_call_seen.call = phone_call.number AND staff = \(staff.id))
                """, session)
        }
        let shown = calls.filter { $0.isShown(to: staff.id, at: now) }.sorted { ($1.beganAt, $1.number) < ($0.beganAt, $0.number) }.prefix(3)
        var pops: [Pop] = []
        for call in shown { pops.append(try await pop(call, at: now)) }
        return pops
    }

    private func pop(_ call: Call, at now: Instant) async throws -> Pop {
        let (catalogue, identities) = (line.catalogue, line.identities)
        let (people, facts, conversation, speakers) = try await line.database.read { session in
            let people = try Self.people(behind: call, session)
            var facts: [Int64: (last: [Touchpoint], open: [Conversation], company: String?)] = [:]
            for person in people {
                var wanted = TouchpointStore.Wanted()
                wanted.limit = 3
                let identifiers = try identities.identifiers(of: person, session).map(\.id)
                let open = try session.rows(
                    """
                    \(ConversationStore.columns) WHERE identifier.person = \(person) AND conversation.status <> 4
                    AND conversation.part_of IS NULL ORDER BY conversation.last_at DESC LIMIT 3
                    """
                ).map(Conversation.init)
                facts[person] = (
                    try TouchpointStore().line(of: identifiers, wanted, catalogue, session), open,
                    try CompanyStore().names(of: [person], session)[person]
                )
            }
            let names = try ColleagueStore().names(of: Set(call.answers.compactMap(\.staff)), session)
            return (
                people, facts, try call.conversation.map { try ConversationUnitStore.root(of: $0, session) },
                call.answers.compactMap { $0.staff.flatMap { names[$0] } }
            )
        }
        let names = try await CustomerNameStore(line: line).names(people)
        let customers = names.map { name in
            Customer(
                name: name, company: facts[name.number]?.company, last: facts[name.number]?.last ?? [], open: facts[name.number]?.open ?? [])
        }
        return Pop(call: call, customers: customers, conversation: conversation, speakers: speakers)
    }

    /// Those of whom somebody has said that the number is theirs, by number; only the one that was chosen, where one was.
    static func people(behind call: Call, _ reading: some Reading) throws -> [Int64] {
        if let chosen = call.identifier {
            return try reading.rows("SELECT person FROM identifier WHERE id = \(chosen)").map { try $0.get("person") }
        }
        guard !call.phone.isEmpty, let phone = Identifier(.phone, call.phone), let known = try IdentityStore().find(phone, reading) else { return [] }
        let others: [Int64] = try reading.rows(
            """
            SELECT DISTINCT person FROM identifier WHERE id IN (
            SELECT CASE WHEN one = \(known.id) THEN other ELSE one END FROM identity_link
            LEFT JOIN identity_unlink ON identity_unlink.link = identity_link.id
            WHERE (one = \(known.id) OR other = \(known.id)) AND identity_unlink.link IS NULL) ORDER BY person LIMIT 10
            """
        ).map { try $0.get("person") }
        // The number alone is nobody beside those who have it.
        let isAlone = try IdentityStore().identifiers(of: known.person, reading).count == 1
        let people = others.contains(known.person) || (isAlone && !others.isEmpty) ? others : [known.person] + others
        return Set(people).sorted()
    }

    /// - Returns: the conversation it is; `nil` while there is none.
    func choose(_ customer: ID<Person>, of number: Int64, by staff: Viewer, at now: Instant) async throws -> Int64? {
        try await line.write { tx in
            let call = try CallStore.find(number, tx)
            guard let person: Int64 = try tx.value("SELECT number FROM person WHERE id = \(customer)"),
                try Self.people(behind: call, tx).contains(person)
            else { throw Failure.invalid("customer", "must be one of those who have this number") }
            let identifiers = try IdentityStore().identifiers(of: person, tx)
            guard let identifier = identifiers.first else { throw Failure.missing("This customer") }
            guard call.identifier != identifier.id else { return call.conversation }
            try tx.run("UPDATE phone_call SET identifier = \(identifier.id) WHERE number = \(number)")
            try CallStore.stir(in: tx)
            guard let conversation = call.conversation else { return nil }
            let before = try ConversationUnitStore.root(of: conversation, tx)
            try tx.run("UPDATE conversation SET identifier = \(identifier.id) WHERE number = \(conversation)")
            let entry = ConversationStore.NewEntry(
                happening: .note, at: now, channel: call.channel.rawValue, staff: staff.id, text: identifier.value,
                detail: CallWord.chosen.detail(of: number), once: "call:\(number):chosen:\(before.lastEntry)")
            let written = try ConversationStore.record([entry], leaving: before, in: tx)
            if before.number != conversation { try ConversationUnitStore.forward([written], of: conversation, in: tx) }
            return before.number
        }
    }

    /// It is shown to them no more.
    func dismiss(_ number: Int64, by staff: Viewer) async throws {
        try await line.write { tx in
            _ = try CallStore.find(number, tx)
            try tx.run("INSERT INTO phone_call_seen (call, staff) VALUES (\(number), \(staff.id)) ON CONFLICT (call, staff) DO NOTHING")
            try CallStore.stir(in: tx)
        }
    }
}

extension Call {
    /// Whether it rings for somebody, or they speak or have just spoken.
    func isShown(to staff: ID<Viewer>, at now: Instant) -> Bool {
        if answers.contains(where: { $0.staff == staff }) {
            return endedAt.map { now < $0.adding(CallPopStore.afterwards) } ?? (now < beganAt.adding(CallPopStore.longestTalk))
        }
        guard direction == .incoming, outcome == .ringing, now < beganAt.adding(CallPopStore.longestRinging) else { return false }
        return ringsForAll || rungFor.contains(staff)
    }
}
