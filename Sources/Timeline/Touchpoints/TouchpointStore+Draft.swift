import Kernel
import People
import Storage

/// A touchpoint on its way, with all of its row that can be known before the writer's turn has come.
struct DraftTouchpoint: Sendable {
    private(set) var touchpoint: NewTouchpoint
    let key: SourceKey
    private let flags: Touchpoint.Flags
    private let values: [Value]
    private let bringsHistory: Bool

    init(_ new: NewTouchpoint, from source: Source, catalogue: Catalogue) {
        touchpoint = new
        key = TouchpointStore.key(of: new)
        bringsHistory = source.bringsHistory
        flags = bringsHistory ? [.history] : []
        values = [
            new.occurredAt.stored, .integer(catalogue.number(ofKind: new.kind) ?? 0), .integer(catalogue.number(ofChannel: new.channel) ?? 0),
            .integer(source.id), key.stored, TouchpointStore.optional(new.score?.value),
            TouchpointStore.optional(new.score?.scale.rawValue), TouchpointStore.optional(new.sentiment), TouchpointStore.optional(new.weight),
            TouchpointStore.optional(new.value?.minor), TouchpointStore.optional(new.value?.currency.code),
            TouchpointStore.optional(new.subject?.type), TouchpointStore.optional(new.subject?.id),
            new.properties.isEmpty ? .null : .text(new.properties),
        ]
    }

    /// Whether it says more of who is who than whom it happened to.
    var tellsOfPeople: Bool {
        touchpoint.identifiers.count > 1 || !touchpoint.traits.isEmpty || touchpoint.company != nil || !touchpoint.verified.isEmpty
    }

    /// Nothing but an address, which its sender vouches for by sending it.
    var isOfAddressAlone: Bool { touchpoint.identifiers.count == 1 && touchpoint.identifiers[0].type.isAddress }

    /// The same, as if these had not been named.
    func leavingOut(_ identifiers: Set<Identifier>) -> DraftTouchpoint {
        var draft = self
        draft.touchpoint.identifiers.removeAll(where: identifiers.contains)
        return draft
    }

    /// Its row, in the order of `TouchpointStore.insertion`.
    func row(position: Int64, identifier: Int64, receivedAt: Instant) -> [Value] {
        let isBelieved = touchpoint.isClockBelieved(now: receivedAt, isHistory: bringsHistory)
        let flags = isBelieved ? flags : flags.union(.clockSkew)
        var row: [Value] = []
        row.reserveCapacity(4 + values.count)
        row.append(.integer(position))
        row.append(.integer(identifier))
        row.append(receivedAt.stored)
        row.append(flags.rawValue.stored)
        row.append(contentsOf: values)
        return row
    }
}
