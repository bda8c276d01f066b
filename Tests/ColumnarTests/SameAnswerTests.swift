import Analytics
import Kernel
import Statistics
import Testing

@testable import Columnar

/// The engine's answers are the plain reference's, whatever the line, the filter and the blocks it stands in.
@Suite("The columnar engine answers as the plain reference does")
struct SameAnswerTests {
    static let now = Day(year: 1971, month: 2, day: 10)?.start ?? .distantPast

    static let filters: [Filter] = [
        .everything, Filter(from: Instant(seconds: 40 * 86_400)), Filter(until: Instant(seconds: 200 * 86_400)),
        Filter(kinds: ["order", "ad", "page"]),
        Filter(channels: ["web"]), Filter(people: [1, 2, 3, 30]), Filter(people: []), Filter(kinds: ["no such kind"]),
        Filter(from: Instant(seconds: 10 * 86_400), until: Instant(seconds: 11 * 86_400), channels: ["web", "mail"], people: [1, 2, 3, 4, 5, 6, 7]),
        Filter(stays: stays), Filter(touches: TouchSet((1...25_000 as ClosedRange<Int64>).filter { $0 % 3 == 0 })),
        Filter(from: Instant(seconds: 10 * 86_400), people: [1, 2, 3, 7], stays: stays, touches: TouchSet([1, 2, 64, 65, 300])),
        Filter(touches: TouchSet()),
    ]

    /// People of a company: some for a time, one twice, one to this day.
    static let stays: Stays = {
        var stays = Stays()
        for person in 0..<30 as Range<Int64> where person % 3 > 0 {
            stays.add(Instant(seconds: person * 86_400)..<Instant(seconds: (person + 150) * 86_400), of: person)
        }
        stays.add(Instant(seconds: 250 * 86_400)..<Instant(seconds: 300 * 86_400), of: 2)
        stays.add(Instant(seconds: 0)..<Instant.distantFuture, of: 3)
        return stays
    }()

    static let overlapping: [FunnelQuestion.Step] = [
        .init("look", kinds: ["ad", "page"]), .init("page"), .init("any", kinds: ["page", "order"]),
    ]

    static let funnels: [FunnelQuestion] = [
        FunnelQuestion([.init("ad"), .init("page"), .init("order")], window: .days(30)),
        FunnelQuestion([.init("ad"), .init("page"), .init("order")]),
        FunnelQuestion([.init("ad"), .init("page")], window: .days(9), order: .strict),
        FunnelQuestion(overlapping, window: .days(60), distinct: false), FunnelQuestion(overlapping, window: .days(60)),
        FunnelQuestion([.init("ad"), .init("page"), .init("order")], window: .days(90), firstAttempt: true),
        FunnelQuestion([.init("ad"), .init("page"), .init("order")], window: .days(90), order: .strict, firstAttempt: true),
        FunnelQuestion([.init("ad"), .init("nothing such")]), FunnelQuestion([.init("ad"), .init("ad"), .init("ad")], window: .days(50)),
    ]

    /// A third of all touches carry one of three values.
    static let values = TouchValues((0...25_000 as ClosedRange<UInt32>).map { $0 % 5 > 1 ? $0 % 3 + 1 : 0 })

    static let ownTimes: [FunnelQuestion.Step] = [.init("ad"), .init("page", within: .days(20)), .init("order", within: .days(9)), .init("cart")]

    static let finerFunnels: [FunnelQuestion] = [
        FunnelQuestion(ownTimes), FunnelQuestion(ownTimes, window: .days(45), horizon: .days(30)),
        FunnelQuestion(ownTimes, window: .days(45), order: .strict), FunnelQuestion(ownTimes, firstAttempt: true),
        FunnelQuestion([.init("page"), .init("page", within: .days(30)), .init("page", within: .days(30))], distinct: false),
        FunnelQuestion(overlapping, window: .days(20), order: .any), FunnelQuestion(overlapping, order: .any, horizon: .days(40)),
        FunnelQuestion(overlapping, window: .days(20), order: .any, distinct: false),
        FunnelQuestion([.init("ad"), .init("page"), .init("order"), .init("order")], window: .days(60), order: .any, firstAttempt: true),
        FunnelQuestion([.init("ad"), .init("page"), .init("order")], window: .days(90), constant: values, horizon: .days(90)),
        FunnelQuestion([.init("ad"), .init("page")], order: .strict, constant: values),
        FunnelQuestion(ownTimes, window: .days(90), constant: values), FunnelQuestion(overlapping, window: .days(50), order: .any, constant: values),
        FunnelQuestion([.init("ad"), .init("page"), .init("order")], window: .days(90), firstAttempt: true, horizon: .days(10)),
    ]

