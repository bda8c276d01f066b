import Mail

/// What becomes of a message that came in, and why. Pure: the store gathers what it is decided by, and does what is decided.
enum MailDecision: Hashable, Sendable {
    /// Something that a customer says.
    case message(in: Place, isStranger: Bool)
    /// Shown in a conversation, and nothing that a customer says: it stops no clock and opens nothing again.
    case note(in: Int64, reason: Reason)
    /// It stays in the journal.
    case kept(reason: Reason)

    enum Place: Hashable, Sendable {
        case existing(Int64, reason: Reason)
        case new(reason: Reason)
    }

    /// Keys of what the journal says.
    enum Reason: String, Sendable {
        case threadAddress = "thread_address"
        case ownMessage = "own_message"
        case reference
        case beginning
        /// It names a message of a conversation in which its sender takes no part.
        case strangeReference = "strange_reference"
        /// It came to an address that names a conversation, and is none that we gave.
        case forgedAddress = "forged_address"
        case bounce, delay, automatic, loop
        case noSender = "no_sender"
    }
}

/// What a message is decided by.
struct MailEvidence: Sendable {
    /// By the signed address that it was sent to.
    var addressed: Int64?
    /// The address that it was sent to names a conversation under a signature that is not ours.
    var isForged = false
    /// By a signed id of a message of ours.
    var answered: Int64?
    /// By the id of any message that we know.
    var referred: Int64?
    /// What it answers is here and not filed yet.
    var isEarly = false
    /// Of the message of ours that did not arrive.
    var bounced: Int64?
    /// The conversations of these in which the sender takes part.
    var participations: Set<Int64> = []
    /// Addresses of our own mailboxes, in lower case.
    var own: Set<String> = []
    /// Somebody of staff wants it filed, whatever it looks like.
    var isWanted = false
}

extension MailDecision {
    init(_ message: MailMessage, _ evidence: MailEvidence) {
        let thread = Self.thread(evidence)
        if let bounce = message.bounce {
            let reason = bounce.isDelay ? Reason.delay : .bounce
            self = evidence.bounced.map { .note(in: $0, reason: reason) } ?? .kept(reason: reason)
        } else if message.from.isEmpty {
            self = .kept(reason: .noSender)
        } else if Self.isLoop(message, evidence.own), !evidence.isWanted {
            self = .kept(reason: .loop)
        } else if message.marks.isAutomatic, !evidence.isWanted {
            self = thread.map { .note(in: $0.number, reason: .automatic) } ?? .kept(reason: .automatic)
        } else if let thread {
            self = .message(in: .existing(thread.number, reason: thread.reason), isStranger: !evidence.participations.contains(thread.number))
        } else {
            // Anybody can name a message: whoever takes no part in its conversation begins one of their own.
            let reason: Reason = evidence.isForged ? .forgedAddress : evidence.referred == nil ? .beginning : .strangeReference
            self = .message(in: .new(reason: reason), isStranger: false)
        }
    }

    private static func thread(_ evidence: MailEvidence) -> (number: Int64, reason: Reason)? {
        if let number = evidence.addressed { return (number, .threadAddress) }
        if let number = evidence.answered { return (number, .ownMessage) }
        guard let number = evidence.referred, evidence.participations.contains(number) else { return nil }
        return (number, .reference)
    }

    /// From ourselves, past ourselves, or past more servers than any message passes.
    private static func isLoop(_ message: MailMessage, _ own: Set<String>) -> Bool {
        message.from.contains { own.contains($0.key) } || message.marks.loops.contains { own.contains($0) } || message.marks.hops > MailMarks.mostHops
    }
}

extension String {
    /// A subject without what answering and passing on have put before it, for finding those that are alike.
    var plainSubject: String {
        var text = self[...]
        while let colon = text.firstIndex(of: ":") ?? text.firstIndex(of: "："), text.distance(from: text.startIndex, to: colon) <= 10 {
            let word = text[..<colon].lowercased().filter { $0.isLetter }
            guard ["re", "aw", "odp", "fwd", "fw", "wg", "pd", "ha", "на", "отв", "回复", "答复", "转发", "回覆", "轉寄"].contains(word) else { break }
            text = text[text.index(after: colon)...].drop(while: \.isWhitespace)
        }
        return text.lowercased()
    }
}
