import Analytics
import Kernel
import Language
import People
import Statistics
import Storage
import TestKit
import Testing
import Timeline
import Web

@testable import Journeys

private let year = JourneyScope(Query("period=365d"), today: noon().day)

private func summary(_ line: Line, _ store: JourneyStore, _ insights: [Insight] = [], _ benchmarks: [Benchmark] = []) async throws -> Summary {
    Summary(
        try await store.readings(year, at: noon()).answer, try await store.journey(year, at: noon()).answer,
        try await store.board(insights, try StakeChoice(Query()), at: noon()).answer, try await store.compared(benchmarks, at: noon()))
}

private func page(_ summary: Summary, _ language: ReaderLanguage = .en, scope: JourneyScope = year) throws -> String {
    SummaryPage(
        t: Texts(language, now: noon()), summary: summary, choice: try StakeChoice(Query()), scope: scope, query: Query()
    ).html.text
}

@Suite struct `The executive summary` {
    @Test func `tells service, experience and success, the diagnosis, insights and how it feels`() async throws {
        try await withShop { line, store in
            let made = try await summary(line, store)
            #expect(made.readings.map(\.name) == [.service, .experience, .success])
            let html = try page(made)
            #expect(html.contains("Service is good, the experience is not") && html.contains("Delivery delayed (Logistics)"))
            let told = try await store.board([], try StakeChoice(Query()), at: noon()).answer.news
            #expect(made.insights.count == min(3, told.count) && html.contains("Logistics"))
            #expect(html.contains("id=\"emotion\"") && !html.contains("Benchmarks</h2>"))
            let narrowed = JourneyScope(Query("period=365d&company=Acme&property=carrier&value=van"), today: noon().day)
            let named = try page(made, scope: narrowed)
            #expect(html.contains("All customers") && !named.contains("All customers") && named.contains("Acme") && named.contains("carrier: van"))
            for language in ReaderLanguage.allCases {
                let text = try page(made, language)
                #expect(!text.contains(">journey.") && !text.contains("\"journey."), "every text is there in \(language)")
            }
        }
    }

    @Test func `puts the largest cause first, then what somebody works on, and benchmarks beside our own`() async throws {
        try await withShop { line, store in
            let insights = InsightStore(database: line.database) { _, _ in }
            let ana = Viewer(id: ID(at: noon()), name: "Ana", email: "ana@example.com", role: .manager)
            let last = try #require(try await store.findings(at: noon()).answer.last { $0.isWorse })
            try await insights.put(last, .taken, action: "Call <the> carrier", actedOn: nil, by: ana)
            let today = noon().day
            let benchmark = Benchmark(
                id: ID(at: noon()), sort: .competitor, name: "Oakline", nps: 41, answers: 1_200, first: today.adding(days: -300), last: today,
                origin: "")
            let made = try await summary(line, store, try await insights.all(), [benchmark])
            #expect(made.insights.first?.finding.kind == made.journey.diagnosis.causes.first?.kind)
            #expect(made.insights.prefix(2).contains { $0.finding.isSame(as: last) })
            let html = try page(made)
            #expect(html.contains("Call &lt;the&gt; carrier") && html.contains("Oakline") && html.contains("Taken on"))
        }
    }

    @Test func `counts as kept who bought before and bought again`() async throws {
        var builder = JourneyLog.Builder(stages: Stage.allCases.map(\.key))
        let (order, web) = (try builder.kind("order_placed"), try builder.channel("web"))
        for person in 0..<80 {
            for day in [-40, person % 4 == 0 ? -5 : -50] as [Int64] {
                builder.add(Touch(person: Int64(person), position: Int64(person), at: noon().adding(.days(day)), kind: order, channel: web))
            }
        }
        let period = Period(.month, until: noon().day)
        let readings = try await Summary.Reading.all(
            builder.build(), try await catalogue(), JourneyScope.filter(period, nil), before: JourneyScope.filter(period.before, nil),
            beforeThat: JourneyScope.filter(period.before.before, nil))
        #expect(readings[2].now.value == 0.25 && readings[2].now.n == 80)
        #expect(readings[2].before == .none && readings[2].difference == nil)
        #expect(readings[0].now == .none)
        #expect(readings[2].begins == noon().adding(.days(-50)).day, "of the days before those before, nothing is known of the first")
    }

