import Foundation
import Kernel
import Language
import Testing

@testable import Web

@Suite("A moment in words")
struct CalendarPhrasesTests {
    static let zones = ["UTC", "Europe/Warsaw", "America/New_York", "Asia/Kathmandu", "Australia/Lord_Howe"]

    @Test("reads as the calendar of the reader's language writes it, in whatever zone", arguments: ReaderLanguage.allCases, zones)
    func asTheCalendar(language: ReaderLanguage, zone: String) throws {
        let zone = try #require(TimeZone(identifier: zone))
        let t = Texts(language, timeZone: zone, now: try #require(Instant("2026-11-22T08:14:00Z")))
        let style = Date.FormatStyle(locale: language.locale, timeZone: zone)
        for step in -3_000...3_000 {
            // Every 3 days, 7 hours, 13 minutes and 1 second, over more than fifty years: all months, hours and changes of the clock.
            let instant = try #require(Instant("2026-03-29T00:59:59Z")).adding(.seconds(step * 285_181))
            #expect(t.moment(instant) == style.day().month(.abbreviated).year().hour().minute().format(instant.date))
            #expect(t.time(instant) == style.hour().minute().format(instant.date))
            #expect(t.date(instant).replacing("\u{a0}", with: " ") == style.day().month(.abbreviated).year().format(instant.date))
        }
    }

    @Test("tells a minute before midnight and the midnight after it apart")
    func midnight() throws {
        let t = Texts(.en, timeZone: try #require(TimeZone(identifier: "Europe/Warsaw")), now: try #require(Instant("2026-11-22T08:14:00Z")))
        let (before, after) = (try #require(Instant("2026-11-21T22:59:59.999999Z")), try #require(Instant("2026-11-21T23:00:00Z")))
        #expect(t.moment(before).hasPrefix("21 Nov 2026") && t.moment(before).hasSuffix("23:59"))
        #expect(t.moment(after).hasPrefix("22 Nov 2026") && t.moment(after).hasSuffix("00:00"))
        #expect(t.time(try #require(Instant("1969-12-31T22:59:00Z"))) == "23:59")
    }
}
