import Kernel
import TestKit
import Testing

@testable import Desk

/// An iCalendar file of events, each given by its lines.
private func calendar(_ events: String...) -> [UInt8] {
    let events = events.map { "BEGIN:VEVENT\n\($0)\nEND:VEVENT\n" }.joined()
    return Array("BEGIN:VCALENDAR\nVERSION:2.0\n\(events)END:VCALENDAR\n".replacing("\n", with: "\r\n").utf8)
}

private func holidays(_ events: String..., from first: String = "2026-01-01", to last: String = "2028-12-31") throws -> [String] {
    let file = try HolidayFile(calendar(events.joined(separator: "\nEND:VEVENT\nBEGIN:VEVENT\n")), in: day(first)...day(last))
    return file.holidays.map { $0.name.isEmpty ? "\($0.day)" : "\($0.day) \($0.name)" }
}

@Suite struct `Holidays of an iCalendar file` {
    @Test func `are its events of whole days`() throws {
        #expect(
            try holidays("UID:1\nDTSTART;VALUE=DATE:20261225\nDTEND;VALUE=DATE:20261227\nSUMMARY:Christmas", "DTSTART:20260101\nSUMMARY:New Year")
                == ["2026-01-01 New Year", "2026-12-25 Christmas", "2026-12-26 Christmas"])
        #expect(try holidays("DTSTART;VALUE=DATE:20260501\nDURATION:P3D") == ["2026-05-01", "2026-05-02", "2026-05-03"])
        #expect(try holidays("DTSTART;VALUE=DATE:20260501\nDTEND;VALUE=DATE:20260501") == ["2026-05-01"])
        #expect(try holidays("DTSTART;VALUE=DATE:20251230\nDURATION:P1W", to: "2026-01-03") == ["2026-01-01", "2026-01-02", "2026-01-03"])
    }

    @Test func `come back every year, for so long as the rule says`() throws {
        #expect(try holidays("DTSTART;VALUE=DATE:19700501\nRRULE:FREQ=YEARLY") == ["2026-05-01", "2027-05-01", "2028-05-01"])
        #expect(try holidays("DTSTART;VALUE=DATE:20260501\nRRULE:FREQ=YEARLY;COUNT=2") == ["2026-05-01", "2027-05-01"])
        #expect(try holidays("DTSTART;VALUE=DATE:20200501\nRRULE:FREQ=YEARLY;UNTIL=20270501T000000Z") == ["2026-05-01", "2027-05-01"])
        #expect(try holidays("DTSTART;VALUE=DATE:20250501\nRRULE:FREQ=YEARLY;INTERVAL=3") == ["2028-05-01"])
        #expect(try holidays("DTSTART;VALUE=DATE:20240229\nRRULE:FREQ=YEARLY") == ["2028-02-29"])
        #expect(
            try holidays("DTSTART;VALUE=DATE:20260101\nRRULE:FREQ=YEARLY;BYMONTH=1,7;BYMONTHDAY=1,-1", to: "2026-12-31")
                == ["2026-01-01", "2026-01-31", "2026-07-01", "2026-07-31"])
    }

    @Test func `come back on weekdays of a month and of a year`() throws {
        #expect(
            try holidays("DTSTART;VALUE=DATE:20201126\nRRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=4TH\nSUMMARY:Thanksgiving")
                == ["2026-11-26 Thanksgiving", "2027-11-25 Thanksgiving", "2028-11-23 Thanksgiving"])
        #expect(try holidays("DTSTART;VALUE=DATE:20260525\nRRULE:FREQ=YEARLY;BYMONTH=5;BYDAY=-1MO") == ["2026-05-25", "2027-05-31", "2028-05-29"])
        // RFC 5545, 3.3.10: every 20th Monday of the year, from 19 May 1997.
        #expect(
            try holidays("DTSTART;VALUE=DATE:19970519\nRRULE:FREQ=YEARLY;BYDAY=20MO", from: "1997-01-01", to: "1999-12-31")
                == ["1997-05-19", "1998-05-18", "1999-05-17"])
        // Election day, as there: the first Tuesday after a Monday in November, every four years.
        #expect(
            try holidays(
                "DTSTART;VALUE=DATE:19961105\nRRULE:FREQ=YEARLY;INTERVAL=4;BYMONTH=11;BYDAY=TU;BYMONTHDAY=2,3,4,5,6,7,8", from: "1996-01-01",
                to: "2005-01-01") == ["1996-11-05", "2000-11-07", "2004-11-02"])
    }

    @Test func `may be added, left out, moved and cancelled`() throws {
        #expect(
            try holidays("DTSTART;VALUE=DATE:20260501\nRRULE:FREQ=YEARLY\nEXDATE;VALUE=DATE:20270501\nRDATE;VALUE=DATE:20270503")
                == ["2026-05-01", "2027-05-03", "2028-05-01"])
        #expect(
            try holidays(
                "UID:may\nDTSTART;VALUE=DATE:20260501\nRRULE:FREQ=YEARLY", "UID:may\nRECURRENCE-ID;VALUE=DATE:20270501\nDTSTART;VALUE=DATE:20270504",
                "UID:may\nRECURRENCE-ID;VALUE=DATE:20280501\nDTSTART;VALUE=DATE:20280501\nSTATUS:CANCELLED") == ["2026-05-01", "2027-05-04"])
    }

    @Test func `have names that are folded and escaped, also in the middle of a character`() throws {
        #expect(
            try holidays("DTSTART;VALUE=DATE:20261111\nSUMMARY;LANGUAGE=\"pl:PL\":Święto Niepodległości\\, dzień\\n wol\n ny\\; \\\\")
                == ["2026-11-11 Święto Niepodległości, dzień\n wolny; \\"])
        let name = Array("SUMMARY:Dzień".utf8)
        let folded = name.prefix(name.count - 1 - 1) + Array("\r\n ".utf8) + name.suffix(2)
        let bytes = Array("\u{FEFF}BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20260101\n".utf8) + folded + Array("\nEND:VEVENT\nEND:VCALENDAR".utf8)
        #expect(try HolidayFile(bytes, in: day("2026-01-01")...day("2026-12-31")).holidays.map(\.name) == ["Dzień"])
    }

    @Test func `leave out what has a time of day, and say so`() throws {
        let bytes = calendar("DTSTART:20260102T090000Z\nRRULE:FREQ=DAILY\nSUMMARY:Stand-up", "DTSTART:20260103\nSUMMARY:Sunday")
        let file = try HolidayFile(bytes, in: day("2026-01-01")...day("2026-12-31"))
        #expect(file.holidays.map(\.name) == ["Sunday"])
        #expect(file.leftOut == ["Line 3: “Stand-up” has a time of day; only whole days are holidays."])
    }

    @Test func `do not come from alarms and time zones within the file`() throws {
        let zone = "BEGIN:VTIMEZONE\nBEGIN:STANDARD\nDTSTART:16010101T030000\nRRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10\nEND:STANDARD\nEND:VTIMEZONE"
        let event = "BEGIN:VEVENT\nDTSTART:20260501\nBEGIN:VALARM\nSUMMARY:Wake up\nEND:VALARM\nSUMMARY:May\nEND:VEVENT"
        let file = try HolidayFile(Array("BEGIN:VCALENDAR\n\(zone)\n\(event)\nEND:VCALENDAR".utf8), in: day("2026-01-01")...day("2026-12-31"))
        #expect(file.holidays == [Holiday(try day("2026-05-01"), "May")])
    }
}

