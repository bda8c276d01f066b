import Analytics

/// Tells in which stage touchpoints stand: by their kind alone, or by the rules of a journey. Of one thread.
final class StageReader {
    /// In the order of the journey.
    let names: [String]
    private let ofKind: Table<UInt8>
    private let rules: Rules?
    /// The place of the first purchase on the line that is being read; what stands behind it comes after.
    private var purchase = Int.max

    /// One bit for each rule, the first stage's first: of all that hold for a touchpoint the lowest counts.
    fileprivate struct Rules {
        let ofKind: Table<UInt64>
        let ofChannel: Table<UInt64>
        let before: UInt64
        let after: UInt64
        let stage: Table<UInt8>
        let isPurchase: Table<Bool>
        let asksWhen: Bool
        /// The rules that ask for what a touchpoint carries, a bit each, and the touchpoints for which each of them holds.
        let carrying: UInt64
        let touches: [TouchSet?]
    }

    init(_ names: LineNames, _ journey: JourneyDefinition?) {
        self.names = journey?.stages.map(\.name) ?? names.stages
        ofKind = Table(names.stageOfKind)
        rules = journey.map { Rules($0, names) }
    }

    /// Must be called before stages of a line are asked for.
    @inline(__always)
    func begin<P: Places>(_ line: LineView<P>) {
        guard let rules, rules.asksWhen else { return }
        let (columns, isPurchase) = (line.columns, rules.isPurchase.pointer)
        var place = Int(columns.starts[line.line])
        let end = Int(columns.starts[line.line + 1])
        while place < end, !isPurchase[Int(columns.kinds[place])] { place += 1 }
        purchase = place
    }

    /// Counted from 1; 0 of what stands in none.
    @inline(__always)
    func stage(_ columns: Columns, _ touch: Int) -> Int {
        let kind = Int(columns.kinds[touch])
        guard let rules else { return Int(ofKind[kind]) }
        let when = touch > purchase ? rules.after : rules.before
        var holding = rules.ofKind[kind] & rules.ofChannel[Int(columns.channels[touch])] & when
        if holding & rules.carrying != 0 { holding = rules.carried(holding, by: Int64(columns.positions[touch])) }
        return holding == 0 ? 0 : Int(rules.stage[holding.trailingZeroBitCount])
    }
}

extension StageReader.Rules {
    fileprivate init(_ journey: JourneyDefinition, _ names: LineNames) {
        let all = journey.stages.enumerated().flatMap { place, stage in stage.rules.map { (stage: UInt8(place + 1), rule: $0) } }
        func bits(_ holds: (JourneyDefinition.Rule) -> Bool) -> UInt64 {
            all.enumerated().reduce(0) { holds($1.element.rule) ? $0 | 1 << UInt64($1.offset) : $0 }
        }
        ofKind = Table(names.kinds.map { kind in bits { $0.kinds?.contains(kind) ?? true } })
        ofChannel = Table(names.channels.map { channel in bits { $0.channels?.contains(channel) ?? true } })
        (before, after) = (bits { $0.when != .after }, bits { $0.when != .before })
        stage = Table(all.map(\.stage))
        isPurchase = Table(names.kinds.map(journey.purchase.contains))
        asksWhen = all.contains { $0.rule.when != nil }
        (carrying, touches) = (bits { $0.touches != nil }, all.map(\.rule.touches))
    }

    /// Those of some rules that hold, whatever they ask a touchpoint to carry.
    func carried(_ holding: UInt64, by position: Int64) -> UInt64 {
        var (left, asking) = (holding, holding & carrying)
        while asking != 0 {
            let rule = asking.trailingZeroBitCount
            if touches[rule]?.contains(position) == false { left &= ~(1 << UInt64(rule)) }
            asking &= asking - 1
        }
        return left
    }
}

/// Which part of a line takes part in a journey.
struct Participation {
    private let isEntry: [Bool]?
    private let isExit: [Bool]?

    /// - Returns: `nil` where all of each line takes part.
    init?(_ journey: JourneyDefinition?, _ names: LineNames) {
        guard let journey, !journey.entry.isEmpty || !journey.exit.isEmpty else { return nil }
        isEntry = journey.entry.isEmpty ? nil : names.kinds.map(journey.entry.contains)
        isExit = journey.exit.isEmpty ? nil : names.kinds.map(journey.exit.contains)
    }

    /// - Parameter touches: places of all the line in its columns.
    func part(of touches: Range<Int>, _ columns: Columns) -> Range<Int> {
        var first = touches.lowerBound
        var next = first
        if let isEntry {
            while first < touches.upperBound, !isEntry[Int(columns.kinds[first])] { first += 1 }
            next = first + 1
        }
        guard first < touches.upperBound else { return first..<first }
        guard let isExit else { return first..<touches.upperBound }
        while next < touches.upperBound, !isExit[Int(columns.kinds[next])] { next += 1 }
        return first..<min(next + 1, touches.upperBound)
    }
}
