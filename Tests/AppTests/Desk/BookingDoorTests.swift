import Access
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Kernel
import Storage
import TestKit
import Testing
import Web

@testable import App
@testable import Desk

@Suite struct `The pages on which visitors book` {
    /// Ada's house, in which an hour with her can be booked.
    private func withBooking(_ body: @escaping @Sendable (House, Browser) async throws -> Void) async throws {
        try await withHouse(.sqlite) { house async throws in
            let ada = try await house.ada()
            let staff = try #require(try await house.server.access.staff.list().first)
            let appointment: KeyValuePairs<String, String?> = [
                "sort": "appointment", "key": "consultation", "name_en": "Consultation", "name_pl": "Konsultacja", "minutes": "60", "pause": "0",
                "ahead": "14", "before": "2", "meeting": "address", "place": "Main Street 1", "taker_\(staff.id)": "on", "own_hours": "on",
                "monday": "0-24", "tuesday": "0-24", "wednesday": "0-24", "thursday": "0-24", "friday": "0-24", "saturday": "0-24", "sunday": "0-24",
                "ask_phone": "optional", "ask_company": "no", "ask_about": "optional",
            ]
            let set = try await ada.submit("/settings/booking", on: "/settings/booking/new", appointment)
            try #require(set.status == .seeOther, "\(set.text)")
            let quote: KeyValuePairs<String, String?> = ["sort": "quote", "key": "offer", "name_en": "An offer", "ask_about": "required"]
            try #require(try await ada.submit("/settings/booking", on: "/settings/booking/new?sort=quote", quote).status == .seeOther)
            try await body(house, ada)
        }
    }

    private func send(_ visitor: Browser, _ path: String, _ fields: [String: String]) async throws -> TestResponse {
        let body = fields.map { "\($0)=\($1.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? "")" }.joined(separator: "&")
        return try await visitor.send(.post, path, [.contentType: "application/x-www-form-urlencoded"], body)
    }