@Suite struct `A file that gives no holidays` {
    @Test(arguments: [
        ("DTSTART:2026125", "line 4 has no date like 20261225: “2026125”"),
        ("DTSTART:20260230", "line 4 has no date like 20261225: “20260230”"),
        ("SUMMARY:No day", "line 3 begins an event without DTSTART"),
        ("DTSTART:18991231", "line 4 begins before 1900"),
        ("DTSTART:20260102\nDTEND:20260101", "line 5 ends an event before it begins"),
        ("DTSTART:20260101\nDTEND:20280101", "line 5 makes a holiday of 730 days; 366 are the most"),
        ("DTSTART:20260101\nDURATION:PT1H", "line 5 has no duration of days like P1D or P2W: “PT1H”"),
        ("DTSTART:20260101\nRRULE:FREQ=WEEKLY", "line 5 repeats by WEEKLY; holidays may repeat by FREQ=YEARLY only"),
        ("DTSTART:20260101\nRRULE:COUNT=3", "line 5 repeats by no frequency; holidays may repeat by FREQ=YEARLY only"),
        (
            "DTSTART:20260101\nRRULE:FREQ=YEARLY;BYWEEKNO=20",
            "line 5 repeats by BYWEEKNO, which is not understood; months, days of the month and weekdays are"
        ),
        ("DTSTART:20260101\nRRULE:FREQ=YEARLY;BYMONTH=13", "line 5 has “13” at BYMONTH, not a number from 1 to 12"),
        ("DTSTART:20260101\nRRULE:FREQ=YEARLY;INTERVAL=0", "line 5 has “0” at INTERVAL, not a number from 1 to 1000"),
        ("DTSTART:20260101\nRRULE:FREQ=YEARLY;BYDAY=1XX", "line 5 has “1XX” at BYDAY, not a weekday such as MO or -1MO"),
        ("DTSTART:20260101\nRRULE:FREQ=YEARLY;COUNT=2;UNTIL=20270101", "line 5 has both COUNT and UNTIL: a rule ends by one of them"),
        ("DTSTART:20260101\nSUMMARY", "line 5 is not of the form NAME:value: “SUMMARY”"),
        ("DTSTART:20260101\nEND:VALARM", "line 5 ends VALARM within VEVENT"),
    ]) func `says which line it is, and what is wrong with it`(event: String, sentence: String) {
        #expect(throws: Failure.invalid("holidays", sentence)) { try holidays(event) }
    }

