import Kernel
import Storage
package import Timeline
import Web

/// The labels there are.
package struct LabelStore: Sendable {
    let line: Line
    let recording: SettingsChange.Recording

    package init(line: Line, recording: @escaping SettingsChange.Recording = { _, _ in }) {
        self.line = line
        self.recording = recording
    }

    /// More than these in use nobody finds their way in.
    static let most = 100

    /// By name, those that are put away too.
    func all() async throws -> [Label] { try await line.database.read { try Self.all($0) } }

    static func all(_ reading: some Reading) throws -> [Label] {
        try reading.rows("SELECT * FROM label").map(Label.init).sorted { ($0.name.lowercased(), $0.key) < ($1.name.lowercased(), $1.key) }
    }

    /// - Throws: `missing`.
    func find(_ key: String) async throws -> Label { try await line.database.read { try Self.find(key, $0) } }

    static func find(_ key: String, _ reading: some Reading) throws -> Label {
        guard let row = try reading.first("SELECT * FROM label WHERE key = \(key)") else { throw Failure.missing("This label") }
        return try Label(row)
    }

    /// One that a file names, called by its key where there is none yet.
    static func require(_ key: String, in tx: Transaction) throws {
        try tx.run(
            "INSERT INTO label (key, name, colour, created_at) VALUES (\(key), \(key), 0, \(tx.now)) ON CONFLICT (key) DO NOTHING")
    }

    /// Conversations that bear a label.
    struct Uses: Hashable, Sendable {
        var all = 0
        /// Those that the inbox shows as open.
        var open = 0
    }

    /// Of each that any conversation bears, by their keys.
    func uses(at now: Instant) async throws -> [String: Uses] {
        try await line.database.read { session in
            let rows = try session.rows(
                """
                SELECT conversation_label.label AS label, COUNT(*) AS uses,
                SUM(CASE WHEN conversation.status = 1 OR (conversation.status = 3 AND conversation.snoozed_until <= \(now)) THEN 1 ELSE 0 END) AS open
                FROM conversation_label JOIN conversation ON conversation.number = conversation_label.conversation AND conversation.part_of IS NULL
                GROUP BY conversation_label.label
                """)
            return Dictionary(
                uniqueKeysWithValues: try rows.map { (try $0.get("label"), Uses(all: try $0.get("uses"), open: try $0.get("open"))) })
        }
    }

    /// A new one, or one that is called something else from now on.
    ///
    /// - Parameters:
    ///   - key: `nil` makes a new one.
    ///   - staff: `nil` for whoever runs the program itself.
    /// - Returns: its key.
    /// - Throws: `conflict` when there are too many, `invalid` when another one has the name.
    @discardableResult
    func save(_ key: String?, name: String, _ colour: Label.Colour, by staff: ID<Viewer>?) async throws -> String {
        try await line.database.write { [recording] tx in
            let others = try Self.all(tx).filter { $0.key != key }
            try Failure.require(
                !others.contains { $0.name.lowercased() == name.lowercased() }, "name", "must be another one: a label is called so already")
            if key == nil { try Self.requireRoom(others) }
            let saved = try key ?? Label.key(for: name, besides: Set(others.map(\.key)))
            try tx.run(
                """
                INSERT INTO label (key, name, colour, created_at) VALUES (\(saved), \(name), \(colour.rawValue), \(tx.now))
                ON CONFLICT (key) DO UPDATE SET name = excluded.name, colour = excluded.colour
                """)
            try recording(SettingsChange(action: key == nil ? .labelAdded : .labelChanged, subject: name, detail: saved, staff: staff), tx)
            return saved
        }
    }

    /// Nobody marks conversations with it any more, or again.
    ///
    /// - Throws: `conflict` when it would be one too many.
    func putAway(_ label: Label, _ isPutAway: Bool, by staff: ID<Viewer>) async throws {
        try await line.database.write { [recording] tx in
            guard try Self.find(label.key, tx).isPutAway != isPutAway else { return }
            if !isPutAway { try Self.requireRoom(Self.all(tx)) }
            try tx.run("UPDATE label SET put_away_at = \(isPutAway ? tx.now : nil) WHERE key = \(label.key)")
            let action: SettingsChange.Action = isPutAway ? .labelPutAway : .labelBroughtBack
            try recording(SettingsChange(action: action, subject: label.name, detail: label.key, staff: staff), tx)
        }
    }

    private static func requireRoom(_ labels: [Label]) throws {
        guard labels.count(where: { !$0.isPutAway }) < most else {
            throw Failure.conflict("There are \(most) labels already: put one away first.")
        }
    }
}

extension Label {
    init(_ row: Row) throws {
        self.init(
            key: try row.get("key"), name: try row.get("name"), colour: Colour(rawValue: try row.get("colour")) ?? .stone,
            isPutAway: try row.find("put_away_at", as: Instant.self) != nil)
    }
}
