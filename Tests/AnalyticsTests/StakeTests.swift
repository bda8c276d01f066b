import Analytics
import Kernel
import Statistics
import Testing

private let now = Instant(seconds: 400 * 86_400)

/// Somebody's line in short: the day, what happened, and perhaps an answer or an amount.
private struct Life {
    var touches: [(day: Int64, kind: String, answer: Double?, value: Money?)] = []

    func on(_ day: Int64, _ kind: String, answer: Double? = nil, euros: Int64? = nil, zlotys: Int64? = nil) -> Life {
        var life = self
        life.touches.append((day, kind, answer, euros.map { Money($0 * 100, .eur) } ?? zlotys.map { Money($0 * 100, .pln) }))
        return life
    }
}

private func log(_ lives: [Life]) throws -> JourneyLog {
    var builder = JourneyLog.Builder(stages: stages)
    var position: Int64 = 0
    for (person, life) in lives.enumerated() {
        for touch in life.touches {
            position += 1
            builder.add(
                Touch(
                    person: Int64(person), position: position, at: Instant(seconds: touch.day * 86_400), kind: try builder.kind(touch.kind),
                    channel: try builder.channel("web"), score: touch.answer.map { ScaledScore($0, on: .nps) }, value: touch.value))
        }
    }
    return builder.build()
}

@Suite struct `What is at stake` {
    private let question = StakeQuestion(
        "late", stage: ["late", "parcel"], revenue: ["order", "plan"], refunds: ["refund"], after: .days(30))

    @Test func `is what people brought afterwards: from their first time on, in time, less what was paid back`() throws {
        let people = try log([
            Life().on(1, "order", euros: 70).on(3, "late").on(4, "late").on(10, "order", euros: 50).on(33, "order", euros: 9).on(
                34, "order", euros: 8
            )
            .on(20, "refund", euros: 5).on(12, "quote", euros: 400),
            Life().on(3, "parcel").on(5, "plan", zlotys: 20).on(390, "page"), Life().on(390, "late").on(391, "order", euros: 5),
            Life().on(3, "page").on(5, "order", euros: 20),
        ]).stakePeople(question, now: now)
        #expect(people.map(\.person) == [0, 1, 2] && people.map(\.isHit) == [true, false, true])
        #expect(people[0].brought == [.eur: 5_400] && people[1].brought == [.pln: 2_000])
        #expect(people[2].brought == nil, "their time is not over")
        #expect(people[0].likeness == .init(answer: nil, on: .nps, purchases: 1, currency: .eur))
        #expect(people[1].likeness == .init(answer: nil, on: .nps, purchases: 0, currency: nil))
    }

    @Test func `compares with people whom it spared until their time was over`() throws {
        let people = try log([
            Life().on(3, "parcel").on(33, "late"), Life().on(3, "parcel").on(34, "late"), Life().on(1, "late").on(3, "parcel"),
        ]).stakePeople(question, Filter(from: Instant(seconds: 2 * 86_400), until: Instant(seconds: 20 * 86_400)), now: now)
        #expect(people.map(\.person) == [1] && people[0].isHit == false)
    }

    @Test func `holds people alike by their last answer, how often they had bought, and in which currency`() throws {
        let people = try log([
            Life().on(1, "asked", answer: 10).on(2, "asked", answer: 3).on(5, "late"),
            Life().on(1, "order", euros: 1).on(2, "order", euros: 1).on(3, "order", zlotys: 1).on(5, "late"),
        ]).stakePeople(question, now: now)
        #expect(people.map(\.likeness.answer) == [2, nil] && people.map(\.likeness.purchases) == [0, 2])
        #expect(people.map(\.likeness.currency) == [nil, .pln])
    }

    /// Of two strata: whoever had bought before brings 100 less when hit, whoever had not brings 20 less.
    private func lives(hit: (Bool, Int) -> Int64) -> [Life] {
        (0..<400).map { number in
            let (isHit, hadBought) = (number % 4 == 0, number % 8 < 4)
            let start = hadBought ? Life().on(1, "order", euros: 10) : Life()
            let spared: Int64 = (hadBought ? 150 : 60) + Int64(number % 5)
            return start.on(5, isHit ? "late" : "parcel").on(9, "order", euros: isHit ? spared - hit(hadBought, number) : spared)
        }
    }

    @Test func `is people hit times how much less each brought, alike against alike, with an interval that is always the same`() throws {
        let log = try log(lives { hadBought, _ in hadBought ? 100 : 20 })
        let filter = Filter(until: Instant(seconds: 95 * 86_400))
        let stakes = Stakes(log.stakePeople(question, filter, now: now), filter, now: now)
        #expect(stakes.hit == 100 && stakes.spared == 300 && abs(stakes.months - 90.0 / 365 * 12) < 1e-9)
        let amount = try #require(stakes.amounts.first)
        let difference = try #require(amount.each.difference)
        #expect(amount.inProgress == 0)
        #expect(abs(difference - 6_000) < 60 && amount.each.hit == 100 && amount.each.spared == 300)
        let (atRisk, interval) = (try #require(amount.atRisk.value), try #require(amount.atRisk.interval))
        #expect(abs(atRisk - 100 * difference) < 1e-6 && interval.low < atRisk && atRisk < interval.high)
        // As many as in these ninety days, for a year, half of them reached.
        let gain = try #require(amount.gain(.init(reach: 0.5, months: 12)).value)
        #expect(abs(gain - atRisk / 90 * 365 * 0.5) < 1e-6)
        #expect(Stakes(log.stakePeople(question, filter, now: now), filter, now: now) == stakes)
    }

    @Test func `is never added across currencies, and is too few where few are`() throws {
        let euros = lives { _, _ in 40 }
        let zlotys = (0..<20).map { Life().on(1, "order", zlotys: 10).on(5, $0 % 2 == 0 ? "late" : "parcel").on(9, "order", zlotys: 50) }
        let stakes = Stakes(try log(euros + zlotys).stakePeople(question, now: now), .everything, now: now)
        #expect(stakes.amounts.map(\.currency) == [.eur, .pln])
        // Whoever had bought nothing yet may buy in either; but only twenty do in the second.
        #expect(stakes.amounts[1].hit == 60 && stakes.amounts[1].paying == 20 && stakes.amounts[1].atRisk == .tooFew(n: 20))
        #expect(stakes.amounts[0].atRisk.value != nil)
        let few = Stakes(try log(zlotys).stakePeople(question, now: now), .everything, now: now)
        #expect(few.amounts[0].atRisk == .tooFew(n: 20) && few.amounts[0].gain(.init()) == .tooFew(n: 20))
    }

    @Test func `is nothing beyond chance where it makes no difference`() throws {
        var covered = 0
        for seed in 0..<40 {
            var random = Seeded(state: UInt64(seed))
            let lives = (0..<200).map { number in
                Life().on(1, "order", euros: 10).on(5, number % 2 == 0 ? "late" : "parcel")
                    .on(9, "order", euros: Int64.random(in: 0...500, using: &random))
            }
            let stakes = Stakes(try log(lives).stakePeople(question, now: now), .everything, now: now)
            if stakes.amounts[0].each.interval?.contains(0) ?? false { covered += 1 }
        }
        #expect(covered >= 35, "95 of a hundred intervals hold the true difference, not \(covered) of 40")
    }
}
