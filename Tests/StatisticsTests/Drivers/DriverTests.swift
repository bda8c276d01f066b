import Testing

@testable import Statistics

private func isClose(_ a: Double?, _ b: Double, within tolerance: Double = 1e-9) -> Bool { a.map { abs($0 - b) <= tolerance } ?? false }

/// Three drivers of which the first two go together, and an outcome that the first and the third make.
private func survey(_ count: Int, seed: UInt64 = 7) -> DriverData {
    var random = SplitMix(seed)
    func chance() -> Double { Double(random.next() >> 11) / Double(1 << 53) - 0.5 }
    var columns = [[Double](), [], []]
    var outcome: [Double] = []
    for _ in 0..<count {
        let (first, third) = (chance(), chance())
        let second = 0.8 * first + 0.6 * chance()
        for (column, value) in [first, second, third].enumerated() { columns[column].append(value) }
        outcome.append(2 * first + third + 0.3 * chance())
    }
    return DriverData(outcome: outcome, drivers: columns)
}

@Suite struct `Drivers of an answer` {
    @Test func `share what is explained, and their shares add up to it`() throws {
        let data = survey(400)
        let explained = try #require(LinearFit(data.outcome, by: data.drivers)).explained
        for importance in [try #require(Importance.relativeWeights(data)), try #require(Importance.shapley(data))] {
            #expect(isClose(importance.explained, explained, within: 1e-9))
            #expect(isClose(importance.shares.reduce(0, +), explained, within: 1e-9))
            #expect(importance.shares[0] > importance.shares[1] && importance.shares.allSatisfy { $0 >= 0 })
        }
    }

    @Test func `of two are by Shapley what each adds, first and last, on average`() throws {
        let data = survey(300)
        let two = DriverData(outcome: data.outcome, drivers: [data.drivers[0], data.drivers[1]])
        let shares = try #require(Importance.shapley(two)).shares
        let alone = try two.drivers.map { try #require(LinearFit(two.outcome, by: [$0])).explained }
        let both = try #require(LinearFit(two.outcome, by: two.drivers)).explained
        #expect(isClose(shares[0], (alone[0] + both - alone[1]) / 2) && isClose(shares[1], (alone[1] + both - alone[0]) / 2))
    }

    @Test func `that were not experienced take no answers away from the others`() throws {
        var columns = survey(400).drivers
        for row in stride(from: 0, to: 400, by: 2) { columns[2][row] = .nan }
        let data = DriverData(outcome: survey(400).outcome, drivers: columns)
        #expect(data.completeCases.count == 200)
        let shares = try #require(Importance.relativeWeights(data)).shares
        let whole = try #require(Importance.relativeWeights(survey(400))).shares
        #expect(abs(shares[0] - whole[0]) < 0.1 && abs(shares[2] - whole[2]) < 0.1)
    }

    @Test func `that do not vary, or say the same as another, explain nothing`() {
        let data = survey(50)
        #expect(Importance.relativeWeights(DriverData(outcome: data.outcome, drivers: [Array(repeating: 3, count: 50)])) == nil)
        #expect(Importance.shapley(DriverData(outcome: data.outcome, drivers: [data.drivers[0], data.drivers[0]])) == nil)
        #expect(Importance.relativeWeights(DriverData(outcome: data.outcome, drivers: [data.drivers[0], data.drivers[0]])) == nil)
        #expect(Importance.shapley(DriverData(outcome: [], drivers: [])) == nil)
    }

    @Test func `have intervals that are narrower with more answers, and the same each time`() throws {
        let (few, many) = (Importance.intervals(survey(60)), Importance.intervals(survey(2_000)))
        for (wide, narrow) in zip(few, many) {
            let (wide, narrow) = (try #require(wide), try #require(narrow))
            #expect(narrow.high - narrow.low < wide.high - wide.low)
        }
        #expect(Importance.intervals(survey(60)) == few)
    }
}

@Suite struct `Least squares` {
    @Test func `find what made the outcome`() throws {
        let (a, b) = ([1.0, 2, 3, 4, 5, 6], [1.0, 0, 1, 1, 0, 0])
        let fit = try #require(LinearFit(zip(a, b).map { 2 + 3 * $0 - $1 }, by: [a, b]))
        #expect(isClose(fit.constant, 2) && isClose(fit.coefficients[0].value, 3) && isClose(fit.coefficients[1].value, -1))
        #expect(isClose(fit.explained, 1) && fit.n == 6)
    }

    /// Anscombe's first quartet (1973): 3.0001 + 0.5001 x, R² 0.6665, standard error of the slope 0.1179.
    @Test func `equal the published figures of Anscombe`() throws {
        let x: [Double] = [10, 8, 13, 9, 11, 14, 6, 4, 12, 7, 5]
        let y = [8.04, 6.95, 7.58, 8.81, 8.33, 9.96, 7.24, 4.26, 10.84, 4.82, 5.68]
        let fit = try #require(LinearFit(y, by: [x]))
        #expect(isClose(fit.constant, 3.0001, within: 5e-5) && isClose(fit.coefficients[0].value, 0.5001, within: 5e-5))
        #expect(isClose(fit.explained, 0.6665, within: 5e-5) && isClose(fit.coefficients[0].standardError, 0.1179, within: 5e-5))
    }

    @Test func `do not mind by what all weights are multiplied`() throws {
        let data = survey(100)
        let weights = (0..<100).map { Double(1 + $0 % 3) }
        let fit = try #require(LinearFit(data.outcome, by: data.drivers, weights: weights))
        let scaled = try #require(LinearFit(data.outcome, by: data.drivers, weights: weights.map { $0 * 50 }))
        for (one, other) in zip(fit.coefficients, scaled.coefficients) {
            #expect(isClose(one.value, other.value) && isClose(one.standardError, other.standardError))
        }
    }

    @Test func `take only columns that explain something`() {
        var random = SplitMix(3)
        var sums = CrossProducts(columns: 12)
        for _ in 0..<2_000 {
            let row = (0..<12).map { _ in random.next() % 5 == 0 ? 1.0 : 0 }
            let noise = Double(random.next() % 100) / 50 - 1
            sums.add(row[4] * -1 + row[9] * 0.5 + noise, row)
        }
        #expect(sums.steps(among: Array(0..<12), most: 8) == [4, 9])
        #expect(sums.steps(among: [0, 1, 2, 3], most: 8) == [])
    }

    @Test func `are nothing where a column follows from the others`() {
        #expect(LinearFit([1, 2, 3, 4], by: [[1, 2, 3, 4], [2, 4, 6, 8]]) == nil)
        #expect(LinearFit([1, 2], by: [[1, 2]]) == nil)
    }
}
