package import Kernel
package import Web

/// A conversation's being resolved by somebody. What the customer then says of the service belongs to it.
package struct Resolution: Hashable, Sendable {
    package let at: Instant
    /// `nil` where a bot or a rule resolved it.
    package let agent: ID<Viewer>?
}

extension ServiceRecord {
    /// In their order, also of what was merged away later. Resolving what is resolved is none.
    package func resolutions(by now: Instant) -> [Resolution] {
        var (resolutions, isResolved): ([Resolution], Bool) = ([], false)
        for happening in own(by: now) {
            if happening.kind == .resolved, !isResolved { resolutions.append(Resolution(at: happening.at, agent: happening.agent)) }
            switch happening.kind {
            case .resolved: isResolved = true
            case .reopened: isResolved = false
            default: continue
            }
        }
        return resolutions
    }

    /// The one that an answer of the customer is about: the last before it.
    package func resolution(ratedAt instant: Instant) -> Resolution? { resolutions(by: instant).last }
}
