import Kernel
import Storage
import Timeline
import Web

/// Sites that carry the chat.
struct ChatSiteStore: Sendable {
    let line: Line
    let recording: SettingsChange.Recording

    /// - Throws: `missing` where the chat was never set up for this source.
    func find(_ source: Int64) async throws -> ChatSite {
        guard let site = try await line.database.read({ try Self.find(source, $0) }) else { throw Failure.missing("A chat for this key") }
        return site
    }

    static func find(_ source: Int64, _ reading: some Reading) throws -> ChatSite? {
        try reading.first("SELECT * FROM chat_site WHERE source = \(source)").map(ChatSite.init)
    }

    /// Sources with write keys, and what is set for each.
    func all() async throws -> [(source: Source, site: ChatSite?)] {
        try await line.database.read { [line] session in
            let sites = Dictionary(
                try session.rows("SELECT * FROM chat_site").map(ChatSite.init).map { ($0.source, $0) }, uniquingKeysWith: { first, _ in first })
            return try line.sources.list(session).filter { $0.medium == .http && $0.disabledAt == nil }.map { ($0, sites[$0.id]) }
        }
    }

    /// Secrets stay as they are.
    ///
    /// - Parameter staff: `nil` for whoever runs the program itself.
    func set(_ site: ChatSite, by staff: Viewer?) async throws {
        try await line.database.write { [recording, line] tx in
            guard let source = try line.sources.find(id: site.source, tx), source.medium == .http else { throw Failure.missing("This source") }
            try tx.run(
                """
                INSERT INTO chat_site (source, name, greeting, accent, origins, staff, set_at) VALUES (\(site.source), \(site.name), \(site.greeting),
                \(site.accent.text), \(site.origins.map(\.text).joined(separator: "\n")), \(staff?.id), \(tx.now))
                ON CONFLICT (source) DO UPDATE SET name = excluded.name, greeting = excluded.greeting, accent = excluded.accent,
                origins = excluded.origins, staff = excluded.staff, set_at = excluded.set_at
                """)
            try recording(SettingsChange(action: .chatSet, subject: source.name, detail: site.ancestors, staff: staff?.id), tx)
        }
    }

    /// A new secret to sign with. The one before it goes on to hold, until another is made.
    ///
    /// - Returns: the secret, as it is given to a library: its bytes as they are.
    func renewSecret(of source: Int64, by staff: Viewer) async throws -> String {
        let secret = base32(randomBytes(32))
        try await line.database.write { [recording] tx in
            guard try Self.find(source, tx) != nil else { throw Failure.missing("A chat for this source") }
            try tx.run("UPDATE chat_site SET earlier_secret = secret, secret = \(Array(secret.utf8)) WHERE source = \(source)")
            try recording(SettingsChange(action: .chatSet, subject: "\(source)", detail: "secret", staff: staff.id), tx)
        }
        return secret
    }
}

extension ChatSite {
    init(_ row: Row) throws {
        let origins: String = try row.get("origins")
        self.init(
            source: try row.get("source"), name: try row.get("name"), greeting: try row.get("greeting"), accent: try Accent(row.get("accent")),
            origins: try SiteOrigin.lines(origins))
        secrets = [try row.find("secret", as: [UInt8].self), try row.find("earlier_secret", as: [UInt8].self)].compactMap(\.self)
    }
}
