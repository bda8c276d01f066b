import Kernel

extension YearlyRule {
    /// - Throws: `invalid` for a rule that is not of years, that cannot be read, or that says more than we understand.
    init(_ line: ICalendarLine) throws {
        var parts: [String: String] = [:]
        for part in line.value.split(separator: ";") {
            let pair = part.split(separator: "=", maxSplits: 1)
            guard pair.count == 2 else { throw unreadable(line.number, "has a rule that cannot be read: “\(part.prefix(40))”") }
            parts[pair[0].uppercased()] = pair[1].uppercased()
        }
        let frequency = parts.removeValue(forKey: "FREQ") ?? "no frequency"
        guard frequency == "YEARLY" else { throw unreadable(line.number, "repeats by \(frequency); holidays may repeat by FREQ=YEARLY only") }
        // On which day weeks begin makes no difference to days of months and years.
        parts.removeValue(forKey: "WKST")
        for (name, value) in parts.sorted(by: { $0.key < $1.key }) { try read(name, value, line.number) }
        guard count == nil || until == nil else { throw unreadable(line.number, "has both COUNT and UNTIL: a rule ends by one of them") }
    }

    private mutating func read(_ name: String, _ value: String, _ line: Int) throws {
        switch name {
        case "INTERVAL": interval = try number(value, 1...1_000, name, line)
        case "COUNT": count = try number(value, 1...10_000, name, line)
        case "UNTIL":
            guard let day = Day(basic: value.prefix { $0 != "T" }) else {
                throw unreadable(line, "has no date like 20301231 at UNTIL: “\(value.prefix(40))”")
            }
            until = day
        case "BYMONTH": months = try numbers(value, 1...12, name, line)
        case "BYMONTHDAY":
            monthDays = try numbers(value, -31...31, name, line)
            guard !monthDays.contains(0) else { throw unreadable(line, "has 0 at BYMONTHDAY: days are counted from 1, or from −1 backwards") }
        case "BYDAY": weekdays = try value.split(separator: ",", omittingEmptySubsequences: false).map { try weekday($0, line) }
        default: throw unreadable(line, "repeats by \(name.prefix(40)), which is not understood; months, days of the month and weekdays are")
        }
    }
}

private func numbers(_ text: String, _ range: ClosedRange<Int>, _ name: String, _ line: Int) throws -> [Int] {
    try text.split(separator: ",", omittingEmptySubsequences: false).map { try number(String($0), range, name, line) }
}

private func number(_ text: String, _ range: ClosedRange<Int>, _ name: String, _ line: Int) throws -> Int {
    guard let number = Int(text), range.contains(number) else {
        throw unreadable(line, "has “\(text.prefix(40))” at \(name), not a number from \(range.lowerBound) to \(range.upperBound)")
    }
    return number
}

/// `MO`, `-1MO`, `4TH`
private func weekday(_ text: Substring, _ line: Int) throws -> YearlyRule.Weekday {
    let (ordinal, name) = (text.dropLast(2), text.suffix(2))
    guard let place = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"].firstIndex(of: name) else {
        throw unreadable(line, "has “\(text.prefix(40))” at BYDAY, not a weekday such as MO or -1MO")
    }
    if ordinal.isEmpty { return YearlyRule.Weekday(ordinal: 0, weekday: place + 1) }
    guard let number = Int(ordinal), number != 0, abs(number) <= 53 else {
        throw unreadable(line, "has “\(text.prefix(40))” at BYDAY, not a weekday such as MO or -1MO")
    }
    return YearlyRule.Weekday(ordinal: number, weekday: place + 1)
}
