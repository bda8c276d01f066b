import Channels
import Kernel
import Mail
import People
import Storage
import Timeline
import Web

/// Further people in a conversation, by their addresses: whoever was written to by mail, and whom staff have added. What they write belongs to it.
struct ParticipantStore: Sendable {
    let line: Line

    static func participants(
        in conversation: Conversation, _ parts: [Conversation], _ rules: IdentityRules, _ reading: some Reading
    ) throws -> [ThreadFacts.Participant] {
        let members = [conversation.number] + parts.map(\.number)
        let ours = Set(try MailboxStore.all(reading).map(\.address))
        let addresses: [String] = try reading.rows(
            "SELECT DISTINCT address FROM mail_participant WHERE conversation IN \(list: members) ORDER BY address LIMIT 100"
        ).map { try $0.get(at: 0) }.filter { !ours.contains(MailAddress.withoutDetail($0)) }
        let known = try people(addresses, rules, reading)
        let strange = parts.map(\.person).filter { $0 != conversation.person }
        let profiles = try ProfileStore().profiles(of: Array(Set(known.values + strange)).sorted(), reading)
        let ids = Dictionary(
            try PersonStore().people(Array(Set(known.values + strange)).sorted(), reading).map { ($0.number, $0.id) },
            uniquingKeysWith: { first, _ in first })
        func name(_ person: Int64?, _ address: String) -> String {
            person.flatMap { profiles[$0]?.name ?? profiles[$0]?.identifiers.first?.value } ?? address
        }
        var seen: Set<Int64> = [conversation.person]
        var found = addresses.compactMap { address -> ThreadFacts.Participant? in
            let person = known[address]
            if let person, !seen.insert(person).inserted { return nil }
            return .init(address: address, person: person.flatMap { ids[$0] }, name: name(person, address), mayLeave: true)
        }
        for person in strange where seen.insert(person).inserted {
            found.append(.init(address: "", person: ids[person], name: name(person, "–"), mayLeave: false))
        }
        return found
    }

    private static func people(_ addresses: [String], _ rules: IdentityRules, _ reading: some Reading) throws -> [String: Int64] {
        guard !addresses.isEmpty, let rule = rules.all.first(where: { $0.type == .email }) else { return [:] }
        let rows = try reading.rows(
            "SELECT value, person FROM identifier WHERE type = \(rule.number) AND value IN \(list: addresses)")
        return Dictionary(try rows.map { (try $0.get("value"), try $0.get("person")) }, uniquingKeysWith: { first, _ in first })
    }

    /// - Throws: `invalid` for an address by which nobody is known here.
    func add(_ address: String, to number: Int64, by staff: Viewer, at now: Instant) async throws {
        let rules = line.rules
        guard let identifier = Identifier(.email, address), let rule = rules.all.first(where: { $0.type == .email }) else {
            throw Failure.invalid("address", "must be an email address, such as help@example.com")
        }
        try await line.write { tx in
            let conversation = try ConversationStore.working(number, tx)
            let found = try tx.first("SELECT id, person FROM identifier WHERE type = \(rule.number) AND value = \(identifier.value)")
            guard let found else { throw Failure.invalid("address", "must be the address of a customer who is known here") }
            try Failure.require(try found.get("person") != conversation.person, "address", "is the customer's own")
            let isNew = try tx.run(
                """
                INSERT INTO mail_participant (conversation, address) VALUES (\(number), \(identifier.value))
                ON CONFLICT (conversation, address) DO NOTHING
                """)
            guard isNew == 1 else { return }
            try Self.tell(ConversationTie(.joined, try found.get("id")), in: conversation, by: staff, now, tx)
        }
    }

    func remove(_ address: String, from number: Int64, by staff: Viewer, at now: Instant) async throws {
        let rule = line.rules.all.first { $0.type == .email }
        try await line.write { tx in
            let conversation = try ConversationStore.working(number, tx)
            let members = try ConversationUnitStore.members(of: number, tx)
            let gone = try tx.run("DELETE FROM mail_participant WHERE conversation IN \(list: members) AND address = \(address)")
            guard gone > 0 else { return }
            let identifier: Int64? = try rule.flatMap {
                try tx.value("SELECT id FROM identifier WHERE type = \($0.number) AND value = \(address)")
            }
            try Self.tell(ConversationTie(.left, identifier ?? 0), in: conversation, by: staff, now, tx)
        }
    }

    private static func tell(
        _ tie: ConversationTie, in conversation: Conversation, by staff: Viewer, _ now: Instant, _ tx: Transaction
    ) throws {
        let entry = ConversationStore.NewEntry(
            happening: .tied, at: now, staff: staff.id, detail: tie.detail,
            once: "tie:\(tie.word.rawValue):\(conversation.number):\(conversation.lastEntry)")
        try ConversationStore.record([entry], leaving: conversation, in: tx)
    }
}
