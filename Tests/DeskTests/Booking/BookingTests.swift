import Foundation
import Kernel
import Language
import Mail
import People
import Storage
import TestKit
import Testing
import Timeline
import Web

@testable import Channels
@testable import Desk

/// An office with something to book: an hour with Ada, or with Bob, nine to five in Warsaw.
struct Reception: Sendable {
    let office: Office
    let kind: BookingKind
    static let site = Site(origin: "https://cx.example.com")

    var bookings: BookingStore { BookingStore(line: office.line) }
    var list: AppointmentListStore { AppointmentListStore(line: office.line) }

    /// - Parameter time: such as `2026-03-03T09:00Z`; `nil` for a quote.
    func draft(_ once: String, _ time: String?, email: String = "kim@example.com", name: String = "Kim") throws -> BookingStore.Draft {
        .init(
            once: "form-\(once)", at: try time.map(moment), language: .pl, zone: "Asia/Kolkata",
            visitor: .init(name: name, email: email, phone: "+48 600 100 200", about: "A desk for two"))
    }

    @discardableResult
    func book(
        _ once: String, _ time: String?, email: String = "kim@example.com", name: String = "Kim", at now: Instant = noon()
    ) async throws -> Booking {
        try await bookings.book(draft(once, time, email: email, name: name), kind, at: Self.site, now: now)
    }

    func find(_ id: ID<Booking>) async throws -> Booking { try await office.line.database.read { try BookingStore.find(id, $0) } }
}

func withReception(
    on office: Office, takers: [ID<Viewer>]? = nil, _ sort: BookingKind.Sort = .appointment, _ body: (Reception) async throws -> Void
) async throws {
    let asked = DeskWorkStore(database: office.line.database, wake: {})
    try await HoursStore(line: office.line, recording: { _, _ in }, asked: asked).set(officeHours(), by: office.ada)
    var terms = BookingTerms(names: ["en": "Consultation", "pl": "Konsultacja"])
    (terms.minutes, terms.takers, terms.meeting, terms.place) = (60, takers ?? [office.ada.id], .video, "https://meet.example/a")
    let kinds = BookingKindStore(line: office.line)
    try await body(Reception(office: office, kind: kinds.add("consultation", sort, terms, by: nil)))
}

@Suite struct `An appointment` {
    private func withReception(
        _ engine: Engine, takers: [ID<Viewer>]? = nil, _ sort: BookingKind.Sort = .appointment, _ body: @Sendable (Reception) async throws -> Void
    ) async throws {
        try await withOffice(engine) { office in try await DeskTests.withReception(on: office, takers: takers, sort, body) }
    }

    @Test(arguments: engines) func `is a conversation of whoever takes it, on the customer's line, and nobody waits for an answer`(
        engine: Engine
    ) async throws {
        try await withReception(engine) { reception in
            let booking = try await reception.book("1", "2026-03-03T09:00Z")
            #expect(booking.state == .booked && booking.staff == reception.office.ada.id && booking.sequence == 0)
            let whole = try await reception.office.conversations.whole(booking.conversation)
            #expect(whole.conversation.assignee == reception.office.ada.id && whole.conversation.unansweredSince == nil)
            #expect(whole.conversation.channel == "web" && whole.conversation.subject == "Consultation · Kim")
            #expect(whole.entries.map(\.happening) == [.note, .assignment])
            #expect(try whole.entries[0].booking?.word == .booked && whole.entries[0].booking?.time == moment("2026-03-03T09:00Z"))
            #expect(whole.entries[0].text == "Kim <kim@example.com>\n+48 600 100 200\n\nA desk for two")
            #expect(try await reception.office.kinds() == ["demo_booked", "ticket_opened"])
            #expect(try await ConversationContextStore(line: reception.office.line).beside(whole.conversation, at: noon()).customer?.name == "Kim")
            // Sent twice, it is one.
            #expect(try await reception.book("1", "2026-03-03T09:00Z") == booking)
            #expect(try await reception.office.kinds().count == 2)
        }
    }

    @Test(arguments: engines) func `is had by one of those who want it at the same moment`(engine: Engine) async throws {
        try await withReception(engine) { reception in
            let outcomes = await withTaskGroup(of: String.self) { group in
                for place in 0..<8 {
                    group.addTask {
                        do {
                            return try await reception.book("\(place)", "2026-03-03T09:00Z", email: "v\(place)@example.com").state.rawValue
                        } catch { return error is BookingStore.Taken ? "taken" : "\(error)" }
                    }
                }
                return await group.reduce(into: [String]()) { $0.append($1) }.sorted()
            }
            #expect(outcomes == ["booked"] + Array(repeating: "taken", count: 7))
            let count = try await reception.office.line.database.read { try $0.value("SELECT COUNT(*) FROM booking", as: Int.self) }
            #expect(count == 1)
            // Whoever came too late has left nothing behind.
            #expect(try await reception.office.kinds().count == 2)
        }
    }

