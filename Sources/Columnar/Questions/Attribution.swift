package import Analytics
import Foundation
import Kernel
import Statistics

extension ColumnarLine {
    package func attribution(_ question: AttributionQuestion, _ filter: Filter = .everything) -> Attribution {
        let names = names
        switch question.model {
        // How often each stands on a way is all that these ask for.
        case .first, .last, .linear, .position: return tally(filter) { CreditTally(question, names) }.answer(names)
        case .timeDecay, .shapley: return tally(filter) { WayCreditTally(question, names) }.answer(names)
        case .markov: return tally(filter) { ChainTally(question, names) }.answer(names)
        }
    }
}

/// What a question about credit asks of a line.
private struct CreditRules {
    let model: AttributionModel
    let goal: Int
    let lookback: Int64
    /// How many kinds or channels there are.
    let places: Int
    let byKind: Bool

    init(_ question: AttributionQuestion, _ names: LineNames) {
        model = question.model
        goal = names.kinds.firstIndex(of: question.goal) ?? -1
        lookback = question.lookback.microseconds
        byKind = question.by == .kind
        places = byKind ? names.kinds.count : names.channels.count
    }

    @inline(__always)
    func place<P: Places>(_ line: LineView<P>, _ index: Int) -> Int { byKind ? line.kind(index) : line.channel(index) }

    /// Each goal on the line, with what stands before it in time.
    ///
    /// - Parameter body: given the way, the goal, and the place of what that was worth.
    @inline(__always)
    func eachGoal<P: Places>(on line: LineView<P>, _ body: (_ way: Range<Int>, _ goal: Int, _ value: Int?) -> Void) {
        var (index, value, first) = (0, 0, 0)
        while index < line.count, line.kind(index) != goal { index += 1 }
        while index < line.count {
            let earliest = line.time(index) - lookback
            while first < index, line.time(first) < earliest { first += 1 }
            let touch = line.touches[index]
            while value < line.values.count, Int(line.columns.valuePlaces[line.values[value]]) < touch { value += 1 }
            let hasValue = value < line.values.count && Int(line.columns.valuePlaces[line.values[value]]) == touch
            body(first..<index, index, hasValue ? line.values[value] : nil)
            repeat { index += 1 } while index < line.count && line.kind(index) != goal
        }
    }

    func answer(_ goals: Int, unowed: Int, _ owed: [Double], worth: [UInt16: [Double]], _ names: LineNames) -> Attribution {
        let names = byKind ? names.kinds : names.channels
        let worth = worth.compactMap { bits, amounts in Currency(packed: bits).map { ($0, amounts) } }
        let credits = (0..<places).map { place in
            let values = worth.map { ($0.0, $0.1[place]) }.filter { $0.1 != 0 }
            return Attribution.Credit(name: names[place], goals: owed[place], value: Dictionary(uniqueKeysWithValues: values))
        }
        return Attribution(goals: goals, unowed: unowed, credits: credits)
    }
}

/// Sums of credit by kind or channel: in goals, and by the bits of a currency in what they were worth.
private struct CreditSums {
    let owed: Table<Double>
    private var values: [UInt16: Table<Double>] = [:]
    /// The table that was used last: most companies have one currency.
    private var latest: (currency: UInt16, table: Table<Double>)?

    init(_ places: Int) { owed = Table(places, 0) }

    mutating func table(_ currency: UInt16) -> Table<Double> {
        if let latest, latest.currency == currency { return latest.table }
        let table = values[currency] ?? Table(owed.count, 0.0)
        values[currency] = table
        latest = (currency, table)
        return table
    }

    mutating func merge(_ other: CreditSums) {
        owed.add(other.owed)
        for (currency, table) in other.values { self.table(currency).add(table) }
    }

    var worth: [UInt16: [Double]] { values.mapValues { Array($0.all) } }
}

/// First, last, linear and by position.
private struct CreditTally: LineTally {
    static let readsValues = true
    private let rules: CreditRules
    /// How often each stands in the window.
    private let met: Table<Int32>
    private var (goals, unowed) = (0, 0)
    private var sums: CreditSums

    init(_ question: AttributionQuestion, _ names: LineNames) {
        rules = CreditRules(question, names)
        (met, sums) = (Table(rules.places, 0), CreditSums(rules.places))
    }

    mutating func add<P: Places>(_ line: LineView<P>) {
        let (rules, met) = (rules, met)
        // What stands from `first` on and before `counted` is in `met`.
        var (first, counted) = (0, 0)
        rules.eachGoal(on: line) { way, goal, value in
            goals += 1
            while counted < goal {
                met[rules.place(line, counted)] += 1
                counted += 1
            }
            while first < way.lowerBound {
                met[rules.place(line, first)] -= 1
                first += 1
            }
            if way.isEmpty { unowed += 1 } else { credit(line, way, value) }
        }
        for index in first..<max(first, counted) { met[rules.place(line, index)] = 0 }
    }

