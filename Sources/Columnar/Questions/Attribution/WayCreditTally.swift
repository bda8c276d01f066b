import Analytics
import Foundation
import Statistics

/// By time and Shapley: each way is weighed touch by touch.
struct WayCreditTally: LineTally {
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