    @Test func `shows the difference of the two shares that it shows`() async throws {
        // 88 of 100 against 59 of 68: 88 % less 87 %; of shares with one more of each kind it would be +2.
        let (now, before) = (Proportion(88, of: 100), Proportion(59, of: 68))
        let difference = try #require(now.adjustedDifference(from: before))
        #expect(abs(difference.value - (0.88 - 59.0 / 68)) < 1e-9 && difference.center > difference.value + 0.002)
        let t = Texts(.en, now: noon())
        #expect(t.points(0.88, less: 59.0 / 68) == "+1" && t.points(0.884, less: 0.866) == "+1" && t.points(0.1204, less: 0.0996, digits: 1) == "+2")
    }

    @Test func `puts the dearest first and says how many more there are`() async throws {
        try await withShop { line, store in
            let board = try await store.board([], try StakeChoice(Query()), at: noon()).answer
            let finding = try #require(board.news.first)
            let many = (0..<5).map { place -> Finding in
                var other = finding
                (other.what, other.kind, other.month) = (.touchpoint, "kind\(place)", finding.month + place)
                (other.before, other.after) = (0.1, 0.2)
                return other
            }
            func price(_ loss: Double) -> CauseStakes {
                var people: [StakePerson] = []
                for number in 0..<200 {
                    let likeness = StakePerson.Likeness(answer: nil, on: .nps, purchases: 1, currency: .eur)
                    let brought = number % 2 == 0 ? 1_000 : 1_000 + loss + Double(number % 5)
                    people.append(
                        StakePerson(person: Int64(number), isHit: number % 2 == 0, at: noon(), likeness: likeness, brought: [.eur: brought]))
                }
                return CauseStakes(kind: "kind", since: nil, stakes: Stakes(people, .everything, now: noon()))
            }
            let dear = InsightBoard(
                news: many, followers: [:], taken: [], done: [], dismissed: [], ahead: [:],
                stakes: [many[1].key: price(50), many[4].key: price(900)])
            let made = Summary([], try await store.journey(year, at: noon()).answer, dear, [])
            #expect(made.insights.map(\.finding.kind) == ["kind4", "kind1", "kind0", "kind2"] && made.further == 1)
            #expect(try page(made).contains("1 more stands under Insights"))
        }
    }

    @Test func `says why it cannot tell who bought again`() async throws {
        try await withShop { line, store in
            for (address, words) in [("", "choose days"), ("from=2020-01-01&to=2020-02-01", "nobody bought in as many days right before")] {
                let scope = JourneyScope(Query(address), today: noon().day)
                let made = Summary(
                    try await store.readings(scope, at: noon()).answer, try await store.journey(scope, at: noon()).answer,
                    try await store.board([], try StakeChoice(Query()), at: noon()).answer, [])
                #expect(try page(made, scope: scope).contains(words), "\(address)")
            }
        }
    }

    @Test func `compares with so many that it stays one sheet, and says how many more there are`() async throws {
        try await withShop { line, store in
            let today = noon().day
            let five = (0..<5).map { number in
                Benchmark(
                    id: ID(at: noon()), sort: .competitor, name: "Rival \(number)", nps: 41.4, answers: 1_200, first: today.adding(days: -300),
                    last: today, origin: "")
            }
            let made = try await summary(line, store, [], five)
            let html = try page(made)
            #expect(html.contains("Rival 2") && !html.contains("Rival 3") && html.contains("2 more stand under Benchmarks"))
            let own = try #require(made.benchmarks.first?.own.estimate.value)
            #expect(html.contains(Texts(.en, now: noon()).change(own.rounded(.toNearestOrEven) - 41)), "ours and theirs as they are shown")
        }
    }

    private func catalogue() async throws -> Timeline.Catalogue {
        try await withMigratedDatabase(.sqlite) { database in
            try await database.write { try CatalogueStore().add(Kind.defaults, Channel.defaults, in: $0) }
            return try await Line.open(database).catalogue
        }
    }
}
