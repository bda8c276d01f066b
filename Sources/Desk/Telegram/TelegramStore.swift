import Kernel
import Storage
import Timeline
import Web

/// The bots that customers write to.
struct TelegramStore: Sendable {
    let line: Line
    var recording: SettingsChange.Recording = { _, _ in }

    struct Draft: Sendable {
        let name: String
        let base: String
        /// `nil` keeps the one there is.
        let token: TelegramBot.Token?
    }

    func all() async throws -> [TelegramBot] { try await line.database.read { try Self.all($0) } }

    static func all(_ reading: some Reading) throws -> [TelegramBot] {
        try reading.rows("SELECT * FROM telegram_bot WHERE closed_at IS NULL ORDER BY added_at, id").map(TelegramBot.init)
    }

    /// - Throws: `missing`, also for one that is closed.
    func find(_ id: ID<TelegramBot>) async throws -> TelegramBot {
        try await line.database.read { session in
            guard let row = try Self.row(id, session) else { throw Failure.missing("This bot") }
            return try TelegramBot(row)
        }
    }

    static func row(_ id: ID<TelegramBot>, _ reading: some Reading) throws -> Row? {
        try reading.first("SELECT * FROM telegram_bot WHERE id = \(id) AND closed_at IS NULL")
    }

    /// The open one whose conversations these are.
    static func bot(of source: Int64, _ reading: some Reading) throws -> TelegramBot? {
        try reading.first("SELECT * FROM telegram_bot WHERE source = \(source) AND closed_at IS NULL").map(TelegramBot.init)
    }

    /// What opens it; `nil` once it is closed.
    static func api(_ id: ID<TelegramBot>, _ reading: some Reading) throws -> TelegramAPI? {
        guard let row = try row(id, reading), let token = TelegramBot.Token(try row.get("token", as: String.self)) else { return nil }
        return TelegramAPI(base: try row.get("base"), token: token)
    }

    /// - Throws: `missing` once it is closed.
    func token(of id: ID<TelegramBot>) async throws -> TelegramBot.Token {
        guard let api = try await line.database.read({ try Self.api(id, $0) }) else { throw Failure.missing("This bot") }
        return api.token
    }

    /// - Parameter username: as Telegram says.
    func add(_ draft: Draft, token: TelegramBot.Token, username: String, by staff: ID<Viewer>?) async throws -> ID<TelegramBot> {
        let number = String(token.text.prefix { $0 != ":" })
        let source = try await line.source("telegram:\(number)", name: draft.name, medium: .http)
        return try await line.database.write { [recording] tx in
            if let row = try tx.first("SELECT id, closed_at FROM telegram_bot WHERE source = \(source.id)") {
                // One that was closed goes on where it ended.
                guard try row.find("closed_at", as: Instant.self) != nil else { throw Failure.invalid("token", "is of a bot that is here already") }
                let id: ID<TelegramBot> = try row.get("id")
                try tx.run(
                    """
                    UPDATE telegram_bot SET name = \(draft.name), username = \(username), token = \(token.text), base = \(draft.base),
                    closed_at = NULL, fault = '', failing_since = NULL WHERE id = \(id)
                    """)
                try recording(SettingsChange(action: .inPerson(.telegramAdded), subject: draft.name, detail: username, staff: staff), tx)
                return id
            }
            let id = ID<TelegramBot>(at: tx.now)
            try tx.run(
                """
                INSERT INTO telegram_bot (id, source, name, username, token, base, next_update, fault, added_at)
                VALUES (\(id), \(source.id), \(draft.name), \(username), \(token.text), \(draft.base), 0, '', \(tx.now))
                """)
            try recording(SettingsChange(action: .inPerson(.telegramAdded), subject: draft.name, detail: username, staff: staff), tx)
            return id
        }
    }

    func change(_ id: ID<TelegramBot>, _ draft: Draft, username: String, by staff: ID<Viewer>) async throws {
        try await line.database.write { [recording] tx in
            guard let row = try Self.row(id, tx) else { throw Failure.missing("This bot") }
            let token = try draft.token?.text ?? row.get("token", as: String.self)
            try tx.run(
                """
                UPDATE telegram_bot SET name = \(draft.name), base = \(draft.base), token = \(token), username = \(username), fault = '',
                failing_since = NULL, leased_until = NULL, quiet_until = NULL WHERE id = \(id)
                """)
            try recording(SettingsChange(action: .inPerson(.telegramChanged), subject: draft.name, detail: username, staff: staff), tx)
            try TelegramOutgoingStore.wakeAll(of: id, in: tx)
        }
    }

    /// Its conversations stay; its token goes.
    func close(_ id: ID<TelegramBot>, by staff: ID<Viewer>) async throws {
        try await line.database.write { [recording] tx in
            guard let row = try Self.row(id, tx) else { throw Failure.missing("This bot") }
            try tx.run("UPDATE telegram_bot SET token = '', closed_at = \(tx.now) WHERE id = \(id)")
            try recording(SettingsChange(action: .inPerson(.telegramClosed), subject: row.get("name"), detail: row.get("username"), staff: staff), tx)
        }
    }

    // MARK: - How it goes

    /// The right to read its updates for a while: of several servers one has it.
    func lease(_ id: ID<TelegramBot>, for time: Duration) async throws -> Bool {
        try await line.database.write { tx in
            try tx.run(
                """
                UPDATE telegram_bot SET leased_until = \(tx.now.adding(time)) WHERE id = \(id) AND closed_at IS NULL
                AND (leased_until IS NULL OR leased_until <= \(tx.now))
                """) == 1
        }
    }

    /// - Parameters:
    ///   - fault: what was said; `nil` when all went well.
    ///   - pause: so long nobody asks again.
    func read(_ id: ID<TelegramBot>, fault: String?, pause: Duration? = nil) async throws {
        try await line.database.write { tx in
            let since: SQL = fault == nil ? "NULL" : "COALESCE(failing_since, \(tx.now))"
            try tx.run(
                """
                UPDATE telegram_bot SET leased_until = \(pause.map { tx.now.adding($0) }), read_at = \(tx.now), fault = \(fault ?? ""),
                failing_since = \(since) WHERE id = \(id)
                """)
        }
    }

    static func taken(_ update: Int64, of id: ID<TelegramBot>, in tx: Transaction) throws {
        try tx.run("UPDATE telegram_bot SET next_update = \(update + 1) WHERE id = \(id) AND next_update <= \(update)")
    }
}

extension TelegramBot {
    init(_ row: Row) throws {
        self.init(
            id: try row.get("id"), source: try row.get("source"), name: try row.get("name"), username: try row.get("username"),
            base: try row.get("base"), nextUpdate: try row.get("next_update"), readAt: try row.find("read_at"),
            failingSince: try row.find("failing_since"), fault: try row.get("fault"))
    }
}
