import Kernel
import People
import Storage

/// Who else than the customer of a conversation writes in it.
enum WriterStore {
    /// What the entry of a message says of its writer: nothing where that is the customer.
    static func detail(_ identifier: Int64?, in conversation: Conversation, _ reading: some Reading) throws -> String {
        guard let identifier, let person: Int64 = try reading.value("SELECT person FROM identifier WHERE id = \(identifier)"),
            person != conversation.person
        else { return "" }
        return ConversationEntry.stranger(identifier)
    }

    /// The names of who else wrote, by the numbers of entries.
    ///
    /// - Parameter parts: what is merged into it, perhaps of other customers.
    static func others(in conversation: Conversation, _ parts: [Conversation], _ reading: some Reading) throws -> [Int64: String] {
        var writers = try reading.rows(
            """
            SELECT conversation_entry.number AS number, identifier.person AS person, identifier.value AS value FROM conversation_entry
            JOIN identifier ON identifier.id = CASE WHEN happening = 1 AND substr(detail, 1, 3) = 'of:' THEN CAST(substr(detail, 4) AS BIGINT) END
            WHERE conversation_entry.conversation IN \(list: [conversation.number] + parts.map(\.number))
            """)
        let strange = parts.filter { $0.person != conversation.person }.map(\.number)
        if !strange.isEmpty {
            writers += try reading.rows(
                """
                SELECT conversation_entry.number AS number, identifier.person AS person, identifier.value AS value FROM conversation_entry
                JOIN conversation ON conversation.number = conversation_entry.conversation JOIN identifier ON identifier.id = conversation.identifier
                WHERE conversation_entry.conversation IN \(list: strange) AND happening = 1 AND substr(detail, 1, 3) <> 'of:'
                """)
        }
        writers += try callers(besides: conversation.person, in: [conversation.number] + parts.map(\.number), reading)
        let people = try Set(writers.map { try $0.get("person", as: Int64.self) }).sorted()
        let profiles = try ProfileStore().profiles(of: people, reading)
        return try writers.reduce(into: [:]) { names, row in
            names[try row.get("number")] = try profiles[row.get("person")]?.name ?? row.get("value", as: String.self)
        }
    }

    /// Of calls that came for a part of another customer: they say which call it was, and not who called.
    private static func callers(besides person: Int64, in members: [Int64], _ reading: some Reading) throws -> [Row] {
        try reading.rows(
            """
            SELECT conversation_entry.number AS number, identifier.person AS person, identifier.value AS value FROM conversation_forwarded
            JOIN conversation_entry ON conversation_entry.number = conversation_forwarded.entry
            JOIN conversation ON conversation.number = conversation_forwarded.conversation JOIN identifier ON identifier.id = conversation.identifier
            WHERE conversation_entry.conversation IN \(list: members) AND happening = 1 AND substr(detail, 1, 5) = 'call '
            AND identifier.person <> \(person)
            """)
    }
}
