import Analytics
import Kernel
import Storage
import Synchronization

/// How often each kind came on each channel, of many identifiers at once.
///
/// Long lines are counted once and remembered: of a line of twenty thousand touchpoints only those are counted again that came since.
final class ActivityStore: Sendable {
    struct What: Hashable, Sendable {
        let kind: Int64
        let channel: Int64
    }

    struct Tally: Hashable, Sendable {
        var count: Int
        var first: Instant
        /// `nil` where all of it lies ahead.
        var last: Instant?

        mutating func add(_ other: Tally) {
            count += other.count
            first = min(first, other.first)
            last = [last, other.last].compactMap(\.self).max()
        }
    }

    typealias Tallies = [What: Tally]

    /// Of so many touchpoints a line is long.
    static let long = 2_000
    /// So many touchpoints of all customers are fewer than those of a long line, as far as looking through them goes.
    private static let little: Int64 = 5_000
    /// So many long lines are remembered.
    private static let most = 1_000

    private struct Known {
        /// When somebody was last erased, or touchpoints outlived their time.
        let erasures: Int64
        /// Up to here it is counted.
        let position: Int64
        let tallies: Tallies
    }

    private let memory = Mutex<[Int64: Known]>([:])

    /// By identifier; those without touchpoints are left out.
    func tallies(of identifiers: [Int64], _ session: Session) throws -> [Int64: Tallies] {
        let remembered = memory.withLock { memory in identifiers.reduce(into: [:]) { $0[$1] = memory[$1] } }
        let standing = remembered.isEmpty ? nil : try LineFeedStore.standing(session)
        let known = remembered.filter { $0.value.erasures == standing?.erasures && $0.value.position <= standing?.position ?? 0 }
        var found: [Int64: Tallies] = [:]
        for chunk in identifiers.filter({ known[$0] == nil }).sorted().chunked(by: 500) {
            try Self.count("identifier IN \(list: chunk)", into: &found, session)
        }
        let end = standing?.position ?? 0
        for (identifier, known) in known {
            var whole = [identifier: known.tallies]
            if known.position < end {
                // A little that came since is looked through by position: it costs what came, and not what was there.
                let theirs: SQL = end - known.position <= Self.little ? "identifier + 0 = \(identifier)" : "identifier = \(identifier)"
                try Self.count("\(theirs) AND position > \(known.position)", into: &whole, session)
            }
            found[identifier] = whole[identifier]
        }
        // Those behind which much has come since as well.
        let long = found.filter { $0.value.length >= Self.long && end - (known[$0.key]?.position ?? .min / 2) >= Int64(Self.long) }
        if !long.isEmpty { remember(long, at: try standing ?? LineFeedStore.standing(session)) }
        return found
    }

    /// From an index that holds all it needs; only where something lies ahead is a touchpoint itself looked at, to find what came before.
    private static func count(_ condition: SQL, into found: inout [Int64: Tallies], _ session: Session) throws {
        let ahead = Set(
            try session.rows("SELECT DISTINCT identifier FROM touchpoint WHERE \(condition) AND \(TouchpointStore.liesAhead)").map {
                try $0.get(at: 0, as: Int64.self)
            })
        try session.forEach(
            """
            SELECT identifier, kind, channel, COUNT(*), MIN(occurred_at), MAX(occurred_at) FROM touchpoint
            WHERE \(condition) GROUP BY identifier, kind, channel
            """
        ) { row in
            let identifier: Int64 = try row.get(at: 0)
            let tally = Tally(count: try row.get(at: 3), first: try row.get(at: 4), last: ahead.contains(identifier) ? nil : try row.get(at: 5))
            found[identifier, default: [:]].add(tally, of: What(kind: try row.get(at: 1), channel: try row.get(at: 2)))
        }
        guard !ahead.isEmpty else { return }
        try session.forEach(
            """
            SELECT identifier, kind, channel, MAX(occurred_at) FROM touchpoint
            WHERE identifier IN \(list: ahead.sorted()) AND \(condition) AND NOT (\(TouchpointStore.liesAhead)) GROUP BY identifier, kind, channel
            """
        ) { row in
            let last: Instant = try row.get(at: 3)
            found[try row.get(at: 0), default: [:]].add(
                Tally(count: 0, first: last, last: last), of: What(kind: try row.get(at: 1), channel: try row.get(at: 2)))
        }
    }

    private func remember(_ long: [Int64: Tallies], at standing: LineStanding) {
        memory.withLock { memory in
            if memory.count + long.count > Self.most { memory.removeAll() }
            for (identifier, tallies) in long {
                memory[identifier] = Known(erasures: standing.erasures, position: standing.position, tallies: tallies)
            }
        }
    }
}

extension ActivityStore.Tallies {
    fileprivate var length: Int { values.reduce(0) { $0 + $1.count } }

    mutating func add(_ tally: ActivityStore.Tally, of what: ActivityStore.What) {
        if self[what]?.add(tally) == nil { self[what] = tally }
    }
}
