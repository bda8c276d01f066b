import Foundation
import Kernel
import Language
import Storage
import TestKit
import Testing
import Web

@testable import Desk

@Suite struct `A site with a chat` {
    @Test(arguments: [
        ("#2f5d50", "#ffffff"), ("#8A2A17", "#ffffff"), ("ffffff", "#000000"), ("#000000", "#ffffff"), ("#ffcc00", "#000000"), ("#777777", "#000000"),
    ]) func `has a colour on which one can read`(colour: String, ink: String) throws {
        #expect(try Accent(colour).ink == ink)
    }

    @Test(arguments: ["", "#12345", "red", "#12345g", "#1234567", "url(x)", "#12345６"]) func `has no colour that is none`(text: String) {
        #expect(throws: Failure.invalid("accent", "must be a colour such as #8a2a17")) { try Accent(text) }
    }

    @Test(arguments: [
        ("https://Shop.Example/", "https://shop.example"), ("https://shop.example:443", "https://shop.example"),
        ("http://localhost:8080", "http://localhost:8080"), ("http://[::1]:81", "http://[::1]:81"), ("http://127.0.0.1:80", "http://127.0.0.1"),
    ]) func `has addresses as browsers say them`(typed: String, origin: String) throws {
        #expect(try SiteOrigin(typed).text == origin)
    }

    @Test(arguments: [
        "shop.example", "https://", "https://shop.example/desks", "ftp://shop.example", "https://*", "https://*.example", "https://a b",
        "https://a;b",
        "https://a' 'unsafe-inline", "javascript:alert(1)", "https://-", "null",
    ]) func `has no address that is none, or more than one`(text: String) {
        #expect(throws: Failure.self) { try SiteOrigin(text) }
    }

    @Test func `has at least one address, and fifty at most`() throws {
        #expect(try SiteOrigin.lines(" https://a.example \n\nhttps://b.example").map(\.text) == ["https://a.example", "https://b.example"])
        #expect(throws: Failure.self) { try SiteOrigin.lines("\n") }
        #expect(throws: Failure.self) { try SiteOrigin.lines((0...50).map { "https://a\($0).example" }.joined(separator: "\n")) }
    }
}

@Suite struct `What a visitor is told` {
    private func t(_ now: Instant, zone: String = "Europe/Warsaw", _ language: ReaderLanguage = .en) -> Texts {
        Texts(language, timeZone: TimeZone(identifier: zone) ?? .gmt, now: now)
    }

    private func instant(_ text: String) throws -> Instant { try #require(Instant(text)) }

    /// Monday to Friday, nine to five in Warsaw, which is an hour ahead in winter.
    @Test(arguments: [
        ("2026-11-30T08:00:00Z", "We are here now"), ("2026-11-30T07:59:59Z", "We are back today at 09:00"),
        ("2026-11-30T16:00:00Z", "We are back tomorrow at 09:00"), ("2026-11-28T11:00:00Z", "We are back on Monday at 09:00"),
        ("2026-11-29T11:00:00Z", "We are back tomorrow at 09:00"), ("2026-11-27T16:00:00Z", "We are back on Monday at 09:00"),
    ]) func `is when somebody is there`(at: String, sentence: String) throws {
        let now = try instant(at)
        #expect(ChatHours(try HoursStore.usual(zone: "Europe/Warsaw"), at: now).sentence(t(now)) == sentence)
    }

    @Test func `is in their own time and language`() throws {
        let now = try instant("2026-11-28T11:00:00Z")
        let hours = ChatHours(try HoursStore.usual(zone: "Europe/Warsaw"), at: now)
        #expect(hours.sentence(t(now, zone: "Asia/Almaty")) == "We are back on Monday at 13:00")
        #expect(hours.sentence(t(now, .pl)) == "Wrócimy w poniedziałek o 09:00")
    }

    @Test func `is the day where it is long until then, and no day where there is none`() throws {
        let now = try instant("2026-12-20T11:00:00Z")
        let holidays = (21...31).compactMap { Day("2026-12-\($0)").map { Holiday($0, "Holidays") } }
        let hours = try BusinessHours(zone: "GMT", week: WeekHours(1...5, OpenInterval(opens: 540, closes: 1_020)), holidays: holidays)
        let words = try #require(ChatHours(hours, at: now).sentence(t(now, zone: "GMT")))
        #expect(words.map { $0.isWhitespace ? " " : $0 } == Array("We are back on 1 Jan 2027 at 09:00"))
        #expect(ChatHours(nil, at: now).sentence(t(now)) == nil)
        #expect(ChatHours.closed(until: nil).sentence(t(now)) == "We are not here now")
    }

    @Test(arguments: ["kim@example.com", "k.i+m@sub.example.co"]) func `takes an address to which a letter could go`(text: String) throws {
        #expect(try ChatAddress(text).text == text)
    }

    @Test(arguments: ["", "kim", "kim@", "@example.com", "kim@example", "a b@example.com", "kim@example.com, al@example.com", "<kim@example.com>"])
    func `takes no other`(text: String) {
        #expect(throws: Failure.self) { try ChatAddress(text) }
    }
}

@Suite struct `How soon an answer usually comes` {
    @Test(arguments: [(29, false), (30, true)]) func `is said of thirty chats and more`(chats: Int, isSaid: Bool) async throws {
        try await withOffice(.sqlite) { office in
            for number in 0..<chats {
                let conversation = try await office.receive(office.message("m-\(number)", thread: "chat-\(number)"))
                let answer = try await office.writing("Yes.", in: conversation, once: "answer-\(number)")
                try await office.work.reply(answer, in: conversation, by: office.ada, at: noon().adding(.minutes(4)))
            }
            let time = try await ChatReplyTimeStore(line: office.line).usual(at: noon().adding(.hours(1)))
            #expect(time == (isSaid ? .minutes(4) : nil))
        }
    }
}
