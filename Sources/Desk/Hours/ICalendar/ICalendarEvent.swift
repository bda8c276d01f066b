import Kernel

/// An event of whole days, as far as it matters to holidays.
struct ICalendarEvent {
    let identifier: String
    let name: String
    /// The days on which it begins, ascending.
    let starts: [Day]
    /// In days, 1…366.
    let length: Int
    /// Which beginning of the event of the same identifier it stands instead of.
    let replaces: Day?
    let isCancelled: Bool

    /// - Parameters:
    ///   - lines: between `BEGIN:VEVENT` and `END:VEVENT`.
    ///   - last: what begins after this day is left out.
    /// - Returns: `nil` for an event with a time of day.
    /// - Throws: `invalid` for what cannot be read.
    init?(_ lines: [ICalendarLine], from number: Int, through last: Day) throws {
        func line(_ name: String) -> ICalendarLine? { lines.first { $0.name == name } }
        guard let start = line("DTSTART") else { throw unreadable(number, "begins an event without DTSTART") }
        if start.value.contains("T") { return nil }
        let first = try start.day()
        guard first.civil.year >= Self.firstYear else { throw unreadable(start.number, "begins before \(Self.firstYear)") }
        (identifier, name) = (line("UID")?.value ?? "", line("SUMMARY")?.text ?? "")
        length = try Self.length(from: first, end: line("DTEND"), duration: line("DURATION"))
        replaces = try line("RECURRENCE-ID")?.day()
        isCancelled = line("STATUS")?.value.uppercased() == "CANCELLED"
        var days = Set(try line("RRULE").map { try YearlyRule($0).days(from: first, through: last) } ?? [first])
        for line in lines where line.name == "RDATE" { days.formUnion(try line.days()) }
        for line in lines where line.name == "EXDATE" { days.subtract(try line.days()) }
        starts = days.filter { $0 <= last }.sorted()
    }

    private static let firstYear = 1900
    private static let mostDays = 366

    /// `DTEND` is the first day after it. One on the first day itself, as some programs write it, means that day.
    private static func length(from first: Day, end: ICalendarLine?, duration: ICalendarLine?) throws -> Int {
        if let end {
            let length = max(1, Int(try end.day().number - first.number))
            guard try end.day() >= first else { throw unreadable(end.number, "ends an event before it begins") }
            return try checked(length, end)
        }
        guard let duration else { return 1 }
        let (digits, unit) = (duration.value.dropFirst().dropLast(), duration.value.last)
        guard duration.value.first == "P", unit == "D" || unit == "W", digits.utf8.count <= 4, let count = Int(digits), count > 0 else {
            throw unreadable(duration.number, "has no duration of days like P1D or P2W: “\(duration.value.prefix(40))”")
        }
        return try checked(unit == "W" ? 7 * count : count, duration)
    }

    private static func checked(_ length: Int, _ line: ICalendarLine) throws -> Int {
        guard length <= mostDays else { throw unreadable(line.number, "makes a holiday of \(length) days; \(mostDays) are the most") }
        return length
    }
}