    @Test(arguments: engines) func `goes to the colleague who is free`(engine: Engine) async throws {
        try await withReception(engine, takers: [ID(bits: 1), ID(bits: 2)]) { reception in
            let first = try await reception.book("1", "2026-03-03T09:00Z")
            let second = try await reception.book("2", "2026-03-03T09:00Z", email: "lee@example.com")
            #expect(Set([first.staff, second.staff]) == [reception.office.ada.id, reception.office.bob.id])
            await #expect(throws: BookingStore.Taken.self) { try await reception.book("3", "2026-03-03T09:00Z", email: "max@example.com") }
            // Another kind that Ada takes has this time no more either.
            var terms = reception.kind.terms
            (terms.minutes, terms.takers) = (30, [reception.office.ada.id])
            let demo = try await BookingKindStore(line: reception.office.line).add("demo", .appointment, terms, by: nil)
            let offer = try await reception.bookings.offer(of: demo, at: noon())
            #expect(try offer.free.takers(at: moment("2026-03-03T09:30Z")).isEmpty && !offer.free.takers(at: moment("2026-03-03T10:00Z")).isEmpty)
        }
    }

    @Test(arguments: engines) func `is refused outside of what is offered, and after five of one address`(engine: Engine) async throws {
        try await withReception(engine) { reception in
            for time in ["2026-03-03T09:30Z", "2026-03-02T09:00Z", "2026-03-07T09:00Z", "2026-06-03T08:00Z"] {
                await #expect(throws: BookingStore.Taken.self) { try await reception.book(time, time) }
            }
            for hour in 10...14 { try await reception.book("\(hour)", "2026-03-03T\(hour):00Z") }
            await #expect(throws: Failure.self) { try await reception.book("15", "2026-03-03T15:00Z") }
            try await reception.book("16", "2026-03-04T15:00Z", at: noon().adding(.hours(25)))
        }
    }