    static let returns: [ReturnQuestion] = [
        ReturnQuestion(.months(12)), ReturnQuestion(.months(3), by: .week), ReturnQuestion(.within([0...0, 1...1, 7...7, 30...30])),
        ReturnQuestion(first: ["ad", "page"], returning: ["order"], .within([0...6, 7...30, 31...90]), by: .week),
        ReturnQuestion(first: ["order"], .from([0, 1, 30, 180]), from: Instant(seconds: 20 * 86_400), until: Instant(seconds: 320 * 86_400)),
        ReturnQuestion(first: ["none"], .from([1, 2])),
    ]

    static let scores: [ScoreQuestion] =
        ScoreScale.allCases.map { ScoreQuestion($0) } + [.csat, .nps].map { ScoreQuestion($0, every: .week, by: .kind) }
        + [.kind, .channel, .stage].map { ScoreQuestion(.nps, every: .month, by: $0) } + [.kind, .stage].map { ScoreQuestion(.ces, by: $0) }

    /// Lines of all sizes, also of nobody and of one touch each.
    static let lines: [RandomLine] = [
        RandomLine(seed: 1), RandomLine(seed: 2, people: 600, count: 500), RandomLine(seed: 3, people: 3, count: 900),
        RandomLine(seed: 4, people: 5, count: 60, days: 2), RandomLine(seed: 5, people: 1, count: 1), RandomLine(seed: 6, count: 0),
        RandomLine(seed: 7, people: 9, count: 1_500, wholeSeconds: true),
    ]

    @Test("every question, in one block and in two, with every filter", arguments: lines.indices)
    func everything(_ number: Int) throws {
        let line = Self.lines[number]
        let log = try line.log()
        for columns in [try line.columns(), try line.columns(cores: 1), try line.columnsInTwoBlocks()] {
            for filter in Self.filters { try expectSame(columns, log, filter) }
        }
    }

    @Test("a line long enough to be divided among the cores")
    func divided() throws {
        let line = RandomLine(seed: 8, people: 3_000, count: 21_000, wholeSeconds: true)
        let (columns, log) = (try line.columns(), try line.log())
        #expect(columns.pieces.count == 2)
        let held = log.heldImpacts(ImpactsQuestion(answered: .days(40), outcome: "order", besides: ["page"], least: 3))
        #expect(held.count > 2 && held.contains { $0.remains != nil }, "there is something to be equal")
        try expectSame(columns, log, .everything)
        try expectSame(columns, log, Filter(from: Instant(seconds: 40 * 86_400), channels: ["web"]))
    }

