import Foundation

/// Ways on which people came, and how often each led to the goal: whose credit is it?
package struct AttributionPaths: Sendable {
    private(set) var names: [String] = []
    private(set) var paths: [Path] = []
    private var numbers: [String: Int] = [:]

    /// Touches in their order, by number.
    struct Path: Sendable {
        let touches: [Int]
        /// Days from each touch to the goal; empty where they are not known.
        let ages: [Double]
        let conversions: Double
        let misses: Double
    }

    package init() {}

    /// - Parameters:
    ///   - touches: names of channels or kinds, in order; a path without any counts nowhere.
    ///   - ages: days from each touch to the goal, for time decay; left out where they are not known.
    ///   - conversions: how often it led to the goal.
    ///   - misses: how often it led nowhere; the Markov chain needs them.
    package mutating func add(_ touches: [String], ages: [Double] = [], conversions: Double = 1, misses: Double = 0) {
        guard !touches.isEmpty else { return }
        precondition(ages.isEmpty || ages.count == touches.count, "each touch has an age, or none has")
        paths.append(Path(touches: touches.map { number(of: $0) }, ages: ages, conversions: conversions, misses: misses))
    }

    private mutating func number(of name: String) -> Int {
        if let number = numbers[name] { return number }
        names.append(name)
        numbers[name] = names.count - 1
        return names.count - 1
    }

    package var conversions: Double { paths.reduce(0) { $0 + $1.conversions } }

    /// Of whoever begins a way, the share that comes to the goal. `nil` of no ways.
    package var probabilityOfConversion: Double? { chain.probabilityOfConversion }

    private var chain: TouchChain {
        var chain = TouchChain(touches: names.count)
        for path in paths { chain.add(path.touches, conversions: path.conversions, misses: path.misses) }
        return chain
    }
}

package enum AttributionModel: Hashable, Sendable {
    /// All to the first touch, or to the last.
    case first, last
    /// To all touches alike.
    case linear
    /// 40 % to the first and the last each, 20 % to those between.
    case position
    /// Half as much for each half-life, in days, that a touch lies back.
    case timeDecay(halfLife: Double)
    /// By how much the probability of the goal would fall without it, in a Markov chain of the first order
    /// (Anderl, Becker, von Wangenheim and Schumann 2016): solved exactly, not by drawing.
    case markov
    /// Shapley values where the worth of a set of touches is what ways of just this set have brought: φ = Σ conversions(S) / |S| over the sets that
    /// hold it (Zhao, Mahboobi and Bagheri 2018).
    case shapley
}

extension AttributionPaths {
    /// Credit by name; credits add up to the conversions.
    package func credits(_ model: AttributionModel) -> [String: Double] {
        let credits = model == .markov ? chain.removalCredits : pathCredits(model)
        return Dictionary(uniqueKeysWithValues: zip(names, credits))
    }

    private func pathCredits(_ model: AttributionModel) -> [Double] {
        var credits = Array(repeating: 0.0, count: names.count)
        for path in paths where path.conversions > 0 {
            if model == .shapley {
                let met = Set(path.touches)
                for touch in met { credits[touch] += path.conversions / Double(met.count) }
                continue
            }
            let weights = Self.weights(model, path)
            let total = weights.reduce(0, +)
            for (touch, weight) in zip(path.touches, weights) { credits[touch] += path.conversions * weight / total }
        }
        return credits
    }

    private static func weights(_ model: AttributionModel, _ path: Path) -> [Double] {
        let count = path.touches.count
        let places = 0..<count
        switch model {
        case .first: return places.map { $0 == 0 ? 1 : 0 }
        case .last: return places.map { $0 == count - 1 ? 1 : 0 }
        case .position where count > 2: return places.map { $0 == 0 || $0 == count - 1 ? 0.4 : 0.2 / Double(count - 2) }
        // Counted from the latest touch, so that no power of a long time ago falls to nothing.
        case .timeDecay(let halfLife) where !path.ages.isEmpty:
            let youngest = path.ages.min() ?? 0
            return path.ages.map { exp2(-($0 - youngest) / halfLife) }
        default: return places.map { _ in 1 }
        }
    }
}
