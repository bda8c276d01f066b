import Kernel
import Storage

/// Which conversation has which label now. It follows from the entries, and is kept beside them for the lists.
struct ConversationLabelProjection {
    /// What an entry changes.
    func follow(_ happening: ConversationEntry.Happening, _ label: String, in conversation: Int64, _ tx: Transaction) throws {
        switch happening {
        case .labelled:
            try tx.run("INSERT INTO conversation_label (conversation, label) VALUES (\(conversation), \(label)) ON CONFLICT DO NOTHING")
        case .unlabelled: try tx.run("DELETE FROM conversation_label WHERE conversation = \(conversation) AND label = \(label)")
        default: return
        }
    }

    /// Works it out anew: what was said last of a label in a conversation holds.
    func rebuild(in tx: Transaction) throws {
        try tx.run("DELETE FROM conversation_label")
        try tx.run(
            """
            INSERT INTO conversation_label (conversation, label)
            SELECT conversation, detail FROM conversation_entry WHERE happening = \(ConversationEntry.Happening.labelled.rawValue)
            AND number IN (SELECT MAX(number) FROM conversation_entry
            WHERE happening IN (\(ConversationEntry.Happening.labelled.rawValue), \(ConversationEntry.Happening.unlabelled.rawValue))
            AND \(UndoStore.stands) GROUP BY conversation, detail)
            """)
    }

    static func keys(of conversation: Int64, _ reading: some Reading) throws -> Set<String> {
        Set(try reading.rows("SELECT label FROM conversation_label WHERE conversation = \(conversation)").map { try $0.get(at: 0) })
    }

    /// Those of conversations, by their numbers; of each by name.
    static func labels(of conversations: [Int64], _ reading: some Reading) throws -> [Int64: [Label]] {
        guard !conversations.isEmpty else { return [:] }
        let labels = try LabelStore.all(reading)
        guard !labels.isEmpty else { return [:] }
        let places = Dictionary(uniqueKeysWithValues: labels.enumerated().map { ($0.element.key, $0.offset) })
        var found: [Int64: [Int]] = [:]
        for some in conversations.chunked(by: 500) {
            try reading.forEach("SELECT conversation, label FROM conversation_label WHERE conversation IN \(list: some)") { row in
                guard let place = places[try row.get(at: 1)] else { return }
                found[try row.get(at: 0), default: []].append(place)
            }
        }
        return found.mapValues { $0.sorted().map { labels[$0] } }
    }

    static func has(_ conversation: Int64, _ label: String, _ reading: some Reading) throws -> Bool {
        try reading.first("SELECT 1 FROM conversation_label WHERE conversation = \(conversation) AND label = \(label)") != nil
    }

    /// Of a row of `conversation`: that it has a label.
    ///
    /// Asked of one row after the other, so that a list that is in order already ends after a page of it.
    static func bears(_ label: String) -> SQL {
        """
        EXISTS (SELECT 1 FROM conversation_label WHERE conversation_label.conversation = conversation.number
        AND conversation_label.label = \(label))
        """
    }
}
