import Analytics
import Kernel
import Statistics
import Testing

/// Steps of one letter each, which must follow the one before within so many minutes.
private func steps(_ letters: String, within minutes: Int64) -> [FunnelQuestion.Step] {
    letters.map { FunnelQuestion.Step(String($0), within: .minutes(minutes)) }
}

@Suite struct `A funnel whose steps have times of their own` {
    @Test(arguments: [("abc", 1, 3), ("axbc", 1, 1), ("axbc", 2, 3), ("abxxc", 2, 2), ("abxxc", 3, 3), ("aabc", 1, 3)] as [(String, Int64, Int)])
    func `counts each from the step before`(line: String, minutes: Int64, depth: Int) throws {
        #expect(reached(try log(line), FunnelQuestion(steps("abc", within: minutes))).reduce(0, +) == depth)
    }

    @Test func `goes on from the step that was done again`() throws {
        // From the first b it is too long to c, from the second it is not; both follow the same a.
        let question = FunnelQuestion([.init("a"), .init("b", within: .minutes(3)), .init("c", within: .minutes(1))])
        #expect(reached(try log("abxbc"), question) == [1, 1, 1])
        // The later a has more time for the whole way, the earlier one leads to the later b.
        let both = FunnelQuestion([.init("a"), .init("b", within: .minutes(9)), .init("c", within: .minutes(1))], window: .minutes(5))
        #expect(reached(try log("abaxbc"), both) == [1, 1, 1])
    }

    @Test func `knows who can still take the next step`() throws {
        let question = FunnelQuestion([.init("a"), .init("b", within: .minutes(2))], window: .minutes(60))
        #expect(try log("a").funnel(question, now: Instant(seconds: 120)).steps[0].inProgress == 1)
        #expect(try log("a").funnel(question, now: Instant(seconds: 121)).steps[0].lost == 1)
    }

    @Test func `finds what trying every way finds`() throws {
        let times: [Int64] = [0, 30, 50, 80]
        let kinds = ["ad", "page", "cart", "buy"]
        let steps = zip(kinds, times).map { FunnelQuestion.Step($0, within: .days($1)) }
        for seed in 40...60 as ClosedRange<UInt64> {
            let log = try log(randomTouches(seed: seed, people: 8, count: 120))
            for window in [60, 120, 400] as [Int64] {
                let depths = (0..<log.people).map { place in
                    let line = log.line(of: place).map { (kind: log.kinds[$0.kind], day: $0.occurredAt.seconds / 86_400) }
                    return line.indices.map { depth(line, from: $0, kinds, times, window) }.max() ?? 0
                }
                #expect(reached(log, FunnelQuestion(steps, window: .days(window))) == (1...4).map { step in depths.count { $0 >= step } })
            }
        }
    }

    private func depth(_ line: [(kind: String, day: Int64)], from start: Int, _ kinds: [String], _ times: [Int64], _ window: Int64) -> Int {
        func further(_ last: Int, _ step: Int) -> Int {
            guard step < kinds.count else { return step }
            let next = line.indices.filter {
                $0 > last && line[$0].kind == kinds[step] && line[$0].day <= line[last].day + times[step] && line[$0].day <= line[start].day + window
            }
            return next.map { further($0, step + 1) }.max() ?? step
        }
        return line[start].kind == kinds[0] ? further(start, 1) : 0
    }
}

@Suite struct `A funnel in any order` {
    @Test(arguments: [("abc", 3), ("cba", 3), ("bxxa", 2), ("ccc", 1), ("xx", 0), ("axxxxbc", 2)])
    func `counts how many steps were done within the window`(line: String, depth: Int) throws {
        #expect(reached(try log(line), FunnelQuestion(steps("abc"), window: .minutes(3), order: .any)).reduce(0, +) == depth)
    }

    @Test func `counts a touch for the step that makes room`() throws {
        let either = [FunnelQuestion.Step("first", kinds: ["a", "b"]), FunnelQuestion.Step("second", kinds: ["a"])]
        #expect(reached(try log("ab", "ba", "bb"), FunnelQuestion(either, order: .any)) == [3, 2])
        #expect(reached(try log("a"), FunnelQuestion(either, order: .any, distinct: false)) == [1, 1])
        #expect(reached(try log("aa", "a"), FunnelQuestion(steps("aa"), order: .any)) == [2, 1])
    }

    @Test func `can be the first attempt alone`() throws {
        let question = FunnelQuestion(steps("ab"), window: .minutes(1), order: .any, firstAttempt: true)
        #expect(reached(try log("axxba"), question) == [1, 0])
        #expect(reached(try log("baxx"), question) == [1, 1])
    }

