import Analytics
import Kernel
import Language
import Storage
import Timeline
import Web

/// What was measured on the line, kept until something is added to it or changes hands.
actor JourneyStore {
    let line: Line
    private let plans: JourneyPlanStore
    private let analytics: LineAnalytics
    private var version = ""
    /// Tasks by what they answer; each of the type that its key asks for.
    private var kept: [AnyHashable: any Sendable] = [:]
    private var told: (at: Instant, findings: [Finding])?
    private var suggested: (at: Instant, suggestions: ScopeSuggestions)?
    /// So many answers are kept at once.
    private static let most = 64
    private static let lately: Duration = .minutes(10)

    init(line: Line, analytics: @escaping LineAnalytics) {
        (self.line, self.analytics) = (line, analytics)
        plans = JourneyPlanStore(database: line.database)
    }

    /// An answer that is measured once for whoever asks the same; who comes meanwhile waits for it.
    private func keeping<Answer: Sendable>(_ key: some Hashable & Sendable, _ measure: @escaping @Sendable () async throws -> Answer) async throws
        -> Answer
    {
        try await forgetOutdated()
        if let known = kept[AnyHashable(key)] as? Task<Answer, any Error> { return try await known.value }
        let measuring = Task { try await measure() }
        if kept.count >= Self.most { kept = [:] }
        kept[AnyHashable(key)] = measuring
        do { return try await measuring.value } catch {
            kept[AnyHashable(key)] = nil
            throw error
        }
    }

    /// It is another line as soon as touchpoints, people or the catalogue are; and segments and journeys are.
    private func forgetOutdated() async throws {
        let newest = try await line.database.read { reading in
            let counters = try reading.rows("SELECT name, value FROM counter ORDER BY name").map { "\($0.values)" }.joined()
            let segments: Int64 = try reading.value("SELECT COALESCE(SUM(updated_at), 0) FROM segment") ?? 0
            let journeys: Int64 = try reading.value("SELECT COUNT(*) FROM journey_version") ?? 0
            return "\(counters) \(segments) \(journeys)"
        }
        guard newest != version else { return }
        (version, kept) = (newest, [:])
    }
}

// MARK: - What is asked of the line

/// The line to ask, and what the scope leaves of it.
struct AskedLine: Sendable {
    let line: any JourneyAnalytics
    var filter: Filter
}

extension JourneyStore {
    func segments() async throws -> [Segment] { try await SegmentScopeStore(line: line).all() }
    /// Ways to tell people apart.
    private func groups() async throws -> [PeopleGroup] { try await line.database.read { try PeopleGroupStore().groups($0) } }
    /// As somebody has set it up; `nil` for the five moments.
    func plan(_ scope: JourneyScope) async throws -> JourneyPlan? { try await plans.plan(scope.journey) }
    /// Those in use.
    func journeys() async throws -> [JourneyVersion] { try await plans.all().filter { !$0.isPutAway } }

    /// Something measured within a scope.
    ///
    /// - Parameter question: tells one answer from another.
    func answer<Answer: Sendable>(
        _ question: some Hashable & Sendable, _ scope: JourneyScope, at now: Instant,
        _ measure: @escaping @Sendable (AskedLine) async throws -> Answer
    ) async throws -> Answer {
        try await keeping(Scoped(scope: scope, question: question)) { [analytics] in
            // The line first: what is looked up for the filter then knows all that stands on it.
            let asked = try await analytics()
            return try await measure(AskedLine(line: asked, filter: try await self.filter(scope, at: now)))
        }
    }

    /// What a scope leaves of the line is looked up once for all that is asked within it.
    private func filter(_ scope: JourneyScope, at now: Instant) async throws -> Filter {
        try await keeping(Scoped(scope: scope, question: "filter")) { [line] in try await scope.filter(line, at: now) }
    }

    private struct Scoped<Question: Hashable & Sendable>: Hashable, Sendable {
        let scope: JourneyScope
        let question: Question
    }

    func journey(_ scope: JourneyScope, at now: Instant) async throws -> Journey {
        try await keeping(scope) { [plans, analytics] in
            let plan = try await plans.plan(scope.journey)
            return try await self.measure(scope, plan, try await analytics(), at: now)
        }
    }

