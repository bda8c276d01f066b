import Access
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Kernel
import Language
import People
import Storage
import TestKit
import Testing

@testable import App
@testable import Channels
@testable import Desk
@testable import Timeline
@testable import Web

@Suite struct `Looking` {
    @Test(arguments: engines) func `changes nothing, whichever page it is and however often it is asked for`(engine: Engine) async throws {
        try await withHouse(engine) { house async throws in
            let ada = try await house.ada()
            let things = try await house.furnish(by: ada)
            let before = try await house.contents()
            var answers: [HTTPResponse.Status: Int] = [:]
            // There are no rejected rows before an import has run, and nobody stands before, or behind, what has changed while nothing has.
            let missing = [
                "/settings/imports/:id/rejected.csv", "/settings/conversations/:id/rejected.csv", "/journey/insights/ahead",
                "/journey/insights/ahead.csv", "/journey/insights/people",
                "/journey/insights/people.csv",
            ]
            for door in house.server.routes.doors where door.method == .get && !missing.contains(door.path) {
                for path in things.paths(of: door) {
                    for method in door.isLive ? [HTTPRequest.Method.head] : [.get, .head, .get] {
                        let response = try await ada.send(method, path, things.headers(for: door))
                        answers[response.status, default: 0] += 1
                        #expect(response.status.code < 400, "\(method) \(path): \(response.status) \(response.text.prefix(300))")
                    }
                }
            }
            #expect(try await house.contents() == before)
            #expect(answers[.ok, default: 0] > 60)
        }
    }
}

/// Something of everything that has a page.
private struct Things: Sendable {
    var ids: [String: String] = [:]
    var readKey = ""
    /// What opens a conversation of the chat.
    var chatToken = ""

    /// The address of a door with something that is there behind each variable, and the same as a form would spoof it.
    func paths(of door: Door) -> [String] {
        let known = ids.keys.filter { door.path.hasPrefix($0) }.max { $0.count < $1.count }
        var path = door.path.replacing(":name", with: ids["asset"] ?? "")
        if path.contains(/:[a-z]+/), let known { path = path.replacing(/:[a-z]+/, with: ids[known] ?? "") }
        let query = ids["?" + door.path] ?? ""
        return [path + query, path + (query.isEmpty ? "?" : query + "&") + "_method=delete&lang=pl&period=30d&q=a"]
    }

    func headers(for door: Door) -> HTTPFields {
        if case .key = door.access { return [.authorization: "Bearer \(readKey)"] }
        return door.path.hasPrefix("/chat/") ? [.authorization: "Bearer \(chatToken)"] : [:]
    }
}

extension House {
    private func promise(by ada: Browser) async throws {
        try await ada.submit(
            "/journey/benchmarks", on: "/journey/benchmarks",
            ["sort": "competitor", "name": "Birch", "nps": "31", "from": "2026-01-01", "to": "2026-03-31", "origin": "a survey of theirs"])
        try await ada.submit(
            "/settings/webhooks", on: "/settings/webhooks/new",
            ["name": "Bridge", "address": "http://127.0.0.1:9/hook", "answered": "on", "source": ""])
        try await ada.submit("/settings/labels", on: "/settings/labels/new", ["name": "Delivery", "colour": "sea"])
        try await ada.submit(
            "/settings/teams", on: "/settings/teams/new",
            ["name": "Support", "rank": "1", "giving": "in_turn", "giving_back": "unbegun", "rest": "on"])
        try await ada.submit("/settings/fields", on: "/settings/fields/new", ["name_en": "Carrier", "kind": "choice", "choices": "DHL\nUPS"])
        try await ada.submit("/settings/macros", on: "/settings/macros/new", ["name": "Thanks", "text_en": "Thank you, {customer}!"])
        try await ada.submit(
            "/settings/service-levels", on: "/settings/service-levels/new",
            [
                "name": "All", "rank": "1", "first_response": "4h", "first_response_clock": "business", "next_response_clock": "business",
                "resolution_clock": "business", "do": "save",
            ])
    }

