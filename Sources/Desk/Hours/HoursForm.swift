import Kernel
import Web

/// The opening hours as a form says them.
struct HoursForm {
    static let days = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]

    /// What stands in the fields.
    static func fields(_ hours: BusinessHours) -> [String: String] {
        var fields = ["zone": hours.zone, "holidays": "", "special": ""]
        for (day, intervals) in zip(days, hours.week.days) { fields[day] = intervals.words }
        fields["holidays"] = hours.holidays.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }.joined(separator: "\n")
        fields["special"] = hours.specialDays.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value.words)" }.joined(separator: "\n")
        return fields
    }

    /// All that is wrong with a form: what can be mended in one go is said in one go.
    static func faults(_ form: Form) throws -> [Failure] {
        let reads: [() throws -> Void] =
            days.map { day in { _ = try intervals(form, day) } } + [
                { _ = try lines(form, "holidays") }, { _ = try special(form) }, { _ = try form.text("zone", 1...64) }, { _ = try hours(form) },
            ]
        var faults: [Failure] = []
        for read in reads {
            do { try read() } catch let failure as Failure { if !faults.contains(failure) { faults.append(failure) } }
        }
        return faults
    }

    /// - Throws: `Failure.invalid` with the first field that is wrong, and what is wrong with it.
    static func hours(_ form: Form) throws -> BusinessHours {
        let week = try days.map { try intervals(form, $0) }
        let holidays = try lines(form, "holidays").map { Holiday($0.day, $0.rest) }
        return try BusinessHours(
            zone: form.text("zone", 1...64), week: at("monday") { try WeekHours(week) }, holidays: holidays,
            specialDays: Dictionary(special(form), uniquingKeysWith: { _, last in last }))
    }

    private static func intervals(_ form: Form, _ day: String) throws -> [OpenInterval] {
        try at(day) { try [OpenInterval](reading: form.text(day, 0...200)) }
    }

    private static func special(_ form: Form) throws -> [(Day, [OpenInterval])] {
        try lines(form, "special").map { line in (line.day, try at("special") { try [OpenInterval](reading: line.rest) }) }
    }

    /// What is wrong with hours is said at the field in which they stand.
    private static func at<Answer>(_ field: String, _ read: () throws -> Answer) throws -> Answer {
        do { return try read() } catch Failure.invalid("hours", let reason) { throw Failure.invalid(field, reason) }
    }

    /// `2026-12-25 Christmas Day`, one in each line.
    private static func lines(_ form: Form, _ field: String) throws -> [(day: Day, rest: String)] {
        try form.text(field, 0...20_000).split(whereSeparator: \.isNewline).map { line in
            let parts = line.split(separator: " ", maxSplits: 1).map(String.init)
            guard let day = parts.first.flatMap({ Day($0) }) else {
                throw Failure.invalid(field, "must begin each line with a day like 2026-12-24, not “\(line.prefix(40))”")
            }
            return (day, parts.count > 1 ? parts[1] : "")
        }
    }
}
