import Kernel
import Language
import People
import Storage

/// In which of our languages a customer is asked.
enum SurveyLanguageStore {
    /// As their line has it, or the chat window; else as the letters of what they wrote tell it.
    ///
    /// - Returns: two letters; empty where nobody knows.
    static func language(of conversation: Conversation, _ reading: some Reading) throws -> String {
        let profile = try ProfileStore().profile(of: conversation.person, reading)
        let spoken: String? = try reading.value("SELECT language FROM chat WHERE conversation = \(conversation.number)")
        for known in [profile["language"], spoken].compactMap(\.self) {
            if let language = ReaderLanguage(tag: known) { return language.rawValue }
        }
        let said: String? = try reading.value(
            "SELECT text FROM conversation_entry WHERE conversation = \(conversation.number) AND happening = 1 ORDER BY number LIMIT 1")
        return guess(said ?? "")?.rawValue ?? ""
    }

    /// By letters that only one of our languages has; English has none of its own.
    static func guess(_ text: String) -> ReaderLanguage? {
        let scalars = text.unicodeScalars.prefix(2_000)
        if scalars.contains(where: { (0x4E00...0x9FFF).contains($0.value) }) { return .zh }
        if scalars.contains(where: { (0x0410...0x044F).contains($0.value) }) { return .ru }
        return text.prefix(2_000).contains { "ąćęłńśźżĄĆĘŁŃŚŹŻ".contains($0) } ? .pl : nil
    }
}
