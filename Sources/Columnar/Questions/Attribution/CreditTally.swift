import Analytics
import Statistics

/// First, last, linear and by position.
struct CreditTally: LineTally {
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
