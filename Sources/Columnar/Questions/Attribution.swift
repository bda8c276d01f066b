package import Analytics
import Kernel
import Statistics

extension ColumnarLine {
    package func attribution(_ question: AttributionQuestion, _ filter: Filter = .everything) -> Attribution {
        switch question.model {
        // What is credited on each way by itself is summed up on the way.
        case .first, .last, .linear, .position:
            let names = names
            return tally(filter) { CreditTally(question, names) }.answer(names)
        case .timeDecay, .markov, .shapley:
            return log(filter).attribution(question)
        }
    }
}

private struct CreditTally: LineTally {
    static let readsValues = true
    private let question: AttributionQuestion
    private let goal: Int
    private let lookback: Int64
    private let places: Int
    private let byKind: Bool
    /// How often each stands in the window.
    private let met: Table<Int32>
    private var (goals, unowed) = (0, 0)
    private let owed: Table<Double>
    /// By the bits of the currency.
    private var values: [UInt16: Table<Double>] = [:]
    /// The table that was used last: most companies have one currency.
    private var latest: (currency: UInt16, table: Table<Double>)?

    init(_ question: AttributionQuestion, _ names: LineNames) {
        self.question = question
        goal = names.kinds.firstIndex(of: question.goal) ?? -1
        lookback = question.lookback.microseconds
        places = question.by == .kind ? names.kinds.count : names.channels.count
        byKind = question.by == .kind
        owed = Table(places, 0)
        met = Table(places, 0)
    }

    mutating func add<P: Places>(_ line: LineView<P>) {
        var (index, value) = (0, 0)
        while index < line.count, line.kind(index) != goal { index += 1 }
        // Touches from `first` on are within the time before the goal, and those before `counted` stand in `met`.
        var (first, counted) = (0, 0)
        while index < line.count {
            goals += 1
            let earliest = line.time(index) - lookback
            while counted < index {
                met[place(line, counted)] += 1
                counted += 1
            }
            while first < index, line.time(first) < earliest {
                met[place(line, first)] -= 1
                first += 1
            }
            let touch = line.touches[index]
            while value < line.values.count, Int(line.columns.valuePlaces[line.values[value]]) < touch { value += 1 }
            let hasValue = value < line.values.count && Int(line.columns.valuePlaces[line.values[value]]) == touch
            if first == index { unowed += 1 } else { credit(line, first..<index, hasValue ? line.values[value] : nil) }
            repeat { index += 1 } while index < line.count && line.kind(index) != goal
        }
        for index in first..<max(first, counted) { met[place(line, index)] = 0 }
    }

    /// - Parameter value: the place of what the goal was worth.
    private mutating func credit<P: Places>(_ line: LineView<P>, _ way: Range<Int>, _ value: Int?) {
        let count = Double(way.count)
        let (ends, each): (first: Double, Double) =
            switch question.model {
            case .first, .last: (1, 0)
            case .position where way.count > 2: (0.4, 0.2 / (count - 2))
            default: (0, 1 / count)
            }
        let isPosition = ends > 0 && question.model == .position
        let (start, end) = (place(line, way.lowerBound), place(line, way.upperBound - 1))
        func credit(_ table: UnsafeMutablePointer<Double>, _ worth: Double) {
            if each > 0 { for place in 0..<places { table[place] += each * worth * Double(met[place]) } }
            // Those at the ends stand among the others too.
            if isPosition || question.model == .first { table[start] += (ends - each) * worth }
            if isPosition || question.model == .last { table[end] += (ends - each) * worth }
        }
        credit(owed.pointer, 1)
        if let value { credit(table(line.columns.valueCurrencies[value]).pointer, Double(line.columns.valueMinors[value])) }
    }

    private mutating func table(_ currency: UInt16) -> Table<Double> {
        if let latest, latest.currency == currency { return latest.table }
        let table = values[currency] ?? Table(places, 0.0)
        values[currency] = table
        latest = (currency, table)
        return table
    }

    @inline(__always)
    private func place<P: Places>(_ line: LineView<P>, _ index: Int) -> Int { byKind ? line.kind(index) : line.channel(index) }

    mutating func merge(_ other: CreditTally) {
        goals += other.goals
        unowed += other.unowed
        owed.add(other.owed)
        for (currency, table) in other.values { self.table(currency).add(table) }
    }

    func answer(_ names: LineNames) -> Attribution {
        let names = question.by == .kind ? names.kinds : names.channels
        let credits = (0..<places).map { place in
            Attribution.Credit(name: names[place], goals: owed[place], value: worth(place))
        }
        return Attribution(goals: goals, unowed: unowed, credits: credits)
    }

    private func worth(_ place: Int) -> [Currency: Double] {
        let known = values.compactMap { bits, table in Currency(packed: bits).map { ($0, table[place]) } }
        return Dictionary(uniqueKeysWithValues: known.filter { $0.1 != 0 })
    }
}
