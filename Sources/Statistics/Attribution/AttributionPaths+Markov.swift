extension AttributionPaths {
    /// Of whoever begins a way, the share that comes to the goal, in a Markov chain of the first order. `nil` of no ways.
    package var probabilityOfConversion: Double? { paths.isEmpty ? nil : probability(without: nil, chain) }

    /// Conversions shared by how much each touch is missed.
    var removalCredits: [Double] {
        let chain = chain
        guard let whole = probability(without: nil, chain), whole > 0 else { return names.map { _ in 0 } }
        let effects = names.indices.map { 1 - (probability(without: $0, chain) ?? 0) / whole }
        let total = effects.reduce(0, +)
        return total > 0 ? effects.map { $0 / total * conversions } : effects
    }

    /// How often one touch came after another: from the beginning (place 0) or a touch (1 …) to a touch, and at last to the goal or nowhere.
    private struct Chain {
        var steps: [[Double]]
        var goals: [Double]
        var leaving: [Double]
    }

    private var chain: Chain {
        let size = names.count + 1
        var chain = Chain(
            steps: Array(repeating: Array(repeating: 0, count: size), count: size), goals: Array(repeating: 0, count: size),
            leaving: Array(repeating: 0, count: size))
        for path in paths {
            let times = path.conversions + path.misses
            var place = 0
            for touch in path.touches {
                chain.steps[place][touch + 1] += times
                chain.leaving[place] += times
                place = touch + 1
            }
            chain.goals[place] += path.conversions
            chain.leaving[place] += times
        }
        return chain
    }

    /// Solves p = goals + steps · p for the beginning; whoever comes to what was removed is lost.
    private func probability(without removed: Int?, _ chain: Chain) -> Double? {
        let places = chain.steps.indices.filter { $0 != removed.map { $0 + 1 } }
        var rows = places.map { from -> [Double] in
            let leaving = max(chain.leaving[from], 1e-300)
            return places.map { to in (from == to ? 1 : 0) - chain.steps[from][to] / leaving } + [chain.goals[from] / leaving]
        }
        // Elimination from the last to the first: what is left in the first row is the beginning's.
        for pivot in rows.indices.reversed() {
            guard abs(rows[pivot][pivot]) > 1e-12 else { return nil }
            for row in 0..<pivot where rows[row][pivot] != 0 {
                let factor = rows[row][pivot] / rows[pivot][pivot]
                for column in 0...pivot { rows[row][column] -= factor * rows[pivot][column] }
                rows[row][rows.count] -= factor * rows[pivot][rows.count]
            }
        }
        return rows.first.map { $0[rows.count] / $0[0] }
    }
}