    @Test(arguments: [
        ("", "line 1 must be BEGIN:VCALENDAR: this is no iCalendar file"),
        ("day,name\n", "line 1 is not of the form NAME:value: “day,name”"),
        ("BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20260101", "line 2 begins VEVENT, which is not ended: the file is cut off"),
        ("BEGIN:VCALENDAR\nEND:VCALENDAR\nX:1", "line 3 stands outside of the calendar"),
        (" BEGIN:VCALENDAR", "line 1 goes on with a line that is not there"),
    ]) func `is no calendar, or a part of one`(text: String, sentence: String) throws {
        let days = try day("2026-01-01")...day("2026-12-31")
        #expect(throws: Failure.invalid("holidays", sentence)) { try HolidayFile(Array(text.utf8), in: days) }
    }

    @Test func `is in another charset, or too much`() throws {
        let days = try day("2026-01-01")...day("2026-12-31")
        let latin = Array("BEGIN:VCALENDAR\nX-NAME:Fronleichnam f".utf8) + [0xFC, 0x72]
        #expect(throws: Failure.invalid("holidays", "line 2 is not UTF-8")) { try HolidayFile(latin, in: days) }
        let large = Array(repeating: UInt8(ascii: "x"), count: HolidayFile.mostBytes + 1)
        #expect(throws: Failure.invalid("holidays", "must be a file of at most 1 MB")) { try HolidayFile(large, in: days) }
        let many = Array(
            ("BEGIN:VCALENDAR\n" + String(repeating: "BEGIN:VEVENT\nDTSTART:20260101\nEND:VEVENT\n", count: 2_001) + "END:VCALENDAR").utf8)
        #expect(throws: Failure.invalid("holidays", "line 6002 begins event 2001; 2000 are the most")) { try HolidayFile(many, in: days) }
    }

    @Test func `fails by a sentence, however it is damaged`() throws {
        let days = try day("2020-01-01")...day("2030-12-31")
        let texts = [
            "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTART;VALUE=DATE:20261225\r\nRRULE:FREQ=YEARLY;BYMONTH=12;BYDAY=-1MO;COUNT=9\r\n",
            "END:VEVENT\r\nBEGIN:VEVENT\r\nDTSTART:20260101\r\nDURATION:P2W\r\nSUMMARY:Ferie\\, zimo\r\n we\r\n",
            "EXDATE:20270101\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n",
        ]
        try fuzzing { chance, seed in
            let bytes = damaged([texts.joined()], marks: ":;=,\"\\-T", by: &chance)
            do {
                for holiday in try HolidayFile(bytes, in: days).holidays { #expect(days.contains(holiday.day), "seed \(seed)") }
            } catch let failure as Failure {
                guard case .invalid("holidays", _) = failure else { throw failure }
            }
        }
    }
}
