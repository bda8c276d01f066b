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

/// All time, everybody, as this journey.
private func scope(_ journey: ID<JourneyPlan>) -> JourneyScope {
    var scope = JourneyScope(Query(), today: noon().day)
    scope.journey = "\(journey)"
    return scope
}

private func plan(_ name: String = "Buying", _ change: (inout JourneyPlan) -> Void = { _ in }) -> JourneyPlan {
    var plan = JourneyPlan(
        name: name, owner: "sales", goal: .init(kind: "order_placed", target: 0.5), purchase: "order_placed", entry: nil, exit: nil,
        stages: [
            .init(name: "Before", owner: "", rules: [.init(moment: nil, kind: nil, channel: nil, when: .before)], targets: []),
            .init(
                name: "Help", owner: "service", rules: [.init(moment: nil, kind: "ticket_opened", channel: "web", when: .after)], targets: []),
            .init(name: "After", owner: "", rules: [.init(moment: "after_purchase", kind: nil, channel: nil, when: .after)], targets: []),
        ])
    change(&plan)
    return plan
}

/// Staff in the database, so that versions have an author.
private func ana(_ database: any Database) async throws -> Viewer {
    let ana = Viewer(id: ID(at: noon()), name: "Ana", email: "ana@example.com", role: .manager)
    try await database.write { tx in
        try tx.run(
            """
            INSERT INTO staff (id, name, email, password, role, time_zone, created_at)
            VALUES (\(ana.id), \(ana.name), \(ana.email), 'none', 'manager', 'UTC', \(noon()))
            """)
    }
    return ana
}

@Suite struct `Journeys of one's own` {
    @Test(arguments: engines) func `keep every version, and go back to an older one by a new one`(engine: Engine) async throws {
        try await withMigratedDatabase(engine) { database in
            let (store, ana) = (JourneyPlanStore(database: database), try await ana(database))
            let id = try await store.add(plan(), note: "First", by: ana)
            try await store.append(plan("Buying again"), to: id, after: 1, note: "Renamed", by: ana)
            try await store.append(plan(), to: id, after: 2, note: "As version 1", by: ana)
            let versions = try await store.versions(of: id)
            #expect(versions.map(\.number) == [3, 2, 1] && versions.map(\.note) == ["As version 1", "Renamed", "First"])
            #expect(versions.map(\.plan) == [plan(), plan("Buying again"), plan()] && versions.allSatisfy { $0.author == "Ana" })
            #expect(try await store.plan("\(id)") == plan())
            #expect(try await store.all().map(\.number) == [3])
        }
    }

