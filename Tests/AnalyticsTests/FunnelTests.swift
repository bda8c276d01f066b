import Analytics
import Kernel
import Statistics
import Testing

/// Steps of one letter each.
func steps(_ letters: String) -> [FunnelQuestion.Step] { letters.map { FunnelQuestion.Step(String($0)) } }

/// How many people reach each step, long after everything has happened.
func reached(_ log: JourneyLog, _ question: FunnelQuestion) -> [Int] {
    log.funnel(question, now: Instant(seconds: 1_000_000_000)).steps.map(\.people)
}

@Suite struct `A funnel` {
    @Test(arguments: [
        ("abc", 3), ("adbc", 1), ("aabbcc", 3), ("aaaabbcc", 3), ("aabbdcc", 2), ("bbccaa", 1), ("adabc", 3), ("ababc", 3), ("acb", 1), ("dd", 0),
    ])
    func `in strict order is left at the first foreign touch`(line: String, depth: Int) throws {
        #expect(reached(try log(line), FunnelQuestion(steps("abc"), order: .strict)).reduce(0, +) == depth)
    }

    @Test(arguments: [("abc", 3), ("adbc", 3), ("cba", 1), ("bcabc", 3), ("aaa", 1), ("cab", 2), ("", 0)])
    func `takes the steps in order, whatever lies between`(line: String, depth: Int) throws {
        #expect(reached(try log(line), FunnelQuestion(steps("abc"))).reduce(0, +) == depth)
    }

    @Test(arguments: [(2, 3), (3, 4), (4, 5), (0, 1)] as [(Int64, Int)])
    func `counts its window from the first step and includes its end`(minutes: Int64, depth: Int) throws {
        let question = FunnelQuestion(steps("defgh"), window: .minutes(minutes))
        #expect(reached(try log("abcdefghi"), question).reduce(0, +) == depth)
    }

    @Test func `starts again when that leads further`() throws {
        // The first a is too early for c, the second is not.
        #expect(reached(try log("axxxabc"), FunnelQuestion(steps("abc"), window: .minutes(2))) == [1, 1, 1])
        // The way by the first a reaches b, but only the second a is in time for c: and no b follows it.
        #expect(reached(try log("abac"), FunnelQuestion(steps("abc"), window: .minutes(2))) == [1, 1, 0])
    }

    @Test func `lets a touch take one step, or several when told so`() throws {
        #expect(reached(try log("a"), FunnelQuestion(steps("aa"))) == [1, 0])
        #expect(reached(try log("aa"), FunnelQuestion(steps("aa"))) == [1, 1])
        #expect(reached(try log("a"), FunnelQuestion(steps("aa"), distinct: false)) == [1, 1])
        let either = [FunnelQuestion.Step("first", kinds: ["a", "b"]), FunnelQuestion.Step("second", kinds: ["b", "c"])]
        #expect(reached(try log("b", "ab", "ac", "ba"), FunnelQuestion(either)) == [4, 2])
    }

    @Test func `tells two moments apart by arrival`() throws {
        let noon = Instant(seconds: 0)
        let question = FunnelQuestion(steps("ab"), window: .zero)
        let inOrder = [Told(person: 1, position: 1, at: noon, kind: "a"), Told(person: 1, position: 2, at: noon, kind: "b")]
        let reversed = [Told(person: 1, position: 2, at: noon, kind: "a"), Told(person: 1, position: 1, at: noon, kind: "b")]
        #expect(reached(try log(inOrder), question) == [1, 1])
        #expect(reached(try log(reversed), question) == [1, 0])
    }

    @Test func `does not call them lost who still have time`() throws {
        let log = try log("ab", "a", "xxxxa")
        let question = FunnelQuestion(steps("ab"), window: .minutes(3))
        let early = log.funnel(question, now: Instant(seconds: 5 * 60)).steps
        #expect(early.map(\.inProgress) == [1, 0])
        #expect(early.map(\.lost) == [1, 0])
        let late = log.funnel(question, now: Instant(seconds: 8 * 60)).steps
        #expect(late.map(\.inProgress) == [0, 0])
        #expect(late.map(\.lost) == [2, 0])
    }