    /// - Parameter value: the place of what the goal was worth.
    private mutating func credit<P: Places>(_ line: LineView<P>, _ way: Range<Int>, _ value: Int?) {
        let count = Double(way.count)
        let (ends, each): (first: Double, Double) =
            switch rules.model {
            case .first, .last: (1, 0)
            case .position where way.count > 2: (0.4, 0.2 / (count - 2))
            default: (0, 1 / count)
            }
        let isPosition = ends > 0 && rules.model == .position
        let (start, end) = (rules.place(line, way.lowerBound), rules.place(line, way.upperBound - 1))
        func credit(_ table: UnsafeMutablePointer<Double>, _ worth: Double) {
            if each > 0 { for place in 0..<rules.places { table[place] += each * worth * Double(met[place]) } }
            // Those at the ends stand among the others too.
            if isPosition || rules.model == .first { table[start] += (ends - each) * worth }
            if isPosition || rules.model == .last { table[end] += (ends - each) * worth }
        }
        credit(sums.owed.pointer, 1)
        if let value { credit(sums.table(line.columns.valueCurrencies[value]).pointer, Double(line.columns.valueMinors[value])) }
    }

    mutating func merge(_ other: CreditTally) {
        (goals, unowed) = (goals + other.goals, unowed + other.unowed)
        sums.merge(other.sums)
    }

    func answer(_ names: LineNames) -> Attribution {
        rules.answer(goals, unowed: unowed, Array(sums.owed.all), worth: sums.worth, names)
    }
}

/// By time and Shapley: each way is weighed touch by touch.
private struct WayCreditTally: LineTally {
    static let readsValues = true
    private let rules: CreditRules
    private let halfLife: Double?
    private var (goals, unowed) = (0, 0)
    private var sums: CreditSums
    /// What each is owed of the way that is being weighed.
    private let shares: Table<Double>
    /// Which have a share.
    private var sharing: [Int] = []

    init(_ question: AttributionQuestion, _ names: LineNames) {
        rules = CreditRules(question, names)
        halfLife = if case .timeDecay(let days) = question.model { days * 86_400e6 } else { nil }
        (sums, shares) = (CreditSums(rules.places), Table(rules.places, 0))
    }

    mutating func add<P: Places>(_ line: LineView<P>) {
        let rules = rules
        rules.eachGoal(on: line) { way, _, value in
            goals += 1
            if way.isEmpty { unowed += 1 } else { credit(line, way, value) }
        }
    }

    private mutating func credit<P: Places>(_ line: LineView<P>, _ way: Range<Int>, _ value: Int?) {
        var total = 0.0
        // Counted from the latest touch, so that no power of a long time ago falls to nothing.
        let latest = line.time(way.upperBound - 1)
        for index in way {
            let place = rules.place(line, index)
            if shares[place] == 0 { sharing.append(place) } else if halfLife == nil { continue }
            let weight = halfLife.map { exp2(-Double(latest - line.time(index)) / $0) } ?? 1
            shares[place] += weight
            total += weight
        }
        let table = value.map { (sums.table(line.columns.valueCurrencies[$0]), Double(line.columns.valueMinors[$0])) }
        for place in sharing {
            let share = shares[place] / total
            sums.owed[place] += share
            if let table { table.0[place] += share * table.1 }
            shares[place] = 0
        }
        sharing.removeAll(keepingCapacity: true)
    }

    mutating func merge(_ other: WayCreditTally) {
        (goals, unowed) = (goals + other.goals, unowed + other.unowed)
        sums.merge(other.sums)
    }

    func answer(_ names: LineNames) -> Attribution {
        rules.answer(goals, unowed: unowed, Array(sums.owed.all), worth: sums.worth, names)
    }
}

/// The Markov chain: ways to the goal, and those of people who never reached it.
private struct ChainTally: LineTally {
    static let readsValues = true
    private let rules: CreditRules
    private var (goals, unowed) = (0, 0)
    private var chain: TouchChain
    /// By the bits of a currency: the same, each way as often as it was worth.
    private var valued: [UInt16: TouchChain] = [:]

    init(_ question: AttributionQuestion, _ names: LineNames) {
        rules = CreditRules(question, names)
        chain = TouchChain(touches: rules.places)
    }

    mutating func add<P: Places>(_ line: LineView<P>) {
        let (rules, before) = (rules, goals)
        rules.eachGoal(on: line) { way, _, value in
            goals += 1
            if way.isEmpty { unowed += 1 }
            let touches = way.lazy.map { rules.place(line, $0) }
            chain.add(touches, conversions: 1, misses: 0)
            guard let value else { return }
            let worth = Double(line.columns.valueMinors[value])
            valued[line.columns.valueCurrencies[value], default: TouchChain(touches: rules.places)].add(touches, conversions: worth, misses: 0)
        }
        if goals == before { chain.add((0..<line.count).lazy.map { rules.place(line, $0) }, conversions: 0, misses: 1) }
    }

    mutating func merge(_ other: ChainTally) {
        (goals, unowed) = (goals + other.goals, unowed + other.unowed)
        chain.merge(other.chain)
        for (currency, chain) in other.valued { valued[currency, default: TouchChain(touches: rules.places)].merge(chain) }
    }

    func answer(_ names: LineNames) -> Attribution {
        rules.answer(goals, unowed: unowed, chain.removalCredits, worth: valued.mapValues(\.removalCredits), names)
    }
}