    @Test(arguments: engines) func `take no change of what somebody else has changed meanwhile, and no name twice`(engine: Engine) async throws {
        try await withMigratedDatabase(engine) { database in
            let (store, ana) = (JourneyPlanStore(database: database), try await ana(database))
            let id = try await store.add(plan(), note: "", by: ana)
            try await store.append(plan(), to: id, after: 1, note: "", by: ana)
            await #expect { try await store.append(plan(), to: id, after: 1, note: "", by: ana) } throws: { error in
                if case Failure.conflict = error { true } else { false }
            }
            await #expect(throws: Failure.invalid("name", "is taken by another journey")) { try await store.add(plan(), note: "", by: ana) }
            try await store.putAway(id, by: ana)
            let other = try await store.add(plan(), note: "", by: ana)
            let all = try await store.all()
            #expect(all.map(\.journey) == [other, id] && all.map(\.isPutAway) == [false, true])
            try await store.append(plan("Old"), to: id, after: 2, note: "", by: ana)
            #expect(try await store.all().allSatisfy { !$0.isPutAway })
            await #expect(throws: Failure.missing("This journey")) { try await store.plan("none") }
        }
    }

    @Test func `of the five moments show what the catalogue shows`() async throws {
        try await withShop { line, store in
            let moments = JourneyPlan("Moments", momentsOf: line.catalogue) { $0.key }
            let id = try await JourneyPlanStore(database: line.database).add(moments, note: "", by: try await ana(line.database))
            let usual = try await store.journey(scope(id).besides(nil), at: noon()).answer
            let own = try await store.journey(scope(id), at: noon()).answer
            #expect(own.people == usual.people && own.stages.map(\.stage.key) == usual.stages.map(\.stage.key))
            for (own, usual) in zip(own.stages, usual.stages) {
                #expect(own.reach == usual.reach && own.step == usual.step && own.touches == usual.touches && own.emotion == usual.emotion)
                #expect(own.satisfaction == usual.satisfaction && own.pains.map(\.kind) == usual.pains.map(\.kind))
            }
            // Read from the whole line, kind by kind, as the map did before it knew of journeys.
            let log = try await line.journeyLog()
            for stage in usual.stages {
                let kinds = Set(line.catalogue.kinds.filter { $0.stage?.key == stage.stage.key }.map(\.key))
                let overview = log.overview(Filter(kinds: kinds))
                #expect(stage.touches == overview.touches && stage.reach.count == overview.people)
                #expect(stage.touchpoints.map(\.people) == overview.kinds.map(\.people).sorted(by: >))
            }
        }
    }

    @Test(arguments: engines) func `put touchpoints into stages by kind, channel and first purchase, and measure the goal`(engine: Engine)
        async throws
    {
        try await withShop(engine: engine) { line, store in
            let kept = JourneyPlanStore(database: line.database)
            let id = try await kept.add(plan { $0.entry = "page_view" }, note: "", by: try await ana(line.database))
            let journey = try await store.journey(scope(id), at: noon()).answer
            let overview = try await line.journeyLog().overview()
            func people(_ kind: String) -> Int { overview.kinds.first { $0.name == kind }?.people ?? 0 }
            #expect(journey.stages.map(\.stage.key) == ["Before", "Help", "After"] && journey.people == 1_200)
            #expect(journey.stages[0].touchpoints.map(\.kind.key) == ["order_placed", "page_view"])
            #expect(journey.stages[1].reach.count == people("ticket_opened") && journey.stages[1].owner == "service")
            #expect(!journey.stages[2].touchpoints.map(\.kind.key).contains("ticket_opened"))
            #expect(journey.goal?.reached == Proportion(people("order_placed"), of: 1_200) && journey.goal?.target?.verdict == .met)
            try await kept.append(plan { $0.exit = "order_placed" }, to: id, after: 1, note: "", by: try #require(await kept.author(line.database)))
            #expect(try await store.journey(scope(id), at: noon()).answer.stages.map(\.stage.key) == ["Before"])
        }
    }

    @Test(arguments: engines) func `put touchpoints into stages by what they carry, also what has come since`(engine: Engine) async throws {
        try await withShop(engine: engine) { line, store in
            let carried = plan {
                $0.stages = [
                    .init(name: "Van", owner: "", rules: [.init(kind: "delivery", carries: .init(property: "carrier", value: "van"))], targets: []),
                    .init(name: "Known", owner: "", rules: [.init(carries: .init(property: "carrier"))], targets: []),
                    .init(name: "Rest", owner: "", rules: [.init(kind: "delivery")], targets: []),
                ]
            }
            let id = try await JourneyPlanStore(database: line.database).add(carried, note: "", by: try await ana(line.database))
            let source = try await line.source("shop", name: "Shop", medium: .file)
            func deliver(_ customer: Int, by carrier: String) async throws {
                let by = [Identifier(.userID, "c\(customer)")].compactMap(\.self)
                let touch = NewTouchpoint("delivery", channel: "web", by: by, at: noon(), properties: #"{"carrier":"\#(carrier)"}"#)
                _ = try await line.append([touch], from: source)
            }
            func touches() async throws -> [String: Int] {
                let stages = try await store.journey(scope(id), at: noon()).answer.stages
                return Dictionary(uniqueKeysWithValues: stages.map { ($0.stage.key, $0.touches) })
            }
            try await deliver(1, by: "van")
            try await deliver(2, by: "post")
            #expect(try await touches() == ["Van": 1, "Known": 1, "Rest": 1_200])
            try await deliver(3, by: "van")
            #expect(try await touches() == ["Van": 2, "Known": 1, "Rest": 1_200])
        }
    }

    @Test func `are compared with other days as they are, and lead to the people behind each figure`() async throws {
        try await withShop { line, store in
            let id = try await JourneyPlanStore(database: line.database).add(plan(), note: "", by: try await ana(line.database))
            var compared = JourneyScope(Query("period=90d&compare=before"), today: noon().day)
            compared.journey = "\(id)"
            let journey = try await store.journey(compared, at: noon()).answer
            #expect(journey.compared.map(\.stage.key) == ["Before", "Help", "After"])
            let whole = try await store.journey(scope(id), at: noon()).answer
            func count(_ address: String) async throws -> Int {
                let figure = try MapFigure(Query(address), plan())
                return try await store.answer(figure, scope(id), at: noon()) {
                    try await figure.people(AskedLine(line: $0.line.following(line.definition(plan())), filter: $0.filter), at: noon()).count
                }
            }
            for stage in whole.stages {
                let address = "stage=\(stage.stage.key)"
                #expect(try await count(address) == stage.reach.count)
                for (kind, people) in stage.touchpoints { #expect(try await count("\(address)&kind=\(kind.key)") == people) }
                for (channel, people) in stage.channels { #expect(try await count("\(address)&channel=\(channel)") == people) }
                guard let step = stage.step?.wentOn else { continue }
                #expect(try await count("\(address)&fate=went_on") == step.count)
                #expect(try await count("\(address)&fate=lost") == step.total - step.count)
            }
            #expect(try await count("fate=goal") == whole.goal?.reached.count)
            await #expect(throws: Failure.missing("This stage")) { try await count("stage=Elsewhere") }
            let page = JourneyPage(t: Texts(.en, now: noon()), journey: journey, scope: compared, query: Query("journey=\(id)")).html.text
            #expect(page.contains("/journey/people?journey=\(id)&amp;stage=Before&amp;fate=lost"))
        }
    }

    @Test func `show targets beside what came of them, on the page and in the file`() async throws {
        try await withShop { line, store in
            let aimed = plan {
                $0.stages[0].targets = [.init(figure: .conversion, value: 0.99), .init(figure: .days, value: 30)]
                $0.stages[2].targets = [.init(figure: .satisfaction, value: 0.2)]
            }
            let id = try await JourneyPlanStore(database: line.database).add(aimed, note: "", by: try await ana(line.database))
            let journey = try await store.journey(scope(id), at: noon()).answer
            #expect(journey.stages[0].targets.map(\.verdict) == [.missed, .met] && journey.stages[2].targets.map(\.verdict) == [.open])
            let rows = MapCSV(journey: journey).text.split(separator: "\r\n")
            #expect(rows.count == 4 && rows[1].hasPrefix("Before,1200,1,") && rows[1].contains(",0.99,missed,,,,,30.0,met"))
            for language in ReaderLanguage.allCases {
                let t = Texts(language, now: noon())
                let page = JourneyPage(t: t, journey: journey, scope: scope(id), query: Query()).html.text
                #expect(page.contains(t("journey.target.missed")) && page.contains(t("journey.target.met")) && page.contains("Before"))
            }
        }
    }
}

extension JourneyScope {
    /// As another journey.
    fileprivate func besides(_ journey: String?) -> JourneyScope {
        var scope = self
        scope.journey = journey
        return scope
    }
}

extension JourneyPlanStore {
    /// Who is there already.
    fileprivate func author(_ database: any Database) async throws -> Viewer? {
        let id: ID<Viewer>? = try await database.read { try $0.value("SELECT id FROM staff LIMIT 1") }
        return id.map { Viewer(id: $0, name: "Ana", email: "ana@example.com", role: .manager) }
    }
}

@Suite struct `A target` {
    private func verdict(_ figure: StageTarget.Figure, _ value: Double, _ estimate: Estimate) -> MeasuredTarget.Verdict {
        MeasuredTarget(target: StageTarget(figure: figure, value: value), measured: estimate).verdict
    }

    @Test func `is met or missed only where the whole interval says so`() {
        let share = Estimate(0.5, Interval(0.45, 0.55), n: 400)
        #expect(
            verdict(.conversion, 0.45, share) == .met && verdict(.conversion, 0.5, share) == .open && verdict(.satisfaction, 0.56, share) == .missed)
        let days = Estimate(5, Interval(4, 6), n: 90)
        #expect(verdict(.days, 6, days) == .met && verdict(.days, 5, days) == .open && verdict(.days, 3, days) == .missed)
        #expect(verdict(.recommendation, -100, .tooFew(n: 29)) == .open && verdict(.recommendation, 0, .none) == .open)
    }
}
