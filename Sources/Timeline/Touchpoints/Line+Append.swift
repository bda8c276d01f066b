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

    package var fates: [Fate]

    package var accepted: Int { fates.count { if case .accepted = $0 { true } else { false } } }
    package var duplicates: Int { fates.count { $0 == .duplicate } }
    package var rejected: Int { fates.count - accepted - duplicates }
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

    /// Touchpoints checked and laid out, so that the writer has as little to do as can be.
    package struct Prepared: Sendable {
        fileprivate let checked: [Result<Void, any Error>]
        fileprivate let drafts: [DraftTouchpoint]
        fileprivate let source: Source
    }

    package func prepared(_ touchpoints: [NewTouchpoint], from source: Source) async throws -> Prepared {
        let checked = touchpoints.map { touchpoint in Result { try touchpoint.checked() } }
        let good = zip(touchpoints, checked).compactMap { touchpoint, result in result.isSuccess ? touchpoint : nil }
        try await introduce(good)
        let catalogue = catalogue
        return Prepared(checked: checked, drafts: good.map { DraftTouchpoint($0, from: source, catalogue: catalogue) }, source: source)
    }

    package func append(_ prepared: Prepared, also: (@Sendable (Transaction, Appended) throws -> Void)? = nil) async throws -> Appended {
        let rules = rules
        let (appended, numbers) = try await database.write { [self] tx in
            let (placed, numbers) = try place(prepared.drafts, from: prepared.source, rules, in: tx)
            let appended = Appended(fates: Self.fates(prepared.checked, placed))
            try also?(tx, appended)
            return (appended, numbers)
        }
        sightings.remember(numbers)
        return appended
    }

    private static func fates(_ checked: [Result<Void, any Error>], _ placed: [Appended.Fate]) -> [Appended.Fate] {
        var next = placed.makeIterator()
        return checked.map { result in
            if case .failure(let error) = result { return .rejected(error as? Failure ?? .invalid("touchpoint", "\(error)")) }
            return next.next() ?? .duplicate
        }
    }

    /// Kinds and channels that nobody has named before join the catalogue, without a stage, for somebody to place them.
    private func introduce(_ touchpoints: [NewTouchpoint]) async throws {
        let known = catalogue
        let kinds = Set(touchpoints.lazy.map(\.kind).filter { known.number(ofKind: $0) == nil })
        let channels = Set(touchpoints.lazy.map(\.channel).filter { known.number(ofChannel: $0) == nil })
        guard !kinds.isEmpty || !channels.isEmpty else { return }
        guard known.kinds.count + kinds.count <= Self.mostKinds, known.channels.count + channels.count <= Self.mostKinds else {
            throw Failure.invalid("kind", "would be one of more than \(Self.mostKinds) kinds: is the right column mapped to it?")
        }
        let newKinds = kinds.sorted().map { Self.knownKinds[$0] ?? Kind($0, $0, nil, "") }
        try await database.write { [catalogueStore] tx in
            try catalogueStore.add(newKinds, channels.sorted().map { Channel($0, $0) }, in: tx)
        }
        try await reload()
    }

    private static let mostKinds = 10_000
    private static let knownKinds = Dictionary(Kind.defaults.map { ($0.key, $0) }, uniquingKeysWith: { first, _ in first })
}

extension Result {
    fileprivate var isSuccess: Bool { if case .success = self { true } else { false } }
}
