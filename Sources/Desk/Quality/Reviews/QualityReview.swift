import Kernel
import Web

/// What a colleague thought of how a conversation was handled. Never changed afterwards: what is said about it later stands beside it.
struct QualityReview: Hashable, Sendable {
    let id: ID<QualityReview>
    let conversation: Int64
    let agent: ID<Viewer>
    let agentName: String
    let reviewer: ID<Viewer>
    let reviewerName: String
    let at: Instant
    let card: Scorecard
    let reason: ReviewSample.Reason
    /// As they were given first.
    let given: Marks
    /// By the keys of criteria.
    let comments: [String: String]
    /// For the agent: what was good, what could be better.
    let note: String
    /// The review that this one is the blind second of.
    let secondOf: ID<QualityReview>?
    /// Whether a second one was asked for that is not there yet.
    let awaitsSecond: Bool
    /// In their order.
    let entries: [Entry]

    struct Entry: Hashable, Sendable {
        let at: Instant
        let staffName: String?
        let deed: Deed
        let text: String
        /// Of a change.
        let marks: Marks?
    }

    enum Deed: String, Sendable { case disputed, upheld, changed }

    enum State: String, Sendable, CaseIterable { case given, disputed, upheld, changed }
}

extension QualityReview {
    var path: String { "/inbox/quality/\(id)" }

    /// Those that count.
    var marks: Marks { entries.last { $0.marks != nil }?.marks ?? given }

    /// 0…100; `nil` where nothing that weighs was rated.
    var score: Double? { card.terms.score(marks) }

    var state: State { entries.last.flatMap { State(rawValue: $0.deed.rawValue) } ?? .given }

    /// While a second one is waited for, only who gave the first sees its marks: the second is to be blind.
    func isVisible(to staff: Viewer) -> Bool {
        if reviewer == staff.id { return true }
        if awaitsSecond { return false }
        // The second one is a matter between reviewers.
        return agent == staff.id ? secondOf == nil : staff.role >= .manager
    }

    /// Whether it is in figures: a second one only measures the first, and one that waits for its second is not known yet.
    var counts: Bool { secondOf == nil && !awaitsSecond }

    func mayDispute(_ staff: Viewer) -> Bool { agent == staff.id && secondOf == nil && state == .given && !awaitsSecond }
}
