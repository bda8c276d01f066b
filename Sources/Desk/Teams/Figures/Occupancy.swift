import Kernel
import Web

/// How much of the time in which somebody was there they had work. Definition: docs/definitions.md, *Occupancy*.
struct Occupancy: Hashable, Sendable {
    let staff: ID<Viewer>
    let name: String
    /// Online or busy.
    let there: Duration
    /// Of it, with an open conversation of theirs at least.
    let working: Duration

    /// `nil` of somebody who was not there.
    var share: Double? { there > .zero ? Double(working.microseconds) / Double(there.microseconds) : nil }
}

extension Occupancy {
    /// Of all who were there in a time.
    ///
    /// - Parameters:
    ///   - work: when who had an open conversation.
    ///   - counted: when who is looked at; `nil` looks always.
    static func all(
        _ presences: [AgentPresence], work: [ID<Viewer>: [Stretch]], names: [ID<Viewer>: String], in time: Stretch,
        counted: [ID<Viewer>: [Stretch]]? = nil
    ) -> [Occupancy] {
        Dictionary(grouping: presences.filter { $0.state != .away }, by: \.staff).compactMap { staff, presences -> Occupancy? in
            var there = presences.compactMap { Stretch($0.since, $0.until ?? time.until) }.within([time])
            if let counted { there = there.within(counted[staff] ?? []) }
            guard !there.isEmpty else { return nil }
            return Occupancy(
                staff: staff, name: names[staff] ?? "", there: there.length, working: (work[staff] ?? []).within(there).length)
        }.sorted { ($0.name, $0.staff) < ($1.name, $1.staff) }
    }
}

/// Whose a conversation was, and when, as its entries say.
struct Holding: Hashable, Sendable {
    let staff: ID<Viewer>
    let time: Stretch

    /// The times in which somebody had it while it was open.
    ///
    /// - Parameters:
    ///   - entries: of one conversation, in their order.
    ///   - ids: of those of staff whose name nobody else has, for what was given at a time in which only the name was written down.
    static func all(_ entries: [ConversationEntry], _ record: ServiceRecord, ids: [String: ID<Viewer>], until end: Instant) -> [Holding] {
        guard let beginning = entries.first?.at else { return [] }
        let open = StatusSpan.all(of: record.own(by: end), from: beginning).filter { $0.work == .open }.compactMap {
            Stretch($0.from, min($0.until ?? end, end))
        }
        var (holdings, owner): ([Holding], (staff: ID<Viewer>, since: Instant)?) = ([], nil)
        func leave(at instant: Instant) {
            guard let held = owner, let time = Stretch(held.since, instant) else { return }
            holdings += [time].within(open).map { Holding(staff: held.staff, time: $0) }
        }
        for entry in entries.withoutTakenBack where entry.happening == .assignment && entry.at < end {
            leave(at: entry.at)
            owner = (entry.assignment.map(\.whom) ?? ids[entry.detail]).map { ($0, entry.at) }
        }
        leave(at: end)
        return holdings
    }
}
