import Analytics
import Kernel

@testable import Columnar

/// SplitMix64 (Steele, Lea & Flood 2014): always the same for a seed.
struct Seeded: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var mixed = state
        mixed = (mixed ^ mixed >> 30) &* 0xbf58_476d_1ce4_e5b9
        mixed = (mixed ^ mixed >> 27) &* 0x94d0_49bb_1331_11eb
        return mixed ^ mixed >> 31
    }
}

/// Lines of some people: ties in time, late arrivals, people of one touch, answers on all scales, weights, amounts in two currencies.
/// Weights and sentiments are halves and quarters, so that sums are the same in every order.
struct RandomLine {
    static let names = LineNames(
        kinds: ["survey", "ad", "page", "cart", "order", "ticket_opened", "ticket_resolved", "cancelled"], channels: ["web", "shop", "mail"],
        stageOfKind: [5, 1, 2, 3, 3, 4, 4, 0], stages: ["awareness", "search", "decision", "after_purchase", "opinion"])

    var touches: [LineTouch]

    init(seed: UInt64, people: Int64 = 40, count: Int = 600, days: Int64 = 400, wholeSeconds: Bool = false) {
        var random = Seeded(state: seed)
        touches = (0..<count).map { Self.touch(position: Int64($0) + 1, people, days, wholeSeconds, &random) }
    }

    private static func touch(position: Int64, _ people: Int64, _ days: Int64, _ wholeSeconds: Bool, _ random: inout Seeded) -> LineTouch {
        let moment = Int64.random(in: -20..<days, using: &random) * 86_400_000_000
        // Half of them at midnight, so that there are ties.
        let within = Bool.random(using: &random) ? 0 : Int64.random(in: 0..<86_400_000_000, using: &random)
        var touch = LineTouch(
            person: Int64.random(in: 0..<people, using: &random), position: position,
            at: Instant(microseconds: moment + (wholeSeconds ? within / 1_000_000 * 1_000_000 : within)),
            kind: Int.random(in: 0..<names.kinds.count, using: &random), channel: Int.random(in: 0..<names.channels.count, using: &random))
        if touch.kind == 0 || Int.random(in: 0..<8, using: &random) == 0, let scale = ScoreScale.allCases.randomElement(using: &random) {
            touch.score = ScaledScore(Double(Int.random(in: 0...10, using: &random)), on: touch.kind == 0 ? .nps : scale)
            touch.weight = Double(Int.random(in: 1...4, using: &random)) / 2
        }
        if Bool.random(using: &random) { touch.sentiment = Double(Int.random(in: -4...4, using: &random)) / 4 }
        if touch.kind == 4 { touch.value = Money(Int64.random(in: 1...9_999, using: &random), Bool.random(using: &random) ? .eur : .pln) }
        return touch
    }
}

extension RandomLine {
    /// As the plain reference has it.
    func log() throws -> JourneyLog {
        var builder = JourneyLog.Builder(stages: Self.names.stages)
        for touch in touches {
            let stage = Self.names.stageOfKind[touch.kind]
            builder.add(
                Touch(
                    person: touch.person, position: touch.position, at: touch.at, kind: try builder.kind(Self.names.kinds[touch.kind]),
                    channel: try builder.channel(Self.names.channels[touch.channel]), stage: stage > 0 ? JourneyLog.Stage(number: stage) : nil,
                    score: touch.score, sentiment: touch.sentiment, weight: touch.weight, value: touch.value))
        }
        return builder.build()
    }

    /// In one block.
    func columns(cores: Int = 2) throws -> ColumnarLine {
        try ColumnarLine([Part(block: Self.block(touches), alive: nil)], Self.names, cores: cores)
    }

    /// In two blocks: the first stands as it was when half had come in, and the lines of those to whom anything came since are dead in it.
    func columnsInTwoBlocks() throws -> ColumnarLine {
        let old = try Self.block(Array(touches[..<(touches.count / 2)]))
        let changed = Set(touches[(touches.count / 2)...].map(\.person))
        let alive = (0..<old.columns.counts.lines).map { changed.contains(Int64(old.columns.persons[$0])) ? UInt8(0) : 1 }
        let new = try Self.block(touches.filter { changed.contains($0.person) })
        return ColumnarLine([Part(block: old, alive: alive), Part(block: new, alive: nil)], Self.names, cores: 2)
    }

    private static func block(_ touches: [LineTouch]) throws -> Block {
        var builder = BlockBuilder()
        for touch in touches { try builder.add(touch) }
        return try builder.build { try Memory(size: $0) }
    }
}
