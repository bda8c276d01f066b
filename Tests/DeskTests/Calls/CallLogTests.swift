import Analytics
import Foundation
import Kernel
import People
import Statistics
import Storage
import TestKit
import Testing
import Web

@testable import Desk

@Suite struct `A talk that is written down` {
    private func form(_ more: (String, String)...) -> Form {
        var fields = [
            "once": "once-0001", "channel": "phone", "direction": "in", "day": "2026-11-22", "time": "09:10", "minutes": "7", "text": "Wants oak.",
            "then": "resolved", "who": "kim@example.com",
        ]
        for (name, value) in more { fields[name] = value }
        return Form(fields.map { (name: $0.key, value: $0.value) })
    }

    private func talk(_ form: Form) throws -> CallLogStore.Talk {
        try CallLogForm(form: form, zone: try #require(TimeZone(identifier: "Europe/Warsaw")), now: try moment("2026-11-22T12:00:00Z")).talk()
    }

    @Test(arguments: engines) func `stands in a conversation with who spoke, how long, and what was said, once`(engine: Engine) async throws {
        try await withOffice(engine) { office in
            let (talk, now) = (try talk(form()), try moment("2026-11-22T12:00:00Z"))
            let log = CallLogStore(line: office.line)
            let number = try #require(try await log.keep(talk, by: office.ada, at: now))
            #expect(try await log.keep(talk, by: office.ada, at: now) == number)
            let whole = try await office.conversations.whole(number)
            #expect(
                whole.conversation.status == .resolved && whole.conversation.assignee == office.ada.id && whole.conversation.unansweredSince == nil)
            #expect(whole.entries.map(\.happening) == [.message, .reply, .assignment, .note, .status])
            let began = try moment("2026-11-22T08:10:00Z")
            #expect(whole.entries[3].text == "Wants oak." && whole.entries[0].at == began)
            let call = try #require(try await office.calls.calls(in: office.conversations.whole(number).entries).values.first)
            #expect(call.talked == .minutes(7) && call.outcome == .answered)
            #expect(try await office.pops.pops(for: office.ada, at: call.beganAt.adding(.minutes(8))).isEmpty)
            #expect(try await office.kinds() == ["phone_call", "ticket_opened", "service_reply", "ticket_resolved"])
        }
    }

    @Test(arguments: engines) func `in person may be with nobody who is known, and is left open where it is`(engine: Engine) async throws {
        try await withOffice(engine) { office in
            let talk = try talk(form(("channel", "in_person"), ("who", ""), ("then", "open")))
            let number = try #require(try await CallLogStore(line: office.line).keep(talk, by: office.bob, at: try moment("2026-11-22T12:00:00Z")))
            let conversation = try await office.conversations.find(number)
            #expect(conversation.channel == "in_person" && conversation.status == .open)
            #expect(try await office.kinds() == ["desk_visit", "ticket_opened", "service_reply"])
        }
    }

    @Test(arguments: engines) func `goes into the conversation that it belongs to`(engine: Engine) async throws {
        try await withOffice(engine) { office in
            let number = try await office.receive(office.message("m-1"))
            let talk = try talk(form(("conversation", "\(number)"), ("direction", "out"), ("vain", "on"), ("then", "open")))
            #expect(try await CallLogStore(line: office.line).keep(talk, by: office.ada, at: try moment("2026-11-22T12:00:00Z")) == number)
            let whole = try await office.conversations.whole(number)
            #expect(whole.entries.map(\.happening) == [.message, .note, .note] && whole.entries[1].call?.word == .vain)
            #expect(whole.conversation.unansweredSince == noon())
        }
    }

    @Test func `says what is wrong with it`() throws {
        #expect(throws: Failure.invalid("who", "must be a telephone number or an email address")) { try talk(form(("who", "?"))) }
        #expect(throws: Failure.invalid("who", "must be a telephone number or an email address")) { try talk(form(("who", ""))) }
        #expect(throws: Failure.invalid("time", "must not lie ahead")) { try talk(form(("time", "18:00"))) }
        #expect(throws: Failure.invalid("time", "must be a time such as 08:30")) { try talk(form(("time", "25:00"))) }
        #expect(throws: Failure.invalid("day", "must lie within the last year")) { try talk(form(("day", "2020-01-01"))) }
        #expect(throws: Failure.invalid("minutes", "must be between 0 and 600")) { try talk(form(("minutes", "601"))) }
    }
}

@Suite struct `Figures of calls` {
    @Test func `count what was missed, and how long was waited and spoken`() throws {
        func call(_ number: Int64, _ direction: Call.Direction = .incoming, _ told: (CallEvent.Kind, Int64)...) -> Call {
            let start = Instant(seconds: 1_000_000)
            let bare = Call(
                number: number, source: 1, key: "\(number)", direction: direction, channel: .phone, phone: "", beganAt: start, identifier: nil,
                conversation: nil)
            return bare.telling(told.map { CallEvent(kind: $0.0, at: start.adding(.seconds($0.1)), agent: "a@example.com") })
        }
        let figures = CallFigures([
            call(1, .incoming, (.ringing, 0), (.answered, 10), (.ended, 70)), call(2, .incoming, (.answered, 30), (.ended, 150)),
            call(3, .incoming, (.missed, 25)), call(4, .incoming, (.voicemail, 25)), call(5, .incoming, (.ringing, 0)),
            call(6, .outgoing, (.answered, 5), (.ended, 35)), call(7, .outgoing, (.missed, 5)),
        ])
        #expect(figures.incoming == 4 && figures.answered == 2 && figures.missed == 2 && figures.outgoing == 2)
        #expect(figures.missedShare.share == 0.5)
        #expect(figures.waiting?.n == 2 && figures.waiting?.mean == .seconds(20))
        #expect(figures.talking?.n == 3 && figures.talking?.median == .seconds(60))
        #expect(CallFigures([]).waiting == nil && CallFigures([]).missedShare.share == nil)
    }
}
