import Kernel

/// What whoever looks at a conversation has to do with it.
struct OwnWork: Sendable {
    let draft: Draft
    /// Whether there is a newer draft than the one that was just typed.
    let isOvertaken: Bool
    /// What they did last, and can take back.
    let undo: UndoStore.Offer?
    /// A note calls them, and they have not looked.
    let isCalled: Bool
    /// What is about to be done.
    let macro: SavedReply?
}