    /// What customers said in their own words of each cause that is told, by kind.
    func voices(_ scope: JourneyScope, _ language: ReaderLanguage, at now: Instant) async throws -> [String: [Voice]] {
        let journey = try await journey(scope, at: now)
        return try await keeping(Heard(scope: scope, language: language)) { [line, analytics] in
            let shown = journey.diagnosis.causes.prefix(DiagnosisWords.most)
            let hits = try await analytics().hits(of: shown, window: journey.diagnosis.window, journey.concerned)
            let words = try await VerbatimStore(line: line).words(of: hits, language: language.rawValue)
            let names = try await CustomerNameStore(line: line).names(words.values.joined().map(\.person))
            return words.mapValues { Voice.of($0, names) }
        }
    }

    private struct Heard: Hashable, Sendable {
        let scope: JourneyScope
        let language: ReaderLanguage
    }

    private func measure(
        _ scope: JourneyScope, _ plan: JourneyPlan?, _ analytics: any JourneyAnalytics, at now: Instant
    ) async throws -> Journey {
        let groups = try await groups()
        let filter = try await filter(scope, at: now)
        var journey = try await Journey(analytics, groups, line.catalogue, plan: plan, filter)
        var compared = filter
        switch scope.comparison {
        case .before: compared = filter.within(scope.period.before)
        case .segment(let key): compared.people = try await scope.people(of: key, line, at: now)
        case nil: return journey
        }
        journey.compared = try await journey.stages(analytics, compared)
        return journey
    }
}

// MARK: - What has changed

extension JourneyStore {
    /// What has changed for good, the worst first.
    func findings() async throws -> [Finding] {
        try await keeping("findings") { [line, analytics] in
            let groups = try await self.groups()
            return try await FindingSearch(line: analytics(), groups: groups, catalogue: line.catalogue).findings()
        }
    }

    /// What changed to the day, besides the surveys themselves; the surest first.
    func episodes(at now: Instant) async throws -> [Episode] {
        try await keeping(["episodes", now.day.description]) { [line, analytics] in
            let groups = try await self.groups()
            let explainingNothing = line.catalogue.kindsThatExplainNothing
            return try await analytics().episodes(groups: groups, now: now).compactMap { episode in
                let incidents = episode.incidents.filter { !explainingNothing.contains($0.kind) }
                return incidents.isEmpty ? nil : Episode(incidents: incidents)
            }
        }
    }

    func board(_ insights: [Insight], _ choice: StakeChoice, at now: Instant) async throws -> InsightBoard {
        let findings = try await findings()
        return try await keeping(Asked(insights: insights, days: choice.days, day: now.day)) { [line, analytics] in
            let groups = try await self.groups()
            let heldOut = try await Self.heldOut(insights, line, at: now)
            return try await InsightBoard(findings, insights, choice, heldOut: heldOut, analytics(), groups, line.catalogue, at: now)
        }
    }

    /// The people of each segment that an action left alone; a segment that is gone holds nobody out.
    private static func heldOut(_ insights: [Insight], _ line: Line, at now: Instant) async throws -> [ID<Segment>: Set<Int64>] {
        let store = SegmentScopeStore(line: line)
        let wanted = Set(insights.compactMap(\.holdout))
        var people: [ID<Segment>: Set<Int64>] = [:]
        for segment in try await store.all() where wanted.contains(segment.id) {
            people[segment.id] = try await store.people(of: "\(segment.id)", at: now)
        }
        return people
    }

    private struct Asked: Hashable, Sendable {
        let insights: [Insight]
        let days: Int
        let day: Day
    }

    /// The findings as they were within the last minutes: for pages that only mention them.
    func lately(at now: Instant) async throws -> [Finding] {
        if let told, now.duration(since: told.at) < Self.lately { return told.findings }
        let findings = try await findings()
        told = (now, findings)
        return findings
    }

    /// What figures can be narrowed to, as it was known within the last minutes.
    func suggestions(at now: Instant) async throws -> ScopeSuggestions {
        if let suggested, now.duration(since: suggested.at) < Self.lately { return suggested.suggestions }
        let suggestions = try await ScopeSuggestions(line)
        suggested = (now, suggestions)
        return suggestions
    }
}
