import Kernel

/// What was taken back: an entry that says so, and the entries that it speaks of. In figures and deadlines neither happened.
struct TakenBack: Hashable, Sendable {
    let entries: ClosedRange<Int64>
    let deed: WorkDone.Deed

    /// As the entry keeps it: `104 106 resolved`.
    var detail: String { "\(entries.lowerBound) \(entries.upperBound) \(deed.rawValue)" }

    init(_ entries: ClosedRange<Int64>, _ deed: WorkDone.Deed) { (self.entries, self.deed) = (entries, deed) }

    /// - Returns: `nil` where an entry says no such thing.
    init?(_ entry: ConversationEntry) {
        guard entry.happening == .undone else { return nil }
        let parts = entry.detail.split(separator: " ").map(String.init)
        guard parts.count == 3, let first = Int64(parts[0]), let last = Int64(parts[1]), first <= last else { return nil }
        guard let deed = WorkDone.Deed(rawValue: parts[2]) else { return nil }
        self.init(first...last, deed)
    }
}

extension [ConversationEntry] {
    /// Those that were taken back, by their numbers.
    var takenBack: [TakenBack] { compactMap(TakenBack.init) }

    /// What is left when nothing of it was done.
    var withoutTakenBack: [ConversationEntry] {
        let gone = takenBack
        guard !gone.isEmpty else { return self }
        return filter { entry in entry.happening != .undone && !gone.contains { $0.entries.contains(entry.number) } }
    }
}
