import Kernel
import Web

/// Something that became of a standard, and what shows it. Never changed afterwards.
struct StandardEntry: Hashable, Sendable {
    let number: Int64
    let at: Instant
    let staffName: String?
    let deed: Deed
    /// As it was from then on.
    let state: ServiceStandard.State
    let ownerName: String?
    /// What shows how far it is; of a change of words what stood there before.
    let text: String
    /// Where that can be seen; may be empty.
    let link: String

    enum Deed: String, Sendable {
        case set
        case progress
        case changed
        case putAway = "put_away"
        case takenUp = "taken_up"
    }

    /// Whether somebody has shown something.
    var isEvidence: Bool { deed == .progress && !(text.isEmpty && link.isEmpty) }
}

extension StandardEntry {
    /// - Throws: `invalid` unless it leads to a page of the web, or of ours: `/inbox/7`.
    static func check(link: String, _ field: String) throws {
        let isOurs = link.hasPrefix("/") && !link.hasPrefix("//")
        let isWeb = link.firstMatch(of: /^https?:\/\/[^\s\/]+/) != nil
        try Failure.require(
            link.isEmpty || ((isOurs || isWeb) && !link.contains(/\s/)), field, "must be an address such as https://wiki.example/page")
    }
}
