import Kernel
import Web

/// What the chat window is told: what was said behind an entry, and how far staff have read.
struct ChatJSON: Encodable, Sendable {
    /// What opens the conversation; only with its first message.
    let token: String?
    let entries: [Word]
    /// Whether there is more behind the last one.
    let isMore: Bool
    let read: Int64

    struct Word: Encodable, Sendable {
        let n: Int64
        let from: String
        let who: String?
        let at: String
        let text: String
        let once: String?
    }

    init(_ words: [ChatWord], _ chat: Chat, token: String? = nil, t: Texts) {
        self.token = token
        read = chat.staffRead
        isMore = words.count == ChatStore.mostAtOnce
        entries = words.map { word in
            Word(
                n: word.entry.number, from: word.isVisitors ? "me" : "us", who: word.isVisitors ? nil : word.entry.staffName ?? t("desk.staff"),
                at: word.entry.at.description, text: word.entry.text, once: word.browserKey)
        }
    }
}

/// What the loader is told of its site.
struct ChatSiteJSON: Encodable, Sendable {
    let name: String
    let accent: String
    let ink: String
    /// What the button is called.
    let label: String

    init(_ site: ChatSite, _ t: Texts) { (name, accent, ink, label) = (site.name, site.accent.text, site.accent.ink, t("chat.write_us")) }
}

/// Why something was not done, in one sentence.
struct ChatRefusalJSON: Encodable, Sendable {
    let message: String
}
