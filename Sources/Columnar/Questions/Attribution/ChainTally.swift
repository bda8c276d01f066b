import Analytics
import Statistics

/// The Markov chain: ways to the goal, and those of people who never reached it.
struct ChainTally: LineTally {
    static let readsValues = true
    private let rules: CreditRules
    private var (goals, unowed) = (0, 0)
    private let counted: ChainCounts
    /// By the bits of a currency: the same, each way as often as it was worth.
    private var valued: [UInt16: ChainCounts] = [:]

    init(_ question: AttributionQuestion, _ names: LineNames) {
        rules = CreditRules(question, names)
        counted = ChainCounts(rules.places)
    }

    mutating func add<P: Places>(_ line: LineView<P>) {
        let (rules, counted, before) = (rules, counted, goals)
        rules.eachGoal(on: line) { way, _, value in
            goals += 1
            if way.isEmpty { unowed += 1 }
            counted.add(line, way, rules, conversions: 1, misses: 0)
            guard let value else { return }
            let currency = line.columns.valueCurrencies[value]
            let worth = valued[currency] ?? ChainCounts(rules.places)
            worth.add(line, way, rules, conversions: Double(line.columns.valueMinors[value]), misses: 0)
            valued[currency] = worth
        }
        if goals == before { counted.add(line, 0..<line.count, rules, conversions: 0, misses: 1) }
    }

    mutating func merge(_ other: ChainTally) {
        (goals, unowed) = (goals + other.goals, unowed + other.unowed)
        counted.merge(other.counted)
        for (currency, counts) in other.valued {
            if let known = valued[currency] { known.merge(counts) } else { valued[currency] = counts }
        }
    }

    func answer(_ names: LineNames) -> Attribution {
        rules.answer(goals, unowed: unowed, counted.chain.removalCredits, worth: valued.mapValues(\.chain.removalCredits), names)
    }
}

/// How often one touch came after another.
private struct ChainCounts {
    private let size: Int
    private let steps: Table<Double>
    private let goals: Table<Double>
    private let leaving: Table<Double>

    init(_ places: Int) {
        size = places + 1
        (steps, goals, leaving) = (Table(size * size, 0), Table(size, 0), Table(size, 0))
    }

    @inline(__always)
    func add<P: Places>(_ line: LineView<P>, _ way: Range<Int>, _ rules: CreditRules, conversions: Double, misses: Double) {
        let (steps, leaving, times) = (steps.pointer, leaving.pointer, conversions + misses)
        var place = 0
        for index in way {
            let next = rules.place(line, index) + 1
            steps[place * size + next] += times
            leaving[place] += times
            place = next
        }
        guard place > 0 else { return }
        goals[place] += conversions
        leaving[place] += times
    }

    func merge(_ other: ChainCounts) {
        steps.add(other.steps)
        goals.add(other.goals)
        leaving.add(other.leaving)
    }

    var chain: TouchChain { TouchChain(steps: Array(steps.all), goals: Array(goals.all), leaving: Array(leaving.all)) }
}
