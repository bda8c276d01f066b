import Kernel

/// What somebody has typed in a conversation and not sent: kept for them, on whichever device they go on.
struct Draft: Hashable, Sendable {
    /// How often it was kept; 0 where nothing ever was.
    let version: Int64
    /// The window that kept it last.
    let tab: String
    /// Empty once it was sent, or taken out again.
    let text: String
    let keptAt: Instant?

    static let none = Draft(version: 0, tab: "", text: "", keptAt: nil)

    /// What a window would like to be kept.
    struct Typed: Hashable, Sendable {
        let text: String
        /// The version that it goes on from.
        let version: Int64
        /// What a window is known by: the id of the answer that it would send.
        let tab: String
    }

    /// Whether it gives way to what was typed in a window: one that goes on from it, the one that kept it, or one that says the same.
    func yields(to typed: Typed) -> Bool { typed.version == version || typed.tab == tab || typed.text == text }
}
