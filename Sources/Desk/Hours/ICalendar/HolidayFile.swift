package import Kernel

/// The holidays of an iCalendar file (RFC 5545): events of whole days, of one or several, once or yearly.
///
/// It is read as UTF-8. Understood are `DTSTART`, `DTEND`, `DURATION`, `SUMMARY`, `RRULE` by years, `RDATE`, `EXDATE`, `RECURRENCE-ID` and
/// `STATUS:CANCELLED`; whatever else an event carries makes no difference to its days.
package struct HolidayFile: Hashable, Sendable {
    /// Ascending, one a day; of several events of one day the first of the file gives the name.
    package let holidays: [Holiday]
    /// Events with a time of day, which are no holidays: a sentence each.
    package let leftOut: [String]

    /// Bytes.
    package static let mostBytes = 1_048_576
    package static let mostEvents = 2_000

    /// - Parameter days: which holidays are wanted; rules that never end are followed to its end.
    /// - Throws: `invalid`, naming the line, for what is no iCalendar file, is too large, or cannot be read.
    package init(_ bytes: [UInt8], in days: ClosedRange<Day>) throws {
        try Failure.require(bytes.count <= Self.mostBytes, "holidays", "must be a file of at most 1 MB")
        var (events, leftOut): ([ICalendarEvent], [String]) = ([], [])
        for (number, lines) in try Self.events(of: ICalendarLine.all(of: bytes)) {
            if let event = try ICalendarEvent(lines, from: number, through: days.upperBound) {
                events.append(event)
            } else {
                let name = lines.first { $0.name == "SUMMARY" }?.text ?? ""
                leftOut.append("Line \(number): “\(name)” has a time of day; only whole days are holidays.")
            }
        }
        (holidays, self.leftOut) = (Self.holidays(of: events, in: days), leftOut)
    }

    /// The lines of each event, without those of components within it, and the line at which it begins.
    private static func events(of lines: [ICalendarLine]) throws -> [(Int, [ICalendarLine])] {
        var (events, open): ([(Int, [ICalendarLine])], [ICalendarLine]) = ([], [])
        guard let first = lines.first, first.name == "BEGIN", first.value.uppercased() == "VCALENDAR" else {
            throw unreadable(lines.first?.number ?? 1, "must be BEGIN:VCALENDAR: this is no iCalendar file")
        }
        for line in lines {
            switch (line.name, open.last?.value.uppercased()) {
            case ("BEGIN", _):
                open.append(line)
                if line.value.uppercased() == "VEVENT" { events.append((line.number, [])) }
                guard events.count <= mostEvents else { throw unreadable(line.number, "begins event \(mostEvents + 1); \(mostEvents) are the most") }
            case ("END", let name?):
                guard line.value.uppercased() == name else { throw unreadable(line.number, "ends \(line.value.prefix(40)) within \(name)") }
                open.removeLast()
            case (_, "VEVENT"): events[events.count - 1].1.append(line)
            case (_, nil): throw unreadable(line.number, "stands outside of the calendar")
            default: continue
            }
        }
        if let unended = open.last { throw unreadable(unended.number, "begins \(unended.value.prefix(40)), which is not ended: the file is cut off") }
        return events
    }

    private static func holidays(of events: [ICalendarEvent], in days: ClosedRange<Day>) -> [Holiday] {
        var replaced: [String: Set<Day>] = [:]
        for event in events { if let day = event.replaces { replaced[event.identifier, default: []].insert(day) } }
        var names: [Day: String] = [:]
        for event in events where !event.isCancelled {
            let others = event.replaces == nil ? replaced[event.identifier] ?? [] : []
            for start in event.starts where !others.contains(start) {
                for day in (0..<event.length).map({ start.adding(days: $0) }) where days.contains(day) && names[day] == nil {
                    names[day] = event.name
                }
            }
        }
        return names.map { Holiday($0.key, $0.value) }.sorted { $0.day < $1.day }
    }
}
