package import Analytics
import Kernel
import People
import Storage
import Synchronization

/// The line for those who keep a copy of it in another form: all of it once, then what is new.
package final class LineFeedStore: LineSource {
    private let line: Line
    /// Whose each identifier was when it was last asked for: what has come to other people since is told by comparing.
    private let owners = Mutex<Owners?>(nil)

    private struct Owners {
        let standing: LineStanding
        /// By the number of an identifier; 0 where there is none.
        let people: [UInt32]
    }

    /// More people than these in one go, and all is read anew.
    private static let most = 20_000

    package init(line: Line) { self.line = line }
}

extension LineFeedStore {
    package func names() async throws -> LineNames {
        let catalogue = line.catalogue
        var names = LineNames(stages: Stage.allCases.map(\.key))
        for kind in catalogue.kinds {
            Self.put(kind.key, at: catalogue.number(ofKind: kind.key), in: &names.kinds)
            let stage = kind.stage.flatMap { names.stages.firstIndex(of: $0.key) }.map { UInt8($0 + 1) } ?? 0
            while names.stageOfKind.count < names.kinds.count { names.stageOfKind.append(0) }
            if let number = catalogue.number(ofKind: kind.key) { names.stageOfKind[Int(number)] = stage }
        }
        for channel in catalogue.channels { Self.put(channel.key, at: catalogue.number(ofChannel: channel.key), in: &names.channels) }
        return names
    }

    private static func put(_ name: String, at number: Int64?, in names: inout [String]) {
        guard let number else { return }
        while names.count <= Int(number) { names.append("") }
        names[Int(number)] = name
    }

    package func everything(in stretches: Int, _ take: @escaping @Sendable (Int, LineTouch) throws -> Void) async throws -> LineStanding {
        let owners = try await line.database.read { try Self.owners($0) }
        let last = owners.standing.position
        try await withThrowingTaskGroup(of: Void.self) { group in
            for stretch in 0..<Int64(stretches) {
                let (after, until) = (last * stretch / Int64(stretches), last * (stretch + 1) / Int64(stretches))
                group.addTask { [database = line.database] in
                    try await database.read { try Self.read(after: after, until: until, owners.people, $0) { try take(Int(stretch), $0) } }
                }
            }
            try await group.waitForAll()
        }
        // What was taken away meanwhile may have been read in one stretch and not in another: the standing is of before, so it is news.
        self.owners.withLock { $0 = owners }
        return owners.standing
    }

    private static func read(
        after: Int64, until: Int64, _ owners: [UInt32], _ session: Session, _ take: (LineTouch) throws -> Void
    ) throws {
        try session.scan(rows("WHERE position > \(after) AND position <= \(until) ORDER BY position")) { try take(touch($0, owners)) }
    }

    package func news(since standing: LineStanding) async throws -> LineNews {
        let known = owners.withLock { $0 }
        let (news, owners) = try await line.database.read { try Self.news(since: standing, known, $0) }
        if let owners { self.owners.withLock { $0 = owners } }
        return news
    }
}

extension LineFeedStore {
    /// - Returns: also whose each identifier is now, where that had to be asked for.
    private static func news(since standing: LineStanding, _ known: Owners?, _ session: Session) throws -> (LineNews, Owners?) {
        let now = try self.standing(session)
        if now == standing { return (.nothing, nil) }
        guard now.erasures == standing.erasures else { return (.everything, nil) }
        let owners = try Self.owners(session, known)
        var changed: Set<Int64> = []
        if now.identity != standing.identity {
            // Who has just begun does not know whose they were.
            guard let known else { return (.everything, nil) }
            // New identifiers have no touchpoint before they have a new one.
            for number in known.people.indices where known.people[number] != owners.people[number] {
                changed.insert(Int64(known.people[number]))
                changed.insert(Int64(owners.people[number]))
            }
        }
        try session.scan("SELECT DISTINCT identifier FROM touchpoint WHERE position > \(standing.position)") { row in
            changed.insert(Int64(owner(row.whole(0), owners.people)))
        }
        guard changed.count <= most else { return (.everything, nil) }
        return (.lines(of: changed, touches: try touches(of: changed, owners.people, session), owners.standing), owners)
    }

    private static func touches(of people: Set<Int64>, _ owners: [UInt32], _ session: Session) throws -> [LineTouch] {
        var touches: [LineTouch] = []
        for some in Array(people).chunked(by: 500) {
            let identifiers: [Int64] = try session.rows("SELECT id FROM identifier WHERE person IN \(list: some)").map { try $0.get(at: 0) }
            for few in identifiers.chunked(by: 500) {
                try session.scan(rows("WHERE identifier IN \(list: few)")) { touches.append(touch($0, owners)) }
            }
        }
        return touches.sorted { $0.position < $1.position }
    }

    private static func rows(_ condition: SQL) -> SQL {
        "SELECT identifier, position, occurred_at, kind, channel, score, scale, sentiment, weight, value, currency FROM touchpoint \(condition)"
    }

    private static func touch(_ row: any RowCursor, _ owners: [UInt32]) -> LineTouch {
        var touch = LineTouch(
            person: Int64(owner(row.whole(0), owners)), position: row.whole(1), at: Instant(microseconds: row.whole(2)), kind: Int(row.whole(3)),
            channel: Int(row.whole(4)))
        if let score = row.real(5), let scale = row.integer(6).flatMap({ ScoreScale(rawValue: Int16($0)) }) {
            touch.score = ScaledScore(score, on: scale)
            touch.weight = row.real(8) ?? 1
        }
        touch.sentiment = row.real(7)
        if let minor = row.integer(9), let currency = row.text(10).flatMap({ Currency($0) }) { touch.value = Money(minor, currency) }
        return touch
    }

    private static func owner(_ identifier: Int64, _ owners: [UInt32]) -> UInt32 {
        owners.indices.contains(Int(identifier)) ? owners[Int(identifier)] : UInt32(identifier)
    }

    /// - Parameter known: where no identifier has come to somebody else since, only the new ones are read.
    private static func owners(_ session: Session, _ known: Owners? = nil) throws -> Owners {
        let standing = try standing(session)
        let count: Int64 = try session.value("SELECT value FROM counter WHERE name = 'identifier'") ?? 0
        var people = known.flatMap { $0.standing.identity == standing.identity ? $0.people : nil } ?? []
        let first = people.count
        people += Array(repeating: 0, count: max(0, Int(count) + 1 - first))
        try session.scan("SELECT id, person FROM identifier WHERE id >= \(first)") { row in
            let id = Int(row.whole(0))
            if people.indices.contains(id) { people[id] = UInt32(row.whole(1)) }
        }
        return Owners(standing: standing, people: people)
    }

    static func standing(_ session: Session) throws -> LineStanding {
        let rows = try session.rows("SELECT name, value FROM counter")
        let counters = try rows.reduce(into: [String: Int64]()) { $0[try $1.get(at: 0)] = try $1.get(at: 1) }
        return LineStanding(position: counters["position"] ?? 0, identity: counters["identity"] ?? 0, erasures: counters["erasure"] ?? 0)
    }
}
