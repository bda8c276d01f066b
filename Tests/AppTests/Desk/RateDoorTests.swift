import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Kernel
import People
import Storage
import TestKit
import Testing
import Timeline
import Web

@testable import App
@testable import Desk

@Suite struct `The page on which customers answer` {
    /// Ada's house, in which a call was resolved and its question is handed over: its path.
    private func withQuestion(
        _ engine: Engine = .sqlite, _ body: @escaping @Sendable (House, Browser, String, Int64) async throws -> Void
    ) async throws {
        try await withHouse(engine) { house async throws in
            let ada = try await house.ada()
            let settings: KeyValuePairs<String, String?> = [
                "on": "on", "delay": "60", "rest": "30", "channel_phone": "on", "low_speed": "on", "high_kindness": "on",
                "high_own": "Delivery | | Dostawa",
            ]
            let set = try await ada.submit("/settings/satisfaction?_method=put", on: "/settings/satisfaction", settings)
            try #require(set.status == .seeOther, "\(set.text)")
            let line = house.installation.line
            let shop = try await line.source("shop", name: "Shop", medium: .http)
            let kim = try #require(Identifier(.email, "kim@example.com"))
            let message = IncomingMessage(key: "m-1", thread: "t-1", channel: .phone, from: [kim], text: "It is dented.", at: noon())
            let number = try await MessageStore(line: line).receive(message, from: shop).conversation
            let page = "/inbox/\(number)"
            try await ada.submit("\(page)/status?_method=put", on: page, ["status": "resolved"])
            let handed = try await ada.submit("\(page)/satisfaction", on: page)
            try #require(handed.status == .seeOther, "\(handed.text)")
            let link = try #require(try await ada.get(page).text.firstMatch(of: /http:\/\/localhost:[0-9]+(\/rate\/[0-9a-z]{51})</))
            try await body(house, ada, String(link.1), number)
        }
    }

    private func answer(_ visitor: Browser, _ path: String, _ body: String) async throws -> TestResponse {
        try await visitor.send(.post, path, [.contentType: "application/x-www-form-urlencoded"], body)
    }

    @Test(arguments: engines) func `stores nothing when it is looked at, and the answer when it is sent`(engine: Engine) async throws {
        try await withQuestion(engine) { house, ada, path, number in
            let visitor = Browser(house)
            let before = try await house.contents()
            let looked = try await visitor.get("\(path)?answer=4")
            #expect(looked.status == .ok && looked.text.contains("value=\"4\" required checked") && looked.text.contains("Chosen, and not sent yet."))
            #expect(!looked.text.contains("<script") && visitor.cookies.isEmpty)
            #expect(try await house.contents() == before)

            let none = try await answer(visitor, path, "answer=6")
            #expect(none.status == .unprocessableContent && none.text.contains("Choose one of the five answers."))
            let sent = try await answer(visitor, path, "answer=4")
            #expect(sent.status == .seeOther)
            let words = try await visitor.get(#require(sent.headers[.location]))
            #expect(words.text.contains("What was good?") && words.text.contains("Kindness") && words.text.contains("Delivery"))
            #expect(!words.text.contains("Speed"))
            let page = try await ada.get("/inbox/\(number)").text
            #expect(page.contains("4 of 5 · Satisfied") && page.contains("kim@example.com answered"))

            let told = try await answer(visitor, "\(path)/words", "reason=%2BDelivery&reason=speed&comment=%3Cb%3ESo+quick%3C%2Fb%3E")
            let thanks = try await visitor.get(#require(told.headers[.location]))
            #expect(thanks.text.contains("Thank you!") && thanks.text.contains("Your answer: 4 of 5 – Satisfied"))
            let said = try await ada.get("/inbox/\(number)").text
            #expect(said.contains("&lt;b&gt;So quick&lt;/b&gt;") && !said.contains("<b>So quick"))

            // Within a day they think better of it.
            let again = try await answer(visitor, path, "answer=1")
            #expect(try await visitor.get(#require(again.headers[.location])).text.contains("What could have been better?"))
            #expect(try await ada.get("/inbox?view=unhappy").text.contains("/inbox/\(number)\""))
            try await ada.submit("/inbox/\(number)/satisfaction?_method=put", on: "/inbox/\(number)")
            #expect(try await !ada.get("/inbox?view=unhappy").text.contains("/inbox/\(number)\""))
            house.clock.advance(by: .hours(24))
            let late = try await answer(visitor, path, "answer=5")
            #expect(late.status == .conflict && late.text.contains("can be changed no more"))
            #expect(try await visitor.get(path).text.contains("can be changed no more"))
        }
    }

    @Test func `has fifteen kilobytes at most, and says in one sentence what it cannot open`() async throws {
        try await withQuestion { house, _, path, _ in
            let visitor = Browser(house)
            var size = 0
            let page = try await visitor.get(path)
            size += page.body.readableBytes
            for name in ["rate.css", "mark.svg"] { size += try await visitor.get(Assets.embedded.path(name)).body.readableBytes }
            #expect(size <= 15_000)
            #expect(page.headers[.contentSecurityPolicy]?.contains("frame-ancestors 'none'") == true)
            let forged = String(path.dropLast()) + (path.hasSuffix("0") ? "1" : "0")
            for wrong in ["/rate/x", path + "0", forged, "/rate/\(String(repeating: "0", count: 51))"] {
                let response = try await visitor.get(wrong)
                #expect(response.status == .notFound && response.text.contains("This link leads to no question of ours"))
                #expect(try await answer(visitor, wrong, "answer=1").status == .notFound)
            }
            house.clock.advance(by: .days(31))
            #expect(try await visitor.get(path).text.contains("This question can be answered no more"))
        }
    }

    @Test func `speaks the customer's language, else the browser's`() async throws {
        try await withQuestion { house, _, path, _ in
            let visitor = Browser(house)
            let polish = try await visitor.send(.get, path, [.acceptLanguage: "pl-PL"]).text
            #expect(polish.contains("Jak oceniają Państwo naszą pomoc?") && polish.contains("lang=\"pl\""))
            #expect(try await visitor.get("\(path)?lang=ru").text.contains("Как вы оцениваете нашу помощь?"))
            try await house.installation.database.write { try $0.run("UPDATE csat_survey SET language = 'zh'") }
            #expect(try await visitor.send(.get, path, [.acceptLanguage: "pl-PL"]).text.contains("您对我们的帮助满意吗？"))
        }
    }

    @Test func `shows nothing of what was said on a device that is handed on`() async throws {
        try await withQuestion { house, _, path, _ in
            let visitor = Browser(house)
            #expect(try await visitor.get("\(path)?kiosk=1").text.contains("<body class=kiosk>"))
            let sent = try await answer(visitor, "\(path)?kiosk=1", "answer=2")
            let words = try await visitor.get(#require(sent.headers[.location])).text
            #expect(words.contains("<body class=kiosk>") && !words.contains("2 of 5"))
            let told = try await answer(visitor, "\(path)/words?kiosk=1", "comment=Slow")
            let thanks = try await visitor.get(#require(told.headers[.location])).text
            #expect(thanks.contains("Thank you!") && !thanks.contains("2 of 5") && !thanks.contains("step="))
        }
    }
}
