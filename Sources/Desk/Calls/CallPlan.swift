import Kernel
import Web

/// What of a call belongs into its conversation. It follows from the call alone, so that whatever came first the same stands there in the end.
struct CallPlan: Sendable {
    /// Something of a call that is an entry of its conversation.
    enum Piece: Hashable, Sendable {
        /// The customer called.
        case came
        /// Somebody of staff spoke with the customer.
        case spoke(Call.Answer)
        /// The customer left words on the voicemail.
        case left(String, at: Instant)
        /// Somebody of staff called, and the customer did not pick up.
        case vain(at: Instant, staff: ID<Viewer>?)
    }

    let pieces: [Piece]

    init(_ call: Call) {
        let spoken = call.answers.map(Piece.spoke)
        switch call.direction {
        case .incoming:
            let left = call.told.filter { $0.kind == .voicemail && !$0.text.isEmpty }.map { Piece.left($0.text, at: $0.at) }
            pieces = call.isSettled ? [.came] + spoken + left : []
        case .outgoing:
            pieces = spoken + call.told.filter { $0.kind == .missed }.map { .vain(at: $0.at, staff: $0.staff) }
        }
    }
}

extension CallPlan.Piece {
    /// What makes it this entry, and no other.
    func once(_ call: Call) -> String {
        switch self {
        case .came: "call:\(call.number):came"
        case .spoke(let answer): "call:\(call.number):spoke:\(answer.at):\(answer.staff?.description ?? answer.agent.lowercased())"
        case .left(let text, let at): "call:\(call.number):left:\(at):\(text.utf8.reduce(5381 as UInt64) { ($0 &* 33) ^ UInt64($1) })"
        case .vain(let at, let staff): "call:\(call.number):vain:\(at):\(staff?.description ?? "")"
        }
    }

    func entry(_ call: Call) -> ConversationStore.NewEntry {
        let once = once(call)
        func entry(_ happening: ConversationEntry.Happening, _ at: Instant, _ word: CallWord, by staff: ID<Viewer>? = nil, _ text: String)
            -> ConversationStore.NewEntry
        {
            .init(
                happening: happening, at: at, channel: call.channel.rawValue, staff: staff, text: text, detail: word.detail(of: call.number),
                once: once)
        }
        switch self {
        case .came: return entry(.message, call.beganAt, .came, call.sign)
        case .spoke(let answer): return entry(.reply, answer.at, .spoke, by: answer.staff, call.sign)
        case .left(let text, let at): return entry(.message, at, .left, text)
        case .vain(let at, let staff): return entry(.note, at, .vain, by: staff, call.sign)
        }
    }
}

/// What an entry says of a call: `call spoke 12`.
enum CallWord: String, Sendable {
    case came, spoke, left, vain
    /// What somebody wrote down of it.
    case note
    /// Somebody said whom it is with.
    case chosen

    private static let mark = "call"

    func detail(of call: Int64) -> String { "\(Self.mark) \(rawValue) \(call)" }
}

extension ConversationEntry {
    /// What it says of which call; `nil` where it says nothing of one.
    var call: (word: CallWord, number: Int64)? {
        let parts = detail.split(separator: " ")
        guard parts.count == 3, parts[0] == "call", let word = CallWord(rawValue: String(parts[1])), let number = Int64(parts[2]) else { return nil }
        return (word, number)
    }
}
