import Analytics
import Kernel
import Statistics
import Testing

@testable import Columnar

/// What every third touchpoint carries.
private let thirds = TouchSet((1...25_000 as ClosedRange<Int64>).filter { $0 % 3 == 0 })

/// Journeys of all sorts: by kind, by channel, by what they carry, by what came before, with entry and exit, and by chance.
private func journeys(seed: UInt64) throws -> [JourneyDefinition] {
    var random = Seeded(state: seed)
    let (kinds, channels) = (RandomLine.names.kinds, RandomLine.names.channels)
    let told = [
        try JourneyDefinition([]),
        try JourneyDefinition([.init("all", [.init()])], entry: ["ad"]),
        try JourneyDefinition([.init("new", [.init(when: .before)]), .init("customer", [.init(when: .after)])], purchase: ["order"]),
        try JourneyDefinition(
            [
                .init("shop", [.init(channels: ["shop"])]),
                .init("rest", [.init(kinds: ["page", "cart"]), .init(kinds: ["order"], channels: ["web"])]),
            ],
            entry: ["page", "ad"], exit: ["cancelled"]),
        try JourneyDefinition(
            [.init("third", [.init(kinds: ["page", "cart"], touches: thirds)]), .init("other", [.init(channels: ["web"])])], entry: ["page"]),
        try JourneyDefinition([.init("never", [.init(kinds: ["no such kind"], channels: ["no such channel"])])], exit: ["ad"]),
    ]
    return try told
        + (0..<4).map { _ in
            func some(_ names: [String]) -> Set<String>? {
                Bool.random(using: &random) ? Set(names.filter { _ in Int.random(in: 0..<3, using: &random) == 0 }) : nil
            }
            let stages = (1...Int.random(in: 1...6, using: &random)).map { stage in
                let rules = (0..<Int.random(in: 0...4, using: &random)).map { _ in
                    let when = [nil, .before, .after].randomElement(using: &random) ?? JourneyDefinition.When?.none
                    let touches = Bool.random(using: &random) ? thirds : nil
                    return JourneyDefinition.Rule(kinds: some(kinds), channels: some(channels), when: when, touches: touches)
                }
                return JourneyDefinition.Stage("stage \(stage)", rules)
            }
            return try JourneyDefinition(stages, purchase: some(kinds) ?? [], entry: some(kinds) ?? [], exit: some(kinds) ?? [])
        }
}

extension SameAnswerTests {
    @Test("every question, as a journey sees the line", arguments: lines.indices)
    func journey(_ number: Int) throws {
        let line = Self.lines[number]
        let log = try line.log()
        let filters = [Self.filters[0], Self.filters[1], Self.filters[3], Self.filters[8]]
        for journey in try journeys(seed: UInt64(number)) {
            for columns in [try line.columns(), try line.columnsInTwoBlocks()] {
                for filter in filters { try expectSame(columns.following(journey), log.following(journey), filter) }
            }
        }
    }

    @Test("by the stages of kinds and by a journey that says the same")
    func catalogue() throws {
        let (line, names) = (RandomLine(seed: 21), RandomLine.names)
        let stages = names.stages.enumerated().map { place, stage in
            JourneyDefinition.Stage(
                stage, [.init(kinds: Set(names.kinds.indices.filter { names.stageOfKind[$0] == place + 1 }.map { names.kinds[$0] }))])
        }
        let (columns, journey) = (try line.columns(), try JourneyDefinition(stages))
        for filter in Self.filters { try expectSame(columns.following(journey), line.log(), filter) }
    }

    /// The people behind each figure are those that were counted.
    func expectSameBehindStages(_ columns: ColumnarLine, _ log: JourneyLog, _ filter: Filter, _ note: Comment) {
        let conversion = log.stageConversion(filter)
        for stage in conversion.stages {
            let step = conversion.steps.first { $0.from == stage.stage }
            for fate in StageFigure.Fate.allCases {
                let people = log.people(of: StageFigure(stage: stage.stage, fate: fate), filter)
                #expect(columns.people(of: StageFigure(stage: stage.stage, fate: fate), filter) == people, note)
                let wentOn = step?.wentOn.count ?? 0
                let lost = (step?.wentOn.total ?? 0) - wentOn
                #expect(people.count == (fate == .reached ? stage.people : fate == .wentOn ? wentOn : lost), note)
            }
        }
        #expect(columns.people(of: StageFigure(stage: "no such stage", fate: .reached), filter).isEmpty, note)
    }

    func expectSameContents(_ columns: ColumnarLine, _ log: JourneyLog, _ filter: Filter, _ note: Comment) {
        let (one, other) = (columns.stageContents(filter), log.stageContents(filter))
        #expect(one.people == other.people && one.stages.count == other.stages.count, note)
        for (one, other) in zip([one.elsewhere] + one.stages, [other.elsewhere] + other.stages) {
            #expect(one.people == other.people && one.touches == other.touches && one.told == other.told && one.channels == other.channels, note)
            #expect(one.kinds.map(\.kind) == other.kinds.map(\.kind), note)
            for (one, other) in zip(one.kinds, other.kinds) {
                #expect(one.people == other.people && one.touches == other.touches && one.bad == other.bad, note)
                #expect(one.feelings.n == other.feelings.n && abs((one.feelings.mean ?? 0) - (other.feelings.mean ?? 0)) < 1e-9, note)
            }
        }
    }
}
