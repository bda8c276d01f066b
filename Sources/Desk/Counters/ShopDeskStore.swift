import Kernel
import Storage
import Timeline
import Web

/// The desks that there are.
struct ShopDeskStore: Sendable {
    let line: Line
    var recording: SettingsChange.Recording = { _, _ in }

    struct Draft: Sendable {
        let name: String
        let place: String
        let hours: String
    }

    /// A letter each.
    static let most = 26

    func all() async throws -> [ShopDesk] {
        try await line.database.read { try $0.rows("SELECT * FROM shop_desk WHERE closed_at IS NULL ORDER BY letter").map(ShopDesk.init) }
    }

    /// - Throws: `missing`, also for one that is closed.
    func find(_ id: ID<ShopDesk>) async throws -> ShopDesk { try await find("id = \(id)") }

    func find(token: String) async throws -> ShopDesk { try await find("token = \(token)") }

    private func find(_ condition: SQL) async throws -> ShopDesk {
        try await line.database.read { session in
            guard let row = try session.first("SELECT * FROM shop_desk WHERE closed_at IS NULL AND \(condition)") else {
                throw Failure.missing("This desk")
            }
            return try ShopDesk(row)
        }
    }

    func add(_ draft: Draft, by staff: ID<Viewer>?) async throws -> ID<ShopDesk> {
        try await line.database.write { [recording] tx in
            let taken = Set(try tx.rows("SELECT letter FROM shop_desk WHERE closed_at IS NULL").map { try $0.get("letter", as: String.self) })
            guard let letter = "ABCDEFGHIJKLMNOPQRSTUVWXYZ".map({ "\($0)" }).first(where: { !taken.contains($0) }) else {
                throw Failure.conflict("There are \(Self.most) desks already: close one first.")
            }
            let id = ID<ShopDesk>(at: tx.now)
            try tx.run(
                """
                INSERT INTO shop_desk (id, name, place, hours, letter, token, added_at)
                VALUES (\(id), \(draft.name), \(draft.place), \(draft.hours), \(letter), \(base32(randomBytes(10))), \(tx.now))
                """)
            try recording(SettingsChange(action: .inPerson(.deskAdded), subject: draft.name, detail: letter, staff: staff), tx)
            return id
        }
    }

    func change(_ id: ID<ShopDesk>, _ draft: Draft, by staff: ID<Viewer>) async throws {
        try await line.database.write { [recording] tx in
            try tx.run("UPDATE shop_desk SET name = \(draft.name), place = \(draft.place), hours = \(draft.hours) WHERE id = \(id)")
            try recording(SettingsChange(action: .inPerson(.deskChanged), subject: draft.name, detail: draft.place, staff: staff), tx)
        }
    }

    /// Its pages open no more; its visits stay.
    func close(_ desk: ShopDesk, by staff: ID<Viewer>) async throws {
        try await line.database.write { [recording] tx in
            try tx.run("UPDATE shop_desk SET closed_at = \(tx.now) WHERE id = \(desk.id) AND closed_at IS NULL")
            try recording(SettingsChange(action: .inPerson(.deskClosed), subject: desk.name, detail: desk.letter, staff: staff), tx)
        }
    }
}

extension ShopDesk {
    init(_ row: Row) throws {
        self.init(
            id: try row.get("id"), name: try row.get("name"), place: try row.get("place"), hours: try row.get("hours"),
            letter: try row.get("letter"), token: try row.get("token"))
    }
}
