package import Kernel
package import Web

/// How a conversation came to be whose it is, and whose that is.
package struct Assignment: Hashable, Sendable {
    package let way: Way
    /// `nil` where it is nobody's from then on.
    package let whom: ID<Viewer>?
    /// Key of the team by whose rule it was given.
    package var team: String?

    package enum Way: String, Sendable, CaseIterable {
        /// By the word of somebody.
        case byHand = "by_hand"
        case inTurn = "in_turn"
        case least
        /// They answered this customer before.
        case again
        /// Back, since whoever had it is not there.
        case away
        /// Back, since whoever had it before has no room for it.
        case full
    }

    package init(_ way: Way, to whom: ID<Viewer>?, team: String? = nil) { (self.way, self.whom, self.team) = (way, whom, team) }
}

extension Assignment {
    /// As it is kept: `in_turn 01m8… support`, with `-` for what there is not.
    var reason: String { "\(way.rawValue) \(whom?.description ?? "-") \(team ?? "-")" }

    /// `nil` for one of a time in which nobody wrote it down.
    init?(reason: String) {
        let parts = reason.split(separator: " ").map(String.init)
        guard parts.count == 3, let way = Way(rawValue: parts[0]) else { return nil }
        self.init(way, to: ID(parts[1]), team: parts[2] == "-" ? nil : parts[2])
    }
}
