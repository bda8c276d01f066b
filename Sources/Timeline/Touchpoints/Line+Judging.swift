package import Kernel
import People
import Storage

extension Line {
    /// Whether what arrives may stand on the line: nobody who was erased comes back by it.
    enum Verdict: Sendable {
        case taken(DraftTouchpoint)
        /// It was there, and is nobody's any more.
        case duplicate
        /// It names somebody who was erased.
        case erased

        var taken: DraftTouchpoint? { if case .taken(let draft) = self { draft } else { nil } }

        /// `nil` while that is for the table to say.
        var fate: Appended.Fate? {
            switch self {
            case .taken: nil
            case .duplicate: .duplicate
            case .erased: .rejected(.erased)
            }
        }
    }

    /// To be called while the numbers of positions are locked: whoever erases holds them too.
    func judge(_ drafts: [DraftTouchpoint], from source: Source, in tx: Transaction) throws -> [Verdict] {
        let erasures: Int64 = try tx.value("SELECT value FROM counter WHERE name = 'erasure'") ?? 0
        sightings.forget(before: erasures)
        guard erasures > 0, let erased = try ErasedStore(tx) else { return drafts.map { .taken($0) } }
        let names = try erased.among(sightings.unmet(Set(drafts.lazy.flatMap(\.touchpoint.identifiers))), tx)
        let keys = try erased.keys(among: drafts.map(\.key), of: source.id, tx)
        let verdicts = drafts.map { Self.verdict($0, names, keys) }
        let refused = verdicts.count { if case .erased = $0 { true } else { false } }
        if refused > 0 { try tx.run("UPDATE counter SET value = value + \(refused) WHERE name = 'refused_erased'") }
        return verdicts
    }

    /// A browser or a device that was erased is left out of what names somebody else; anything else that was erased speaks against all of it.
    private static func verdict(_ draft: DraftTouchpoint, _ names: Set<Identifier>, _ keys: Set<SourceKey>) -> Verdict {
        if keys.contains(draft.key) { return .duplicate }
        let gone = draft.touchpoint.identifiers.filter(names.contains)
        if gone.isEmpty { return .taken(draft) }
        let namesSomebodyElse = draft.touchpoint.identifiers.contains { !names.contains($0) && !things.contains($0.type) }
        return namesSomebodyElse && gone.allSatisfy { things.contains($0.type) } ? .taken(draft.leavingOut(names)) : .erased
    }

    private static let things: Set<IdentifierType> = [.anonymousID, .deviceID]
}

extension Failure {
    /// Why an event is refused that names somebody who was erased. Nothing of such an event is kept.
    package static let erased = Failure.invalid("identifiers", "name somebody who was erased; nothing of it was kept")
}
