import Testing

@testable import Statistics

/// Days of `each` people, more of them on workdays, of whom a share does something.
private func days(_ count: Int, each: Int = 60, seed: UInt64, _ share: (Int) -> Double) -> [Proportion] {
    var random = SplitMix(seed)
    return (0..<count).map { day in
        let total = day % 7 < 5 ? each : each / 3
        return Proportion((0..<total).count { _ in Double(random.next() >> 11) / Double(1 << 53) < share(day) }, of: total)
    }
}

@Suite struct `Changes dated to the day` {
    @Test func `stand at the day on which a share changed, and on which it changed back`() {
        let found = DatedChanges(days(200, seed: 3) { (94..<115).contains($0) ? 0.35 : 0.1 })
        #expect(found.places.count == 2)
        #expect(abs(found.places[0] - 94) <= 1 && abs(found.places[1] - 115) <= 1, "\(found.places)")
        #expect(found.stretches.map(\.total).reduce(0, +) == days(200, seed: 3) { _ in 0 }.reduce(0) { $0 + $1.total })
    }

    @Test func `are found in what never happened before`() {
        let found = DatedChanges(days(140, seed: 8) { $0 >= 61 ? 0.08 : 0 })
        #expect(found.places.count == 1 && abs(found.places[0] - 61) <= 3, "\(found.places)")
        #expect(found.stretches[0].count == 0)
    }

    @Test func `are at most one in a hundred series of a year of mere noise`() {
        let alarms = (1...300).count { !DatedChanges(days(364, seed: UInt64($0)) { _ in 0.2 }).places.isEmpty }
        #expect(alarms <= 3, "\(alarms) false alarms in 300 years")
    }

    @Test func `are not made by the days of the week`() {
        let alarms = (1...100).count { !DatedChanges(days(364, seed: UInt64($0)) { $0 % 7 < 5 ? 0.15 : 0.4 }).places.isEmpty }
        #expect(alarms <= 1, "\(alarms) false alarms in 100 years")
    }

    @Test func `are not made by weeks that scatter more than chance makes them`() {
        var random = SplitMix(77)
        let moods = (0..<5_200).map { _ in 0.12 + 0.16 * Double(random.next() >> 11) / Double(1 << 53) }
        let alarms = (0..<100).count { year in !DatedChanges(days(364, seed: UInt64(year)) { moods[year * 52 + $0 / 7] }).places.isEmpty }
        #expect(alarms <= 1, "\(alarms) false alarms in 100 years")
    }

    @Test func `are none in nothing`() {
        #expect(DatedChanges([]).places == [] && DatedChanges([]).stretches == [Proportion(0, of: 0)])
        #expect(DatedChanges([Proportion(1, of: 2)]).places == [])
    }
}
