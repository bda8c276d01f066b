import Testing

@testable import Statistics

private func isClose(_ a: Double?, _ b: Double) -> Bool { a.map { abs($0 - b) < 1e-9 } ?? false }

private let models: [AttributionModel] = [.first, .last, .linear, .position, .timeDecay(halfLife: 7), .markov, .shapley]

@Suite struct `Credit for a goal` {
    private func paths() -> AttributionPaths {
        var paths = AttributionPaths()
        paths.add(["ad", "search", "mail"], ages: [14, 7, 0], conversions: 10, misses: 5)
        paths.add(["search"], ages: [1], conversions: 4, misses: 20)
        paths.add(["ad", "ad", "mail", "shop"], ages: [9, 8, 2, 1], conversions: 6)
        paths.add(["ad"], conversions: 0, misses: 30)
        return paths
    }

    @Test(arguments: models) func `adds up to the goals that were reached`(model: AttributionModel) {
        let credits = paths().credits(model)
        #expect(isClose(credits.values.reduce(0, +), 20) && credits.values.allSatisfy { $0 >= 0 })
    }

    @Test func `goes by place and by time`() {
        let paths = paths()
        #expect(isClose(paths.credits(.first)["ad"], 16) && isClose(paths.credits(.last)["shop"], 6))
        #expect(isClose(paths.credits(.linear)["ad"], 10.0 / 3 + 3))
        #expect(isClose(paths.credits(.position)["search"], 2 + 4) && isClose(paths.credits(.position)["ad"], 4 + 6 * 0.5))
        // A quarter, a half and a whole: seven sevenths.
        var one = AttributionPaths()
        one.add(["ad", "search", "mail"], ages: [14, 7, 0], conversions: 7)
        let decayed = one.credits(.timeDecay(halfLife: 7))
        #expect(isClose(decayed["ad"], 1) && isClose(decayed["search"], 2) && isClose(decayed["mail"], 4))
    }

    /// Of ways a → goal (1 of 2) and a → b → goal: without b half of what b carries is lost.
    @Test func `goes by what would be missed, exactly`() {
        var paths = AttributionPaths()
        paths.add(["a"], conversions: 1, misses: 1)
        paths.add(["a", "b"], conversions: 2)
        #expect(isClose(paths.probabilityOfConversion, 0.75))
        let credits = paths.credits(.markov)
        // Without a nothing is left: 1. Without b a quarter of all: 1 − .25/.75.
        #expect(isClose(credits["a"], 3 * 1 / (1 + 2.0 / 3)) && isClose(credits["b"], 3 * (2.0 / 3) / (1 + 2.0 / 3)))
    }

    @Test func `does not mind repetitions in a Markov chain`() {
        var (once, often) = (AttributionPaths(), AttributionPaths())
        for (path, repeated) in [(["a", "b"], ["a", "a", "a", "b"]), (["b"], ["b", "b"])] {
            once.add(path, conversions: 3, misses: 2)
            often.add(repeated, conversions: 3, misses: 2)
        }
        #expect(isClose(often.credits(.markov)["a"], once.credits(.markov)["a"] ?? 0))
    }

    @Test(arguments: models) func `is nobody's where nothing was reached`(model: AttributionModel) {
        #expect(AttributionPaths().credits(model).isEmpty)
        var lost = AttributionPaths()
        lost.add(["a", "b"], conversions: 0, misses: 3)
        lost.add([], conversions: 5)
        #expect(lost.credits(model) == ["a": 0, "b": 0])
    }
}
