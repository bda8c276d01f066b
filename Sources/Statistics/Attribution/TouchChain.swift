/// Ways as a Markov chain of the first order: how often one touch came after another, and what came behind it. It holds no ways, however many were
/// walked.
package struct TouchChain: Sendable {
    /// How many touches there are; they are numbered from 0.
    private let touches: Int
    /// By where from – place 0 is the beginning, a touch has the place behind its number –, then by where to.
    private var steps: [Double]
    private var goals: [Double]
    private var leaving: [Double]
    /// All that led to the goal.
    private var conversions = 0.0

    /// What somebody else has counted.
    ///
    /// - Parameters:
    ///   - steps: by where from – place 0 is the beginning, a touch has the place behind its number –, then by where to.
    ///   - goals: by place, how often a way led from there to the goal.
    ///   - leaving: by place, how often a way went on from there or ended.
    package init(steps: [Double], goals: [Double], leaving: [Double]) {
        precondition(goals.count == leaving.count && steps.count == goals.count * goals.count, "there is a place for each touch and the beginning")
        (self.steps, self.goals, self.leaving, touches) = (steps, goals, leaving, goals.count - 1)
        conversions = goals.reduce(0, +)
    }

    package init(touches: Int) {
        self.touches = touches
        steps = Array(repeating: 0, count: (touches + 1) * (touches + 1))
        (goals, leaving) = (Array(repeating: 0, count: touches + 1), Array(repeating: 0, count: touches + 1))
    }

    /// - Parameters:
    ///   - way: the touches in their order; one without any counts nowhere.
    ///   - conversions: how often it led to the goal.
    ///   - misses: how often it led nowhere.
    package mutating func add(_ way: [Int], conversions: Double, misses: Double) {
        var place = 0
        for touch in way {
            steps[place * (touches + 1) + touch + 1] += conversions + misses
            leaving[place] += conversions + misses
            place = touch + 1
        }
        guard place > 0 else { return }
        goals[place] += conversions
        leaving[place] += conversions + misses
        self.conversions += conversions
    }

}

extension TouchChain {
    /// Of whoever begins a way, the share that comes to the goal. `nil` of no ways.
    package var probabilityOfConversion: Double? { solved.map { $0.chances[0] } }

    /// Conversions shared by how much each touch is missed: by how much the probability of the goal would fall if whoever comes to the touch were
    /// lost.
    package var removalCredits: [Double] {
        guard let solved, solved.chances[0] > 0 else { return Array(repeating: 0, count: touches) }
        // Who is lost without a touch would have come to it, and from there to the goal.
        var effects = Array(repeating: 0.0, count: touches)
        for (place, touch) in solved.places.enumerated().dropFirst() {
            effects[touch - 1] = solved.visits[place] * solved.chances[place] / solved.chances[0]
        }
        let total = effects.reduce(0, +)
        return total > 0 ? effects.map { $0 / total * conversions } : effects
    }

    private struct Solved {
        /// Which were come to at all, the beginning first.
        let places: [Int]
        /// For each of them the probability of coming from there to the goal, and of coming there from the beginning.
        let chances: [Double]
        let visits: [Double]
    }

    /// With N = (1 − steps)⁻¹, which says how often a place is come to: chances = N · goals, and who comes to a place at all is N₀ⱼ / Nⱼⱼ.
    private var solved: Solved? {
        guard leaving[0] > 0 else { return nil }
        let places = leaving.indices.filter { leaving[$0] > 0 }
        let rows = places.map { from in
            places.map { to in (from == to ? 1 : 0) - steps[from * (touches + 1) + to] / leaving[from] }
        }
        guard let often = Self.inverse(rows) else { return nil }
        let chances = often.map { row in zip(row, places).reduce(0) { $0 + $1.0 * goals[$1.1] / leaving[$1.1] } }
        return Solved(places: places, chances: chances, visits: places.indices.map { often[0][$0] / often[$0][$0] })
    }

    /// By Gauss and Jordan, with the largest pivot of each column.
    private static func inverse(_ rows: [[Double]]) -> [[Double]]? {
        let size = rows.count
        var both = rows.enumerated().map { place, row in row + (0..<size).map { $0 == place ? 1 : 0 } }
        for column in 0..<size {
            guard let pivot = (column..<size).max(by: { abs(both[$0][column]) < abs(both[$1][column]) }), abs(both[pivot][column]) > 1e-12 else {
                return nil
            }
            both.swapAt(column, pivot)
            let scale = both[column][column]
            for place in column..<(2 * size) { both[column][place] /= scale }
            let own = both[column]
            for row in 0..<size where row != column && both[row][column] != 0 {
                let factor = both[row][column]
                for place in column..<(2 * size) { both[row][place] -= factor * own[place] }
            }
        }
        return both.map { Array($0[size...]) }
    }
}