    @Test(arguments: engines) func `can be moved and cancelled, and its time is free again`(engine: Engine) async throws {
        try await withReception(engine) { reception in
            let (booking, store) = (try await reception.book("1", "2026-03-03T09:00Z"), reception.bookings)
            let other = try await reception.book("2", "2026-03-03T11:00Z", email: "lee@example.com")
            await #expect(throws: BookingStore.Taken.self) {
                try await store.move(booking.id, to: moment("2026-03-03T11:00Z"), at: Reception.site, now: noon())
            }
            for _ in 1...2 { try await store.move(booking.id, to: moment("2026-03-03T10:00Z"), at: Reception.site, now: noon()) }
            let moved = try await reception.find(booking.id)
            #expect(try moved.sequence == 1 && moved.standing == "moved" && moved.time?.lowerBound == moment("2026-03-03T10:00Z"))
            try await reception.book("3", "2026-03-03T09:00Z", email: "max@example.com")
            for _ in 1...2 { try await store.cancel(booking.id, by: nil, at: Reception.site, now: noon()) }
            try await reception.book("4", "2026-03-03T10:00Z", email: "ann@example.com")
            let words = try await reception.office.conversations.whole(booking.conversation).entries.compactMap(\.booking?.word)
            #expect(words == [.booked, .moved, .cancelled])
            // What has begun is changed no more.
            await #expect(throws: BookingStore.tooLate) {
                try await store.cancel(other.id, by: nil, at: Reception.site, now: moment("2026-03-03T11:00Z"))
            }
        }
    }

    @Test(arguments: engines) func `was held or missed once it has begun, as staff say`(engine: Engine) async throws {
        try await withReception(engine) { reception in
            let (booking, store, ada) = (try await reception.book("1", "2026-03-03T09:00Z"), reception.bookings, reception.office.ada)
            let later = try moment("2026-03-03T09:20Z")
            await #expect(throws: Failure.self) { try await store.hold(booking.id, by: ada, now: noon()) }
            try await store.miss(booking.id, by: ada, now: later)
            for _ in 1...2 { try await store.hold(booking.id, by: ada, now: later) }
            #expect(try await reception.find(booking.id).state == .held)
            #expect(try await reception.office.kinds() == ["demo_booked", "ticket_opened", "demo_held"])
            await #expect(throws: Failure.self) { try await store.miss(booking.id, by: ada, now: later) }
        }
    }

    @Test(arguments: engines) func `stands in the list of the day, and in the calendar of whoever takes it`(engine: Engine) async throws {
        try await withReception(engine) { reception in
            try await reception.book("1", "2026-03-03T09:00Z")
            let (ada, bob) = (reception.office.ada.id, reception.office.bob.id)
            let day = try moment("2026-03-03T00:00Z")..<moment("2026-03-04T00:00Z")
            #expect(try await reception.list.rows(day, of: nil).map(\.staffName) == ["Ada"])
            #expect(try await reception.list.rows(day, of: bob).isEmpty)
            #expect(try await reception.list.feed(of: ada) == nil)
            try await reception.list.renewFeed(of: ada)
            let old = try #require(try await reception.list.feed(of: ada))
            let token = String(old.dropFirst("/calendar/".count).dropLast(".ics".count))
            #expect(try await reception.list.owner(ofFeed: token) == ada)
            try await reception.list.renewFeed(of: ada)
            await #expect(throws: Failure.self) { try await reception.list.owner(ofFeed: token) }
        }
    }

    @Test(arguments: engines) func `of somebody known does not change what they are called, and an erasure leaves the time alone`(
        engine: Engine
    ) async throws {
        try await withReception(engine) { reception in
            try await reception.office.tell("kim@example.com", ["name": "Kim Li"])
            let booking = try await reception.book("1", "2026-03-03T09:00Z", name: "Mallory")
            let conversation = try await reception.office.conversations.find(booking.conversation)
            #expect(try await ConversationContextStore(line: reception.office.line).beside(conversation, at: noon()).customer?.name == "Kim Li")
            let customer = try #require(try await ConversationContextStore(line: reception.office.line).beside(conversation, at: noon()).customer?.id)
            _ = try await ErasureStore(line: reception.office.line, recording: { _, _ in }).erase(customer, by: nil)
            #expect(try await reception.find(booking.id).visitor == .init(name: "", email: ""))
            await #expect(throws: BookingStore.Taken.self) { try await reception.book("2", "2026-03-03T09:00Z", email: "lee@example.com") }
        }
    }

    @Test(arguments: engines) func `for a quote is owed an answer, and needs no time`(engine: Engine) async throws {
        try await withReception(engine, .quote) { reception in
            let booking = try await reception.book("1", nil)
            let whole = try await reception.office.conversations.whole(booking.conversation)
            #expect(booking.state == .asked && whole.entries.map(\.happening) == [.message])
            #expect(whole.conversation.unansweredSince == noon() && whole.entries[0].booking?.word == .asked)
            #expect(try await reception.office.kinds() == ["quote_requested", "ticket_opened"])
        }
    }
}

@Suite struct `The mail of an appointment` {
    private func sent(_ post: PostOffice) async throws -> [(subject: String, message: MailMessage, raw: String)] {
        var all: [(String, MailMessage, String)] = []
        for mail in try await post.journal(.outgoing) {
            let raw = try #require(try await post.line.database.read { try MailJournalStore.raw(mail.id, $0) })
            all.append((mail.subject, MailReader.read(raw), String(decoding: raw, as: UTF8.self)))
        }
        // By the number of their calendar files: they were written at the same moment.
        return all.sorted { Self.sequence($0.1) < Self.sequence($1.1) }
    }

    private static func sequence(_ message: MailMessage) -> Int {
        let file = message.attachments.first { $0.name == "appointment.ics" }.map { String(decoding: $0.content, as: UTF8.self) } ?? ""
        return file.firstMatch(of: /SEQUENCE:([0-9]+)/).flatMap { Int($0.1) } ?? -1
    }

