import Kernel
import Storage
import Web

/// The catalogue as the settings show it, and its changes by staff.
struct CatalogueSettingsStore: Sendable {
    let line: Line
    let recording: SettingsChange.Recording

    static let days: Int64 = 90

    /// How often kinds and channels were used in the last days.
    struct Use: Sendable {
        var kinds: [String: Int] = [:]
        var channels: [String: Int] = [:]
    }

    var catalogue: Catalogue { line.catalogue }

    func use(at now: Instant) async throws -> Use {
        let catalogue = line.catalogue
        return try await line.database.read { session in
            var use = Use()
            try session.forEach(
                """
                SELECT kind, channel, COUNT(*) FROM touchpoint
                WHERE kind IN \(list: catalogue.kindNumbers) AND occurred_at >= \(now.adding(.days(-Self.days))) AND occurred_at < \(now)
                GROUP BY kind, channel
                """
            ) { row in
                let count: Int = try row.get(at: 2)
                if let kind = catalogue.kind(try row.get(at: 0)) { use.kinds[kind.key, default: 0] += count }
                if let channel = catalogue.channel(try row.get(at: 1)) { use.channels[channel.key, default: 0] += count }
            }
            return use
        }
    }

    /// - Throws: `missing` when nothing has this key.
    func kind(_ key: String) throws -> Kind {
        guard let kind = line.catalogue.kinds.first(where: { $0.key == key }) else { throw Failure.missing("The kind \(key)") }
        return kind
    }

    func change(_ kind: Kind, by staff: Viewer) async throws {
        try await line.database.write { [line, recording] tx in
            try line.catalogueStore.update(kind, in: tx)
            try recording(SettingsChange(action: .kindChanged, subject: kind.key, detail: kind.name, staff: staff.id), tx)
        }
        try await line.reload()
    }
}
