import Crypto
import Foundation
import Kernel
import Storage
import Timeline
import Web

/// The kinds of appointments, and the forms, that there are.
struct BookingKindStore: Sendable {
    let line: Line
    var recording: SettingsChange.Recording = { _, _ in }

    static let most = 100

    /// Those that are put away last.
    func all() async throws -> [BookingKind] { try await line.database.read { try Self.all($0) } }

    static func all(_ reading: some Reading) throws -> [BookingKind] {
        try reading.rows("SELECT * FROM booking_kind ORDER BY CASE WHEN put_away_at IS NULL THEN 0 ELSE 1 END, sort, key").map(BookingKind.init)
    }

    /// Who can take appointments.
    func colleagues() async throws -> [Colleague] { try await line.database.read { try ColleagueStore().all($0) } }

    /// - Throws: `missing`.
    func find(_ id: ID<BookingKind>) async throws -> BookingKind { try await line.database.read { try Self.find(id, $0) } }

    static func find(_ id: ID<BookingKind>, _ reading: some Reading) throws -> BookingKind {
        guard let row = try reading.first("SELECT * FROM booking_kind WHERE id = \(id)") else { throw Failure.missing("This page") }
        return try BookingKind(row)
    }

    /// - Throws: `missing`, also for one that is put away.
    func find(_ key: String, _ sort: BookingKind.Sort) async throws -> BookingKind {
        try await line.database.read { session in
            let row = try session.first("SELECT * FROM booking_kind WHERE key = \(key) AND sort = \(sort.rawValue) AND put_away_at IS NULL")
            guard let row else { throw Failure.missing("This page") }
            return try BookingKind(row)
        }
    }

    /// - Throws: `invalid` for a key that is taken, also by one that is put away.
    func add(_ key: String, _ sort: BookingKind.Sort, _ terms: BookingTerms, by staff: ID<Viewer>?) async throws -> BookingKind {
        try Failure.require(
            key.wholeMatch(of: /[a-z0-9]+(-[a-z0-9]+)*/) != nil && key.utf8.count <= 40, "key",
            "must be small letters, digits and hyphens, 40 at most")
        let text = try PlainJSON.text(terms)
        return try await line.database.write { [recording] tx in
            try Failure.require(try tx.first("SELECT 1 FROM booking_kind WHERE key = \(key)") == nil, "key", "is taken already")
            guard try tx.value("SELECT COUNT(*) FROM booking_kind", as: Int.self) ?? 0 < Self.most else {
                throw Failure.conflict("There are \(Self.most) of them already.")
            }
            _ = try BookingSecretStore.secret(in: tx)
            let id = ID<BookingKind>(at: tx.now)
            try tx.run("INSERT INTO booking_kind (id, key, sort, terms, added_at) VALUES (\(id), \(key), \(sort.rawValue), \(text), \(tx.now))")
            try recording(SettingsChange(action: .inPerson(.bookingAdded), subject: key, detail: text, staff: staff), tx)
            return try Self.find(id, tx)
        }
    }

    /// What is booked already stands as it was booked.
    func change(_ kind: BookingKind, _ terms: BookingTerms, by staff: ID<Viewer>) async throws {
        let text = try PlainJSON.text(terms)
        try await line.database.write { [recording] tx in
            try tx.run("UPDATE booking_kind SET terms = \(text) WHERE id = \(kind.id)")
            try recording(SettingsChange(action: .inPerson(.bookingChanged), subject: kind.key, detail: text, staff: staff), tx)
        }
    }

    func putAway(_ kind: BookingKind, _ isPutAway: Bool, by staff: ID<Viewer>) async throws {
        guard kind.isPutAway != isPutAway else { return }
        try await line.database.write { [recording] tx in
            try tx.run("UPDATE booking_kind SET put_away_at = \(isPutAway ? tx.now : nil) WHERE id = \(kind.id)")
            let action: SettingsChange.InPerson = isPutAway ? .bookingPutAway : .bookingBroughtBack
            try recording(SettingsChange(action: .inPerson(action), subject: kind.key, detail: "", staff: staff), tx)
        }
    }
}

extension BookingKind {
    init(_ row: Row) throws {
        let terms: String = try row.get("terms")
        self.init(
            id: try row.get("id"), key: try row.get("key"), sort: Sort(rawValue: try row.get("sort")) ?? .appointment,
            terms: try JSONDecoder().decode(BookingTerms.self, from: Data(terms.utf8)),
            isPutAway: try row.find("put_away_at", as: Instant.self) != nil)
    }
}

/// The secret by which we know links to appointments and forms that we have given; made with the first kind.
enum BookingSecretStore {
    static func secret(in tx: Transaction) throws -> BookingToken {
        let fresh = SymmetricKey(size: .bits256).withUnsafeBytes { Array($0) }
        try tx.run("INSERT INTO secret (name, value, created_at) VALUES ('booking', \(fresh), \(tx.now)) ON CONFLICT (name) DO NOTHING")
        return BookingToken(secret: try tx.value("SELECT value FROM secret WHERE name = 'booking'") ?? fresh)
    }

    /// - Throws: `missing` before there is any kind.
    static func secret(_ reading: some Reading) throws -> BookingToken {
        guard let secret = try reading.value("SELECT value FROM secret WHERE name = 'booking'", as: [UInt8].self) else {
            throw Failure.missing("This page")
        }
        return BookingToken(secret: secret)
    }
}
