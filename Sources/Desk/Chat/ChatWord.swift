/// Something the visitor said or heard.
struct ChatWord: Hashable, Sendable {
    let entry: ConversationEntry
    /// The key under which it is kept.
    private let once: String

    init(entry: ConversationEntry, once: String) { (self.entry, self.once) = (entry, once) }

    var isVisitors: Bool { entry.happening == .message }

    /// What the visitor's browser called it, so that it knows its own again.
    var browserKey: String? { isVisitors ? once.split(separator: ":", maxSplits: 2).last.map(String.init) : nil }
}
