import Analytics
import Kernel
import Statistics
import Testing

@Suite struct `Two groups on one graph` {
    /// So many lines of each shape.
    private func graph(_ lines: [(String, Int)]) throws -> DirectlyFollowsGraph {
        var touches: [Told] = []
        for (person, line) in lines.flatMap({ Array(repeating: $0.0, count: $0.1) }).enumerated() {
            for (minute, letter) in line.enumerated() {
                touches.append(
                    Told(person: Int64(person), position: Int64(touches.count), at: Instant(seconds: Int64(minute) * 60), kind: "\(letter)"))
            }
        }
        return try log(touches).directlyFollows()
    }

    @Test func `differ in the touchpoints people come to and the steps they take`() throws {
        let difference = PathDifference(try graph([("ab", 60), ("ac", 40)]), try graph([("ab", 30), ("ac", 70)]))
        #expect(difference.one == 100 && difference.other == 100 && difference.rows.count == 5)
        let step = try #require(difference.rows.first { $0.passing == Passing(from: "a", to: "b") })
        #expect(step.one == Proportion(60, of: 100) && step.other == Proportion(30, of: 100) && step.isBeyondChance)
        // Agresti and Caffo: 61/102 less 31/102.
        #expect(abs(step.difference.center - 30.0 / 102) < 1e-12)
        // Of five rows four are alike, so each is corrected by 5/4.
        #expect(abs(step.p - (step.difference.p ?? 0) * 5 / 4) < 1e-15)
        let all = try #require(difference.rows.last)
        #expect(all.passing == Passing(from: nil, to: "a") && !all.isBeyondChance && all.difference.value == 0)
    }

    @Test func `are not compared in what hardly anybody did, nor where there is nobody`() throws {
        let rare = PathDifference(try graph([("a", 100), ("ab", 20)]), try graph([("a", 100), ("ab", 9)]))
        #expect(rare.rows.map(\.passing) == [Passing(from: nil, to: "a")])
        #expect(PathDifference(try graph([("ab", 60)]), try graph([])).rows.isEmpty)
    }

    @Test func `of one kind are seldom called different`() throws {
        var random = Seeded(state: 11)
        var alarms = 0
        for _ in 0..<60 {
            let groups = try (0..<2).map { _ in
                try graph((0..<150).map { _ in (String((0..<4).map { _ in "abcd".randomElement(using: &random) ?? "a" }), 1) })
            }
            if PathDifference(groups[0], groups[1]).rows.contains(where: \.isBeyondChance) { alarms += 1 }
        }
        #expect(alarms <= 6)
    }

    @Test func `tell how small a difference would have been found`() throws {
        let difference = PathDifference(try graph([("a", 100)]), try graph([("a", 100)]))
        #expect(abs((difference.smallestDetectable ?? 0) - 0.1981) < 1e-4)
        #expect(PathDifference(try graph([("a", 1)]), try graph([("a", 2)])).smallestDetectable == nil)
        #expect((Proportion.smallestDetectable(of: 100, and: 100, tests: 20) ?? 0) > 0.1981)
    }
}
