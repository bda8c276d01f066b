import Kernel
import TestKit
import Testing

@testable import Desk

@Suite struct `Business time` {
    private static let zones = ["Europe/Warsaw", "America/New_York", "Australia/Lord_Howe", "America/Santiago"]

    /// Some intervals on some days, now and then over midnight, with holidays and special days of 2026.
    static func hours(by chance: inout SeededGenerator) throws -> BusinessHours {
        let zone = zones[Int.random(in: zones.indices, using: &chance)]
        let week = ["", "09:00-17:00", "08:00-12:00 13:30-18:00", "22:00-05:00", "06:00-08:00 20:00-24:00", "05:00-05:07"]
        let days = try (1...7).map { _ in try [OpenInterval](reading: week[Int.random(in: week.indices, using: &chance)]) }
        var holidays: [Holiday] = []
        var special: [Day: [OpenInterval]] = [:]
        for number in Int32(20_454)..<20_819 {
            switch Int.random(in: 0..<20, using: &chance) {
            case 0: holidays.append(Holiday(Day(number: number)))
            case 1: special[Day(number: number)] = try [OpenInterval](reading: "09:00-12:00")
            default: continue
            }
        }
        let week1 = try days.allSatisfy(\.isEmpty) ? WeekHours(1...5, OpenInterval(reading: "09:00-17:00")) : WeekHours(days)
        return try BusinessHours(zone: zone, week: week1, holidays: holidays, specialDays: special)
    }

    /// In 2026, to the microsecond.
    static func instant(by chance: inout SeededGenerator) -> Instant {
        Instant(microseconds: Int64.random(in: 1_767_225_600_000_000...1_798_761_600_000_000, using: &chance))
    }

    /// Now and then with others that were in force before.
    static func changedHours(by chance: inout SeededGenerator) throws -> BusinessHours {
        let changes = (0..<Int.random(in: 0...3, using: &chance)).map { _ in instant(by: &chance) }.sorted()
        let earlier = try changes.map { BusinessHours.Earlier(try hours(by: &chance), until: $0) }
        return try hours(by: &chance).succeeding(earlier)
    }

    @Test func `is counted by the hours that were in force`() throws {
        try fuzzing { chance, seed in
            let (former, later) = (try Self.hours(by: &chance), try Self.hours(by: &chance))
            let times = (0..<3).map { _ in Self.instant(by: &chance) }.sorted()
            let hours = later.succeeding([BusinessHours.Earlier(former, until: times[1])])
            let expected = former.businessTime(from: times[0], to: times[1]) + later.businessTime(from: times[1], to: times[2])
            #expect(hours.businessTime(from: times[0], to: times[2]) == expected, "seed \(seed)")
            #expect(hours.isOpen(at: times[0]) == former.isOpen(at: times[0]) && hours.isOpen(at: times[2]) == later.isOpen(at: times[2]))
        }
    }

    @Test func `up to a moment and from it on are together the whole`() throws {
        try fuzzing { chance, seed in
            let hours = try Self.changedHours(by: &chance)
            let times = (0..<3).map { _ in Self.instant(by: &chance) }.sorted()
            let parts = hours.businessTime(from: times[0], to: times[1]) + hours.businessTime(from: times[1], to: times[2])
            #expect(parts == hours.businessTime(from: times[0], to: times[2]), "seed \(seed)")
            #expect(parts <= times[2].duration(since: times[0]))
        }
    }

    @Test func `until a deadline is what was given, and no earlier moment has as much`() throws {
        try fuzzing { chance, seed in
            let (hours, start) = (try Self.changedHours(by: &chance), Self.instant(by: &chance))
            let given = Duration.microseconds(Int64.random(in: 1...400_000_000_000, using: &chance))
            let due = try #require(hours.instant(after: given, since: start))
            #expect(hours.businessTime(from: start, to: due) == given, "seed \(seed)")
            #expect(hours.businessTime(from: start, to: due.adding(.microseconds(-1))) < given, "seed \(seed)")
        }
    }

    @Test func `is what one counts minute by minute`() throws {
        for seed in UInt64(1)...12 {
            var chance = SeededGenerator(seed: seed)
            let hours = try Self.changedHours(by: &chance)
            let start = Instant(seconds: Self.instant(by: &chance).seconds / 60 * 60)
            var minutes: Int64 = 0
            for minute in Int64(0)..<4_320 where hours.isOpen(at: start.adding(.minutes(minute))) { minutes += 1 }
            #expect(hours.businessTime(from: start, to: start.adding(.minutes(4_320))) == .minutes(minutes), "seed \(seed)")
        }
    }
}
