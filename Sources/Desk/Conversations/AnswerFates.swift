import Kernel
import Web

/// Which answers of a conversation did not come to the customer, and what was done on the strength of them.
///
/// An answer that was refused or came back was none: the customer has waited all along, and a standing that was set after it – resolved, waiting for
/// the customer – never held. One that goes out later is given when it does.
struct AnswerFates: Sendable {
    /// A word on what became of an answer: a note that nobody wrote, its detail a word and the number of the answer's entry.
    enum Word: String, Sendable {
        /// No server took it.
        case refused
        /// A server took it, and sent it back.
        case bounce
        /// It went out after all.
        case arrived

        func detail(of reply: Int64) -> String { "\(rawValue) \(reply)" }
    }

    /// From each answer that was lost to where that became known, by their numbers.
    private var vain: [ClosedRange<Int64>] = []
    /// The last word on each answer, by the number of its entry.
    private var last: [Int64: (word: Word, entry: Int64)] = [:]
    private var writers: [Int64: ID<Viewer>] = [:]

    init(_ entries: [ConversationEntry]) {
        for entry in entries {
            if entry.happening == .reply { writers[entry.number] = entry.staff }
            guard let (word, reply) = entry.fate, reply < entry.number else { continue }
            last[reply] = (word, entry.number)
            if word != .arrived { vain.append(reply...entry.number) }
        }
    }
}

extension AnswerFates {
    func isLost(_ reply: Int64) -> Bool { last[reply] != nil }

    /// Whether no word has come that it arrived after all.
    func isMissing(_ reply: Int64) -> Bool { last[reply].map { $0.word != .arrived } ?? false }

    /// Whether a change of standing was made on the strength of an answer that was lost.
    func isInVain(_ change: Int64) -> Bool { vain.contains { $0.contains(change) } }

    /// Whoever wrote the answer that this entry says has arrived after all; `nil` where it says no such thing, or something else was said later.
    func arrival(_ entry: ConversationEntry) -> (reply: Int64, by: ID<Viewer>?)? {
        guard let (word, reply) = entry.fate, word == .arrived, last[reply]?.entry == entry.number else { return nil }
        return (reply, writers[reply])
    }

    /// Since when the customer waits for an answer.
    ///
    /// - Parameter entries: those that it was made from.
    func unansweredSince(_ entries: [ConversationEntry]) -> Instant? {
        entries.reduce(nil) { since, entry in
            switch entry.happening {
            case .message: min(since ?? entry.at, entry.at)
            case .reply where !isLost(entry.number): nil
            case .note where arrival(entry) != nil: nil
            default: since
            }
        }
    }
}

extension ConversationEntry {
    /// What it says of the fate of an answer.
    var fate: (word: AnswerFates.Word, reply: Int64)? {
        guard happening == .note, staff == nil else { return nil }
        let parts = detail.split(separator: " ")
        guard parts.count == 2, let word = AnswerFates.Word(rawValue: String(parts[0])), let reply = Int64(parts[1]) else { return nil }
        return (word, reply)
    }
}
