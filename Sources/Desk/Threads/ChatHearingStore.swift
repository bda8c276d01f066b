import Kernel
import Storage

/// What is heard in a chat window: its own conversation, what was taken out of that into others, and – where it is a part of another one of the same
/// customer – what was answered there since.
enum ChatHearingStore {
    /// Of rows of `conversation_entry`.
    static func entries(of number: Int64, _ reading: some Reading) throws -> SQL {
        let own: SQL = """
            conversation_entry.conversation = \(number)
            OR conversation_entry.conversation IN (SELECT number FROM conversation WHERE split_from = \(number))
            """
        var path = try ConversationStore.find(number, reading)
        let person = path.person
        guard let root = path.partOf else { return own }
        var numbers = [number]
        while let next = path.mergedInto, next != root, !numbers.contains(next) {
            numbers.append(next)
            path = try ConversationStore.find(next, reading)
        }
        let since: Int64? = try reading.value(
            """
            SELECT MAX(number) FROM conversation_entry WHERE conversation IN \(list: numbers)
            AND happening = \(ConversationEntry.Happening.merged.rawValue) AND substr(detail, 1, 5) = 'into '
            """)
        let isSame = try ConversationStore.find(root, reading).person == person
        let answered: SQL = isSame ? "conversation_entry.happening = \(ConversationEntry.Happening.reply.rawValue)" : "1 = 0"
        return """
            \(own) OR (conversation_entry.conversation = \(root) AND conversation_entry.number > \(since ?? .max) AND (\(answered)
            OR conversation_entry.number IN (SELECT entry FROM conversation_forwarded WHERE conversation = \(number))))
            """
    }

    /// Whether an answer in a conversation is read in a chat window.
    static func reaches(_ number: Int64, _ reading: some Reading) throws -> Bool {
        try reading.first(
            """
            SELECT 1 FROM chat JOIN conversation AS begun ON begun.number = chat.conversation
            JOIN identifier ON identifier.id = begun.identifier WHERE (begun.number = \(number)
            OR begun.number = (SELECT split_from FROM conversation WHERE number = \(number))
            OR begun.part_of = \(number)) AND identifier.person = (SELECT own.person FROM conversation
            JOIN identifier AS own ON own.id = conversation.identifier WHERE conversation.number = \(number)) LIMIT 1
            """) != nil
    }
}
