import Foundation
import Kernel
import Storage
import Timeline
import Web

/// A journey as it stood when somebody saved it.
struct JourneyVersion: Hashable, Sendable {
    let journey: ID<JourneyPlan>
    /// Counted from 1.
    let number: Int
    let plan: JourneyPlan
    /// Why it was changed, in somebody's words.
    let note: String
    /// Their name as it is now; `nil` where nobody of that id is there any more.
    let author: String?
    let savedAt: Instant
    let isPutAway: Bool
}

/// Journeys that staff have set up. Versions are appended, never changed.
struct JourneyPlanStore: Sendable {
    let database: any Database
    let recording: SettingsChange.Recording

    init(database: any Database, recording: @escaping SettingsChange.Recording = { _, _ in }) {
        (self.database, self.recording) = (database, recording)
    }

    static let most = 50

    private static let version: SQL = """
        SELECT version.journey, version.number, version.plan, version.note, version.saved_at, staff.name AS author, journey.put_away_at
        FROM journey_version AS version JOIN journey ON journey.id = version.journey LEFT JOIN staff ON staff.id = version.staff
        """

    /// The newest version of each, those in use first, by name.
    func all() async throws -> [JourneyVersion] {
        try await database.read { session in
            try session.rows(
                """
                \(Self.version) WHERE version.number = (SELECT MAX(number) FROM journey_version WHERE journey = version.journey)
                ORDER BY journey.put_away_at IS NOT NULL, version.name, version.journey LIMIT \(Self.most * 4)
                """
            ).map(JourneyVersion.init)
        }
    }

    /// The newest first.
    ///
    /// - Throws: `missing` when there is no such journey.
    func versions(of id: ID<JourneyPlan>) async throws -> [JourneyVersion] {
        let versions = try await database.read { session in
            try session.rows("\(Self.version) WHERE version.journey = \(id) ORDER BY version.number DESC LIMIT 500").map(JourneyVersion.init)
        }
        if versions.isEmpty { throw Failure.missing("This journey") }
        return versions
    }

    func newest(_ id: ID<JourneyPlan>) async throws -> JourneyVersion { try await versions(of: id)[0] }

    /// The newest plan of the journey with this key; `nil` where none is asked for.
    ///
    /// - Throws: `missing` when no journey has this key.
    func plan(_ key: String?) async throws -> JourneyPlan? {
        guard let key else { return nil }
        guard let id = ID<JourneyPlan>(key) else { throw Failure.missing("This journey") }
        return try await newest(id).plan
    }
}

// MARK: - Changing

extension JourneyPlanStore {
    func add(_ plan: JourneyPlan, note: String, by staff: Viewer) async throws -> ID<JourneyPlan> {
        try await database.write { [recording] tx in
            guard try tx.value("SELECT COUNT(*) FROM journey WHERE put_away_at IS NULL", as: Int.self) ?? 0 < Self.most else {
                throw Failure.conflict("There are \(Self.most) journeys already: put one away first.")
            }
            let id = ID<JourneyPlan>(at: tx.now)
            try tx.run("INSERT INTO journey (id, created_at) VALUES (\(id), \(tx.now))")
            try Self.append(plan, to: id, number: 1, note, staff, recording, tx)
            return id
        }
    }

    /// Another version, which is the newest from then on; a journey that was put away is in use again.
    ///
    /// - Parameter base: the version that was changed.
    /// - Throws: `conflict` when there is a newer one than that.
    func append(_ plan: JourneyPlan, to id: ID<JourneyPlan>, after base: Int, note: String, by staff: Viewer) async throws {
        try await database.write { [recording] tx in
            guard let newest: Int = try tx.value("SELECT MAX(number) FROM journey_version WHERE journey = \(id)") else {
                throw Failure.missing("This journey")
            }
            guard newest == base else { throw Failure.conflict("Somebody has saved this journey meanwhile: look at the newest version first.") }
            try tx.run("UPDATE journey SET put_away_at = NULL WHERE id = \(id)")
            try Self.append(plan, to: id, number: newest + 1, note, staff, recording, tx)
        }
    }

    func putAway(_ id: ID<JourneyPlan>, by staff: Viewer) async throws {
        try await database.write { [recording] tx in
            let name: String? = try tx.value("SELECT name FROM journey_version WHERE journey = \(id) ORDER BY number DESC LIMIT 1")
            guard let name else { throw Failure.missing("This journey") }
            try tx.run("UPDATE journey SET put_away_at = \(tx.now) WHERE id = \(id) AND put_away_at IS NULL")
            try recording(SettingsChange(action: .journeyPutAway, subject: name, detail: "", staff: staff.id), tx)
        }
    }

    private static func append(
        _ plan: JourneyPlan, to id: ID<JourneyPlan>, number: Int, _ note: String, _ staff: Viewer, _ recording: SettingsChange.Recording,
        _ tx: Transaction
    ) throws {
        let isTaken = try tx.first(
            """
            SELECT 1 FROM journey_version AS version JOIN journey ON journey.id = version.journey
            WHERE version.name = \(plan.name) AND version.journey <> \(id) AND journey.put_away_at IS NULL
            AND version.number = (SELECT MAX(number) FROM journey_version WHERE journey = version.journey)
            """)
        try Failure.require(isTaken == nil, "name", "is taken by another journey")
        try tx.run(
            """
            INSERT INTO journey_version (journey, number, name, plan, note, staff, saved_at)
            VALUES (\(id), \(number), \(plan.name), \(plan.json), \(note), \(staff.id), \(tx.now))
            """)
        try recording(SettingsChange(action: .journeySaved, subject: plan.name, detail: "\(number)", staff: staff.id), tx)
    }
}

extension JourneyVersion {
    fileprivate init(_ row: Row) throws {
        self.init(
            journey: try row.get("journey"), number: try row.get("number"), plan: try JourneyPlan(json: row.get("plan")),
            note: try row.get("note"), author: try row.find("author"), savedAt: try row.get("saved_at"),
            isPutAway: try row.find("put_away_at", as: Instant.self) != nil)
    }
}

extension JourneyPlan {
    init(json text: String) throws { self = try JSONDecoder().decode(JourneyPlan.self, from: Data(text.utf8)) }

    /// Names in order, so that the same plan is the same text.
    var json: String {
        get throws { try PlainJSON.text(self) }
    }
}

extension JourneyPlan.Rule {
    /// - Throws: `invalid` for a text that is no rule.
    init(json text: String) throws {
        do { self = try JSONDecoder().decode(Self.self, from: Data(text.utf8)) } catch is DecodingError {
            throw Failure.invalid("rule", "must be a rule of a journey")
        }
    }

    var json: String {
        get throws { try PlainJSON.text(self) }
    }
}
