import HTTPTypes
import HummingbirdTesting
import Kernel
import Storage
import TestKit
import Testing

@testable import App

@Suite struct `Holidays by a file` {
    private func calendar(_ events: String...) -> String {
        (["BEGIN:VCALENDAR", "VERSION:2.0"] + events.map { "BEGIN:VEVENT\r\n\($0)\r\nEND:VEVENT" } + ["END:VCALENDAR"]).joined(separator: "\r\n")
            + "\r\n"
    }

    @Test(arguments: engines) func `come beside those that are set, once, and only whole days`(engine: Engine) async throws {
        try await withHouse(engine) { house async throws in
            let ada = try await house.ada()
            let year = noon().day.civil.year
            let file = calendar(
                "UID:1\r\nDTSTART;VALUE=DATE:\(year)1225\r\nSUMMARY:Christmas Day\r\nRRULE:FREQ=YEARLY",
                "UID:2\r\nDTSTART:\(year)1224T120000Z\r\nSUMMARY:Lunch")
            for _ in 0..<2 {
                let answer = try await ada.bring(file, named: "holidays.ics", to: "/settings/hours/holidays", on: "/settings/hours")
                #expect(answer.status == .seeOther)
            }
            let page = try await ada.send(.get, "/settings/hours").text
            #expect(page.matches(of: /Christmas Day/).count == 6, "This year's and those of the next five.")
            #expect(!page.contains("Lunch"))
        }
    }

    @Test func `that are none are refused with the line, and nothing is set`() async throws {
        try await withHouse(.sqlite) { house async throws in
            let ada = try await house.ada()
            let answer = try await ada.bring("name,day\r\n", named: "holidays.ics", to: "/settings/hours/holidays", on: "/settings/hours")
            #expect(answer.status == .unprocessableContent && answer.text.contains("line 1 is not of the form NAME:value"))
        }
    }
}
