import Kernel
import People
package import Storage

/// The table of touchpoints.
package struct TouchpointStore: Sendable {
    package init() {}

    /// Returns for each set of values 1, or 0 if the touchpoint was there already.
    func insert(_ rows: [[Value]], in tx: Transaction) throws -> [Int] {
        try tx.run(
            """
            INSERT INTO touchpoint (position, identifier, occurred_at, received_at, kind, channel, source, source_key, score, scale,
            sentiment, weight, value, currency, subject_type, subject_id, flags, properties)
            VALUES (\(0), \(0), \(0), \(0), \(0), \(0), \(0), \(0), \(0), \(0), \(0), \(0), \(0), \(0), \(0), \(0), \(0), \(0))
            ON CONFLICT (source, source_key) DO NOTHING
            """, each: rows)
    }

    static func values(
        _ new: NewTouchpoint, position: Int64, identifier: Int64, from source: Source, catalogue: Catalogue, receivedAt: Instant
    ) -> [Value] {
        var flags = Touchpoint.Flags()
        if !new.isClockBelieved(now: receivedAt, isHistory: source.bringsHistory) { flags.insert(.clockSkew) }
        if source.bringsHistory { flags.insert(.history) }
        return [
            .integer(position), .integer(identifier), new.occurredAt.stored, receivedAt.stored,
            .integer(catalogue.number(ofKind: new.kind) ?? 0), .integer(catalogue.number(ofChannel: new.channel) ?? 0),
            .integer(source.id), key(of: new).stored, optional(new.score?.value), optional(new.score?.scale.rawValue),
            optional(new.sentiment), optional(new.weight), optional(new.value?.minor), optional(new.value?.currency.code),
            optional(new.subject?.type), optional(new.subject?.id), flags.rawValue.stored, new.properties.isEmpty ? .null : .text(new.properties),
        ]
    }

    private static func optional(_ value: (some Storable)?) -> Value { value?.stored ?? .null }

    /// A sender without keys is taken at its word: the same said twice of the same moment is the same touchpoint.
    private static func key(of new: NewTouchpoint) -> SourceKey {
        new.key ?? SourceKey(at: new.occurredAt, content: "\(new.kind)|\(new.channel)|\(new.identifiers)|\(new.properties)".utf8)
    }
}

extension SourceKey: Storable {
    package var stored: Value { .bytes((0..<16).map { UInt8(truncatingIfNeeded: bits >> UInt128(120 - 8 * $0)) }) }

    package init?(stored: Value) {
        guard case .bytes(let bytes) = stored, bytes.count == 16 else { return nil }
        self.init(bits: bytes.reduce(0) { $0 << 8 | UInt128($1) })
    }
}
