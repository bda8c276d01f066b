import Kernel
import People
import Storage
import Web

/// Two who may be one, with all that is known of both.
struct DuplicatePair: Sendable {
    let suggestion: DuplicateCase
    let one: CustomerRow
    let other: CustomerRow

    /// `12-57`
    var key: String { "\(suggestion.one)-\(suggestion.other)" }
}

/// Suggestions of duplicates as staff go through them, and what they say to each.
struct DuplicateReviewStore: Sendable {
    let line: Line
    let recording: SettingsChange.Recording

    static let pageLength = 10

    struct List: Sendable {
        let pairs: [DuplicatePair]
        let waiting: Int
        /// The key of the last one, when there are more.
        let next: String?
        let look: DuplicateLook?
        /// Whether any suggestion has been decided on.
        let hasDecisions: Bool
    }

    /// - Parameter after: the key of the last one of the page before.
    func list(after key: String?, at now: Instant) async throws -> List {
        let worker = DuplicateWorker(database: line.database)
        return try await line.database.read { [line] session in
            let last = try key.flatMap(Self.pair).flatMap { try DuplicateStore().find($0.one, $0.other, session) }
            let found = try DuplicateStore().open(after: last, limit: Self.pageLength + 1, session)
            let shown = Array(found.prefix(Self.pageLength))
            let people = try PersonStore().people(Set(shown.flatMap(\.people)).sorted(), session)
            let rows = try CustomerStore.rows(people, line, session)
            let byNumber = Dictionary(rows.map { ($0.person.number, $0) }, uniquingKeysWith: { first, _ in first })
            let pairs = shown.compactMap { suggestion -> DuplicatePair? in
                guard let one = byNumber[suggestion.people[0]], let other = byNumber[suggestion.people[1]] else { return nil }
                return DuplicatePair(suggestion: suggestion, one: one, other: other)
            }
            return List(
                pairs: pairs, waiting: try DuplicateStore().openCount(session), next: found.count > shown.count ? pairs.last?.key : nil,
                look: try worker.latest(session, at: now), hasDecisions: try DuplicateStore().hasDecisions(session))
        }
    }

    private static func pair(_ key: String) -> (one: Int64, other: Int64)? {
        let parts = key.split(separator: "-").compactMap { Int64($0) }
        return parts.count == 2 ? (parts[0], parts[1]) : nil
    }

    /// - Throws: `missing` when there is no such suggestion, `conflict` when somebody was faster.
    func join(_ key: String, by staff: Viewer) async throws {
        guard let pair = Self.pair(key) else { throw Failure.missing("This suggestion") }
        let rules = line.rules
        try await line.database.write { tx in
            try DuplicateStore().join(pair.one, pair.other, by: staff.id.bytes, in: tx, rules: rules)
        }
    }

    func dismiss(_ key: String, by staff: Viewer) async throws {
        guard let pair = Self.pair(key) else { throw Failure.missing("This suggestion") }
        try await line.database.write { tx in try DuplicateStore().dismiss(pair.one, pair.other, by: staff.id.bytes, in: tx) }
    }

    // MARK: - The rule

    func rule() async throws -> DuplicateRule? { try await line.database.read { try DuplicateStore().rule($0) } }

    /// Of what waits: all, and how many a rule would join.
    func preview(_ rule: DuplicateRule) async throws -> (joined: Int, waiting: Int) {
        try await line.database.read { session in
            (try DuplicateStore().count(allowedBy: rule, session), try DuplicateStore().openCount(session))
        }
    }

    func set(_ rule: DuplicateRule?, by staff: Viewer) async throws {
        let words = rule.map { "\($0.leastProbability), \($0.same.map(\.rawValue).sorted().joined(separator: ", "))" } ?? ""
        try await line.database.write { [recording] tx in
            try DuplicateStore().set(rule, by: staff.id.bytes, in: tx)
            try recording(
                SettingsChange(action: rule == nil ? .duplicateRuleEnded : .duplicateRuleSet, subject: "", detail: words, staff: staff.id), tx)
        }
    }
}
