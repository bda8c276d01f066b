import Analytics
import Kernel
import Statistics
import Testing

private let day: Int64 = 86_400

/// People who were asked on day 100 whether they would recommend: one in four had a late parcel, most of whom then wrote a ticket; some write
/// tickets without a reason. Only the parcel matters.
private func parcels(_ people: Int64) throws -> JourneyLog {
    var random = Seeded(state: 11)
    var touches: [Told] = []
    func happens(_ person: Int64, _ kind: String, _ at: Int64, _ score: ScaledScore? = nil) {
        touches.append(Told(person: person, position: Int64(touches.count), at: Instant(seconds: at * day), kind: kind, score: score))
    }
    for person in 0..<people {
        let isLate = random.next() % 4 == 0
        happens(person, "order", 80)
        if isLate { happens(person, "late", 90) }
        if isLate ? random.next() % 10 < 8 : random.next() % 10 < 1 { happens(person, "ticket", 92) }
        if random.next() % 3 == 0 { happens(person, "banner", 95) }
        let answer = Int.random(in: isLate ? 2...7 : 7...10, using: &random)
        happens(person, "asked", 100, ScaledScore(Double(answer), on: .nps))
        if random.next() % 2 == 0 { happens(person, "after", 101) }
    }
    return try log(touches)
}

@Suite struct `What was met before an answer` {
    @Test func `explains it, and what only follows from it does not`() throws {
        let encounters = try parcels(800).encounters(EncounterQuestion(.nps))
        #expect(encounters.explaining.map(\.kind) == ["late"])
        let late = try #require(encounters.explaining.first)
        #expect(late.interval.high < -80 && late.pointsAtStake > 20)
        // By itself a ticket looks bad too.
        let ticket = try #require(encounters.each.first { $0.kind == "ticket" })
        #expect((ticket.with.estimate.value ?? 0) < (ticket.without.estimate.value ?? 0) - 50)
    }

    @Test func `is neither what came later, nor what was long before, nor what was left out`() throws {
        let log = try parcels(400)
        let kinds = Set(log.encounters(EncounterQuestion(.nps)).each.map(\.kind))
        #expect(kinds.contains("late") && !kinds.contains("after") && !kinds.contains("asked"))
        #expect(log.encounters(EncounterQuestion(.nps, windows: [.days(9)])).each.map(\.kind) == ["banner", "ticket"])
        #expect(!log.encounters(EncounterQuestion(.nps, besides: ["late"])).each.map(\.kind).contains("late"))
    }

    @Test func `counts also where it was before the period of the answers`() throws {
        let log = try parcels(400)
        let filter = Filter(from: Instant(seconds: 99 * day), until: Instant(seconds: 101 * day))
        #expect(log.encounters(EncounterQuestion(.nps), filter) == log.encounters(EncounterQuestion(.nps)))
        #expect(log.encounters(EncounterQuestion(.nps), Filter(from: Instant(seconds: 101 * day))).all.n == 0)
    }

    @Test func `explains nothing where nobody or hardly anybody answered`() throws {
        #expect(try log("abc", "ab").encounters(EncounterQuestion(.nps)).explaining == [])
        #expect(try parcels(20).encounters(EncounterQuestion(.nps)).each == [])
    }
}

@Suite struct `Ratings that drive an answer` {
    /// Each rates the seat and the food, then the whole; the food hardly matters. Every third has not eaten.
    private func flights(_ people: Int64) throws -> JourneyLog {
        var random = Seeded(state: 4)
        var touches: [Told] = []
        for person in 0..<people {
            let (seat, food) = (Int.random(in: 1...5, using: &random), Int.random(in: 1...5, using: &random))
            func rates(_ kind: String, _ value: Double, _ scale: ScoreScale, day at: Int64) {
                touches.append(
                    Told(
                        person: person, position: Int64(touches.count), at: Instant(seconds: at * day), kind: kind,
                        score: ScaledScore(value, on: scale)))
            }
            rates("seat", 1, .rating, day: 1)
            rates("seat", Double(seat), .rating, day: 2)
            if person % 3 != 0 { rates("food", Double(food), .rating, day: 2) }
            let noise = Int.random(in: 0...2, using: &random)
            rates("overall", Double(min(10, max(1, 2 * seat + noise - 1 + (food > 3 && person % 3 != 0 ? 1 : 0)))), .rating10, day: 3)
        }
        return try log(touches)
    }

    @Test func `are ranked by what they explain, from the last rating before the answer`() throws {
        let drivers = try flights(600).drivers(DriverQuestion(.rating10))
        #expect(drivers.drivers.map(\.kind) == ["seat", "food"] && drivers.n == 600)
        let (seat, food) = (drivers.drivers[0], drivers.drivers[1])
        #expect((seat.n, food.n) == (600, 400))
        #expect((seat.importance ?? 0) > 0.9 && (seat.correlation ?? 0) > 0.9)
        #expect(abs(drivers.drivers.compactMap(\.importance).reduce(0, +) - 1) < 1e-9)
        #expect(abs(drivers.drivers.compactMap(\.shapley).reduce(0, +) - 1) < 1e-9)
        #expect(seat.interval?.contains(seat.importance ?? 0) == true)
        #expect((seat.contrast?.penalty.value ?? 0) < -2 && (seat.contrast?.reward.value ?? 0) > 1 && (seat.pointsAtStake ?? 0) > 1)
    }

    @Test func `may be asked of complete cases alone, and need enough answers`() throws {
        #expect(try flights(600).drivers(DriverQuestion(.rating10, completeCasesOnly: true)).n == 400)
        let few = try flights(20).drivers(DriverQuestion(.rating10))
        #expect(few.drivers == [] && few.explained == nil && few.n == 20)
    }
}
