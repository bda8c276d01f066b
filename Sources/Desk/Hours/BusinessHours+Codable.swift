import Kernel

/// As it is kept: `{"zone":"Europe/Warsaw","week":["09:00-12:00 13:00-17:00","09:00-17:00",…,"",""],"holidays":{"2026-12-25":"Christmas Day"},
/// "special":{"2026-12-24":"09:00-12:00"}}`. The week begins on Monday; what is empty may be left out.
extension BusinessHours: Codable {
    private struct Stored: Codable {
        var zone: String
        var week: [String]
        var holidays: [String: String]?
        var special: [String: String]?
    }

    /// - Throws: `invalid`, as when it is made.
    package init(from decoder: any Decoder) throws {
        let stored = try Stored(from: decoder)
        let holidays = try (stored.holidays ?? [:]).map { Holiday(try day($0.key), $0.value) }
        var special: [Day: [OpenInterval]] = [:]
        for (key, text) in stored.special ?? [:] { special[try day(key)] = try [OpenInterval](reading: text) }
        try self.init(
            zone: stored.zone, week: WeekHours(stored.week.map { try [OpenInterval](reading: $0) }), holidays: holidays, specialDays: special)
    }

    package func encode(to encoder: any Encoder) throws {
        let holidays = Dictionary(uniqueKeysWithValues: holidays.map { ($0.key.description, $0.value) })
        let special = Dictionary(uniqueKeysWithValues: specialDays.map { ($0.key.description, $0.value.text) })
        try Stored(
            zone: zone, week: week.days.map(\.text), holidays: holidays.isEmpty ? nil : holidays, special: special.isEmpty ? nil : special
        ).encode(to: encoder)
    }
}

extension [OpenInterval] {
    /// Intervals one after the other, with blanks or commas between: `08:00-12:00 13:30-18:00`.
    ///
    /// - Throws: `invalid` for what is no interval.
    package init(reading text: String) throws {
        let joined = text.replacing(/\s*[-–—]\s*/) { _ in "-" }
        self = try joined.split { " ,;".contains($0) }.map { try OpenInterval(reading: $0) }
    }

    package var text: String { map(\.description).joined(separator: " ") }
    /// For people: with commas.
    var words: String { map(\.description).joined(separator: ", ") }
}

private func day(_ text: String) throws -> Day {
    guard let day = Day(text) else { throw Failure.invalid("day", "must be a day like 2026-12-24, not “\(text)”") }
    return day
}
