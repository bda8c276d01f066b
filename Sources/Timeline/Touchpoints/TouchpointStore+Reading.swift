package import Kernel
package import Storage

/// Reading the line: of one customer, newest first; of everybody, in the order of arrival.
extension TouchpointStore {
    /// Which touchpoints of a customer are wanted.
    package struct Wanted: Sendable {
        package var kinds: [Int64] = []
        package var channels: [Int64] = []
        /// The oldest one already shown; what is asked for is older.
        package var before: Place?
        package var limit = 50

        package init() {}
    }

    /// A place on a customer's line: time, then arrival.
    package struct Place: Hashable, Sendable {
        package let occurredAt: Instant
        package let position: Int64

        package init(occurredAt: Instant, position: Int64) {
            self.occurredAt = occurredAt
            self.position = position
        }
    }

    /// The touchpoints of these identifiers, newest first.
    package func line(of identifiers: [Int64], _ wanted: Wanted, _ catalogue: Catalogue, _ reading: some Reading) throws -> [Touchpoint] {
        guard !identifiers.isEmpty else { return [] }
        return try reading.rows(Self.query(identifiers, wanted)).map { try Touchpoint($0, catalogue) }
    }

    /// Each identifier's newest by the index, then the newest of these; beyond thirty identifiers all at once.
    private static func query(_ identifiers: [Int64], _ wanted: Wanted) -> SQL {
        let conditions = conditions(wanted)
        guard identifiers.count <= 30 else {
            return "SELECT * FROM touchpoint WHERE \(SQL.all(["identifier IN \(list: identifiers)"] + conditions)) \(newestFirst(wanted.limit))"
        }
        let each = identifiers.map { identifier -> SQL in
            let own = SQL.all(["identifier = \(identifier)"] + conditions)
            return "SELECT * FROM (SELECT * FROM touchpoint WHERE \(own) \(newestFirst(wanted.limit))) AS one"
        }
        let together = each.dropFirst().reduce(each[0]) { "\($0) UNION ALL \($1)" }
        return "SELECT * FROM (\(together)) AS lines \(newestFirst(wanted.limit))"
    }

    private static func conditions(_ wanted: Wanted) -> [SQL] {
        var conditions: [SQL] = []
        if !wanted.kinds.isEmpty { conditions.append("kind IN \(list: wanted.kinds)") }
        if !wanted.channels.isEmpty { conditions.append("channel IN \(list: wanted.channels)") }
        if let before = wanted.before { conditions.append("(occurred_at, position) < (\(before.occurredAt), \(before.position))") }
        return conditions
    }

    /// Of a touchpoint whose time was not believed since it had not come: it is the last of nothing.
    static let liesAhead: SQL = "(flags & 1) = 1 AND occurred_at > received_at"

    private static func newestFirst(_ limit: Int) -> SQL { "ORDER BY occurred_at DESC, position DESC LIMIT \(limit)" }

    /// What arrived after a position, in order: how subscribers and open screens catch up.
    package func feed(after position: Int64, limit: Int, _ catalogue: Catalogue, _ reading: some Reading) throws -> [Touchpoint] {
        try reading.rows("SELECT * FROM touchpoint WHERE position > \(position) ORDER BY position LIMIT \(limit)").map {
            try Touchpoint($0, catalogue)
        }
    }

    /// The position of the newest touchpoint; 0 of an empty line.
    package func end(_ reading: some Reading) throws -> Int64 {
        try reading.value("SELECT COALESCE(MAX(position), 0) FROM touchpoint") ?? 0
    }
}

extension Touchpoint {
    init(_ row: Row, _ catalogue: Catalogue) throws {
        let (kind, channel): (Int64, Int64) = (try row.get("kind"), try row.get("channel"))
        self.init(
            position: try row.get("position"), identifier: try row.get("identifier"), occurredAt: try row.get("occurred_at"),
            receivedAt: try row.get("received_at"), kind: catalogue.kind(kind) ?? Kind("\(kind)", "\(kind)", nil, ""),
            channel: catalogue.channel(channel) ?? Channel("\(channel)", "\(channel)"), source: try row.get("source"), score: try Self.score(row),
            sentiment: try row.find("sentiment"), weight: try row.find("weight"), value: try Self.value(row), subject: try Self.subject(row),
            flags: Flags(rawValue: try row.get("flags")), properties: try row.find("properties") ?? "")
    }

    private static func score(_ row: Row) throws -> Score? {
        guard let value: Double = try row.find("score"), let scale = Scale(rawValue: try row.get("scale")) else { return nil }
        return Score(value, on: scale)
    }

    private static func value(_ row: Row) throws -> Money? {
        guard let minor: Int64 = try row.find("value"), let currency = Currency(try row.get("currency")) else { return nil }
        return Money(minor, currency)
    }

    private static func subject(_ row: Row) throws -> Subject? {
        guard let type: String = try row.find("subject_type"), let id: String = try row.find("subject_id") else { return nil }
        return Subject(type, id)
    }
}
