import Kernel
import Storage
import Timeline
import Web

/// Lists of the inbox that are kept: those for all first, each sort in its order.
struct KeptListStore: Sendable {
    let line: Line

    /// More than these of one's own, or for all, nobody finds their way in.
    static let most = 30

    func all(for staff: Viewer) async throws -> [KeptList] { try await line.database.read { try Self.all(for: staff.id, $0) } }

    static func all(for staff: ID<Viewer>, _ reading: some Reading) throws -> [KeptList] {
        try reading.rows(
            """
            SELECT * FROM kept_list WHERE removed_at IS NULL AND (is_shared = 1 OR staff = \(staff)) ORDER BY is_shared DESC, place, id
            """
        ).compactMap(KeptList.init)
    }

    /// How many conversations stand in each; what asks for something that there is no more has none.
    static func counts(_ lists: [KeptList], of staff: ID<Viewer>, at now: Instant, _ reading: some Reading) throws -> [ID<KeptList>: Int] {
        var counts: [ID<KeptList>: Int] = [:]
        for list in lists { counts[list.id] = try InboxStore.count(list.address.parts(staff, at: now), reading) }
        return counts
    }

    /// - Throws: `invalid` when a list is called so already, `conflict` when there are too many.
    func keep(_ address: InboxAddress, as name: String, forAll isShared: Bool, by staff: Viewer) async throws {
        if isShared, staff.role < .manager { throw Failure.forbidden("Lists for all are kept by managers.") }
        try await line.database.write { tx in
            let siblings = try Self.all(for: staff.id, tx).filter { $0.isShared == isShared }
            try Failure.require(
                !siblings.contains { $0.name.lowercased() == name.lowercased() }, "name", "must be another one: a list is called so already")
            guard siblings.count < Self.most else { throw Failure.conflict("There are \(Self.most) kept lists already: remove one first.") }
            let last: Int64 = try tx.value("SELECT MAX(place) FROM kept_list") ?? 0
            try tx.run(
                """
                INSERT INTO kept_list (id, staff, is_shared, name, query, place) VALUES (\(ID<KeptList>(at: tx.now)), \(staff.id),
                \(Int64(isShared ? 1 : 0)), \(name), \(address.from(nil).path), \(last + 1))
                """)
        }
    }

    /// Changes places with the one before it, or behind it.
    func move(_ id: ID<KeptList>, earlier: Bool, by staff: Viewer) async throws {
        try await line.database.write { tx in
            let list = try Self.theirs(id, staff, tx)
            let siblings = try Self.all(for: staff.id, tx).filter { $0.isShared == list.isShared }
            guard let place = siblings.firstIndex(where: { $0.id == id }) else { return }
            let other = place + (earlier ? -1 : 1)
            guard siblings.indices.contains(other) else { return }
            var order = siblings.map(\.id)
            order.swapAt(place, other)
            for (place, id) in order.enumerated() { try tx.run("UPDATE kept_list SET place = \(Int64(place + 1)) WHERE id = \(id)") }
        }
    }

    /// Taken out of the lists; brought back as long as nobody has forgotten it.
    func remove(_ id: ID<KeptList>, by staff: Viewer) async throws {
        try await line.database.write { tx in
            _ = try Self.theirs(id, staff, tx)
            try tx.run("UPDATE kept_list SET removed_at = \(tx.now), removed_by = \(staff.id) WHERE id = \(id) AND removed_at IS NULL")
        }
    }

    func bringBack(_ id: ID<KeptList>, by staff: Viewer) async throws {
        try await line.database.write { tx in
            _ = try Self.theirs(id, staff, tx)
            try tx.run("UPDATE kept_list SET removed_at = NULL, removed_by = NULL WHERE id = \(id)")
        }
    }

    /// What somebody removed last, and can bring back.
    func justRemoved(by staff: Viewer, at now: Instant) async throws -> KeptList? {
        try await line.database.read { session in
            try session.first(
                """
                SELECT * FROM kept_list WHERE removed_by = \(staff.id) AND removed_at > \(now.adding(.zero - WorkDone.patience))
                ORDER BY removed_at DESC LIMIT 1
                """
            ).flatMap(KeptList.init)
        }
    }

    /// - Throws: `missing` for one that somebody may not change: it is as if it were not there.
    private static func theirs(_ id: ID<KeptList>, _ staff: Viewer, _ reading: some Reading) throws -> KeptList {
        let found = try reading.first("SELECT * FROM kept_list WHERE id = \(id)").flatMap(KeptList.init)
        guard let found, found.isTheirs(staff) else { throw Failure.missing("This list") }
        return found
    }
}

extension KeptList {
    /// `nil` for an address that means nothing any more.
    fileprivate init?(_ row: Row) throws {
        let path: String = try row.get("query")
        let query = Query(String(path.drop { $0 != "?" }.dropFirst()))
        if let view = query["view"], InboxView(rawValue: view) == nil { return nil }
        self.init(
            id: try row.get("id"), name: try row.get("name"), owner: try row.get("staff"),
            isShared: try row.get("is_shared", as: Int64.self) == 1, address: try InboxAddress(query))
    }
}
