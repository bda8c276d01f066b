import Analytics
import Kernel
import Language
import Storage
import Timeline
import Web

/// What is measured on the line, each once for whoever asks the same.
struct JourneyStore: Sendable {
    let line: Line
    let memory: AnswerMemory
    private let plans: JourneyPlanStore
    private let analytics: LineAnalytics

    /// - Parameter quick: what is measured in less is never told as it was before.
    init(line: Line, quick: Duration = .milliseconds(100), analytics: @escaping LineAnalytics) {
        (self.line, self.analytics) = (line, analytics)
        memory = AnswerMemory(quick: quick)
        plans = JourneyPlanStore(database: line.database)
    }

    /// With all that is there now.
    private func keeping<Answer: Sendable>(
        _ question: some Hashable & Sendable, at now: Instant, _ measure: @escaping @Sendable () async throws -> Answer
    ) async throws -> Answer {
        try await memory.answer(question, try await version, at: now, mayBeOld: false, measure).answer
    }

    /// As it is, or as it was up to ten minutes ago.
    private func lately<Answer: Sendable>(
        _ question: some Hashable & Sendable, at now: Instant, _ measure: @escaping @Sendable () async throws -> Answer
    ) async throws -> Measured<Answer> {
        try await memory.answer(question, try await version, at: now, mayBeOld: true, measure)
    }

    private var version: LineVersion {
        get async throws { try await line.database.read { try LineVersionStore().version($0) } }
    }

    /// How many touchpoints there are, or were before some were erased.
    var length: Int64 {
        get async throws { try await line.database.read { try LineVersionStore().length($0) } }
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
        try await keeping(Scoped(scope: scope, question: question), at: now) { try await measure(try await asked(scope, at: now)) }
    }

    /// The same, as it was up to ten minutes ago.
    func lately<Answer: Sendable>(
        _ question: some Hashable & Sendable, _ scope: JourneyScope, at now: Instant,
        _ measure: @escaping @Sendable (AskedLine) async throws -> Answer
    ) async throws -> Measured<Answer> {
        try await lately(Scoped(scope: scope, question: question), at: now) { try await measure(try await asked(scope, at: now)) }
    }

    private func asked(_ scope: JourneyScope, at now: Instant) async throws -> AskedLine {
        // The line first: what is looked up for the filter then knows all that stands on it.
        let asked = try await analytics()
        return AskedLine(line: asked, filter: try await filter(scope, at: now))
    }

    /// What a scope leaves of the line is looked up once for all that is asked within it.
    private func filter(_ scope: JourneyScope, at now: Instant) async throws -> Filter {
        try await keeping(Scoped(scope: scope, question: "filter"), at: now) { try await scope.filter(line, at: now) }
    }

    private struct Scoped<Question: Hashable & Sendable>: Hashable, Sendable {
        let scope: JourneyScope
        let question: Question
    }

    func journey(_ scope: JourneyScope, at now: Instant) async throws -> Measured<Journey> {
        try await lately(scope, at: now) { try await measure(scope, at: now) }
    }

    /// What is wrong for these people, on all their days, as the line stands now.
    func diagnosed(_ scope: JourneyScope, at now: Instant) async throws -> Diagnosed {
        let whole = scope.ofAllDays(at: now)
        return try await keeping(Scoped(scope: whole, question: "diagnosis"), at: now) {
            let (analytics, groups) = (try await analytics(), try await groups())
            return try await Diagnosed(analytics, groups, line.catalogue, try await filter(whole, at: now))
        }
    }

    /// What customers said in their own words of each cause that is told, by kind.
    func voices(_ scope: JourneyScope, _ language: ReaderLanguage, at now: Instant) async throws -> Measured<[String: [Voice]]> {
        try await lately(Heard(scope: scope.ofAllDays(at: now), language: language), at: now) {
            let found = try await diagnosed(scope, at: now)
            let shown = found.diagnosis.causes.prefix(DiagnosisWords.most)
            let hits = try await analytics().hits(of: shown, window: found.diagnosis.window, found.concerned)
            let words = try await VerbatimStore(line: line).words(of: hits, language: language.rawValue)
            let names = try await CustomerNameStore(line: line).names(words.values.joined().map(\.person))
            return words.mapValues { Voice.of($0, names) }
        }
    }

    private struct Heard: Hashable, Sendable {
        let scope: JourneyScope
        let language: ReaderLanguage
    }

    private func measure(_ scope: JourneyScope, at now: Instant) async throws -> Journey {
        let (plan, analytics) = (try await plans.plan(scope.journey), try await analytics())
        let diagnosed = try await diagnosed(scope, at: now)
        let filter = try await filter(scope, at: now)
        let definition: JourneyDefinition? = if let plan { try await line.definition(plan) } else { nil }
        var journey = try await Journey(analytics, diagnosed, line.catalogue, plan: plan, definition, filter)
        var compared = filter
        switch scope.comparison {
        case .before: compared = filter.within(scope.period.before)
        case .segment(let key): compared.people = try await scope.people(of: key, line, at: now)
        case nil: return journey
        }
        journey.compared = try await journey.stages(definition.map { analytics.following($0) } ?? analytics, compared)
        return journey
    }
}

// MARK: - What has changed

extension JourneyStore {
    /// What has changed for good, the worst first.
    func findings(at now: Instant) async throws -> Measured<[Finding]> {
        try await lately("findings", at: now) { try await search() }
    }

    private func search() async throws -> [Finding] {
        let groups = try await groups()
        return try await FindingSearch(line: analytics(), groups: groups, catalogue: line.catalogue).findings()
    }

    /// The numbers of those behind its figure.
    func people(behind finding: Finding, at now: Instant) async throws -> [Int64] {
        try await lately(finding, at: now) { try await FindingPeople(finding: finding, line: analytics(), groups: groups()).behind() }.answer
    }

    /// What some of the people behind it answered, as a column; `nil` where it is of no answers.
    func facts(of people: [Int64], behind finding: Finding) async throws -> PeopleFacts? {
        try await FindingPeople(finding: finding, line: analytics(), groups: []).answers(of: people).map { .answers($0) }
    }

    /// The numbers of those whom it is about.
    func concerned(by finding: Finding, at now: Instant) async throws -> Set<Int64> {
        try await FindingPeople(finding: finding, line: analytics(), groups: groups()).concerned()
    }

    /// Who belongs to a segment now.
    func people(of segment: ID<Segment>, at now: Instant) async throws -> Set<Int64> {
        try await SegmentScopeStore(line: line).people(of: "\(segment)", at: now)
    }

    /// What changed to the day, besides the surveys themselves; the surest first.
    func episodes(at now: Instant) async throws -> Measured<[Episode]> {
        try await lately(["episodes", now.day.description], at: now) {
            let groups = try await groups()
            let explainingNothing = line.catalogue.kindsThatExplainNothing
            return try await analytics().episodes(groups: groups, now: now).compactMap { episode in
                let incidents = episode.incidents.filter { !explainingNothing.contains($0.kind) }
                return incidents.isEmpty ? nil : Episode(incidents: incidents)
            }
        }
    }

    func board(_ insights: [Insight], _ choice: StakeChoice, at now: Instant) async throws -> Measured<InsightBoard> {
        try await lately(Asked(insights: insights, days: choice.days, day: now.day), at: now) {
            let (findings, groups) = (try await keeping("findings", at: now) { try await search() }, try await groups())
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

    /// What figures can be narrowed to, as it was known within the last minutes.
    func suggestions(at now: Instant) async throws -> ScopeSuggestions {
        try await lately("suggestions", at: now) { try await ScopeSuggestions(line) }.answer
    }
}
