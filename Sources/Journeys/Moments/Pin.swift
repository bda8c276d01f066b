import Kernel
import Web

/// A touchpoint that somebody holds to be a moment of truth, whatever the figures say.
struct Pin: Hashable, Sendable {
    let kind: String
    let reason: String
    /// Their name as it is now; `nil` of whoever is no longer there.
    let author: String?
    let pinnedAt: Instant

    static let most = 50
}

/// What somebody says of a touchpoint: that it is one, or that it no longer is.
struct PinChange: Hashable, Sendable {
    let kind: String
    let isPinned: Bool
    let reason: String

    /// - Throws: `invalid` with the field that is wrong.
    init(_ form: Form, isKind: (String) -> Bool) throws {
        kind = form["kind"]
        try Failure.require(isKind(kind), "kind", "must be a touchpoint of the catalogue")
        guard let isPinned = ["yes": true, "no": false][form["pinned"]] else { throw Failure.invalid("pinned", "must be chosen") }
        self.isPinned = isPinned
        reason = try form.text("reason", 1...500)
    }
}
