import Kernel
import People
package import Storage

/// The table of touchpoints.
package struct TouchpointStore: Sendable {
    package init() {}

    /// Returns for each row whether it was new.
    func insert(_ rows: NewRows, in tx: Transaction) throws -> [Bool] { try tx.insert(rows, Self.insertion) }

    private static let insertion = Insertion(
        into: "touchpoint",
        [
            "position", "identifier", "received_at", "flags", "occurred_at", "kind", "channel", "source", "source_key", "score", "scale",
            "sentiment", "weight", "value", "currency", "subject_type", "subject_id", "properties",
        ], unique: ["source", "source_key"], isKeyedLate: true)

    /// What of its row is known before the writer's turn, in the order of `insertion`; `NewRows.numbers` stand before it.
    static func values(_ new: NewTouchpoint, kind: Int64, channel: Int64, from source: Source) -> [Value] {
        [
            new.occurredAt.stored, .integer(kind), .integer(channel), .integer(source.id), key(of: new).stored, optional(new.score?.value),
            optional(new.score?.scale.rawValue), optional(new.sentiment), optional(new.weight), optional(new.value?.minor),
            optional(new.value?.currency.code), optional(new.subject?.type), optional(new.subject?.id),
            new.properties.isEmpty ? .null : .text(new.properties),
        ]
    }

    private static func optional(_ value: (some Storable)?) -> Value { value?.stored ?? .null }

    /// A sender without keys is taken at its word: the same said twice of the same moment is the same touchpoint.
    static func key(of new: NewTouchpoint) -> SourceKey {
        new.key ?? SourceKey(at: new.occurredAt, content: "\(new.kind)|\(new.channel)|\(new.identifiers)|\(new.properties)".utf8)
    }
}

extension SourceKey: Storable {
    package var stored: Value { .bytes(withUnsafeBytes(of: bits.bigEndian, Array.init)) }

    package init?(stored: Value) {
        guard case .bytes(let bytes) = stored, bytes.count == 16 else { return nil }
        self.init(bits: bytes.reduce(0) { $0 << 8 | UInt128($1) })
    }
}