    func expectSame(_ columns: ColumnarLine, _ log: JourneyLog, _ filter: Filter) throws {
        let note = Comment(rawValue: "\(filter)")
        #expect(columns.overview(filter) == log.overview(filter), note)
        #expect(columns.stageConversion(filter) == log.stageConversion(filter), note)
        #expect(columns.directlyFollows(filter) == log.directlyFollows(filter), note)
        #expect(columns.retention(filter, now: Self.now) == log.retention(filter, now: Self.now), note)
        for passing in [Passing(from: nil, to: "order"), .init(from: "ad", to: "page"), .init(from: "ad", to: "ad"), .init(from: "none", to: "ad")] {
            let people = log.people(passing: passing, filter)
            #expect(columns.people(passing: passing, filter) == people, note)
            let graph = log.directlyFollows(filter)
            let edge = graph.edges.first { $0.from == passing.from && $0.to == passing.to }
            let node = graph.nodes.first { $0.kind == passing.to }
            #expect(people.count == (passing.from == nil ? node?.people : edge?.people) ?? 0, note)
        }
        for question in Self.returns { expectSameReturns(columns, log, question, filter, note) }
        for question in [VariantQuestion(top: 7), VariantQuestion(top: 3, collapsing: false), VariantQuestion(top: 50, longest: 4)] {
            #expect(columns.variants(question, filter) == log.variants(question, filter), note)
        }
        for funnel in Self.funnels + Self.finerFunnels {
            #expect(columns.funnel(funnel, filter, now: Self.now) == log.funnel(funnel, filter, now: Self.now), note)
            for figure in [
                FunnelFigure(step: 0, fate: .reached), .init(step: 1, fate: .reached), .init(step: 0, fate: .lost), .init(step: 1, fate: .inProgress),
            ] {
                let people = columns.people(of: figure, in: funnel, filter, now: Self.now)
                #expect(people == log.people(of: figure, in: funnel, filter, now: Self.now), note)
                let step = log.funnel(funnel, filter, now: Self.now).steps[figure.step]
                #expect(people.count == (figure.fate == .reached ? step.people : figure.fate == .lost ? step.lost : step.inProgress), note)
            }
        }
        expectSameContents(columns, log, filter, note)
        expectSameBehindStages(columns, log, filter, note)
        #expect(columns.activity(filter) == log.activity(filter), note)
        #expect(columns.reach(filter) == log.reach(filter), note)
        let standing = StandingQuestion(at: ["order", "page", "none"], since: Instant(seconds: 300 * 86_400))
        #expect(columns.standing(standing, filter) == log.standing(standing, filter), note)
        for question in [FlowQuestion(), FlowQuestion(from: "cart", depth: 3), FlowQuestion(from: "none")] {
            #expect(columns.flow(question, filter) == log.flow(question, filter), note)
        }
        let (felt, feelings) = (columns.emotions(filter), log.emotions(filter))
        #expect(felt.map(\.kind) == feelings.map(\.kind) && felt.map(\.feelings.n) == feelings.map(\.feelings.n), note)
        for (one, other) in zip(felt, feelings) { #expect(abs((one.feelings.mean ?? 0) - (other.feelings.mean ?? 0)) < 1e-9, note) }
        for question in [
            HitQuestion("page", window: .days(40)), HitQuestion("ad", before: .csat, window: .days(400)), HitQuestion("none", window: .zero),
        ] {
            #expect(columns.hits(question, filter) == log.hits(question, filter), note)
        }
        for question in Self.scores { #expect(columns.scores(question, filter) == log.scores(question, filter), note) }
        try expectSameOfPeople(columns, log, filter, note)
    }

    private func expectSameReturns(_ columns: ColumnarLine, _ log: JourneyLog, _ question: ReturnQuestion, _ filter: Filter, _ note: Comment) {
        let returns = log.returns(question, filter, now: Self.now)
        #expect(columns.returns(question, filter, now: Self.now) == returns, note)
        for cohort in [returns.cohorts.first, returns.cohorts.last] {
            for came in [true, false] {
                let figure = ReturnFigure(cohort: cohort?.first, place: 1, came: came)
                let people = log.people(of: figure, in: question, filter, now: Self.now)
                #expect(columns.people(of: figure, in: question, filter, now: Self.now) == people, note)
                let counted = cohort == nil ? returns.together[1] : cohort?.figures[1]
                #expect(people.count == (came ? counted?.count ?? 0 : (counted?.total ?? 0) - (counted?.count ?? 0)), note)
            }
        }
    }

    private func expectSameOfPeople(_ columns: ColumnarLine, _ log: JourneyLog, _ filter: Filter, _ note: Comment) throws {
        let impacts = ImpactsQuestion(answered: .days(40), outcome: "cancelled")
        #expect(columns.impacts(impacts, filter) == log.impacts(impacts, filter), note)
        let held = ImpactsQuestion(answered: .days(40), outcome: "order", besides: ["page"], least: 3)
        #expect(columns.heldImpacts(held, filter) == log.heldImpacts(held, filter), note)
        for days in [0, 100, 300, 900] as [Int64] {
            let features = FeatureQuestion(asOf: Instant(seconds: days * 86_400))
            #expect(columns.features(features, filter) == log.features(features, filter), note)
        }
        for person in [0, 1, 7, 299, -1] as [Int64] { #expect(columns.line(of: person, filter) == log.line(of: person, filter), note) }
        for model in [AttributionModel.first, .last, .linear, .position, .timeDecay(halfLife: 7), .markov, .shapley] {
            for place in [AttributionQuestion.Place.channel, .kind] {
                let question = AttributionQuestion("order", by: place, lookback: .days(20), model: model)
                try expectClose(columns.attribution(question, filter), log.attribution(question, filter), note)
            }
        }
        // Within a filter lines may stand in another order, and sums of theirs differ in the last digits.
        for scale in [ScoreScale.nps, .csat] where filter == .everything {
            let drivers = DriverQuestion(scale, least: 5)
            #expect(columns.drivers(drivers, filter) == log.drivers(drivers, filter), note)
        }
        let stakes = [
            StakeQuestion("cart", stage: ["cart", "page"], revenue: ["order"], after: .days(60)),
            StakeQuestion("ticket_opened", stage: ["ticket_opened", "ticket_resolved"], revenue: ["order"], refunds: ["cancelled"], after: .days(9)),
            StakeQuestion("none", stage: ["page"], revenue: ["none"]),
        ]
        for question in stakes {
            let (people, others) = (columns.stakePeople(question, filter, now: Self.now), log.stakePeople(question, filter, now: Self.now))
            #expect(people == others, note)
            #expect(Stakes(people, filter, now: Self.now) == Stakes(others, filter, now: Self.now), note)
        }
        let encounters = EncounterQuestion(.nps, least: 5)
        #expect(columns.encounters(encounters, filter) == log.encounters(encounters, filter), note)
    }

    /// Sums of shares may differ in their last digits.
    private func expectClose(_ a: Attribution, _ b: Attribution, _ note: Comment) throws {
        #expect(a.goals == b.goals && a.unowed == b.unowed && a.credits.count == b.credits.count, note)
        let others = Dictionary(uniqueKeysWithValues: b.credits.map { ($0.name, $0) })
        for credit in a.credits {
            let other = try #require(others[credit.name])
            #expect(abs(credit.goals - other.goals) < 1e-9 * max(1, other.goals), note)
            #expect(Set(credit.value.keys) == Set(other.value.filter { $0.value != 0 }.keys), note)
            for (currency, value) in credit.value { #expect(abs(value - (other.value[currency] ?? 0)) < 1e-7 * max(1, value), note) }
        }
    }
}
