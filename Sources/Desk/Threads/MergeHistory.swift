import Kernel

/// What was merged into a conversation, and what of that was undone, as its entries tell it.
struct MergeHistory: Sendable {
    struct Merge: Hashable, Sendable {
        /// The number of the conversation that became a part of it.
        let part: Int64
        /// The number of the entry that says so.
        let entry: Int64
        let at: Instant
        /// How it stood before, where it was opened by this.
        let before: StandingBefore?
        var undoneAt: Instant?
    }

    /// In their order.
    private(set) var merges: [Merge] = []

    init(_ entries: [ConversationEntry]) {
        for entry in entries {
            guard let tie = entry.tie else { continue }
            switch tie.word {
            case .of: merges.append(Merge(part: tie.other, entry: entry.number, at: entry.at, before: StandingBefore(tie.rest)))
            case .without:
                guard let place = merges.lastIndex(where: { $0.part == tie.other && $0.undoneAt == nil }) else { continue }
                merges[place].undoneAt = entry.at
            default: continue
            }
        }
    }

    /// The numbers of entries of which nothing holds any more.
    var undone: Set<Int64> { Set(merges.filter { $0.undoneAt != nil }.map(\.entry)) }
}

extension ServiceRecord {
    /// Of a conversation with all that was ever merged into it, and into that.
    ///
    /// - Parameter entries: of all of them, by number, without what was said.
    init(_ number: Int64, among entries: [Int64: [ConversationEntry]]) {
        self.init(entries[number] ?? [], absorbed: Self.absorptions(number, among: entries, path: [number]))
    }

    private static func absorptions(_ number: Int64, among entries: [Int64: [ConversationEntry]], path: Set<Int64>) -> [Absorption] {
        MergeHistory(entries[number] ?? []).merges.flatMap { merge -> [Absorption] in
            guard !path.contains(merge.part), let own = entries[merge.part] else { return [] }
            let part = ServiceRecord(own, settled: own.settled)
            let further = absorptions(merge.part, among: entries, path: path.union([merge.part])).map { other in
                Absorption(
                    other.happenings, at: max(other.at, merge.at),
                    undoneAt: [other.undoneAt, merge.undoneAt].compactMap(\.self).min())
            }
            return [Absorption(part.happenings, at: merge.at, undoneAt: merge.undoneAt)] + further
        }
    }

    /// As if what is a part of it now had been from the beginning, and nothing else ever.
    var withoutMerging: ServiceRecord {
        ServiceRecord(
            happenings.filter { $0.kind != .mergedAway && $0.kind != .mergeUndone },
            absorbed: absorbed.filter { $0.undoneAt == nil }.map { Absorption($0.happenings, at: .distantPast) })
    }
}

extension [ConversationEntry] {
    /// Messages that were owed no answer any more when their conversation was resolved.
    var settled: Set<Int64> {
        let fates = AnswerFates(self)
        var (settled, open): (Set<Int64>, [Int64]) = ([], [])
        for entry in self {
            switch entry.happening {
            case .message: open.append(entry.number)
            case .reply where !fates.isLost(entry.number): open = []
            case .status where entry.detail == ConversationStatus.resolved.key && !fates.isInVain(entry.number):
                settled.formUnion(open)
                open = []
            default: continue
            }
        }
        return settled
    }
}
