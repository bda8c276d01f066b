import Kernel
import Storage
import Timeline
import Web

/// Service standards and what became of them: entries are only added to.
struct StandardStore: Sendable {
    let line: Line
    let recording: SettingsChange.Recording

    /// More than these nobody keeps.
    static let most = 200
    static let longest = 4_000

    /// A standard with what a list tells of it.
    struct Row: Sendable {
        let standard: ServiceStandard
        let ownerName: String?
        let evidence: Int
        let lastEvidenceAt: Instant?
    }

    /// All of them, in the order in which they were set.
    func list() async throws -> [Row] {
        try await line.database.read { session in
            let standards = try session.rows("SELECT * FROM service_standard ORDER BY id").map(ServiceStandard.init)
            let names = try ColleagueStore().names(of: Set(standards.compactMap(\.state.owner)), session)
            var evidence: [ID<ServiceStandard>: (count: Int, last: Instant)] = [:]
            try session.forEach(
                """
                SELECT standard, COUNT(*) AS number, MAX(at) AS last FROM service_standard_entry
                WHERE deed = 'progress' AND (text <> '' OR link <> '') GROUP BY standard
                """
            ) { evidence[try $0.get("standard")] = (try $0.get("number"), try $0.get("last")) }
            return standards.map {
                Row(
                    standard: $0, ownerName: $0.state.owner.flatMap { names[$0] }, evidence: evidence[$0.id]?.count ?? 0,
                    lastEvidenceAt: evidence[$0.id]?.last)
            }
        }
    }

    struct Whole: Sendable {
        let standard: ServiceStandard
        let ownerName: String?
        /// Newest first.
        let entries: [StandardEntry]
    }

    /// - Throws: `missing`.
    func whole(_ id: ID<ServiceStandard>) async throws -> Whole {
        try await line.database.read { session in
            let standard = try Self.find(id, session)
            let rows = try session.rows("SELECT * FROM service_standard_entry WHERE standard = \(id) ORDER BY number DESC")
            let people = try rows.flatMap { [try $0.find("staff", as: ID<Viewer>.self), try $0.find("owner", as: ID<Viewer>.self)] }
            let names = try ColleagueStore().names(of: Set((people + [standard.state.owner]).compactMap(\.self)), session)
            return Whole(
                standard: standard, ownerName: standard.state.owner.flatMap { names[$0] }, entries: try rows.map { try StandardEntry($0, names) })
        }
    }

    private static func find(_ id: ID<ServiceStandard>, _ reading: some Reading) throws -> ServiceStandard {
        guard let row = try reading.first("SELECT * FROM service_standard WHERE id = \(id)") else { throw Failure.missing("This standard") }
        return try ServiceStandard(row)
    }

    func colleagues() async throws -> [Colleague] { try await line.database.read { try ColleagueStore().all($0) } }
}

// MARK: - Writing

extension StandardStore {
    /// - Throws: `conflict` when there are too many; `invalid` when the owner is nobody who works here.
    @discardableResult
    func add(_ words: ServiceStandard.Words, _ state: ServiceStandard.State, by staff: ID<Viewer>) async throws -> ID<ServiceStandard> {
        try await line.database.write { [recording] tx in
            let id = ID<ServiceStandard>(at: tx.now)
            try Self.check(state.owner, in: tx)
            try Self.insert(ServiceStandard(id: id, starter: nil, words: words, state: state, putAwayAt: nil), by: staff, in: tx)
            try recording(SettingsChange(action: .quality(.standardSaved), subject: words.name, detail: "", staff: staff), tx)
            return id
        }
    }

    /// Those that come with the product and are not here yet.
    ///
    /// - Returns: how many.
    func takeOver(by staff: ID<Viewer>?) async throws -> Int {
        try await line.database.write { [recording] tx in
            let known = Set(try tx.rows("SELECT starter FROM service_standard WHERE starter IS NOT NULL").map { try $0.get(at: 0, as: String.self) })
            let wanted = StarterStandard.allCases.filter { !known.contains($0.rawValue) }
            for (place, starter) in wanted.enumerated() {
                let id = ID<ServiceStandard>(at: tx.now.adding(.milliseconds(place)))
                try Self.insert(ServiceStandard(id: id, starter: starter, words: .init(), state: .init(), putAwayAt: nil), by: staff, in: tx)
            }
            if !wanted.isEmpty {
                try recording(SettingsChange(action: .quality(.standardsTakenOver), subject: "\(wanted.count)", detail: "", staff: staff), tx)
            }
            return wanted.count
        }
    }

    /// Other words, another owner, another day.
    func change(_ id: ID<ServiceStandard>, _ words: ServiceStandard.Words, _ state: ServiceStandard.State, saying before: String, by staff: Viewer)
        async throws
    {
        try await line.database.write { [recording] tx in
            let standard = try Self.find(id, tx)
            guard standard.words != words || standard.state != state else { return }
            if standard.state.owner != state.owner { try Self.check(state.owner, in: tx) }
            try tx.run("UPDATE service_standard SET name = \(words.name), why = \(words.why), how = \(words.how) WHERE id = \(id)")
            try Self.note(.changed, of: id, state, text: standard.words == words ? "" : before, by: staff.id, in: tx)
            try recording(SettingsChange(action: .quality(.standardSaved), subject: Self.name(words, standard), detail: "", staff: staff.id), tx)
        }
    }

