import Analytics
import Kernel
import Statistics
import Testing

@Suite struct `The directly-follows graph` {
    @Test func `counts people and events on each edge`() throws {
        let graph = try log("abab", "ab", "ba").directlyFollows()
        #expect(graph.edges.map { "\($0.from)\($0.to) \($0.events) \($0.people)" } == ["ab 3 2", "ba 2 2"])
        #expect(graph.edges.allSatisfy { $0.time.median == .seconds(60) })
        #expect(graph.nodes.map { "\($0.kind) \($0.people) \($0.touches) \($0.starts) \($0.ends)" } == ["a 3 4 2 1", "b 3 4 1 2"])
        #expect(graph.selfLoops.isEmpty)
    }

    @Test func `tells where on the line people first come to a touchpoint`() throws {
        let nodes = try log("aab", "cb", "ba").directlyFollows().nodes
        #expect(nodes.map { "\($0.kind) \($0.place)" } == ["b 2.0", "a 1.5", "c 1.0"])
    }

    @Test func `shows loops`() throws {
        #expect(try log("aab").directlyFollows().selfLoops.map(\.from) == ["a"])
    }

    @Test func `tells the median and the mean time between`() throws {
        let start = Instant(seconds: 0)
        let touches = [1, 2, 9].enumerated().flatMap { person, days in
            [
                Told(person: Int64(person), position: 1, at: start, kind: "a"),
                Told(person: Int64(person), position: 2, at: start.adding(.days(days)), kind: "b"),
            ]
        }
        let edge = try #require(try log(touches).directlyFollows().edges.first)
        #expect(edge.time == TimeSpread(n: 3, median: .days(2), p90: .seconds(656_640), mean: .days(4)))
    }

    @Test func `has as many steps as touches less people`() throws {
        for seed in 1...5 as ClosedRange<UInt64> {
            let graph = try log(randomTouches(seed: seed)).directlyFollows()
            #expect(graph.total == graph.touches - graph.people)
            #expect(graph.nodes.reduce(0) { $0 + $1.starts } == graph.people)
            #expect(graph.nodes.reduce(0) { $0 + $1.ends } == graph.people)
        }
    }

    @Test func `looks at what the filter lets through, and joins what is then neighbours`() throws {
        let graph = try log("axb", "x", "ab").directlyFollows(Filter(kinds: ["a", "b"]))
        #expect(graph.edges.map { "\($0.from)\($0.to) \($0.events)" } == ["ab 2"])
        #expect(graph.people == 2)
    }
}

@Suite struct `The variants` {
    @Test func `count whole lines`() throws {
        let variants = try log("ab", "ab", "abb", "ba", "a").variants(VariantQuestion(top: 2, collapsing: false))
        #expect(variants.count == 4)
        #expect(variants.top.map { $0.kinds.joined() } == ["ab", "a"])
        #expect(variants.top.map(\.people) == [Proportion(2, of: 5), Proportion(1, of: 5)])
    }

    @Test func `take repetition for one step when told so`() throws {
        let variants = try log("ab", "ab", "aabb", "ba").variants()
        #expect(variants.top.map { $0.kinds.joined() } == ["ab", "ba"])
        #expect(variants.top.first?.people == Proportion(3, of: 4))
    }

    @Test func `keep their totals when only some are told`() throws {
        let variants = try log("a", "ab", "abc", "abcd").variants(VariantQuestion(top: 1))
        #expect(variants.people == 4)
        #expect(variants.covered == Proportion(1, of: 4))
        #expect(variants.others == 3)
        #expect(variants.endings == [1, 1, 1, 1])
    }

    @Test func `end once for each person`() throws {
        for seed in 1...5 as ClosedRange<UInt64> {
            let variants = try log(randomTouches(seed: seed)).variants()
            #expect(variants.endings.reduce(0, +) == variants.people)
            #expect(variants.top.allSatisfy { $0.people.total == variants.people })
        }
    }

    @Test func `of nobody are none`() throws {
        let variants = try log([]).variants()
        #expect(variants.covered.share == nil)
        #expect(variants.top.isEmpty && variants.endings.isEmpty)
    }
}

@Suite struct `An answer` {
    @Test func `does not depend on the order in which touches came`() throws {
        var random = Seeded(state: 99)
        let touches = randomTouches(seed: 7)
        let (one, other) = (try log(touches), try log(touches.shuffled(using: &random)))
        #expect(one.directlyFollows() == other.directlyFollows())
        #expect(one.variants() == other.variants())
        #expect(one.overview() == other.overview())
        #expect(one.stageConversion() == other.stageConversion())
        #expect(one.scores(ScoreQuestion(.nps, every: .month, by: .channel)) == other.scores(ScoreQuestion(.nps, every: .month, by: .channel)))
        let question = FunnelQuestion(["ad", "page", "buy"].map { FunnelQuestion.Step($0) }, window: .days(90))
        #expect(one.funnel(question, now: Instant(seconds: 40_000_000)) == other.funnel(question, now: Instant(seconds: 40_000_000)))
    }
}
