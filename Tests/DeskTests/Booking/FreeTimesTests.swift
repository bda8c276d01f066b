import Foundation
import Kernel
import Language
import TestKit
import Testing
import Web

@testable import Desk

@Suite struct `Times that are free` {
    private let ada = ID<Viewer>(bits: 1)
    private let bob = ID<Viewer>(bits: 2)

    private func free(
        _ hours: BusinessHours, at now: String, minutes: Int = 60, pause: Int = 0, ahead: Int = 30, before: Int = 0,
        _ busy: [ID<Viewer>: [Range<Instant>]]? = nil
    ) throws -> FreeTimes {
        var terms = BookingTerms(names: ["en": "Consultation"])
        (terms.minutes, terms.pause, terms.daysAhead, terms.hoursBefore, terms.takers) = (minutes, pause, ahead, before, [ada, bob])
        return FreeTimes(terms: terms, hours: hours, busy: busy ?? [ada: []], now: try moment(now))
    }

    private func shown(_ free: FreeTimes, from: String, _ count: Int) throws -> [String] {
        free.times(from: try moment(from), atMost: count).map { String($0.description.dropLast(4)) }
    }

    @Test func `stand one behind the other within the hours, each with its pause, and none reaches behind the closing`() throws {
        let free = try free(officeHours(), at: "2026-03-02T08:00Z", minutes: 90, pause: 30)
        #expect(
            try shown(free, from: "2026-03-02T08:00Z", 5)
                == ["2026-03-02T08:00", "2026-03-02T10:00", "2026-03-02T12:00", "2026-03-02T14:00", "2026-03-03T08:00"])
        #expect(try free.isOffered(moment("2026-03-02T14:00Z")) && !free.isOffered(moment("2026-03-02T14:30Z")))
        #expect(try !free.isOffered(moment("2026-03-02T16:00Z")) && !free.isOffered(moment("2026-03-07T10:00Z")))
        #expect(try !free.isOffered(moment("2026-03-02T10:00:00.5Z")))
    }

    @Test func `begin not too short before, and end not too far ahead`() throws {
        let free = try free(officeHours(), at: "2026-03-02T08:30Z", ahead: 1, before: 3)
        #expect(try shown(free, from: "2026-03-01T00:00Z", 50).first == "2026-03-02T12:00")
        #expect(try shown(free, from: "2026-03-01T00:00Z", 50).last == "2026-03-03T08:00")
        #expect(try !free.isOffered(moment("2026-03-02T11:00Z")) && !free.isOffered(moment("2026-03-03T09:00Z")))
    }

    @Test func `are none where all are busy, the pause too, and the one with least to do is first`() throws {
        let taken = try moment("2026-03-02T09:00Z")..<moment("2026-03-02T10:15Z")
        let alone = try free(officeHours(), at: "2026-03-02T07:00Z", [ada: [taken]])
        #expect(try shown(alone, from: "2026-03-02T07:00Z", 3) == ["2026-03-02T08:00", "2026-03-02T11:00", "2026-03-02T12:00"])
        let both = try free(officeHours(), at: "2026-03-02T07:00Z", [ada: [taken], bob: []])
        #expect(try both.takers(at: moment("2026-03-02T09:00Z")) == [bob] && both.takers(at: moment("2026-03-02T12:00Z")) == [bob, ada])
        // An appointment that begins where another ends is no clash; the pause of the new one must be free too.
        let paused = try free(officeHours(), at: "2026-03-02T07:00Z", minutes: 45, pause: 15, [ada: [taken]])
        #expect(try paused.takers(at: moment("2026-03-02T08:00Z")) == [ada])
        #expect(try paused.near(moment("2026-03-02T09:00Z"), 2).map(\.description) == ["2026-03-02T08:00:00Z", "2026-03-02T11:00:00Z"])
        #expect(try free(officeHours(), at: "2026-03-02T07:00Z", [:]).times(from: moment("2026-03-02T07:00Z"), atMost: 9).isEmpty)
    }

    /// Clocks go forward in Warsaw on 29 March 2026, and back on 25 October.
    @Test func `follow the clock on the wall when it is changed`() throws {
        let spring = try free(daily("01:00-05:00", "Europe/Warsaw"), at: "2026-03-28T12:00Z")
        #expect(try shown(spring, from: "2026-03-28T22:00Z", 4) == ["2026-03-29T00:00", "2026-03-29T01:00", "2026-03-29T02:00", "2026-03-29T23:00"])
        let autumn = try free(daily("01:00-05:00", "Europe/Warsaw"), at: "2026-10-24T12:00Z")
        #expect(
            try shown(autumn, from: "2026-10-24T22:00Z", 6)
                == ["2026-10-24T23:00", "2026-10-25T00:00", "2026-10-25T01:00", "2026-10-25T02:00", "2026-10-25T03:00", "2026-10-26T00:00"])
        let day = try free(officeHours(), at: "2026-03-27T12:00Z")
        #expect(try shown(day, from: "2026-03-27T15:30Z", 1) == ["2026-03-30T07:00"])
    }

    @Test func `go on over midnight where the hours do, and are the same whenever somebody looks`() throws {
        let night = try free(daily("22:00-02:00", "Europe/Warsaw"), at: "2026-03-02T12:00Z", minutes: 50)
        let whole = try shown(night, from: "2026-03-02T12:00Z", 6)
        #expect(
            whole == ["2026-03-02T21:00", "2026-03-02T21:50", "2026-03-02T22:40", "2026-03-02T23:30", "2026-03-03T21:00", "2026-03-03T21:50"])
        #expect(try shown(night, from: "2026-03-02T23:10Z", 3) == Array(whole[3...]))
        #expect(try night.isOffered(moment("2026-03-02T23:30Z")) && !night.isOffered(moment("2026-03-02T23:00Z")))
    }

    @Test(arguments: [
        ("Asia/Kolkata", "2026-03-02T03:30:00Z"), ("Asia/Kathmandu", "2026-03-02T03:15:00Z"), ("Australia/Adelaide", "2026-03-01T22:30:00Z"),
    ]) func `begin on the hour of zones that are not whole hours away`(zone: String, first: String) throws {
        let free = try free(officeHours(zone), at: "2026-03-01T12:00Z")
        #expect(try free.times(from: moment("2026-03-01T12:00Z"), atMost: 1).map(\.description) == [first])
    }

    /// Lord Howe Island puts its clocks forward by half an hour on 4 October 2026.
    @Test func `are half an hour fewer where clocks are put forward by that`() throws {
        let free = try free(daily("00:00-04:00", "Australia/Lord_Howe"), at: "2026-10-02T12:00Z", minutes: 30)
        let times = free.times(from: try moment("2026-10-02T13:30Z"), atMost: 40)
        let night = try times.filter { try $0 >= moment("2026-10-03T13:30Z") && $0 < moment("2026-10-03T18:00Z") }
        #expect(night.count == 7)
    }

    @Test func `of a week of its own are closed on holidays and special days of the company`() throws {
        var terms = BookingTerms(names: ["en": "Demo"])
        terms.week = ["10-12", "10-12", "10-12", "", "", "", ""]
        let company = try officeHours(holidays: "2026-03-03", specialDays: ["2026-03-04": "09:00-11:00"])
        let hours = terms.hours(within: company)
        let days = try ["2026-03-02", "2026-03-03", "2026-03-04", "2026-03-05", "2026-03-09"].map { try hours.intervals(on: day($0)).text }
        #expect(days == ["10:00-12:00", "", "", "", "10:00-12:00"])
        terms.week = nil
        #expect(terms.hours(within: company) == company)
    }
}

