import Analytics
import Kernel
import Storage
import Timeline
import Web

/// The measured journey, kept until something is added to the line or changes hands.
actor JourneyStore {
    let line: Line
    private let analytics: LineAnalytics
    private var version = ""
    private var kept: [JourneyScope: Task<Journey, any Error>] = [:]
    private var found: Task<[Finding], any Error>?
    private var told: (at: Instant, findings: [Finding])?
    private static let lately: Duration = .minutes(10)
    /// So many scopes are kept at once.
    private static let most = 24

    init(line: Line, analytics: @escaping LineAnalytics) { (self.line, self.analytics) = (line, analytics) }

    /// Whoever asks while it is being measured waits for the same.
    func journey(_ scope: JourneyScope, at now: Instant) async throws -> Journey {
        try await forgetOutdated()
        if let kept = kept[scope] { return try await kept.value }
        let measuring = Task { [line, analytics] in try await Self.measure(scope, line, analytics(), at: now) }
        if kept.count >= Self.most { kept = [:] }
        kept[scope] = measuring
        do { return try await measuring.value } catch {
            kept[scope] = nil
            throw error
        }
    }

    /// What has changed for good, the worst first; kept as journeys are.
    func findings() async throws -> [Finding] {
        try await forgetOutdated()
        if let found { return try await found.value }
        let finding = Task { [line, analytics] in
            let groups = try await line.database.read { try PeopleGroupStore().groups($0) }
            return try await FindingSearch(line: analytics(), groups: groups, catalogue: line.catalogue).findings()
        }
        found = finding
        do { return try await finding.value } catch {
            found = nil
            throw error
        }
    }

    func board(_ insights: [Insight], at now: Instant) async throws -> InsightBoard {
        let groups = try await line.database.read { try PeopleGroupStore().groups($0) }
        return try await InsightBoard(findings(), insights, analytics(), groups, line.catalogue, at: now)
    }

    /// The findings as they were within the last minutes: for pages that only mention them.
    func lately(at now: Instant) async throws -> [Finding] {
        if let told, now.duration(since: told.at) < Self.lately { return told.findings }
        let findings = try await findings()
        told = (now, findings)
        return findings
    }

    func segments() async throws -> [Segment] { try await SegmentScopeStore(line: line).all() }

    /// The line to ask, and what the scope leaves of it.
    func asked(_ scope: JourneyScope, at now: Instant) async throws -> (line: any JourneyAnalytics, filter: Filter) {
        (try await analytics(), scope.filter(try await Self.people(scope.segment, line, at: now)))
    }

    private static func measure(_ scope: JourneyScope, _ line: Line, _ analytics: any JourneyAnalytics, at now: Instant) async throws -> Journey {
        let groups = try await line.database.read { try PeopleGroupStore().groups($0) }
        let people = try await people(scope.segment, line, at: now)
        var journey = try await Journey(analytics, groups, line.catalogue, scope.filter(people))
        switch scope.comparison {
        case .before: journey.compared = try await journey.stages(analytics, JourneyScope.filter(scope.period.before, people))
        case .segment(let key):
            journey.compared = try await journey.stages(analytics, scope.filter(Self.people(key, line, at: now)))
        case nil: break
        }
        return journey
    }

    private static func people(_ segment: String?, _ line: Line, at now: Instant) async throws -> Set<Int64>? {
        guard let segment else { return nil }
        return try await SegmentScopeStore(line: line).people(of: segment, at: now)
    }

    /// It is another one as soon as touchpoints, people or the catalogue are; and segments are, or the day is.
    private func forgetOutdated() async throws {
        let newest = try await line.database.read { reading in
            let counters = try reading.rows("SELECT name, value FROM counter ORDER BY name").map { "\($0.values)" }.joined()
            let segments: Int64 = try reading.value("SELECT COALESCE(SUM(updated_at), 0) FROM segment") ?? 0
            return "\(counters) \(segments)"
        }
        guard newest != version else { return }
        (version, kept, found) = (newest, [:], nil)
    }
}
