import Analytics
import Kernel
import Statistics
import Testing

private let day: Int64 = 86_400

/// Somebody who gets a parcel on day 1, answers on day 3 and perhaps orders again.
private func person(_ number: Int64, answers: Double?, on answerDay: Int64 = 3, ordersOn orderDay: Int64? = nil) -> [Told] {
    var touches = [Told(person: number, position: number * 10, at: Instant(seconds: day), kind: "parcel")]
    if let answers {
        touches.append(
            Told(
                person: number, position: number * 10 + 1, at: Instant(seconds: answerDay * day), kind: "asked", score: ScaledScore(answers, on: .nps)
            ))
    }
    if let orderDay { touches.append(Told(person: number, position: number * 10 + 2, at: Instant(seconds: orderDay * day), kind: "order")) }
    return touches
}

@Suite struct `The impact of a touchpoint` {
    private let again = ImpactQuestion("parcel", outcome: .happens("order", within: .days(30)))
    private let gone = ImpactQuestion("parcel", outcome: .silence(.days(30)))
    private let now = Instant(seconds: 100 * day)

    @Test func `compares those who had a bad one with those who had a good one`() throws {
        let log = try log(
            [
                person(1, answers: 2), person(2, answers: 3, ordersOn: 10), person(3, answers: 10, ordersOn: 20), person(4, answers: 9, ordersOn: 33),
                person(5, answers: 9, ordersOn: 34), person(6, answers: 7, ordersOn: 9), person(7, answers: nil),
            ].flatMap(\.self))
        let impact = log.impact(again, now: now)
        #expect(impact.bad == Proportion(1, of: 2) && impact.good == Proportion(2, of: 3) && impact.inProgress == 0)
        #expect(abs((impact.difference?.value ?? 0) - (0.5 - 2.0 / 3)) < 1e-12)
        let silence = log.impact(gone, now: now)
        #expect(silence.bad == Proportion(1, of: 2) && silence.good == Proportion(1, of: 3))
    }

    @Test func `leaves those out of whom it is not known yet`() throws {
        let log = try log([person(1, answers: 2), person(2, answers: 9, ordersOn: 5), person(3, answers: 9)].flatMap(\.self))
        let impact = log.impact(again, now: Instant(seconds: 20 * day))
        #expect(impact.bad.total == 0 && impact.good == Proportion(1, of: 1) && impact.inProgress == 2 && impact.difference == nil)
        #expect(log.impact(gone, now: Instant(seconds: 20 * day)).good == Proportion(0, of: 1))
    }

    @Test func `does not count an answer that came too late, and nothing of a kind that is none`() throws {
        let log = try log(person(1, answers: 2, on: 9) + person(2, answers: 2, on: 8))
        #expect(log.impact(again, now: now).bad.total == 1)
        #expect(log.impact(ImpactQuestion("nothing", outcome: .silence(.days(1))), now: now).bad.total == 0)
    }
}

@Suite struct `What remains of an impact` {
    /// Everybody looks at pages and gets a parcel with its bill. A late parcel spoils the answer and the next order; other bad answers spoil nothing.
    private func told(_ isSpoilt: Bool) throws -> JourneyLog {
        var random = Seeded(state: 7)
        var touches: [Told] = []
        for person in 0..<1_500 as Range<Int64> {
            func add(_ kind: String, _ day: Int64, _ score: Double? = nil) {
                touches.append(
                    Told(
                        person: person, position: person * 20 + day, at: Instant(seconds: day * 86_400), kind: kind,
                        score: score.map { ScaledScore($0, on: .nps) }))
            }
            let isBuyer = Int.random(in: 0..<4, using: &random) > 0
            let isLate = isBuyer && Int.random(in: 0..<5, using: &random) == 0
            let isBad = Int.random(in: 0..<10, using: &random) < (isLate ? 8 : 2)
            add("page", 0)
            if person % 2 == 0 { add("page", 1) }
            if isBuyer {
                add("parcel", 2)
                add("bill", 3)
                if isLate { add("late", 4) }
            }
            add("asked", 6, isBad ? 2 : 10)
            let isLost = isSpoilt && isLate && isBad
            if Int.random(in: 0..<100, using: &random) < (isLost ? 15 : 60) { add("order", 9) }
        }
        return try log(touches)
    }

    private let question = ImpactsQuestion(answered: .days(30), outcome: "order", besides: ["asked", "order"])

    @Test func `is that of the one that decides; what only goes along has none`() throws {
        let log = try told(true)
        let found = Dictionary(uniqueKeysWithValues: log.heldImpacts(question).map { ($0.kind, $0) })
        #expect(Set(found.keys) == ["bill", "late", "page", "parcel"])
        #expect(found["late"]?.standing == .own && (found["late"]?.remains?.interval.high ?? 0) < 0)
        // By themselves all of them seem to have one.
        let crude = log.impacts(question).filter { ["bill", "page", "parcel"].contains($0.kind) }
        #expect(crude.count == 3 && crude.allSatisfy { ($0.difference?.interval.high ?? 0) < 0 })
        for kind in ["bill", "parcel"] {
            #expect(found[kind]?.standing == .follows("late") || found[kind]?.standing == .general, "\(kind)")
            #expect(found[kind]?.remains?.interval.contains(0) ?? true, "\(kind)")
        }
        #expect(found["page"]?.standing == .general && found["page"]?.remains == nil, "who met no page is not there to be held against")
    }

    @Test func `is nobody's where a bad answer spoils nothing`() throws {
        #expect(try told(false).heldImpacts(question).allSatisfy { $0.standing == .general })
        #expect(try log([Told(person: 1, position: 1, at: Instant(seconds: 0), kind: "page")]).heldImpacts(question).isEmpty)
    }
}
