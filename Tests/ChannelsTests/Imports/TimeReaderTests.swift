import Foundation
import Kernel
import People
import Testing
import Timeline

@testable import Channels

@Suite struct `A time in a file` {
    @Test(
        arguments: [
            ("2026-11-22", "2026-11-22T00:00:00Z"), ("2026-11-22 08:14", "2026-11-22T08:14:00Z"), ("2026-11-22T08:14:05Z", "2026-11-22T08:14:05Z"),
            ("2026-11-22T08:14:05.123456+01:00", "2026-11-22T07:14:05.123456Z"), ("2026-11-22 08:14:05,5", "2026-11-22T08:14:05.500000Z"),
            ("2026-11-22 08:14:05 +0530", "2026-11-22T02:44:05Z"), ("2026-11-22T08:14:05-08", "2026-11-22T16:14:05Z"),
            ("2026/11/22 8:14", "2026-11-22T08:14:00Z"), ("2026-5-6", "2026-05-06T00:00:00Z"), ("22.11.2026", "2026-11-22T00:00:00Z"),
            ("22.11.2026 08:14:05", "2026-11-22T08:14:05Z"),
            ("26/11/2023", "2023-11-26T00:00:00Z"), ("1/2/23", "2023-02-01T00:00:00Z"), ("19th November 2023", "2023-11-19T00:00:00Z"),
            ("November 19, 2023", "2023-11-19T00:00:00Z"), ("Sun, 19 Nov 2023 10:00:05 GMT", "2023-11-19T10:00:05Z"),
            ("19-Nov-23", "2023-11-19T00:00:00Z"),
            ("23-Nov", "2023-11-01T00:00:00Z"), ("Nov-23", "2023-11-01T00:00:00Z"), ("19 listopada 2023", "2023-11-19T00:00:00Z"),
            ("19 ноября 2023 г.", "2023-11-19T00:00:00Z"), ("2023年11月19日", "2023-11-19T00:00:00Z"), ("19970101", "1997-01-01T00:00:00Z"),
            ("20240313102114", "2024-03-13T10:21:14Z"), ("1700000000", "2023-11-14T22:13:20Z"), ("1700000000.25", "2023-11-14T22:13:20.250000Z"),
            ("1700000000123", "2023-11-14T22:13:20.123000Z"), ("1700000000123456", "2023-11-14T22:13:20.123456Z"),
            ("12/31/2010 09:30:00 AM", ""), ("31/12/2010 12:05 AM", "2010-12-31T00:05:00Z"), ("31/12/2010 12:05 pm", "2010-12-31T12:05:00Z"),
            ("  \"2026-11-22\" ", "2026-11-22T00:00:00Z"), ("2026-11-22T24:00:00", "2026-11-23T00:00:00Z"),
        ])
    func `is read as it is written`(text: String, expected: String) {
        var reader = TimeReader.utc
        let read = try? reader.instant(text: text)  // What cannot be read is expected to be empty.
        #expect(read.map { "\($0)" } ?? "" == expected)
    }

    @Test(
        arguments: [
            "", "NaN", "soon", "13", "2026", "99999-01-01", "2026-13-01", "2026-02-30", "2026-11-22T25:00", "2026-11-22T08:61", "1/2", "31/31/2020",
            "0000-00-00", "1e9", "inf", "12345678901234567890", "2026-11-22T08:14:05+99:00", "-", ":", "::::", "Nov", "1.2.3.4.5", "٢٠٢٦-١١-٢٢",
        ])
    func `that is none is refused`(text: String) {
        var reader = TimeReader.utc
        #expect(throws: BadValue.self) { try reader.instant(text: text) }
    }

    @Test func `without a zone is on the clock of the zone given`() throws {
        var warsaw = TimeReader(zone: TimeZone(identifier: "Europe/Warsaw"))
        #expect("\(try warsaw.instant(text: "2026-01-15 12:00:00"))" == "2026-01-15T11:00:00Z")
        #expect("\(try warsaw.instant(text: "2026-07-15 12:00:00"))" == "2026-07-15T10:00:00Z")
        #expect("\(try warsaw.instant(text: "2026-07-15T12:00:00+09:00"))" == "2026-07-15T03:00:00Z")
        #expect("\(try warsaw.instant(text: "1700000000"))" == "2023-11-14T22:13:20Z")
    }

    @Test func `in the hour that is left out or comes twice is still one moment`() throws {
        var warsaw = TimeReader(zone: TimeZone(identifier: "Europe/Warsaw"))
        #expect("\(try warsaw.instant(text: "2026-03-29 02:30:00"))" == "2026-03-29T01:30:00Z")
        #expect("\(try warsaw.instant(text: "2026-03-29 04:00:00"))" == "2026-03-29T02:00:00Z")
        #expect("\(try warsaw.instant(text: "2026-10-25 02:30:00"))" == "2026-10-25T00:30:00Z")
        #expect("\(try warsaw.instant(text: "2026-10-25 03:30:00"))" == "2026-10-25T02:30:00Z")
    }

    @Test func `has its day and month told by the dates around it`() throws {
        #expect(TimeReader.dayFirst(in: ["2026-11-22"]) == nil)
        #expect(try #require(TimeReader.dayFirst(in: ["1/2/2010", "13/2/2010"])).dayFirst)
        #expect(try !#require(TimeReader.dayFirst(in: ["1/2/2010", "2/13/2010 8:26"])).dayFirst)
        #expect(try !#require(TimeReader.dayFirst(in: ["11/12/2010", "12/1/2010", "12/3/2010"])).dayFirst)
        let undecided = try #require(TimeReader.dayFirst(in: ["1/1/2010", "2/2/2010"]))
        #expect(undecided.why.contains("days are taken to"))
    }

    @Test func `that goes against the order of the others is refused, not turned round`() throws {
        let rows = ["ann,a,1/13/2010", "bob,b,12/1/2010 8:26", "cid,c,25/12/2010", "dan,d,12/24/2010"]
        let file = try Imported((["user,event,at"] + rows).joined(separator: "\n"))
        #expect(file.touchpoints.map { "\($0.occurredAt)" } == ["2010-01-13T00:00:00Z", "2010-12-01T08:26:00Z", "2010-12-24T00:00:00Z"])
        #expect(file.reasons == ["“25/12/2010” in “at” is no day of the calendar (year 2010, month 25, day 12)"])
        #expect(file.plan.notes.contains { $0.contains("months come before days") })
    }

    @Test func `may stand in two columns`() throws {
        let file = try Imported("user,event,date,time\nann,a,22.11.2026,08:14\n", map: "at=date,at=time")
        #expect(file.touchpoints.map { "\($0.occurredAt)" } == ["2026-11-22T08:14:00Z"])
    }
}