    @Test func `finds what trying every way finds`() throws {
        let steps = [
            FunnelQuestion.Step("look", kinds: ["ad", "page"]), .init("page"), .init("any", kinds: ["page", "cart", "buy"]), .init("buy"),
        ]
        for seed in 70...85 as ClosedRange<UInt64> {
            let log = try log(randomTouches(seed: seed, people: 12, count: 110))
            for window in [15, 60, 400] as [Int64] {
                let depths = (0..<log.people).map { place in
                    let line = log.line(of: place).map { (kind: log.kinds[$0.kind], day: $0.occurredAt.seconds / 86_400) }
                    return line.indices.map { start in most(line[start...].filter { $0.day <= line[start].day + window }.map(\.kind), steps) }.max()
                        ?? 0
                }
                #expect(
                    reached(log, FunnelQuestion(steps, window: .days(window), order: .any)) == (1...4).map { step in depths.count { $0 >= step } })
            }
        }
    }

    /// Each touch counted for each step that it fits, or for none.
    private func most(_ kinds: [String], _ steps: [FunnelQuestion.Step]) -> Int {
        var done: Set<Set<Int>> = [[]]
        for kind in kinds {
            for before in done {
                for step in steps.indices where steps[step].kinds.contains(kind) { done.insert(before.union([step])) }
            }
        }
        return done.map(\.count).max() ?? 0
    }
}

@Suite struct `A funnel that holds something constant` {
    /// Person, minute, letter and the order it is about.
    private func told(_ touches: [(Int64, String, UInt32?)]) throws -> (JourneyLog, TouchValues) {
        let log = try log(
            touches.enumerated().map { place, touch in
                Told(person: touch.0, position: Int64(place), at: Instant(seconds: Int64(place) * 60), kind: touch.1)
            })
        return (log, TouchValues(touches.map { $0.2 ?? 0 }))
    }

    @Test func `takes steps of one value alone`() throws {
        let (log, values) = try told([(1, "a", 7), (1, "b", 8), (2, "a", 7), (2, "a", 8), (2, "b", 7), (3, "a", nil), (3, "b", nil)])
        #expect(reached(log, FunnelQuestion(steps("ab"))) == [3, 3])
        #expect(reached(log, FunnelQuestion(steps("ab"), constant: values)) == [2, 1])
    }

    @Test func `is not interrupted by what has another value`() throws {
        let (log, values) = try told([(1, "a", 7), (1, "x", 8), (1, "b", 7), (2, "a", 7), (2, "x", 7), (2, "b", 7)])
        #expect(reached(log, FunnelQuestion(steps("ab"), order: .strict, constant: values)) == [2, 1])
    }

    @Test func `counts a person once, by the value that came furthest and was there first`() throws {
        let (log, values) = try told([(1, "a", 1), (1, "a", 2), (1, "b", 2), (1, "b", 1)])
        let steps = log.funnel(FunnelQuestion(steps("ab"), constant: values), now: Instant(seconds: 900)).steps
        #expect(steps.map(\.people) == [1, 1])
        #expect(steps[1].time?.median == .minutes(1))
    }
}

@Suite struct `Conversion at a horizon` {
    @Test func `is the share itself where everybody was watched so long`() throws {
        var random = Seeded(state: 3)
        let lines = (0..<200).map { _ in ["ab", "axb", "axxxxb", "a"].randomElement(using: &random) ?? "a" }
        var builder = JourneyLog.Builder(stages: stages)
        for (person, line) in lines.enumerated() {
            for (minute, letter) in line.enumerated() {
                builder.add(
                    Touch(
                        person: Int64(person), position: Int64(person * 10 + minute), at: Instant(seconds: Int64(minute) * 60),
                        kind: try builder.kind("\(letter)"), channel: try builder.channel("web")))
            }
        }
        let question = FunnelQuestion(steps("ab"), window: .minutes(10), horizon: .minutes(2))
        let found = try #require(builder.build().funnel(question, now: Instant(seconds: 36_000)).steps[1].atHorizon)
        let soon = lines.count { $0 == "ab" || $0 == "axb" }
        #expect(abs((found.value ?? 0) - Double(soon) / 200) < 1e-12)
        #expect(found.n == 200 && found.interval?.contains(Double(soon) / 200) == true)
    }

    @Test func `learns from those who are on their way, and counts the lost as lost`() throws {
        // All begin at once; half of the watch is over, and who has not come is on the way.
        let question = FunnelQuestion(steps("ab"), window: .minutes(60), horizon: .minutes(50))
        let lines = Array(repeating: "ab", count: 20) + Array(repeating: "a", count: 20)
        let log = try joined(lines)
        #expect(log.funnel(question, now: Instant(seconds: 600)).steps[1].atHorizon?.value == 0.5)
        #expect(log.funnel(question, now: Instant(seconds: 7_200)).steps[1].atHorizon?.value == 0.5)
        #expect(log.funnel(FunnelQuestion(steps("ab")), now: Instant(seconds: 600)).steps[1].atHorizon == nil)
    }

    private func joined(_ lines: [String]) throws -> JourneyLog {
        var touches: [Told] = []
        for (person, line) in lines.enumerated() {
            for (minute, letter) in line.enumerated() {
                touches.append(
                    Told(person: Int64(person), position: Int64(touches.count), at: Instant(seconds: Int64(minute) * 60), kind: "\(letter)"))
            }
        }
        return try log(touches)
    }
}