    private func form(in page: String) throws -> String { String(try #require(page.firstMatch(of: /name="form" value="([^"]*)"/), "\(page)").1) }

    private func work(_ form: String) throws -> String { "\(try #require((0..<1_000_000).first { BookingForm.hasWorked(form, "\($0)") }))" }

    /// The first time that is shown, as a link.
    private func firstTime(in page: String) throws -> (link: String, at: String) {
        let found = try #require(page.firstMatch(of: /href="(\/book\/consultation\?[^"]*at=([0-9TZ:.-]+))"/), "\(page)")
        return (String(found.1).replacing("&amp;", with: "&"), String(found.2))
    }

    @Test func `lead from a time to a booking, a file, another time and the end of it`() async throws {
        try await withBooking { house, ada in
            let visitor = Browser(house)
            let before = try await house.contents()
            let times = try await visitor.get("/book/consultation?lang=pl&zone=Asia/Kolkata")
            #expect(times.status == .ok && times.text.contains("Konsultacja") && times.text.contains(":30</a>") && visitor.cookies.isEmpty)
            let (link, at) = try firstTime(in: times.text)
            let page = try await visitor.get(link)
            #expect(page.text.contains("(Asia/Kolkata)") && page.text.contains("name=\"website\""))
            #expect(try await house.contents() == before)

            let token = try form(in: page.text)
            let fields = [
                "form": token, "work": try work(token), "website": "", "at": at, "zone": "Asia/Kolkata", "name": "Kim <b>",
                "email": "Kim@example.com",
            ]
            let booked = try await send(visitor, "/book/consultation?lang=pl&zone=Asia/Kolkata", fields)
            try #require(booked.status == .seeOther, "\(booked.text)")
            let shown = try await visitor.get(booked.location)
            #expect(
                shown.text.contains("Spotkanie zarezerwowane") && shown.text.contains("E-mail nie przyjdzie") && shown.text.contains("Main Street 1"))
            // Sent again it is the same one; somebody else is told, with what is free nearby.
            #expect(try await send(visitor, "/book/consultation", fields).location.prefix(60) == booked.location.prefix(60))
            let other = try form(in: try await visitor.get(try firstTime(in: try await visitor.get("/book/consultation").text).link).text)
            let late = try await send(
                visitor, "/book/consultation",
                ["form": other, "work": try work(other), "at": at, "name": "Lee", "email": "lee@example.com", "about": "Two desks"])
            #expect(late.status == .conflict && late.text.contains("This time has just been taken. Please choose another."))
            #expect(late.text.contains("type=\"radio\" name=\"at\"") && late.text.contains("Two desks") && late.text.contains("Lee"))

            let path = String(booked.location.prefix { $0 != "?" })
            let file = try await visitor.get("\(path)/file")
            #expect(file.headers[.contentType] == "text/calendar; charset=utf-8" && file.text.contains("METHOD:PUBLISH\r\n"))
            let moving = try await visitor.get("\(path)?move=1&lang=en").text
            let next = try #require(moving.firstMatch(of: /move=1[^"]*at=([0-9TZ:.-]+)"/), "\(moving)")
            #expect(try await visitor.get("\(path)?move=1&at=\(next.1)").text.contains("name=\"at\""))
            #expect(try await send(visitor, "\(path)/time", ["at": String(next.1)]).status == .seeOther)
            #expect(try await visitor.get("\(path)/file").text.contains("SEQUENCE:1\r\n"))
            let list = try await ada.get("/inbox/appointments").text
            #expect(list.contains("Kim &lt;b&gt;") && list.contains("kim@example.com") && list.contains("Moved"))
            #expect(try await send(visitor, "\(path)/cancellation?lang=en", [:]).status == .seeOther)
            #expect(try await visitor.get("\(path)?lang=en").text.contains("This appointment is cancelled"))
            #expect(try await visitor.get("\(path)/file").text.contains("METHOD:CANCEL\r\n"))
            #expect(try await ada.get("/inbox/appointments").text.contains("Cancelled"))
            let talk = try #require(list.firstMatch(of: /href="(\/inbox\/[0-9]+)"/))
            #expect(try await ada.get(String(talk.1)).text.contains("moved the appointment to"))
        }
    }

    @Test func `take nothing from what fills in all fields, types too fast, or made up the form`() async throws {
        try await withBooking { house, _ in
            let visitor = Browser(house)
            let page = try await visitor.get("/quote/offer")
            let token = try form(in: page.text)
            var fields = ["form": token, "name": "Kim", "email": "kim@example.com", "about": "Forty desks"]
            let before = try await house.contents()
            let fast = try await send(visitor, "/quote/offer", fields)
            #expect(fast.status == .unprocessableContent && fast.text.contains("That was faster than people type."))
            #expect(fast.text.contains("Forty desks") && fast.text.contains(token))
            fields["work"] = try work(token)
            fields["website"] = "https://spam.example"
            #expect(try await send(visitor, "/quote/offer", fields).text.contains("This cannot be taken."))
            fields["website"] = ""
            fields["form"] = "0" + token
            #expect(try await send(visitor, "/quote/offer", fields).text.contains("This page was open for too long."))
            fields["form"] = token
            fields["about"] = ""
            let empty = try await send(visitor, "/quote/offer?lang=pl", fields)
            #expect(empty.status == .unprocessableContent && empty.text.contains("aria-invalid=\"true\""))
            fields["about"] = "Forty desks"
            fields["email"] = "kim"
            #expect(try await send(visitor, "/quote/offer", fields).text.contains("must be an email address"))
            #expect(try await house.contents() == before)
            fields["email"] = "kim@example.com"
            let sent = try await send(visitor, "/quote/offer", fields)
            #expect(sent.status == .seeOther)
            #expect(try await visitor.get(sent.location).text.contains("Your request is here"))
            let statuses = try await (0..<14).asyncMap { _ in try await send(visitor, "/quote/offer", fields).status }
            #expect(statuses.contains(.tooManyRequests))
        }
    }

    @Test func `weigh little, say that a page is not there, and a calendar is read by its address alone`() async throws {
        try await withBooking { house, ada in
            let visitor = Browser(house)
            let page = try await visitor.get("/book/consultation")
            var size = page.body.readableBytes
            for name in ["book.css", "book.js", "mark.svg"] { size += try await visitor.get(Assets.embedded.path(name)).body.readableBytes }
            #expect(size <= 60_000, "\(size) bytes")
            #expect(page.text.contains("These are the times of the company, in UTC."))
            for path in ["/book/offer", "/quote/consultation", "/appointment/\(String(repeating: "0", count: 51))", "/book/nothing"] {
                let answer = try await visitor.get(path)
                #expect(answer.status == .notFound && answer.text.contains("This page is not there"), "\(path)")
            }
            try await ada.submit("/inbox/appointments/feed", on: "/inbox/appointments")
            let address = try #require(try await ada.get("/inbox/appointments").text.firstMatch(of: /(\/calendar\/[0-9a-z]+\.ics)/))
            #expect(try await visitor.get(String(address.1)).text.hasPrefix("BEGIN:VCALENDAR\r\n"))
            #expect(try await visitor.get("/calendar/nobody.ics").status == .notFound)

            let kind = try #require(try await ada.get("/settings/booking").text.firstMatch(of: /\/settings\/booking\/([0-9a-z]{26})/))
            try await ada.submit("/settings/booking/\(kind.1)/shelf?_method=put", on: "/settings/booking/\(kind.1)", ["away": "yes"])
            #expect(try await visitor.get("/book/consultation").status == .notFound)
            #expect(try await ada.get("/settings/access/log").status != .internalServerError)
        }
    }
}

extension Sequence where Self: Sendable, Element: Sendable {
    fileprivate func asyncMap<Result>(_ body: (Element) async throws -> Result) async throws -> [Result] {
        var results: [Result] = []
        for element in self { results.append(try await body(element)) }
        return results
    }
}
