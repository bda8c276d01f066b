package import Kernel
import People
import Storage

extension Line {
    /// Whether what arrives may stand on the line: nobody who was erased comes back by it.
    enum Verdict: Sendable {
        case taken(NewTouchpoint)
        /// It was there, and is nobody's any more.
        case duplicate
        /// It names somebody who was erased.
        case erased

        var taken: NewTouchpoint? { if case .taken(let touchpoint) = self { touchpoint } else { nil } }

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
    ///
    /// - Parameter erasures: how often somebody was erased until now.
    /// - Returns: a verdict for each; `nil` while nobody was erased, and all are taken.
    func judge(_ batch: DraftBatch, erasures: Int64, in tx: Transaction) throws -> [Verdict]? {
        sightings.forget(before: erasures)
        guard erasures > 0, let erased = try ErasedStore(tx) else { return nil }
        let names = try erased.among(sightings.unmet(batch.names), tx)
        let keys = try erased.keys(among: batch.touchpoints.map(TouchpointStore.key), of: batch.source.id, tx)
        let verdicts = batch.touchpoints.map { Self.verdict($0, names, keys) }
        let refused = verdicts.count { if case .erased = $0 { true } else { false } }
        if refused > 0 { try tx.run("UPDATE counter SET value = value + \(refused) WHERE name = 'refused_erased'") }
        return verdicts
    }

    /// A browser or a device that was erased is left out of what names somebody else; anything else that was erased speaks against all of it.
    private static func verdict(_ touchpoint: NewTouchpoint, _ names: Set<Identifier>, _ keys: Set<SourceKey>) -> Verdict {
        if keys.contains(TouchpointStore.key(of: touchpoint)) { return .duplicate }
        var touchpoint = touchpoint
        let gone = touchpoint.identifiers.filter(names.contains)
        if gone.isEmpty { return .taken(touchpoint) }
        let namesSomebodyElse = touchpoint.identifiers.contains { !names.contains($0) && !$0.type.isOfThing }
        guard namesSomebodyElse, gone.allSatisfy(\.type.isOfThing) else { return .erased }
        touchpoint.identifiers.removeAll(where: names.contains)
        return .taken(touchpoint)
    }
}

extension Failure {
    /// Why an event is refused that names somebody who was erased. Nothing of such an event is kept.
    package static let erased = Failure.invalid("identifiers", "name somebody who was erased; nothing of it was kept")
}