    @Test func `gives the last moment of the window to those in progress`() throws {
        let question = FunnelQuestion(steps("ab"), window: .minutes(3))
        #expect(try log("a").funnel(question, now: Instant(seconds: 180)).steps[0].inProgress == 1)
        #expect(try log("a").funnel(question, now: Instant(seconds: 181)).steps[0].inProgress == 0)
    }

    @Test func `loses nobody who has for ever`() throws {
        let steps = try log("a", "ab").funnel(FunnelQuestion(steps("ab")), now: Instant(seconds: 1_000_000)).steps
        #expect(steps.map(\.lost) == [0, 0])
        #expect(steps.map(\.inProgress) == [1, 0])
    }

    @Test func `tells the share of the step before and of the first`() throws {
        let steps = try log("abc", "ab", "ab", "a").funnel(FunnelQuestion(steps("abc")), now: Instant(seconds: 0)).steps
        #expect(steps.map(\.ofPrevious) == [Proportion(4, of: 4), Proportion(3, of: 4), Proportion(1, of: 3)])
        #expect(steps.map(\.ofFirst) == [Proportion(4, of: 4), Proportion(3, of: 4), Proportion(1, of: 4)])
    }

    @Test func `has a median time that counts those who have not come`() throws {
        // Two come after one and three minutes; two were watched for ten and did not: half are there at three.
        let question = FunnelQuestion(steps("ab"))
        let half = try log("ab", "axxb", "axxxxx", "axxxxx").funnel(question, now: Instant(seconds: 600)).steps
        #expect(half[1].median == .minutes(3))
        #expect(half[1].time?.median == .minutes(2))
        #expect(half[0].median == nil)
        let few = try log("ab", "a", "a").funnel(question, now: Instant(seconds: 600)).steps
        #expect(few[1].median == nil)
    }

    @Test func `never widens, and a longer window never loses anybody`() throws {
        for seed in 1...5 as ClosedRange<UInt64> {
            let log = try log(randomTouches(seed: seed))
            let steps = ["ad", "page", "cart", "buy"].map { FunnelQuestion.Step($0) }
            var narrower = [0, 0, 0, 0]
            for days in [1, 30, 90, 400] as [Int64] {
                let people = reached(log, FunnelQuestion(steps, window: .days(days)))
                #expect(zip(people, people.dropFirst()).allSatisfy { $0.0 >= $0.1 })
                #expect(zip(people, narrower).allSatisfy { $0.0 >= $0.1 })
                narrower = people
            }
            #expect(reached(log, FunnelQuestion(steps)) == narrower)
        }
    }

    @Test func `finds what trying every attempt finds`() throws {
        for seed in 10...30 as ClosedRange<UInt64> {
            let log = try log(randomTouches(seed: seed, people: 10, count: 120))
            let kinds = ["ad", "page", "cart", "buy"]
            for days in [20, 60, 150] as [Int64] {
                let fast = reached(log, FunnelQuestion(kinds.map { FunnelQuestion.Step($0) }, window: .days(days)))
                let depths = (0..<log.people).map { depth(log, Array(log.line(of: $0)), kinds, .days(days)) }
                #expect(fast == (1...4).map { step in depths.count { $0 >= step } })
            }
        }
    }

    /// From each first step on, greedily: how far the best one comes.
    private func depth(_ log: JourneyLog, _ line: [Touch], _ kinds: [String], _ window: Duration) -> Int {
        line.indices.filter { log.kinds[line[$0].kind] == kinds[0] }.map { start in
            var step = 1
            for touch in line[(start + 1)...] where step < kinds.count {
                if touch.occurredAt <= line[start].occurredAt.adding(window), log.kinds[touch.kind] == kinds[step] { step += 1 }
            }
            return step
        }.max() ?? 0
    }
}