    /// How far it is now, and what shows it.
    ///
    /// - Throws: `conflict` for one that is out of use.
    func report(_ state: ServiceStandard.State, of id: ID<ServiceStandard>, text: String, link: String, by staff: Viewer) async throws {
        try await line.database.write { [recording] tx in
            let standard = try Self.find(id, tx)
            guard standard.putAwayAt == nil else { throw Failure.conflict("This standard was put away: take it up again first.") }
            var after = state
            after.owner = standard.state.owner
            try Self.note(.progress, of: id, after, text: text, link: link, by: staff.id, in: tx)
            let change = SettingsChange(
                action: .quality(.standardReported), subject: Self.name(standard.words, standard), detail: state.status.rawValue, staff: staff.id)
            try recording(change, tx)
        }
    }

    /// Out of use, or into it again; what became of it stays.
    func put(_ id: ID<ServiceStandard>, away: Bool, by staff: Viewer) async throws {
        try await line.database.write { [recording] tx in
            let standard = try Self.find(id, tx)
            guard (standard.putAwayAt != nil) != away else { return }
            try tx.run("UPDATE service_standard SET put_away_at = \(away ? tx.now : nil) WHERE id = \(id)")
            try Self.note(away ? .putAway : .takenUp, of: id, standard.state, by: staff.id, in: tx)
            let action: SettingsChange.Action = away ? .quality(.standardPutAway) : .quality(.standardSaved)
            try recording(SettingsChange(action: action, subject: Self.name(standard.words, standard), detail: "", staff: staff.id), tx)
        }
    }

    /// As the record of changes calls it.
    private static func name(_ words: ServiceStandard.Words, _ standard: ServiceStandard) -> String {
        words.name.isEmpty ? standard.starter?.rawValue ?? "" : words.name
    }

    private static func insert(_ standard: ServiceStandard, by staff: ID<Viewer>?, in tx: Transaction) throws {
        let count = try tx.value("SELECT COUNT(*) FROM service_standard", as: Int.self) ?? 0
        guard count < most else { throw Failure.conflict("There are \(most) standards already.") }
        let (words, state) = (standard.words, standard.state)
        try tx.run(
            """
            INSERT INTO service_standard (id, starter, name, why, how, owner, status, review_on, put_away_at)
            VALUES (\(standard.id), \(standard.starter?.rawValue), \(words.name), \(words.why), \(words.how), \(state.owner),
            \(state.status.rawValue), \(state.reviewOn.map { Int64($0.number) }), NULL)
            """)
        try note(.set, of: standard.id, state, by: staff, in: tx)
    }

    private static func note(
        _ deed: StandardEntry.Deed, of id: ID<ServiceStandard>, _ state: ServiceStandard.State, text: String = "", link: String = "",
        by staff: ID<Viewer>?, in tx: Transaction
    ) throws {
        let review = state.reviewOn.map { Int64($0.number) }
        let last: Int64 = try tx.value("SELECT COALESCE(MAX(number), 0) FROM service_standard_entry WHERE standard = \(id)") ?? 0
        try tx.run(
            """
            INSERT INTO service_standard_entry (standard, number, at, staff, deed, status, owner, review_on, text, link)
            VALUES (\(id), \(last + 1), \(tx.now), \(staff), \(deed.rawValue), \(state.status.rawValue), \(state.owner), \(review), \(text), \(link))
            """)
        try tx.run(
            "UPDATE service_standard SET status = \(state.status.rawValue), owner = \(state.owner), review_on = \(review) WHERE id = \(id)")
    }

    private static func check(_ owner: ID<Viewer>?, in tx: Transaction) throws {
        guard let owner else { return }
        let works = try ColleagueStore().all(tx).contains { $0.id == owner }
        try Failure.require(works, "owner", "must be somebody who works with customers")
    }
}

extension ServiceStandard {
    init(_ row: Row) throws {
        self.init(
            id: try row.get("id"), starter: try row.find("starter", as: String.self).flatMap { StarterStandard(rawValue: $0) },
            words: Words(name: try row.get("name"), why: try row.get("why"), how: try row.get("how")), state: try State(row),
            putAwayAt: try row.find("put_away_at"))
    }
}

extension ServiceStandard.State {
    init(_ row: Row) throws {
        self.init(
            owner: try row.find("owner"), status: ServiceStandard.Status(rawValue: try row.get("status")) ?? .notBegun,
            reviewOn: try row.find("review_on", as: Int64.self).map { Day(number: Int32(clamping: $0)) })
    }
}

extension StandardEntry {
    init(_ row: Row, _ names: [ID<Viewer>: String]) throws {
        let state = try ServiceStandard.State(row)
        self.init(
            number: try row.get("number"), at: try row.get("at"), staffName: try row.find("staff", as: ID<Viewer>.self).flatMap { names[$0] },
            deed: Deed(rawValue: try row.get("deed")) ?? .changed, state: state, ownerName: state.owner.flatMap { names[$0] },
            text: try row.get("text"), link: try row.get("link"))
    }
}
