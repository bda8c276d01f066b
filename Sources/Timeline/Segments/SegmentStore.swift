import Kernel
import People
import Storage
import Web

/// Segments in the database, and who belongs to them.
struct SegmentStore: Sendable {
    let line: Line
    let recording: SettingsChange.Recording

    static let most = 200

    var catalogue: Catalogue { line.catalogue }

    func list() async throws -> [Segment] {
        try await line.database.read { try $0.rows("SELECT * FROM segment ORDER BY name LIMIT \(Self.most)").map(Segment.init) }
    }

    func find(_ id: ID<Segment>) async throws -> Segment { try await line.database.read { try Self.find(id, $0) } }

    static func find(_ id: ID<Segment>, _ reading: some Reading) throws -> Segment {
        guard let row = try reading.first("SELECT * FROM segment WHERE id = \(id)") else { throw Failure.missing("This segment") }
        return try Segment(row)
    }

    /// How many belong to it now; of several segments at once.
    func counts(of rules: [SegmentRules], at now: Instant) async throws -> [Int] {
        let catalogue = line.catalogue
        return try await line.database.read { session in
            try rules.map {
                try session.value("SELECT COUNT(*) FROM identifier WHERE \(PersonStore.standsForSomebody) AND \($0.holds(catalogue, now))") ?? 0
            }
        }
    }

    /// What customers are known by, for the choice of a rule.
    func traitNames() async throws -> [String] {
        try await line.database.read { try $0.rows("SELECT DISTINCT name FROM trait ORDER BY name LIMIT 500").map { try $0.get(at: 0) } }
    }

    /// The key of the company with this key or name. - Throws: `invalid` when there is none.
    func companyKey(_ text: String) async throws -> String {
        let found = try await line.database.read { session -> String? in
            try session.value("SELECT key FROM company WHERE key = \(text) OR name = \(text) ORDER BY number LIMIT 1")
        }
        guard let found else { throw Failure.invalid("company", "must be the name of a company") }
        return found
    }

    func companyNames(_ keys: [String]) async throws -> [String: String] {
        try await line.database.read { session in
            let rows = try session.rows("SELECT key, name FROM company WHERE key IN \(list: keys)")
            return Dictionary(try rows.map { (try $0.get(at: 0), try $0.get(at: 1)) }, uniquingKeysWith: { first, _ in first })
        }
    }
}

// MARK: - Changes

extension SegmentStore {
    /// - Throws: `conflict` when the name is taken or there are too many.
    func add(_ name: String, _ rules: SegmentRules, by staff: Viewer) async throws -> ID<Segment> {
        try await line.database.write { [recording] tx in
            guard try tx.value("SELECT COUNT(*) FROM segment", as: Int.self) ?? 0 < Self.most else {
                throw Failure.conflict("There are too many segments already.")
            }
            let id = ID<Segment>(at: tx.now)
            try Self.requireFree(name, besides: id, tx)
            try tx.run(
                """
                INSERT INTO segment (id, name, rules, created_by, created_at, updated_at)
                VALUES (\(id), \(name), \(rules.json), (SELECT id FROM staff WHERE id = \(staff.id)), \(tx.now), \(tx.now))
                """)
            try recording(SettingsChange(action: .segmentAdded, subject: name, detail: rules.json, staff: staff.id), tx)
            return id
        }
    }

    func change(_ id: ID<Segment>, to name: String, _ rules: SegmentRules, by staff: Viewer) async throws {
        try await line.database.write { [recording] tx in
            try Self.requireFree(name, besides: id, tx)
            let changed = try tx.run("UPDATE segment SET name = \(name), rules = \(rules.json), updated_at = \(tx.now) WHERE id = \(id)")
            guard changed == 1 else { throw Failure.missing("This segment") }
            try recording(SettingsChange(action: .segmentChanged, subject: name, detail: rules.json, staff: staff.id), tx)
        }
    }

    func remove(_ id: ID<Segment>, by staff: Viewer) async throws {
        try await line.database.write { [recording] tx in
            let segment = try Self.find(id, tx)
            try tx.run("DELETE FROM segment WHERE id = \(id)")
            try recording(SettingsChange(action: .segmentRemoved, subject: segment.name, detail: segment.rules.json, staff: staff.id), tx)
        }
    }

    private static func requireFree(_ name: String, besides id: ID<Segment>, _ tx: Transaction) throws {
        let isTaken = try tx.first("SELECT 1 FROM segment WHERE name = \(name) AND id <> \(id)") != nil
        try Failure.require(!isTaken, "name", "is taken by another segment")
    }
}

extension Segment {
    init(_ row: Row) throws {
        self.init(
            id: try row.get("id"), name: try row.get("name"), rules: try SegmentRules(json: row.get("rules")), updatedAt: try row.get("updated_at"))
    }
}
