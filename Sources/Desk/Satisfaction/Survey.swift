import Kernel
import Web

/// A customer is asked how satisfied they are with a resolution: once, whatever happens on the way.
struct Survey: Hashable, Sendable {
    let id: ID<Survey>
    let conversation: Int64
    /// The number of the entry by which it was resolved.
    let resolution: Int64
    /// Who resolved it then.
    let staff: ID<Viewer>?
    let way: Way
    /// Key of the channel of the conversation.
    let channel: String
    /// Of the customer, as two letters; empty where nobody knows.
    let language: String
    let plannedAt: Instant
    /// When the question went out, was shown, or was handed over; `nil` before.
    let askedAt: Instant?
    /// Why they were not asked.
    let dropped: Dropped?
    let answer: Answer?
    /// When somebody of staff looked after an answer.
    let seenAt: Instant?

    /// How the question comes to the customer.
    enum Way: String, Sendable { case mail, chat, link }

    enum Dropped: String, Sendable, CaseIterable {
        /// The conversation went on before they were asked.
        case reopened
        /// They were asked not long ago.
        case rest
        /// No mailbox could send the question.
        case unsent
        /// They have been erased, or nobody is asked any more.
        case off
    }

    struct Answer: Hashable, Sendable {
        /// 1…5
        let score: Int
        let comment: String
        /// Keys of reasons, in order.
        let reasons: [String]
        let firstAt: Instant
        /// Of the last answer, which is the one that counts.
        let at: Instant
    }
}

extension Survey {
    static let scores = 1...5

    /// An answer of 4 or 5.
    static func isSatisfied(_ score: Int) -> Bool { score >= 4 }
    /// An answer that somebody should look after: 1 or 2.
    static func isUnhappy(_ score: Int) -> Bool { score <= 2 }

    /// So long the question can be answered.
    static let patience = Duration.days(30)
    /// So long an answer can be changed; then it is on the customer's line for good.
    static let secondThoughts = Duration.hours(24)
    /// So far back a list looks for answers that somebody should look after.
    static let concern = Duration.days(30)

    enum Standing: Sendable, Hashable { case unanswered, changeable(until: Instant), settled, expired }

    func standing(at now: Instant) -> Standing {
        if let answer {
            let until = answer.firstAt.adding(Self.secondThoughts)
            return now < until ? .changeable(until: until) : .settled
        }
        return now < (askedAt ?? plannedAt).adding(Self.patience) ? .unanswered : .expired
    }

    /// Whether a low answer waits for somebody of staff.
    var isConcern: Bool { answer.map { Self.isUnhappy($0.score) } ?? false && seenAt == nil }
}
