import Analytics
import Kernel
import Testing

@Suite struct `The log` {
    @Test func `keeps a touch in 64 bytes`() {
        #expect(MemoryLayout<Touch>.stride == 64)
    }

    @Test func `gives back what a touch was told`() throws {
        var builder = JourneyLog.Builder(stages: stages)
        let yen = Money(-1_999, .jpy)
        builder.add(
            Touch(
                person: 7, position: 3, at: Instant(seconds: 5), kind: try builder.kind("review"), channel: try builder.channel("web"),
                stage: builder.stage("opinion"), score: ScaledScore(4.5, on: .rating), sentiment: -0.25, weight: 0.284_717_714_3, value: yen))
        let log = builder.build()
        let touch = try #require(log.touches.first)
        #expect(log.kinds[touch.kind] == "review")
        #expect(log.channels[touch.channel] == "web")
        #expect(touch.stage.flatMap(log.name) == "opinion")
        #expect(touch.score == ScaledScore(4.5, on: .rating))
        #expect(touch.sentiment == -0.25)
        #expect(touch.weight == 0.284_717_714_3)
        #expect(touch.value == yen)
    }

    @Test func `says nothing where nothing was said`() throws {
        let touch = try #require(try log("a").touches.first)
        #expect(touch.stage == nil && touch.score == nil && touch.sentiment == nil && touch.value == nil)
        #expect(touch.weight == 1)
    }

    @Test func `orders by person, time and arrival`() throws {
        let noon = Instant(seconds: 43_200)
        let log = try log([
            Told(person: 2, position: 1, at: noon, kind: "d"), Told(person: 1, position: 4, at: noon, kind: "c"),
            Told(person: 1, position: 2, at: noon, kind: "b"), Told(person: 1, position: 9, at: Instant(seconds: 0), kind: "a"),
        ])
        #expect(log.touches.map { log.kinds[$0.kind] } == ["a", "b", "c", "d"])
        #expect(log.people == 2)
        #expect(log.line(of: 0).count == 3)
        #expect(log.end == noon)
    }

    @Test func `of nothing has nobody`() throws {
        let empty = try log([])
        #expect(empty.people == 0 && empty.isEmpty && empty.end == nil)
    }
}
