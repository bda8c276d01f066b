import Analytics
import Kernel
import Statistics
import Testing

/// What happens to one person, each touch a day apart: a kind, and a channel where it is not the web.
private func line(_ touches: String...) throws -> JourneyLog {
    try log(
        touches.enumerated().map { place, touch in
            let words = touch.split(separator: "@").map(String.init)
            return Told(
                person: 1, position: Int64(place), at: Instant(seconds: Int64(place) * 86_400), kind: words[0],
                channel: words.count > 1 ? words[1] : "web")
        })
}

private func stagesOf(_ log: JourneyLog) -> [String] { log.touches.map { $0.stage.flatMap { log.name(of: $0) } ?? "–" } }

@Suite struct `A journey` {
    @Test func `puts touchpoints into the first stage that has a rule for them`() throws {
        let journey = try JourneyDefinition([
            .init("shop", [.init(channels: ["shop"])]), .init("buy", [.init(kinds: ["order"]), .init(kinds: ["cart"])]),
            .init("call", [.init(kinds: ["call"], channels: ["phone"])]),
        ])
        let log = try line("order@shop", "order", "cart", "call", "call@phone", "page").following(journey)
        #expect(stagesOf(log) == ["shop", "buy", "buy", "–", "call", "–"])
    }

    @Test func `tells what comes after the first purchase from what comes up to it`() throws {
        let journey = try JourneyDefinition(
            [.init("before", [.init(kinds: ["page", "order"], when: .before)]), .init("after", [.init(when: .after)])], purchase: ["order"])
        #expect(stagesOf(try line("page", "order", "page", "order").following(journey)) == ["before", "before", "after", "after"])
        #expect(stagesOf(try line("page", "page").following(journey)) == ["before", "before"])
    }

    @Test func `knows of a purchase that a filter leaves out`() throws {
        let journey = try JourneyDefinition(
            [.init("before", [.init(when: .before)]), .init("after", [.init(when: .after)])], purchase: ["order"])
        let log = try line("order", "page", "page").following(journey)
        let contents = log.stageContents(Filter(from: Instant(seconds: 86_400), kinds: ["page"]))
        #expect(contents.stages.map(\.touches) == [0, 2])
    }

    @Test func `begins with its entry and ends with its exit, both within`() throws {
        let journey = try JourneyDefinition([.init("all", [.init()])], entry: ["ad"], exit: ["order", "ad"])
        let log = try line("page", "ad", "page", "order", "page", "ad").following(journey)
        #expect(log.touches.map { log.kinds[$0.kind] } == ["ad", "page", "order"])
        #expect(try line("page", "order").following(journey).isEmpty)
        let first = try JourneyDefinition([.init("all", [.init()])], exit: ["page"])
        #expect(try line("page", "order").following(first).touches.count == 1)
    }

    @Test func `says what happens in each stage, what in none, and what of it was bad`() throws {
        let day: Int64 = 86_400
        let told = [
            Told(person: 1, position: 1, at: Instant(seconds: 0), kind: "call", score: ScaledScore(2, on: .csat)),
            Told(person: 1, position: 2, at: Instant(seconds: day), kind: "call", score: ScaledScore(5, on: .csat)),
            Told(person: 2, position: 3, at: Instant(seconds: day), kind: "call"),
            Told(person: 2, position: 4, at: Instant(seconds: day), kind: "page"),
        ]
        let contents = try log(told).following(try JourneyDefinition([.init("help", [.init(kinds: ["call"])])])).stageContents()
        let help = try #require(contents.stages.first)
        #expect(contents.people == 2 && help.people == 2 && help.touches == 3 && help.told == 1)
        #expect(help.kinds.first?.bad == 1 && help.feelings.n == 2 && help.feelings.mean == 0.25)
        #expect(contents.elsewhere.touches == 1 && contents.elsewhere.kinds.map(\.kind) == ["page"])
    }

    @Test func `of too many rules, or of two stages of one name, is refused`() {
        let rules = (0...64).map { JourneyDefinition.Rule(kinds: ["kind \($0)"]) }
        #expect(throws: Failure.invalid("rules", "must be at most 64")) { try JourneyDefinition([.init("all", rules)]) }
        #expect(throws: Failure.invalid("stages", "must have different names")) { try JourneyDefinition([.init("a", []), .init("a", [])]) }
    }
}

@Suite struct `The median` {
    @Test func `lies between the 40th and the 61st of a hundred`() {
        // Conover 1999; the ranks that M. J. Campbell and M. J. Gardner give for 100 values (Statistics with Confidence, 1989).
        #expect(medianInterval(ofSorted: Array(1...100)) == 40...61)
        #expect(medianInterval(ofSorted: [1, 2, 3]) == nil && medianInterval(ofSorted: []) == nil)
    }
}
