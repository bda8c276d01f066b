import Kernel
import Storage
import Web

/// The rules of retention, and what they would reach.
struct RetentionStore: Sendable {
    let line: Line
    let recording: SettingsChange.Recording

    var catalogue: Catalogue { line.catalogue }

    func list() async throws -> [RetentionRule] {
        let catalogue = line.catalogue
        return try await line.database.read { session in
            try session.rows("SELECT id, kind, channel, months, deed FROM retention_rule ORDER BY id LIMIT 1000").compactMap {
                try RetentionRule($0, catalogue)
            }
        }
    }

    /// How many touchpoints each would take off now.
    func counts(_ rules: [RetentionRule], at now: Instant) async throws -> [Int] {
        let catalogue = line.catalogue
        return try await line.database.read { session in
            try rules.map { rule in
                try session.value("SELECT COUNT(*) FROM touchpoint WHERE \(rule.reaches(rule.kinds(catalogue), catalogue, now))") ?? 0
            }
        }
    }

    /// A further rule of the same kind or channel takes the place of the one before.
    func set(_ scope: RetentionRule.Scope, months: Int, _ deed: RetentionRule.Deed, by staff: Viewer) async throws {
        let catalogue = line.catalogue
        try await line.database.write { [recording] tx in
            let (kind, channel) = scope.numbers(catalogue)
            try tx.run(kind.map { "DELETE FROM retention_rule WHERE kind = \($0)" } ?? "DELETE FROM retention_rule WHERE channel = \(channel ?? 0)")
            try tx.run(
                """
                INSERT INTO retention_rule (id, kind, channel, months, deed, staff, set_at)
                SELECT COALESCE(MAX(id), 0) + 1, CAST(\(kind) AS BIGINT), CAST(\(channel) AS BIGINT), CAST(\(months) AS INTEGER), \(deed.rawValue),
                \(staff.id), CAST(\(tx.now) AS BIGINT) FROM retention_rule
                """)
            try recording(SettingsChange(action: .retentionChanged, subject: scope.key, detail: "\(months)", staff: staff.id), tx)
        }
    }

    /// - Throws: `missing`.
    func remove(_ id: Int64, by staff: Viewer) async throws {
        guard let rule = try await list().first(where: { $0.id == id }) else { throw Failure.missing("This rule") }
        try await line.database.write { [recording] tx in
            try tx.run("DELETE FROM retention_rule WHERE id = \(id)")
            try recording(SettingsChange(action: .retentionRemoved, subject: rule.scope.key, detail: "", staff: staff.id), tx)
        }
    }
}

extension RetentionRule {
    /// `nil` of a kind or a channel that is none any more.
    init?(_ row: Row, _ catalogue: Catalogue) throws {
        let (kind, channel): (Int64?, Int64?) = (try row.find("kind"), try row.find("channel"))
        let scope = kind.flatMap { catalogue.kind($0) }.map(Scope.kind) ?? channel.flatMap { catalogue.channel($0) }.map(Scope.channel)
        guard let scope, let deed = Deed(rawValue: try row.get("deed")) else { return nil }
        self.init(id: try row.get("id"), scope: scope, months: try row.get("months"), deed: deed)
    }

    /// The numbers of the kinds it reaches.
    func kinds(_ catalogue: Catalogue) -> [Int64] {
        if case .kind(let kind) = scope { return catalogue.number(ofKind: kind.key).map { [$0] } ?? [] }
        let never = Set(Scope.neverEnding.compactMap(catalogue.number(ofKind:)))
        return catalogue.kindNumbers.filter { !never.contains($0) }
    }

    /// Touchpoints of these kinds that have outlived their time.
    func reaches(_ kinds: [Int64], _ catalogue: Catalogue, _ now: Instant) -> SQL {
        var conditions: [SQL] = ["kind IN \(list: kinds)", "occurred_at < \(end(at: now))"]
        if let channel = scope.numbers(catalogue).channel { conditions.append("channel = \(channel)") }
        if deed == .anonymise { conditions.append("flags < 64") }
        return .all(conditions)
    }
}

extension RetentionRule.Scope {
    func numbers(_ catalogue: Catalogue) -> (kind: Int64?, channel: Int64?) {
        switch self {
        case .kind(let kind): (catalogue.number(ofKind: kind.key), nil)
        case .channel(let channel): (nil, catalogue.number(ofChannel: channel.key))
        }
    }
}
