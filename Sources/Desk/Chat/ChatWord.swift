/// Something the visitor said or heard.
struct ChatWord: Hashable, Sendable {
    let entry: ConversationEntry
    let files: [ConversationFile]
    /// The key under which it is kept.
    private let once: String

    init(entry: ConversationEntry, once: String, files: [ConversationFile] = []) { (self.entry, self.once, self.files) = (entry, once, files) }

    /// What was written; empty where there are files alone, whose names stand for it elsewhere.
    var text: String { !files.isEmpty && entry.text == files.map(\.name).joined(separator: "\n") ? "" : entry.text }

    var isVisitors: Bool { entry.happening == .message }

    /// What the visitor's browser called it, so that it knows its own again.
    var browserKey: String? { isVisitors ? once.split(separator: ":", maxSplits: 2).last.map(String.init) : nil }
}