@Suite struct `A page of times` {
    @Test func `says which of two it is where a time comes twice, and shows seven days`() throws {
        let autumn = try daily("01:00-05:00", "Europe/Warsaw")
        var terms = BookingTerms(names: ["en": "Consultation"])
        (terms.minutes, terms.takers, terms.hoursBefore) = (60, [ID(bits: 1)], 0)
        let now = try moment("2026-10-24T12:00Z")
        let free = FreeTimes(terms: terms, hours: autumn, busy: [ID(bits: 1): []], now: now)
        let t = Texts(.en, timeZone: try #require(.init(identifier: "Europe/Warsaw")), now: now)
        let (shown, more) = FreeTimesList.page(free.times(from: now, atMost: FreeTimesList.most + 1), t)
        #expect(Set(shown.map(t.day(of:))).count == 7 && more != nil)
        let list = FreeTimesList(
            t: t, link: BookLink(path: "/book/a", language: .en), zone: "Europe/Warsaw", times: shown, more: more, isAssumed: false)
        let page = list.html.text
        #expect(page.contains("02:00 <small>UTC+2</small>") && page.contains("02:00 <small>UTC+1</small>"))
        #expect(page.ranges(of: "<small>").count == 2)
        // By the clock of India the hours of Warsaw are half past, and on another day.
        let india = Texts(.en, timeZone: try #require(.init(identifier: "Asia/Kolkata")), now: now)
        #expect(india.time(shown[0]) == "04:30" && FreeTimesList.known(with: "Asia/Kolkata").contains("Asia/Kolkata"))
    }
}

@Suite struct `A calendar file` {
    private func file(_ title: String, place: String = "", about: String = "") throws -> String {
        let time = try moment("2026-12-01T08:30Z")..<moment("2026-12-01T09:00Z")
        var event = CalendarFile.Event(uid: "u-1", sequence: 2, time: time, writtenAt: noon(), title: title, place: place, about: about)
        (event.organiser, event.attendee) = (("Help, \"at\" Shop\r\nX:1", "help@shop.example"), "kim@example.com")
        return CalendarFile(method: .request, events: [event]).text
    }

    @Test func `is read back by the reader of ours as it was written`() throws {
        let title = "Beratung; 1, 2 \\ drei – 咨询咨询咨询咨询咨询咨询咨询咨询咨询咨询咨询咨询咨询咨询"
        let text = try file(title, about: "First\nsecond")
        let lines = try ICalendarLine.all(of: Array(text.utf8))
        func value(_ name: String) -> ICalendarLine? { lines.first { $0.name == name } }
        #expect(value("SUMMARY")?.text == title && value("DESCRIPTION")?.text == "First\nsecond")
        #expect(value("DTSTART")?.value == "20261201T083000Z" && value("DTEND")?.value == "20261201T090000Z")
        #expect(value("UID")?.value == "u-1" && value("SEQUENCE")?.value == "2" && value("METHOD")?.value == "REQUEST")
        #expect(value("ATTENDEE")?.value == "mailto:kim@example.com" && value("ATTENDEE")?.parameters["RSVP"] == "FALSE")
        // What somebody is called cannot become a line.
        #expect(value("X") == nil && value("ORGANIZER")?.value == "mailto:help@shop.example")
    }

    @Test func `has lines of 75 bytes at most, and none cuts a letter`() throws {
        let text = try file(String(repeating: "Встреча 咨询 ", count: 40))
        let lines = text.split(separator: "\r\n", omittingEmptySubsequences: false)
        #expect(lines.allSatisfy { $0.utf8.count <= 75 } && text.hasSuffix("END:VCALENDAR\r\n"))
        #expect(!text.replacing("\r\n", with: "").contains("\n"))
    }
}
