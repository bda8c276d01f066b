package import Analytics
package import Kernel
import Language
package import Timeline
package import Web

/// The line as it stands now, ready to be asked.
package typealias LineAnalytics = @Sendable () async throws -> any JourneyAnalytics

/// The doorway: the journey as it is measured, and what is wrong with it.
package struct JourneysPart: Sendable {
    private let store: JourneyStore
    private let names: CustomerNameStore
    private let insights: InsightStore
    private let benchmarks: BenchmarkStore
    private let plans: JourneyPlanStore
    private let pins: PinStore

    package init(line: Line, recording: @escaping SettingsChange.Recording, analytics: @escaping LineAnalytics) {
        store = JourneyStore(line: line, analytics: analytics)
        names = CustomerNameStore(line: line)
        insights = InsightStore(database: line.database, recording: recording)
        benchmarks = BenchmarkStore(database: line.database, recording: recording)
        plans = JourneyPlanStore(database: line.database, recording: recording)
        pins = PinStore(database: line.database, recording: recording)
    }

    package var routes: [any Routable] {
        [
            JourneyRoutes(store: store), MapPeopleRoutes(store: store, people: names), MomentRoutes(store: store, pins: pins),
            FunnelRoutes(store: store, people: names), PathRoutes(store: store, people: names), ReturnRoutes(store: store, people: names),
            AttributionRoutes(store: store), DepartmentRoutes(store: store, insights: insights), StakeRoutes(store: store, people: names),
            JourneyPlanRoutes(store: store, plans: plans), SummaryRoutes(store: store, insights: insights, benchmarks: benchmarks),
            BenchmarkRoutes(store: store, benchmarks: benchmarks), InsightRoutes(store: store, insights: insights, names: names),
        ]
    }

    /// What has changed for good, in words, as it was known within the last minutes; `nil` when nothing has.
    package func changes(_ t: Texts, at now: Instant) async throws -> HTML? {
        let list = InsightList(try await store.findings(at: now).answer, try await insights.all())
        let section = ChangesSection(t: t, list: list, catalogue: store.line.catalogue)
        return section.isEmpty ? nil : section.html
    }

    /// From so many touchpoints on, measuring takes longer than anybody likes to wait.
    private static let long: Int64 = 1_000_000

    /// Measures what is looked at first – the map, what has changed, moments of truth – while nobody waits for it; where the line is short, nothing.
    package func lookAhead(at now: Instant) async throws {
        guard try await store.length >= Self.long else { return }
        let scope = JourneyScope(Query(), today: now.day)
        _ = try await store.journey(scope, at: now)
        _ = try await store.stakes(StakeChoice(Query()), scope, at: now)
        for language in ReaderLanguage.allCases { _ = try await store.voices(scope, language, at: now) }
        _ = try await store.suggestions(at: now)
        _ = try await store.board(try await insights.all(), StakeChoice(Query()), at: now)
        _ = try await store.episodes(at: now)
        _ = try await store.moments(MomentChoice(), scope, at: now)
    }
}