    @Test(arguments: engines) func `brings a calendar file, whose number rises, and a link; cancelling takes it back`(engine: Engine) async throws {
        try await withPostOffice(engine) { post in
            try await withReception(on: post.office) { reception in
                let booking = try await reception.book("1", "2026-03-03T09:00Z", name: "Buy <now> https://evil.example")
                try await reception.bookings.move(booking.id, to: moment("2026-03-03T10:00Z"), at: Reception.site, now: noon())
                try await reception.bookings.cancel(booking.id, by: nil, at: Reception.site, now: noon())
                let mails = try await sent(post)
                #expect(mails.count == 3)
                for (mail, method, sequence, start) in zip4(mails) {
                    let file = try #require(mail.message.attachments.first { $0.name == "appointment.ics" })
                    let lines = try ICalendarLine.all(of: file.content)
                    func value(_ name: String) -> String? { lines.first { $0.name == name }?.value }
                    #expect(value("METHOD") == method && value("UID") == "\(booking.id)" && value("SEQUENCE") == sequence)
                    #expect(value("DTSTART") == start && value("ORGANIZER") == "mailto:help@shop.example")
                    #expect(mail.raw.contains("Content-Type: text/calendar; charset=utf-8; method=\(method)\r\n"))
                    #expect(!mail.raw.contains("evil.example") && !mail.message.text.contains("evil.example"))
                }
                // In the visitor's language, and by their clock.
                #expect(mails[0].subject.contains("Konsultacja") && mails[0].message.text.contains("14:30–15:30 (Asia/Kolkata)"))
                let link = try #require(mails[0].message.text.firstMatch(of: /https:\/\/cx\.example\.com\/appointment\/([0-9a-z]{51})/))
                #expect(try await reception.bookings.find(token: String(link.1)).id == booking.id)
                let forged = String(link.1.dropLast()) + (link.1.hasSuffix("0") ? "1" : "0")
                await #expect(throws: Failure.self) { try await reception.bookings.find(token: forged) }
                #expect(mails[2].message.text.contains("/book/consultation"))
                // What is answered in the conversation goes to the address that they gave.
                #expect(try await post.answerTo(in: booking.conversation) == "kim@example.com")
                try await post.answer("See you.", in: booking.conversation)
                let answers = try await post.journal(.outgoing).filter { $0.decision == OutgoingMailStore.Kind.answer.rawValue }
                #expect(answers.map(\.recipients) == ["kim@example.com"])
            }
        }
    }

    private func zip4<Mail>(_ mails: [Mail]) -> [(Mail, String, String, String)] {
        let facts = [("REQUEST", "0", "20260303T090000Z"), ("REQUEST", "1", "20260303T100000Z"), ("CANCEL", "2", "20260303T100000Z")]
        return zip(mails, facts).map { ($0, $1.0, $1.1, $1.2) }
    }

    @Test(arguments: engines) func `that cannot be delivered is told in the conversation, and resolves or reopens nothing`(engine: Engine)
        async throws
    {
        try await withPostOffice(engine) { post in
            try await withReception(on: post.office) { reception in
                let booking = try await reception.book("1", "2026-03-03T09:00Z")
                let mail = try #require(try await post.journal(.outgoing).first)
                try await AnswerFateStore(line: post.line).settle(mail, .failed, fault: "550 no such user")
                let whole = try await post.office.conversations.whole(booking.conversation)
                #expect(whole.entries.count == 2 && whole.conversation.unansweredSince == nil)
                let piece = try await ConversationMailStore(line: post.line).mails(in: booking.conversation).pieces[whole.entries[0].number]
                #expect(piece?.message.state == .failed)
            }
        }
    }

    @Test func `goes nowhere where no mailbox sends`() async throws {
        try await withOffice(.sqlite) { office in
            try await withReception(on: office) { reception in
                let booking = try await reception.book("1", "2026-03-03T09:00Z")
                #expect(try await !reception.bookings.surroundings(of: booking).isMailed)
                let mail = BookingMail(
                    booking, reception.kind, try await reception.bookings.surroundings(of: booking).token, at: Reception.site, now: noon())
                #expect(mail.calendar(.publish, from: nil)?.text.contains("METHOD:PUBLISH\r\n") == true)
            }
        }
    }
}

@Suite struct `A form of a page` {
    @Test func `is known again by who gave it, and by the work that was done for it`() throws {
        let token = BookingToken(secret: Array(repeating: 7, count: 32))
        func kind(_ bits: UInt128) -> BookingKind {
            BookingKind(id: ID(bits: bits), key: "a", sort: .quote, terms: BookingTerms(names: ["en": "A"]), isPutAway: false)
        }
        let form = token.form(of: kind(1), at: noon())
        #expect(token.given(form, of: kind(1)) == noon() && token.given(form, of: kind(2)) == nil)
        #expect(token.given(form.replacing("-1772", with: "-1771"), of: kind(1)) == nil && token.given("", of: kind(1)) == nil)
        #expect(BookingToken(secret: Array(repeating: 8, count: 32)).given(form, of: kind(1)) == nil)
        let answer = try #require((0..<1_000_000).first { BookingForm.hasWorked(form, "\($0)") })
        #expect(BookingForm.hasWorked(form, "\(answer)") && !BookingForm.hasWorked("x" + form, "\(answer)"))
        let lucky = (0..<20_000).count { BookingForm.hasWorked(form, "\($0)") }
        #expect(lucky < 12)
        #expect(!BookingForm.hasWorked(form, "") && !BookingForm.hasWorked(form, "+\(answer)"))
    }
}
