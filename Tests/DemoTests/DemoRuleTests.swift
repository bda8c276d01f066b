import Kernel
import Testing

@testable import Demo

@Suite struct `A mood` {
    private let start = Instant(seconds: 1_700_000_000)

    @Test func `falls when something goes wrong and comes back with time, but not quite`() {
        var mood = Mood(0.5, at: start)
        mood.feel(-0.6, at: start)
        let after = mood.value(at: start)
        let later = mood.value(at: start.adding(.days(365)))
        #expect(abs(after - -0.1) < 0.001)
        #expect(later > after)
        #expect(later < 0.5)
    }

    @Test func `never leaves its range`() {
        var mood = Mood(0.5, at: start)
        for day in 0..<20 { mood.feel(-0.9, at: start.adding(.days(Int64(day)))) }
        #expect(mood.value(at: start.adding(.days(20))) >= -1)
        for day in 20..<90 { mood.feel(0.9, at: start.adding(.days(Int64(day)))) }
        #expect(mood.value(at: start.adding(.days(90))) <= 1)
    }
}

@Suite struct `An agenda` {
    @Test func `gives the next thing first, and equal times in the order of planning`() {
        var agenda = Agenda()
        var dice = Dice(seed: 7, stream: 0)
        for who in 0..<500 { agenda.plan(.browse, for: who, at: Instant(seconds: Int64(dice.whole(0...60)))) }
        var told: [(Int64, Int)] = []
        while let entry = agenda.next() { told.append((entry.at.seconds, entry.who)) }
        #expect(told.count == 500)
        #expect(zip(told, told.dropFirst()).allSatisfy { $0 < $1 })
    }
}

@Suite struct `The dice` {
    @Test func `fall the same way again, and another way for another stream`() {
        var (one, same, other) = (Dice(seed: 1, stream: 4), Dice(seed: 1, stream: 4), Dice(seed: 1, stream: 5))
        let drawn = (0..<50).map { _ in one.bits() }
        #expect(drawn == (0..<50).map { _ in same.bits() })
        #expect(drawn != (0..<50).map { _ in other.bits() })
    }

    @Test func `are fair`() {
        var dice = Dice(seed: 3, stream: 0)
        var counts = [Int](repeating: 0, count: 6)
        for _ in 0..<60_000 { counts[dice.whole(0...5)] += 1 }
        #expect(counts.allSatisfy { (9_500...10_500).contains($0) })
    }
}

@Suite struct `Service hours` {
    private func at(_ text: String) throws -> Instant { try #require(Instant(text)) }

    @Test func `let a message of the day through at once`() throws {
        var dice = Dice(seed: 1, stream: 0)
        let noon = try at("2026-11-20T11:00:00Z")
        #expect(ServiceHours.next(from: noon, east: 1, &dice) == noon)
    }

    @Test(arguments: [
        ("2026-11-20T20:00:00Z", "2026-11-21"), ("2026-11-21T20:00:00Z", "2026-11-23"), ("2026-11-22T09:00:00Z", "2026-11-23"),
        ("2026-11-20T03:00:00Z", "2026-11-20"),
    ])
    func `move what comes at night or on Sunday to the next opening`(sent: String, opens: String) throws {
        var dice = Dice(seed: 1, stream: 0)
        let next = ServiceHours.next(from: try at(sent), east: 1, &dice)
        let opening = try at("\(opens)T07:00:00Z")
        #expect(next > opening)
        #expect(next < opening.adding(.minutes(30)))
    }
}

@Suite struct `An arrival` {
    @Test func `is as a rule fine with the old carrier and as a rule not with the new one`() {
        var dice = Dice(seed: 1, stream: 0)
        let month = Month(year: 2026, month: 5)
        let fine = { (carrier: Carrier) in (0..<2_000).count { _ in Arrival.drawn(by: carrier, in: month, &dice).isFine } }
        #expect(fine(.kestrel) > 1_800)
        #expect(fine(.quickstep) < 800)
    }

    @Test func `annoys more than twice as much when it is twice as late`() {
        #expect(Arrival(carrier: .kestrel, daysLate: 8).annoyance > 2 * Arrival(carrier: .kestrel, daysLate: 4).annoyance)
    }
}

@Suite struct `A name in Latin letters` {
    @Test(arguments: [
        ("Małgorzata", "malgorzata"), ("Żaneta", "zaneta"), ("Щербакова", "shcherbakova"), ("Семёнов", "semenov"), ("O'Brien", "obrien"),
    ])
    func `is fit for an address`(written: String, latin: String) {
        #expect(Latin.spelled(written) == latin)
    }
}

@Suite struct `A set of properties` {
    @Test func `is a JSON object, with quotes escaped and nothing left out but what is missing`() {
        let properties: Properties = ["text": .text(#"say "no" \ yes"#), "days": .number(3), "reason": .text(nil)]
        #expect(properties.json == #"{"text":"say \"no\" \\ yes","days":3}"#)
        #expect(Properties().json == "")
    }
}

@Suite struct `The texts of a language` {
    @Test(arguments: Language.allCases) func `speak of every topic, matter, product and page`(language: Language) {
        let texts = Texts.of(language)
        #expect(Topic.allCases.allSatisfy { (texts.remarks[$0]?.first.count ?? 0) >= 3 })
        #expect(Matter.allCases.allSatisfy { (texts.requests[$0]?.subjects.count ?? 0) >= 3 })
        #expect(Matter.allCases.filter { $0 != .fault }.allSatisfy { (texts.requests[$0]?.questions.count ?? 0) >= 3 })
        #expect(Product.Category.allCases.allSatisfy { (texts.products[$0]?.faults.count ?? 0) >= 2 && texts.site.products[$0] != nil })
        #expect(Page.allCases.allSatisfy { texts.site.pages[$0] != nil })
        #expect(texts.site.newsletters.count == 12)
    }

    @Test(arguments: Language.allCases) func `has no sentence twice in a list`(language: Language) {
        for remarks in Texts.of(language).remarks.values {
            let sentences = remarks.first + remarks.atWork + remarks.then
            #expect(Set(sentences).count == sentences.count)
        }
    }
}
