import Kernel
import Testing

@testable import Desk

/// `2026-11-27T16:30+01:00`
func moment(_ text: String) throws -> Instant { try #require(Instant(text), "\(text) is no moment") }

func day(_ text: String) throws -> Day { try #require(Day(text), "\(text) is no day") }

/// Monday to Friday, 09:00–17:00.
func officeHours(_ zone: String = "Europe/Warsaw", holidays: String..., specialDays: [String: String] = [:]) throws -> BusinessHours {
    var special: [Day: [OpenInterval]] = [:]
    for (text, hours) in specialDays { special[try day(text)] = try [OpenInterval](reading: hours) }
    return try BusinessHours(
        zone: zone, week: WeekHours(1...5, OpenInterval(reading: "09:00-17:00")), holidays: holidays.map { Holiday(try day($0)) },
        specialDays: special)
}

/// The same intervals on every day.
func daily(_ hours: String, _ zone: String) throws -> BusinessHours {
    try BusinessHours(zone: zone, week: WeekHours(Array(repeating: [OpenInterval](reading: hours), count: 7)))
}
