import Foundation
import Kernel
import Language
import People
import Storage
package import Timeline
import Web

/// The teams there are.
package struct TeamStore: Sendable {
    let line: Line
    let recording: SettingsChange.Recording

    package init(line: Line, recording: @escaping SettingsChange.Recording = { _, _ in }) {
        self.line = line
        self.recording = recording
    }

    /// More than these in use nobody finds their way in.
    static let most = 100

    /// In the order in which they are asked, those that are put away too.
    func all() async throws -> [Team] { try await line.database.read { try Self.all($0) } }

    static func all(_ reading: some Reading) throws -> [Team] {
        try reading.rows("SELECT * FROM team ORDER BY rank, key").map(Team.init)
    }

    /// - Throws: `missing`.
    func find(_ key: String) async throws -> Team { try await line.database.read { try Self.find(key, $0) } }

    static func find(_ key: String, _ reading: some Reading) throws -> Team {
        guard let row = try reading.first("SELECT * FROM team WHERE key = \(key)") else { throw Failure.missing("This team") }
        return try Team(row)
    }

    /// A new one, or one that works otherwise from now on; what waits in it is given out by its new rule.
    ///
    /// - Parameters:
    ///   - key: `nil` makes a new one.
    ///   - draft: its key says nothing.
    ///   - staff: `nil` for whoever runs the program itself.
    /// - Returns: its key.
    /// - Throws: `conflict` when there are too many, `invalid` when another one has the name.
    @discardableResult
    func save(_ key: String?, _ draft: Team, by staff: ID<Viewer>?) async throws -> String {
        let conditions = try PlainJSON.text(draft.conditions)
        return try await line.write { [recording] tx in
            let others = try Self.all(tx).filter { $0.key != key }
            try Failure.require(
                !others.contains { $0.name.lowercased() == draft.name.lowercased() }, "name", "must be another one: a team is called so already")
            if key == nil { try Self.requireRoom(others) }
            let saved = try key ?? Label.key(for: draft.name, besides: Set(others.map(\.key)))
            if draft.takesRest { try tx.run("UPDATE team SET takes_rest = 0 WHERE key <> \(saved)") }
            try tx.run(
                """
                INSERT INTO team (key, name, rank, giving, gives_back, is_sticky, takes_rest, conditions, created_at)
                VALUES (\(saved), \(draft.name), \(draft.rank), \(draft.giving.rawValue), \(draft.givingBack.rawValue),
                \(draft.isSticky ? 1 : 0), \(draft.takesRest ? 1 : 0), \(conditions), \(tx.now))
                ON CONFLICT (key) DO UPDATE SET name = excluded.name, rank = excluded.rank, giving = excluded.giving,
                gives_back = excluded.gives_back, is_sticky = excluded.is_sticky, takes_rest = excluded.takes_rest, conditions = excluded.conditions
                """)
            let detail = "\(saved) \(draft.giving.rawValue) \(conditions)"
            try recording(SettingsChange(action: .team(key == nil ? .added : .changed), subject: draft.name, detail: detail, staff: staff), tx)
            try GivingStore().handOut(in: tx)
            return saved
        }
    }

    /// Nobody gives it anything any more, or again. What waits in it for somebody goes to the team that has what no other team has, else to
    /// nobody's.
    ///
    /// - Throws: `conflict` when it would be one too many.
    func putAway(_ team: Team, _ isPutAway: Bool, by staff: ID<Viewer>) async throws {
        try await line.write { [recording] tx in
            guard try Self.find(team.key, tx).isPutAway != isPutAway else { return }
            if !isPutAway { try Self.requireRoom(Self.all(tx)) }
            try tx.run("UPDATE team SET put_away_at = \(isPutAway ? tx.now : nil) WHERE key = \(team.key)")
            let deed: SettingsChange.Team = isPutAway ? .putAway : .broughtBack
            try recording(SettingsChange(action: .team(deed), subject: team.name, detail: team.key, staff: staff), tx)
            try GivingStore().moveOn(in: tx)
            try GivingStore().handOut(in: tx)
        }
    }

    private static func requireRoom(_ teams: [Team]) throws {
        guard teams.count(where: { !$0.isPutAway }) < most else {
            throw Failure.conflict("There are \(most) teams already: put one away first.")
        }
    }
}

// MARK: - Whose a conversation is

extension TeamStore {
    /// One that a file names, called by its key where there is none yet.
    static func require(_ key: String, in tx: Transaction) throws {
        try tx.run(
            """
            INSERT INTO team (key, name, rank, giving, gives_back, is_sticky, takes_rest, conditions, created_at)
            VALUES (\(key), \(key), 1000, 'by_hand', 'unbegun', 0, 0, '{}', \(tx.now)) ON CONFLICT (key) DO NOTHING
            """)
    }

    /// Teams are never deleted, so that one that is known stays so.
    static func requireKnown(_ key: String, _ reading: some Reading) throws {
        let known = try all(reading)
        let names = known.filter { !$0.isPutAway }.map(\.key).sorted().joined(separator: ", ")
        try Failure.require(known.contains { $0.key == key }, "team", "is no team here; there are \(names.isEmpty ? "none" : names)")
    }

    /// Whose a conversation is that begins with a message: what the message names comes first. One that is put away is passed by: what a customer
    /// says is not refused because somebody has tidied up.
    static func team(for message: IncomingMessage, from source: Int64, identifier: Int64, _ reading: some Reading) throws -> String? {
        let teams = try all(reading).filter { !$0.isPutAway }
        if let named = teams.first(where: { $0.key == message.team }) { return named.key }
        guard !teams.isEmpty else { return nil }
        var facts = TeamConditions.Facts(
            channel: message.channel.rawValue, source: message.site ?? source, mailbox: message.mailbox, labels: Set(message.labels))
        if teams.contains(where: { !$0.conditions.languages.isEmpty }) {
            facts.language = try language(of: message, identifier: identifier, reading)
        }
        return Team.beginning(facts, among: teams)?.key
    }

    /// What a message makes of a conversation that has no team.
    static func team(for message: IncomingMessage, in conversation: Int64, _ reading: some Reading) throws -> String? {
        guard let named = message.team, try ConversationStore.find(conversation, reading).team == nil else { return nil }
        return try find(named, reading).isPutAway ? nil : named
    }

    /// As their line has it, or the channel; else as the letters of what they wrote tell it.
    private static func language(of message: IncomingMessage, identifier: Int64, _ reading: some Reading) throws -> String? {
        let person: Int64? = try reading.value("SELECT person FROM identifier WHERE id = \(identifier)")
        let known = try person.flatMap { try ProfileStore().profile(of: $0, reading)["language"] }
        for tag in [known, message.language].compactMap(\.self) {
            if let language = ReaderLanguage(tag: tag) { return language.rawValue }
        }
        return SurveyLanguageStore.guess(message.text)?.rawValue
    }
}

extension Team {
    init(_ row: Row) throws {
        let conditions: String = try row.get("conditions")
        self.init(
            key: try row.get("key"), name: try row.get("name"), rank: try row.get("rank"),
            giving: Giving(rawValue: try row.get("giving")) ?? .byHand,
            givingBack: GivingBack(rawValue: try row.get("gives_back")) ?? .never, isSticky: try row.get("is_sticky", as: Int64.self) == 1,
            takesRest: try row.get("takes_rest", as: Int64.self) == 1,
            conditions: conditions == "{}" ? TeamConditions() : try JSONDecoder().decode(TeamConditions.self, from: Data(conditions.utf8)),
            isPutAway: try row.find("put_away_at", as: Instant.self) != nil)
    }
}
