import Kernel
import Web

/// Whether somebody is there for customers.
enum AgentState: Int16, CaseIterable, Sendable {
    case online = 1
    /// There, and given nothing more.
    case busy = 2
    case away = 3

    var key: String {
        switch self {
        case .online: "online"
        case .busy: "busy"
        case .away: "away"
        }
    }

    init?(key: String) {
        guard let state = Self.allCases.first(where: { $0.key == key }) else { return nil }
        self = state
    }
}

/// A stretch of time in which somebody was there, or not.
struct AgentPresence: Hashable, Sendable {
    let staff: ID<Viewer>
    let state: AgentState
    /// What they chose themselves: whoever is away without having chosen it was gone for too long.
    let chosen: AgentState
    let since: Instant
    /// `nil` while it lasts.
    let until: Instant?

    var isByItself: Bool { state != chosen }
}

extension AgentPresence {
    /// After so many minutes without a page.
    static let usualAwayAfter = 10
    static let awayAfterRange = 2...240
    /// Whoever comes back later than this says so themselves.
    static let comesBackWithin = Duration.hours(4)

    /// When they are away by themselves, if nobody sees them any more: whoever looks when.
    ///
    /// - Parameter seen: when a page of theirs was open last.
    func goes(seen: Instant?, after limit: Duration) -> Instant? { state == .away ? nil : max(since, seen ?? since).adding(limit) }

    /// Whether they are back: gone without having chosen it, not for long, and seen since.
    func isBack(seen: Instant?, at now: Instant) -> Bool {
        guard let seen, state == .away, isByItself else { return false }
        return seen > since && now.duration(since: since) <= Self.comesBackWithin
    }
}
