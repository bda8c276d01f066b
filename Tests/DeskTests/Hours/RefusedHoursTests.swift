import Foundation
import Kernel
import Testing

@testable import Desk

@Suite struct `Opening hours that are none` {
    private func refusal(_ week: [String], zone: String = "Europe/Warsaw", holidays: [String: String]? = nil, special: [String: String]? = nil) throws
        -> Failure?
    {
        var stored: [String: Any] = ["zone": zone, "week": week]
        stored["holidays"] = holidays
        stored["special"] = special
        let data = try JSONSerialization.data(withJSONObject: stored)
        return #expect(throws: Failure.self) { try JSONDecoder().decode(BusinessHours.self, from: data) }
    }

    private func weekdays(_ hours: String) -> [String] { Array(repeating: hours, count: 5) + ["", ""] }

    @Test func `overlap on a day`() throws {
        #expect(try refusal(weekdays("09:00-13:00 12:59-17:00")) == .invalid("hours", "must not overlap: 09:00-13:00 and 12:59-17:00, from Monday"))
    }

    @Test func `overlap over midnight, also from Sunday into Monday`() throws {
        #expect(
            try refusal(["05:00-09:00", "", "", "", "", "", "22:00-06:00"])
                == .invalid("hours", "must not overlap: 22:00-06:00 and 05:00-09:00, from Sunday"))
    }

    @Test func `have no length`() throws {
        #expect(try refusal(weekdays("09:00-09:00")) == .invalid("hours", "must not be empty: 09:00–09:00; a whole day is 00:00–24:00"))
    }

    @Test(arguments: ["9-17h", "09:00-25:00", "9:0-17:00", "09:60-10:00", "09:00", "-9:00-10:00", "009-17", "9:00:00-17"]) func `cannot be read`(
        text: String
    ) throws {
        #expect(try refusal(weekdays(text)) == .invalid("hours", "must be written like 09:00-17:00, not “\(text)”"))
    }

    @Test func `are read as people write them`() throws {
        let usual = try [OpenInterval](reading: "09:00-12:00 13:30-17:00")
        for text in ["9-12, 13:30-17", "9:00–12.00; 13.30 – 17:00", "09-12  13:30 -17:00"] { #expect(try [OpenInterval](reading: text) == usual) }
    }

    @Test func `begin at the end of a day`() throws {
        #expect(
            try refusal(weekdays("24:00-06:00"))
                == .invalid("hours", "must be from a time of the clock (00:00 to 23:59) to another (00:00 to 24:00)"))
    }

    @Test func `are never open, or not of a week`() throws {
        #expect(try refusal(Array(repeating: "", count: 7)) == .invalid("hours", "must be open at some time of the week"))
        #expect(try refusal(["09:00-17:00"]) == .invalid("hours", "must be given for seven days, not 1"))
    }

    @Test(arguments: ["Mars/Olympus", "", "CET+1", "Europe"]) func `are in no zone`(zone: String) throws {
        #expect(try refusal(weekdays("09:00-17:00"), zone: zone) == .invalid("zone", "must be a time zone, such as Europe/Warsaw, not “\(zone)”"))
    }

    @Test func `of special days overlap, are missing, or are of a holiday`() throws {
        let nights = Array(repeating: "05:00-06:00", count: 7)
        #expect(
            try refusal(nights, special: ["2026-12-24": "22:00-05:30"])
                == .invalid("hours", "must not overlap: 22:00-05:30 and 05:00-06:00, from 2026-12-24"))
        #expect(
            try refusal(nights, special: ["2026-12-24": ""])
                == .invalid("hours", "must be given for the special day 2026-12-24; a day without any is a holiday"))
        #expect(
            try refusal(nights, holidays: ["2026-12-24": ""], special: ["2026-12-24": "09:00-10:00"])
                == .invalid("hours", "must not be given for 2026-12-24, which is a holiday"))
        #expect(try refusal(nights, holidays: ["2026-02-30": ""]) == .invalid("day", "must be a day like 2026-12-24, not “2026-02-30”"))
    }
}
