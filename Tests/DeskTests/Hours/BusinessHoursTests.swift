import Foundation
import Kernel
import Testing

@testable import Desk

@Suite struct `Opening hours` {
    // 27 November 2026 is a Friday.
    @Test func `carry what is asked on Friday evening over to Monday, and over a holiday to Tuesday`() throws {
        let asked = try moment("2026-11-27T16:30+01:00")
        #expect(try officeHours().instant(after: .minutes(60), since: asked) == moment("2026-11-30T09:30+01:00"))
        #expect(try officeHours(holidays: "2026-11-30").instant(after: .minutes(60), since: asked) == moment("2026-12-01T09:30+01:00"))
    }

    @Test func `of two shifts stand still over noon`() throws {
        let due = try daily("08:00-12:00 13:30-18:00", "Europe/Warsaw").instant(after: .minutes(30), since: moment("2026-11-27T12:30+01:00"))
        #expect(try due == moment("2026-11-27T14:00+01:00"))
    }

    @Test func `of a night are an hour shorter when clocks are put forward, and an hour longer when they are put back`() throws {
        let nights = try daily("22:00-06:00", "Europe/Warsaw")
        func length(from evening: String, to noon: String) throws -> Duration { try nights.businessTime(from: moment(evening), to: moment(noon)) }
        #expect(try length(from: "2026-03-27T12:00+01:00", to: "2026-03-28T12:00+01:00") == .hours(8))
        #expect(try length(from: "2026-03-28T12:00+01:00", to: "2026-03-29T12:00+02:00") == .hours(7))
        #expect(try length(from: "2026-10-24T12:00+02:00", to: "2026-10-25T12:00+01:00") == .hours(9))
    }

    @Test func `round the clock count 1,440 minutes on an ordinary day, and what really passes on others`() throws {
        let always = try BusinessHours.roundTheClock(zone: "Europe/Warsaw")
        #expect(try always.businessTime(from: moment("2026-11-27T00:00+01:00"), to: moment("2026-11-28T00:00+01:00")) == .minutes(1_440))
        #expect(try always.businessTime(from: moment("2026-03-29T00:00+01:00"), to: moment("2026-03-30T00:00+02:00")) == .hours(23))
        #expect(try always.isOpen(at: moment("2026-03-29T23:59:59+02:00")))
        #expect(try always.nextOpening(after: moment("2026-03-29T12:00+02:00")) == nil)
    }

    @Test func `open at the first moment of an interval and are closed at its last`() throws {
        let hours = try officeHours(holidays: "2026-11-30")
        #expect(try hours.isOpen(at: moment("2026-11-27T09:00+01:00")))
        #expect(try !hours.isOpen(at: moment("2026-11-27T17:00+01:00")))
        #expect(try hours.isOpen(at: moment("2026-11-27T16:59:59.999999+01:00")))
        #expect(try hours.nextOpening(after: moment("2026-11-27T10:00+01:00")) == moment("2026-12-01T09:00+01:00"))
        #expect(try hours.nextOpening(after: moment("2026-12-01T08:59:59+01:00")) == moment("2026-12-01T09:00+01:00"))
    }

    @Test func `do not open anew where one interval follows the other`() throws {
        let hours = try daily("08:00-12:00 12:00-18:00", "Europe/Warsaw")
        #expect(try hours.nextOpening(after: moment("2026-11-27T10:00+01:00")) == moment("2026-11-28T08:00+01:00"))
    }

    @Test func `are those of a special day where there is one`() throws {
        let hours = try officeHours(specialDays: ["2026-12-24": "09:00-12:00", "2026-12-26": "10:00-12:00"])
        #expect(try hours.businessTime(from: moment("2026-12-24T00:00+01:00"), to: moment("2026-12-25T00:00+01:00")) == .hours(3))
        #expect(try hours.isOpen(at: moment("2026-12-26T11:00+01:00")), "a Saturday")
    }

    @Test func `of a night end at the midnight of a holiday, and those of a holiday's eve at that of a special day`() throws {
        let nights = try BusinessHours(
            zone: "Europe/Warsaw", week: WeekHours(1...7, OpenInterval(reading: "22:00-06:00")), holidays: [Holiday(day("2026-12-25"))],
            specialDays: [day("2026-12-27"): [OpenInterval(reading: "05:00-07:00")]])
        func open(_ text: String) throws -> Bool { nights.isOpen(at: try moment(text)) }
        #expect(try open("2026-12-24T23:59:59+01:00"))
        #expect(try !open("2026-12-25T00:00+01:00"))
        #expect(try !open("2026-12-25T23:00+01:00"))
        #expect(try !open("2026-12-26T05:00+01:00"))
        #expect(try !open("2026-12-27T00:00+01:00"))
        #expect(try open("2026-12-27T06:30+01:00"))
    }

    @Test func `that never come within five years give no deadline`() throws {
        let week = try WeekHours(1...1, OpenInterval(reading: "09:00-09:01"))
        let hours = try BusinessHours(zone: "GMT", week: week)
        #expect(try hours.instant(after: .minutes(260), since: moment("2026-01-01T00:00Z")) != nil)
        #expect(try hours.instant(after: .minutes(270), since: moment("2026-01-01T00:00Z")) == nil)
    }

    @Test func `count over more than five years too`() throws {
        let hours = try officeHours("GMT")
        let (start, end) = (try moment("2010-01-04T00:00Z"), try moment("2026-01-05T00:00Z"))
        #expect(hours.businessTime(from: start, to: end) == .hours(8 * 5 * Int64((end.day.number - start.day.number) / 7)))
        #expect(hours.businessTime(from: end, to: start) == .zero - hours.businessTime(from: start, to: end))
    }

    @Test func `are kept as a short text and read again as they were`() throws {
        let hours = try BusinessHours(
            zone: "America/New_York", week: WeekHours((1...7).map { $0 < 6 ? try [OpenInterval](reading: "08:00-12:00 22:00-06:00") : [] }),
            holidays: [Holiday(day("2026-12-25"), "Christmas Day")], specialDays: [day("2026-12-24"): [OpenInterval](reading: "09:00-24:00")])
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let text = String(decoding: try encoder.encode(hours), as: UTF8.self)
        #expect(
            text.hasPrefix(#"{"holidays":{"2026-12-25":"Christmas Day"},"special":{"2026-12-24":"09:00-24:00"},"week":["08:00-12:00 22:00-06:00","#))
        #expect(try JSONDecoder().decode(BusinessHours.self, from: Data(text.utf8)) == hours)
    }
}
