import Analytics
import Kernel
import Testing

private let day: Int64 = 86_400

@Suite struct `People hit by a touchpoint` {
    private func told(_ person: Int64, _ day: Int64, _ kind: String, _ answer: Double? = nil) -> Told {
        Told(
            person: person, position: person * 100 + day, at: Instant(seconds: day * 86_400), kind: kind,
            score: answer.map { ScaledScore($0, on: .nps) })
    }

    private var touches: [Told] {
        [
            told(1, 1, "late"), told(1, 5, "asked", 6), told(1, 9, "asked", 2), told(1, 11, "asked", 2), told(1, 12, "asked", 8),
            told(2, 1, "late"), told(2, 12, "asked", 0), told(3, 5, "asked", 0), told(3, 6, "late"), told(4, 2, "late"), told(4, 3, "late"),
            told(4, 4, "asked", 9), told(5, 1, "page"), told(5, 2, "asked", 1),
        ]
    }

    @Test func `are told once each by their lowest answer, the newest of several, the lowest first`() throws {
        let hits = try log(touches).hits(HitQuestion("late", window: .days(10)))
        #expect(hits.map(\.person) == [1, 4])
        #expect(hits[0] == Hit(person: 1, at: Instant(seconds: day), answer: 2, answeredAt: Instant(seconds: 11 * day)))
        #expect(hits[1].at == Instant(seconds: 3 * day))
    }

    @Test func `met it within the time, also before the days that are asked about`() throws {
        #expect(try log(touches).hits(HitQuestion("late", window: .days(11))).map(\.person) == [2, 1, 4])
        let since = Filter(from: Instant(seconds: 9 * day))
        #expect(try log(touches).hits(HitQuestion("late", window: .days(10)), since).map(\.person) == [1])
        #expect(try log(touches).hits(HitQuestion("never", window: .days(10))).isEmpty)
    }
}
