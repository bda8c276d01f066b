package import Kernel
import People
package import Storage

/// What became of each touchpoint that was handed in, in the same order.
package struct Appended: Sendable {
    package enum Fate: Sendable, Hashable {
        case accepted(position: Int64)
        /// It was there already.
        case duplicate
        case rejected(Failure)
    }

    package let fates: [Fate]
    package let accepted: Int
    package let duplicates: Int
    package var rejected: Int { fates.count - accepted - duplicates }

    init(_ fates: [Fate]) {
        var (accepted, duplicates) = (0, 0)
        for fate in fates {
            switch fate {
            case .accepted: accepted += 1
            case .duplicate: duplicates += 1
            case .rejected: break
            }
        }
        (self.fates, self.accepted, self.duplicates) = (fates, accepted, duplicates)
    }
}

extension Line {
    /// Appends touchpoints exactly once, and returns when they are on disk. A bad one is rejected by itself.
    ///
    /// - Parameter also: what else belongs into the same transaction, such as how far a file has been read.
    /// - Throws: `Outage` when the database cannot take them; then none was taken.
    package func append(
        _ touchpoints: [NewTouchpoint], from source: Source, also: (@Sendable (Transaction, Appended) throws -> Void)? = nil
    ) async throws -> Appended {
        try await append(prepared(touchpoints, from: source), also: also)
    }

    /// Touchpoints checked and laid out: the part of appending that needs no database.
    package struct Prepared: Sendable {
        fileprivate let count: Int
        /// What is wrong with those that cannot be taken, by their place.
        fileprivate let failures: [Int: Failure]
        fileprivate let batch: DraftBatch
        fileprivate let met: SightingStore.Numbers
    }

    /// - Parameter mostNewKinds: a batch with more kinds that nobody has named before is refused whole: its kinds are none.
    package func prepared(_ touchpoints: [NewTouchpoint], from source: Source, mostNewKinds: Int = .max) async throws -> Prepared {
        let prepared = laidOut(touchpoints, from: source)
        guard !prepared.batch.strangers.areNone else { return prepared }
        try await introduce(prepared.batch.strangers, most: mostNewKinds)
        return laidOut(touchpoints, from: source)
    }

    /// The same without waiting for anything; `nil` when a kind or a channel has to join the catalogue before.
    package func preparedAtOnce(_ touchpoints: [NewTouchpoint], from source: Source) -> Prepared? {
        let prepared = laidOut(touchpoints, from: source)
        return prepared.batch.strangers.areNone ? prepared : nil
    }

    private func laidOut(_ touchpoints: [NewTouchpoint], from source: Source) -> Prepared {
        var failures: [Int: Failure] = [:]
        for place in touchpoints.indices {
            do { try touchpoints[place].checked() } catch { failures[place] = error as? Failure ?? .invalid("touchpoint", "\(error)") }
        }
        let good = failures.isEmpty ? touchpoints : touchpoints.indices.filter { failures[$0] == nil }.map { touchpoints[$0] }
        let batch = DraftBatch(good, from: source, rules, catalogue)
        return Prepared(count: touchpoints.count, failures: failures, batch: batch, met: sightings.remembered(batch.names))
    }

    package func append(_ prepared: Prepared, also: (@Sendable (Transaction, Appended) throws -> Void)? = nil) async throws -> Appended {
        let (appended, numbers) = try await appends.write(PendingAppend(prepared: prepared, also: also), weight: prepared.count) { [self] in
            try place($0, in: $1)
        }
        bell.ring()
        if let numbers { sightings.remember(numbers) }
        return appended
    }

    /// What waits for the writer at the same time, as one batch for each source.
    private func place(_ pending: [PendingAppend], in tx: Transaction) throws -> [PlacedAppend] {
        var answers = [PlacedAppend?](repeating: nil, count: pending.count)
        for places in Dictionary(grouping: pending.indices, by: { pending[$0].prepared.batch.source.id }).values.sorted(by: { $0[0] < $1[0] }) {
            let one = places.count == 1 ? pending[places[0]].prepared : nil
            let batch = one?.batch ?? DraftBatch(joining: places.map { pending[$0].prepared.batch })
            let (fates, numbers) = try place(batch, one?.met ?? sightings.remembered(batch.names), rules, in: tx)
            var rest = fates[...]
            for place in places {
                let member = pending[place]
                let appended = Appended(member.prepared.fates(Array(rest.prefix(member.prepared.batch.touchpoints.count))))
                rest = rest.dropFirst(member.prepared.batch.touchpoints.count)
                try member.also?(tx, appended)
                answers[place] = (appended, place == places[0] ? numbers : nil)
            }
        }
        return answers.compactMap { $0 }
    }

    /// Kinds and channels that nobody has named before join the catalogue, without a stage, for somebody to place them.
    private func introduce(_ strangers: DraftBatch.Strangers, most: Int) async throws {
        let (known, kinds, channels) = (catalogue, strangers.kinds, strangers.channels)
        guard kinds.count <= most else {
            throw Failure.invalid("kind", "would be one of \(kinds.count) new ones at once: is the right column mapped to it?")
        }
        guard known.kinds.count + kinds.count <= Self.mostKinds, known.channels.count + channels.count <= Self.mostKinds else {
            throw Failure.invalid("kind", "would be one of more than \(Self.mostKinds) kinds: is the right column mapped to it?")
        }
        let newKinds = kinds.sorted().map { Self.knownKinds[$0] ?? Kind($0, $0.readableKey, nil, "") }
        try await database.write { [catalogueStore] tx in
            try catalogueStore.add(newKinds, channels.sorted().map { Channel($0, $0) }, in: tx)
        }
        try await reload()
    }

    private static let mostKinds = 10_000
    private static let knownKinds = Dictionary(Kind.defaults.map { ($0.key, $0) }, uniquingKeysWith: { first, _ in first })
}

/// Touchpoints that wait for the writer.
struct PendingAppend: Sendable {
    fileprivate let prepared: Line.Prepared
    fileprivate let also: (@Sendable (Transaction, Appended) throws -> Void)?
}

/// What became of them, and, for the first of a source, what is to be remembered of whom they name.
typealias PlacedAppend = (appended: Appended, numbers: SightingStore.Numbers?)

extension Line.Prepared {
    fileprivate func fates(_ placed: [Appended.Fate]) -> [Appended.Fate] {
        guard !failures.isEmpty else { return placed }
        var next = placed.makeIterator()
        return (0..<count).map { place in failures[place].map { .rejected($0) } ?? next.next() ?? .duplicate }
    }
}
