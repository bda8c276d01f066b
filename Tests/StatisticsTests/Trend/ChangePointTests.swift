import Testing

@testable import Statistics

private func weeks(_ shares: [Double], each: Int = 400, seed: UInt64) -> [[Int]] {
    var random = SplitMix(seed)
    return shares.map { share in
        let hits = (0..<each).count { _ in Double(random.next() >> 11) / Double(1 << 53) < share }
        return [hits, each - hits]
    }
}

@Suite struct `Change points` {
    @Test func `are found where a share changed, and nowhere else`() {
        let shares = Array(repeating: 0.3, count: 10) + Array(repeating: 0.2, count: 3) + Array(repeating: 0.32, count: 12)
        let found = ChangePoints(weeks(shares, seed: 5))
        #expect(found.places == [10, 13])
        #expect(found.stretches.map { $0.reduce(0, +) } == [4_000, 1_200, 4_800])
    }

    @Test func `are hardly ever found in noise`() {
        let alarms = (1...200).count { !ChangePoints(weeks(Array(repeating: 0.3, count: 52), seed: UInt64($0))).places.isEmpty }
        #expect(alarms <= 10, "\(alarms) false alarms in 200 series of a year")
    }

    @Test func `of three sorts of answers are found too, and few answers give none`() {
        let good = Array(repeating: [60, 25, 15], count: 12)
        #expect(ChangePoints(good + Array(repeating: [40, 30, 30], count: 7)).places == [12])
        #expect(ChangePoints([[3, 1, 1], [1, 2, 2], [2, 2, 1]]).places == [])
        #expect(ChangePoints([]).places == [] && ChangePoints([]).stretches == [])
    }

    @Test func `leave a stretch as long as it must be`() {
        let shares = Array(repeating: 0.3, count: 10) + [0.1] + Array(repeating: 0.3, count: 10)
        #expect(ChangePoints(weeks(shares, seed: 9)).places == [10, 11])
        let bounds = [0] + ChangePoints(weeks(shares, seed: 9), least: 3).places + [21]
        #expect(zip(bounds, bounds.dropFirst()).allSatisfy { $1 - $0 >= 3 })
    }
}
