import Analytics
import Kernel
import Statistics

/// What a question about credit asks of a line.
struct CreditRules {
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
