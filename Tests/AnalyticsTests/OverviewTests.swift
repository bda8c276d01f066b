import Analytics
import Kernel
import Testing

@Suite struct `The overview` {
    @Test func `counts people and touches by kind, channel and stage`() throws {
        let noon = Instant(seconds: 43_200)
        let overview = try log([
            Told(person: 1, position: 1, at: noon, kind: "page", channel: "web", stage: "search"),
            Told(person: 1, position: 2, at: noon.adding(.minutes(1)), kind: "page", channel: "web", stage: "search"),
            Told(person: 2, position: 3, at: noon.adding(.minutes(2)), kind: "call", channel: "phone"),
        ]).overview()
        #expect(overview.people == 2 && overview.touches == 3)
        #expect(overview.first == noon && overview.last == noon.adding(.minutes(2)))
        #expect(overview.kinds.map { "\($0.name) \($0.people) \($0.touches)" } == ["page 1 2", "call 1 1"])
        #expect(overview.channels.map(\.name) == ["web", "phone"])
        #expect(overview.stages.map(\.touches) == [0, 2, 0, 0, 0])
    }

    @Test func `of nothing has no time`() throws {
        let overview = try log([]).overview()
        #expect(overview.people == 0 && overview.first == nil && overview.last == nil && overview.kinds.isEmpty)
    }
}

@Suite struct `A filter` {
    private let day = Day(number: 20_000).start

    private func days() throws -> JourneyLog {
        try log([
            Told(person: 1, position: 1, at: day, kind: "a", channel: "web"),
            Told(person: 1, position: 2, at: day.adding(.days(1)), kind: "b", channel: "shop"),
            Told(person: 2, position: 3, at: day.adding(.days(2)), kind: "a", channel: "web"),
        ])
    }

    @Test func `takes its first moment and leaves its last`() throws {
        let overview = try days().overview(Filter(from: day, until: day.adding(.days(2))))
        #expect(overview.people == 1 && overview.touches == 2)
    }

    @Test func `takes kinds, channels and people`() throws {
        #expect(try days().overview(Filter(kinds: ["a"])).people == 2)
        #expect(try days().overview(Filter(channels: ["shop"])).touches == 1)
        #expect(try days().overview(Filter(people: [2, 3])).touches == 1)
        #expect(try days().overview(Filter(kinds: ["unheard of"])).people == 0)
    }

    @Test func `that takes everything changes nothing`() throws {
        for seed in 1...3 as ClosedRange<UInt64> {
            let log = try log(randomTouches(seed: seed))
            let all = Filter(from: Instant(seconds: 0), people: Set(0..<40))
            #expect(log.overview(all) == log.overview())
            #expect(log.directlyFollows(all) == log.directlyFollows())
            #expect(log.scores(ScoreQuestion(.nps, every: .month), all) == log.scores(ScoreQuestion(.nps, every: .month)))
        }
    }
}