    /// A file of conversations, by its id.
    private func archive(by ada: Browser) async throws -> String {
        let text = #"{"id":1,"requester":{"id":5,"email":"kim@example.com"},"description":"Hello","created_at":"2025-01-01T10:00:00Z"}"#
        let path = "/settings/conversations"
        return String(try await ada.bring(text, named: "tickets.json", to: path, on: path).location.suffix(26))
    }

    fileprivate func furnish(by ada: Browser) async throws -> Things {
        let ((shop, person), writeKey) = (try await bringAda(), try await ada.writeKey())
        _ = try await ada.send(
            .post, "/v1/track", [.authorization: "Bearer \(writeKey)", .contentType: "application/json"], #"{"type":"track","userId":"u"}"#)
        _ = try await colleague("Cleo", .viewer, invitedBy: ada)
        let staff = try #require(try await server.access.staff.list().first { $0.email == "cleo@example.com" })
        let segments = SegmentStore(line: installation.line, recording: { _, _ in })
        let segment = try await segments.add("Buyers", SegmentRules(.all, [.member("acme")]), by: staff.viewer)
        let stage: KeyValuePairs<String, String?> = [
            "do": "save", "base": "0", "stages": "1", "name": "Buying", "stage.0.name": "All", "stage.0.rule": #"{"channel":"web"}"#,
        ]
        try await ada.submit("/journey/journeys/new", on: "/journey/journeys/new", stage)
        try await promise(by: ada)
        let (archived, upload) = (try await archive(by: ada), try await ada.upload("user,event,at\nann,visit,2026-03-01\n", named: "log.csv"))
        var things = Things(readKey: try await ada.key("manage"))
        things.ids = try await installation.database.read { session -> [String: String] in
            func id(_ sql: SQL) throws -> String {
                let id = try session.value(sql, as: ID<Never>.self)
                return try #require(id).description
            }
            let customer = try id("SELECT id FROM person ORDER BY number LIMIT 1")
            return [
                "/customers/:id": customer, "/api/v1/people": customer, "/companies": try id("SELECT id FROM company"),
                "/settings/people": "\(staff.id)", "/settings/keys": try id("SELECT id FROM access_key LIMIT 1"), "/segments": "\(segment)",
                "/settings/rejected": try id("SELECT id FROM rejected_event"), "/journey/journeys": try id("SELECT id FROM journey"),
                "/journey/benchmarks": try id("SELECT id FROM benchmark"), "/settings/service-levels": try id("SELECT id FROM service_policy"),
                "/settings/webhooks": try id("SELECT id FROM webhook"),
                "/settings/labels": "delivery", "/settings/fields": "carrier", "?/inbox": "?label=delivery&team=support",
                "?/inbox/report": "?label=delivery&team=support&of=first", "?/inbox/board": "?team=support", "/settings/teams": "support",
                "/settings/macros": try id("SELECT id FROM saved_reply"),
                "?/settings/catalogue/kind": "?key=order_placed",
                "?/journey/people": "?stage=decision", "?/journey/people.csv": "?stage=decision&kind=order_placed",
                "?/journey/funnel/people": "?at=0",
                "?/journey/funnel/people.csv": "?at=0", "/journey/departments": "sales",
                "?/journey/stakes/people": "?kind=order_placed&currency=EUR", "?/journey/stakes/people.csv": "?kind=order_placed&currency=EUR",
                "?/journey/retention/people": "?at=0", "?/journey/retention/people.csv": "?at=0",
                "?/journey/paths/people": "?at=delivery", "?/journey/paths/people.csv": "?at=delivery",
                "?/journey/paths/difference.csv": "?compare=\(segment)",
                "/settings/imports": upload, "/settings/conversations": archived, "/settings/identities/types": "email",
                "?/api/v1/touchpoints": "?person=\(customer)",
                "?/customers/:id/merge": "?with=\(try id("SELECT id FROM person ORDER BY number DESC LIMIT 1"))",
            ]
        }
        things.ids["/welcome"] = String(try await ada.invitation(for: "bob@example.com", .viewer).dropFirst("/welcome/".count))
        let link = try await ada.submit("/settings/people/\(staff.id)/password-links", on: "/settings/people").secret()
        things.ids["/password"] = String(try ada.path(of: link).dropFirst("/password/".count))
        let (conversation, rating) = try await ask(person, at: shop, by: staff.viewer)
        for path in ["/inbox", "/api/v1/conversations"] { things.ids[path] = "\(conversation)" }
        things.ids["/rate"] = rating
        things.ids.merge(try await judge(conversation, from: shop, by: staff.viewer, invitedBy: ada)) { first, _ in first }
        for path in ["/chat", "/chat/site", "/chat/example"] { things.ids["?" + path] = "?key=\(writeKey)" }
        things.chatToken = try await ada.beginChat(withKey: writeKey).token
        things.ids.merge(try await setUpShop(server.access.staff.list()[0].viewer)) { first, _ in first }
        let mail = try await bringMail(by: staff.viewer)
        (things.ids["/settings/mailboxes"], things.ids["/settings/mail"], things.ids["/inbox/mail"]) = ("1", mail, mail)
        things.ids["?/inbox/mail/:id/file"] = "?place=0"
        things.ids["/inbox/files"] = try await pictured(conversation, by: staff.viewer)
        things.ids["asset"] = String(Assets.embedded.path("style.css").dropFirst("/assets/".count))
        return things
    }

    /// A desk at which somebody waits, a bot of Telegram, and an appointment.
    private func setUpShop(_ staff: Viewer) async throws -> [String: String] {
        let (desks, visits) = (ShopDeskStore(line: installation.line), ShopVisitStore(line: installation.line))
        let desk = try await desks.find(desks.add(.init(name: "Entrance", place: "", hours: ""), by: nil))
        let visit = try await visits.take(.init(once: "once-0001", name: "Kim", email: "", about: ""), at: desk, now: noon())
        var terms = BookingTerms(names: ["en": "Consultation"])
        terms.takers = [staff.id]
        let kinds = BookingKindStore(line: installation.line)
        let kind = try await kinds.add("consultation", .appointment, terms, by: nil)
        _ = try await kinds.add("offer", .quote, terms, by: nil)
        let bookings = BookingStore(line: installation.line)
        let offer = try await bookings.offer(of: kind, at: noon())
        let booking = try await bookings.book(
            .init(
                once: "once-0001", at: offer.free.times(from: noon(), atMost: 1)[0], language: .en, zone: "UTC",
                visitor: .init(name: "Kim", email: "kim@example.com")), kind, at: .local, now: noon())
        let list = AppointmentListStore(line: installation.line)
        try await list.renewFeed(of: staff.id)
        let feed = try #require(try await list.feed(of: staff.id))
        let token = try #require(TelegramBot.Token("123456:AAbbCCddEEffGGhhIIjjKKllMMnn"))
        let bot = try await TelegramStore(line: installation.line).add(
            .init(name: "Alder", base: "http://127.0.0.1:9", token: token), token: token, username: "alder_bot", by: nil)
        return [
            "/settings/desks": "\(desk.id)", "/inbox/desks": "\(desk.id)", "/desk": desk.token, "/board": desk.token, "/kiosk": desk.token,
            "/turn": visit.token, "/settings/telegram": "\(bot)", "/settings/booking": "\(kind.id)", "/book": "consultation", "/quote": "offer",
            "/appointment": offer.token.text(booking.id), "/calendar": String(feed.dropFirst("/calendar/".count)),
        ]
    }

    /// A conversation that is resolved, and what opens the page of the question about that.
    private func ask(_ person: Identifier, at shop: Source, by staff: Viewer) async throws -> (conversation: Int64, token: String) {
        let line = installation.line
        let message = IncomingMessage(
            key: "m-1", thread: "t-1", channel: .email, from: [person], subject: "Dented", text: "It is dented.", at: noon())
        let conversation = try await MessageStore(line: line).receive(message, from: shop).conversation
        var settings = SatisfactionSettings()
        settings.isOn = true
        try await SatisfactionSettingsStore(line: line, recording: { _, _ in }).set(settings, by: staff.id)
        try await ConversationWorkStore(line: line).stand(.resolved, conversation, by: staff, at: noon())
        return try await line.database.read { session in
            let survey = try #require(try SurveyStore.newest(in: conversation, session))
            return (conversation, try #require(try SurveyTokenStore.token(session)).text(survey.id))
        }
    }

    /// A standard, a scorecard, and a review of another conversation than the first; both were answered by Dan.
    private func judge(_ first: Int64, from shop: Source, by staff: Viewer, invitedBy ada: Browser) async throws -> [String: String] {
        let (line, now) = (installation.line, noon())
        _ = try await colleague("Dan", .agent, invitedBy: ada)
        let dan = try #require(try await server.access.staff.list().first { $0.email == "dan@example.com" }).viewer
        try await ada.submit("/inbox/standards/starters", on: "/inbox/standards")
        try await ScorecardStore(line: line, recording: { _, _ in }).save(Scorecard.Criterion.usual, share: 100, after: 0, by: nil)
        let message = IncomingMessage(
            key: "m-2", thread: "t-2", channel: .email, from: [Identifier(.email, "kim@example.com")].compactMap(\.self), subject: "Late",
            text: "It is late.", at: now)
        let second = try await MessageStore(line: line).receive(message, from: shop).conversation
        for number in [first, second] {
            let seen = try await ConversationStore(line: line).find(number).lastEntry
            let then: ConversationStatus? = number == second ? .resolved : nil
            let answer = ConversationWorkStore.Writing(text: "It comes.", seen: seen, once: "answer-\(number)", then: then)
            try await ConversationWorkStore(line: line).reply(answer, in: number, by: dan, at: now)
        }
        let draft = ReviewDraft(card: 1, marks: ["clarity": .scale(4), "privacy": .pass(true)], note: "Well put.")
        let review = try await ReviewStore(line: line, recording: { _, _ in }).give(draft, for: second, by: staff, at: now)
        let standard = try await installation.database.read { try $0.value("SELECT id FROM service_standard LIMIT 1", as: ID<Never>.self) }
        return ["/inbox/quality": "\(review)", "/inbox/standards": try #require(standard).description]
    }

    /// A picture beside a note, by its id.
    private func pictured(_ conversation: Int64, by staff: Viewer) async throws -> String {
        let line = installation.line
        var note = ConversationWorkStore.Writing(text: "As it looks.", seen: 0, once: "picture-1")
        note.files = [NewFile(name: "a.gif", type: "image/gif", content: Array("GIF89a".utf8))]
        try await ConversationWorkStore(line: line).note(note, in: conversation, by: staff, at: noon())
        return try #require(
            try await ConversationFileStore(line: line).files(
                of: ConversationStore(line: line).whole(conversation).entries.map(\.number)
            ).values.first?.first
        ).id.description
    }

    /// A message that was filed, with HTML and a file.
    private func bringMail(by staff: Viewer) async throws -> String {
        let database = installation.database
        let draft = MailboxDraft(address: "help@shop.example", name: "Help")
        _ = try await MailboxStore(database: database).add(draft, by: staff.id)
        let letter = """
            From: Ada <ada@example.com>
            Subject: Dented
            Content-Type: multipart/mixed; boundary=x

            --x
            Content-Type: text/html

            <p>It is <b>dented</b>.</p>
            --x
            Content-Type: text/csv; name=list.csv

            a;b
            --x--
            """
        let kept = try await MailIntakeStore(database: database, wake: {}).keep(Array(letter.utf8), for: draft.address)
        try await MailFilingStore(line: installation.line).file(kept.id)
        return "\(kept.id)"
    }

    /// Two purchases under two names.
    private func bringAda() async throws -> (Source, Identifier) {
        let shop = try await installation.line.source("shop", name: "Shop", medium: .http)
        let person = try #require(Identifier(.userID, "ada"))
        let twin = try #require(Identifier(.email, "ada@example.com"))
        for (number, who) in [person, twin].enumerated() {
            _ = try await installation.line.append(
                [
                    NewTouchpoint(
                        "order_placed", channel: "web", by: [who], at: noon(), score: Score(9, on: .nps), key: SourceKey("\(number)"),
                        properties: #"{"item":"desk"}"#, traits: ["name": "Ada"], company: "acme")
                ], from: shop)
        }
        return (shop, person)
    }
}
