import Kernel

/// Whether a conversation is one that counts, and whether there is still work on it.
struct ConversationPresence: Hashable, Sendable {
    private(set) var isResolved = false
    private(set) var isMergedAway = false
    private(set) var isSpam = false

    mutating func take(_ kind: Happening.Kind) {
        switch kind {
        case .resolved: isResolved = true
        case .reopened: isResolved = false
        case .mergedAway: isMergedAway = true
        case .mergeUndone: isMergedAway = false
        case .markedSpam: isSpam = true
        case .unmarkedSpam: isSpam = false
        default: return
        }
    }

    init(after happenings: [Happening] = []) {
        for happening in happenings { take(happening.kind) }
    }

    /// Spam and what was merged away are in no figure.
    var isCounted: Bool { !isMergedAway && !isSpam }

    var isInBacklog: Bool { isCounted && !isResolved }
}
