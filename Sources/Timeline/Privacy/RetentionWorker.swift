package import Kernel
import People
import Storage

/// Lets go of touchpoints that have outlived their time, a thousand at a time: senders hardly wait for it, and what was interrupted goes on
/// at the next run.
package struct RetentionWorker: Sendable {
    private static let together = 1_000

    private let line: Line
    private let recording: SettingsChange.Recording

    package init(line: Line, recording: @escaping SettingsChange.Recording = { _, _ in }) {
        self.line = line
        self.recording = recording
    }

    /// Runs every rule once; to be called once a night.
    ///
    /// - Returns: how many touchpoints went by each rule.
    @discardableResult
    package func run(now: Instant) async throws -> [(rule: RetentionRule, count: Int)] {
        var done: [(rule: RetentionRule, count: Int)] = []
        for rule in try await RetentionStore(line: line, recording: recording).list() {
            var count = 0
            for kind in rule.kinds(line.catalogue) { count += try await run(rule, kind, now) }
            done.append((rule, count))
            guard count > 0 else { continue }
            let change = SettingsChange(action: .retentionRun, subject: rule.scope.key, detail: "\(count)", staff: nil)
            try await line.database.write { [recording] in try recording(change, $0) }
        }
        if done.contains(where: { $0.count > 0 }) { try await line.database.purge() }
        return done
    }

    /// How many each rule would take off now: nothing is changed.
    package func look(now: Instant) async throws -> [(rule: RetentionRule, count: Int)] {
        let store = RetentionStore(line: line, recording: recording)
        let rules = try await store.list()
        return Array(zip(rules, try await store.counts(rules, at: now))).map { (rule: $0, count: $1) }
    }

    private func run(_ rule: RetentionRule, _ kind: Int64, _ now: Instant) async throws -> Int {
        var (count, place): (Int, (at: Instant, position: Int64)?) = (0, nil)
        let reaches = rule.reaches([kind], line.catalogue, now)
        while !Task.isCancelled {
            let behind: SQL = place.map { "(occurred_at, position) > (\($0.at), \($0.position))" } ?? .all([])
            let found = try await line.database.read { session in
                try session.rows(
                    """
                    SELECT occurred_at, position FROM touchpoint WHERE \(reaches) AND \(behind)
                    ORDER BY occurred_at, position LIMIT \(Self.together)
                    """
                ).map { (at: try $0.get(at: 0, as: Instant.self), position: try $0.get(at: 1, as: Int64.self)) }
            }
            guard let last = found.last else { break }
            place = last
            let positions = found.map(\.position)
            count += try await line.database.write { try letGo(of: positions, rule.deed, in: $0) }
        }
        return count
    }

    private func letGo(of positions: [Int64], _ deed: RetentionRule.Deed, in tx: Transaction) throws -> Int {
        switch deed {
        case .remove: return try tx.run("DELETE FROM touchpoint WHERE position IN \(list: positions)")
        case .anonymise:
            // As when somebody is erased: senders ask from now on whether what they bring is nobody's already.
            try tx.run("UPDATE counter SET value = value WHERE name = 'position'")
            try tx.run("UPDATE counter SET value = value + 1 WHERE name = 'erasure'")
            let persons = Dictionary(
                try tx.rows(
                    """
                    SELECT DISTINCT identifier.id, identifier.person FROM touchpoint JOIN identifier ON identifier.id = touchpoint.identifier
                    WHERE position IN \(list: positions) AND flags < 64
                    """
                ).map { (try $0.get(at: 0, as: Int64.self), try $0.get(at: 1, as: Int64.self)) }, uniquingKeysWith: { first, _ in first })
            let nobodies = try AnonymousStore().make(for: Set(persons.values), in: tx)
            return try ErasureStore.detach(
                "position IN \(list: positions)", to: { identifier in persons[identifier].flatMap { nobodies[$0] } ?? identifier },
                ErasedStore(in: tx), in: tx)
        }
    }
}
