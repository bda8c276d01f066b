import Kernel
import People
import TestKit
import Testing
import Timeline

@testable import Channels

@Suite struct `A Segment event` {
    private func read(
        _ text: String, as call: SegmentCall? = .track, sentAt: Instant? = nil, context: String? = nil, _ known: SegmentEvent.Knowledge = .init()
    ) throws -> NewTouchpoint {
        let envelope = SegmentEvent.Envelope(receivedAt: noon(), sentAt: sentAt, context: try context.map { try JSONText(Array($0.utf8)).root })
        return try SegmentEvent(json: try JSONText(Array(text.utf8)).root, call: call, envelope: envelope, index: 0).touchpoint(known)
    }

    private func failure(_ text: String, as call: SegmentCall? = .track) -> Failure? {
        #expect(throws: Failure.self) { try read(text, as: call) }
    }

    // MARK: - What

    @Test(arguments: [
        ("Order Completed", "order_placed"), ("order completed", "order_placed"), ("OrderCompleted", "order_placed"), ("Product Added", "cart_add"),
        ("Song Played", "song_played"), ("signup-step 2", "signup_step_2"), ("  Viewed  Page ", "viewed_page"), ("Заказ Оформлен", "заказ_оформлен"),
        ("下单", "下单"), ("NPSSent", "npssent"), ("!?", "!?"),
    ])
    func `gives its name to the kind`(name: String, kind: String) throws {
        #expect(try read(#"{"userId":"1","event":"\#(name)"}"#).kind == kind)
    }

    @Test func `is of the kind of its call`() throws {
        #expect(try read(#"{"userId":"1"}"#, as: .page).kind == "page_view")
        #expect(try read(#"{"userId":"1"}"#, as: .screen).kind == "screen_view")
        #expect(try read(#"{"userId":"1"}"#, as: .identify).kind == "identify")
        #expect(try read(#"{"userId":"1","groupId":"g"}"#, as: .group).kind == "group")
        #expect(try read(#"{"type":"page","userId":"1"}"#, as: nil).kind == "page_view")
        #expect(failure(#"{"type":"dance","userId":"1"}"#, as: nil) == .invalid("type", "must be track, identify, page, screen, group or alias"))
        #expect(failure(#"{"userId":"1"}"#) == .invalid("event", "must name what happened"))
    }

    @Test func `happens on the web, in an app, or where its properties say`() throws {
        let known = SegmentEvent.Knowledge(channel: { $0 == "Phone" ? "phone" : nil })
        #expect(try read(#"{"userId":"1","event":"a"}"#).channel == "web")
        #expect(try read(#"{"userId":"1"}"#, as: .screen).channel == "app")
        #expect(try read(#"{"userId":"1","event":"a","context":{"device":{"type":"ios"}}}"#).channel == "app")
        #expect(try read(#"{"userId":"1","event":"a","properties":{"channel":"Phone"}}"#, known).channel == "phone")
        #expect(try read(#"{"userId":"1","event":"a","properties":{"channel":"dance"}}"#, known).channel == "web")
    }

    // MARK: - Who

    @Test func `names everybody it knows`() throws {
        let touchpoint = try read(
            """
            {"event": "a", "userId": 42, "anonymousId": "b1", "traits": {"phone": 7},
             "context": {"device": {"id": "d1"}, "traits": {"email": "Ada@Example.com", "phone": "+48 600 100 200", "city": "Łódź"}}}
            """)
        let expected = [
            Identifier(.userID, "42"), Identifier(.anonymousID, "b1"), Identifier(.deviceID, "d1"), Identifier(.email, "ada@example.com"),
            Identifier(.phone, "+48600100200"),
        ]
        #expect(touchpoint.identifiers == expected.compactMap(\.self))
        #expect(touchpoint.traits["city"] == "Łódź")
    }

    @Test func `says of a customer what an identify says`() throws {
        let traits = try read(
            """
            {"userId": "1", "traits": {"name": "Ada", "age": 36, "vip": true, "nothing": null, "tags": ["a", 1], "email": "n/a",
             "address": {"city": "London"}, "company": {"id": "c1", "name": "Engines"}, "plan": {"name": "pro"}}}
            """, as: .identify)
        #expect(
            traits.traits == [
                "name": "Ada", "age": "36", "vip": "true", "tags": #"["a", 1]"#, "email": "n/a", "city": "London", "company_id": "c1",
                "company": "Engines",
                "plan_name": "pro",
            ])
        #expect(traits.identifiers.count == 1)
        #expect(traits.company == "c1")
    }

    @Test func `must name somebody`() {
        #expect(failure(#"{"event":"a"}"#) == .invalid("", "userId or anonymousId must be given"))
        #expect(failure(#"{"event":"a","userId":"  "}"#) == .invalid("", "userId or anonymousId must be given"))
        #expect(failure(#"{"event":"a","userId":{}}"#) == .invalid("userId", "must be a text or a number"))
    }

    @Test(arguments: [#"{"a\u0000":1}"#, #"{"name":"a\u0000"}"#]) func `of a group says nothing that cannot be kept`(traits: String) {
        let group = #"{"groupId":"g","userId":"u","traits":\#(traits)}"#
        #expect(failure(group, as: .group) == .invalid("traits", "must not contain the character U+0000"))
    }

    @Test func `of an alias joins the former id`() throws {
        let alias = #"{"userId":"u1","previousId":"b1"}"#
        #expect(try read(alias, as: .alias).identifiers.map(\.type) == [.userID, .anonymousID])
        #expect(try read(alias, as: .alias, SegmentEvent.Knowledge(users: ["b1"])).identifiers.map(\.type) == [.userID, .userID])
        #expect(failure(#"{"userId":"u1"}"#, as: .alias) == .invalid("previousId", "must be given"))
        #expect(failure(#"{"previousId":"u1","anonymousId":"x"}"#, as: .alias) == .invalid("userId", "must be given"))
    }

    @Test func `of a group names the company, whose traits are not the customer's`() throws {
        let touchpoint = try read(#"{"userId":"u1","groupId":"acme","traits":{"name":"Acme"}}"#, as: .group)
        #expect(touchpoint.company == "acme")
        #expect(touchpoint.traits.isEmpty)
        #expect(failure(#"{"userId":"u1"}"#, as: .group) == .invalid("groupId", "must be given"))
        #expect(try read(#"{"userId":"u1","event":"a","context":{"groupId":"acme"}}"#).company == "acme")
    }

    // MARK: - When

    @Test func `has its clock put right by when it was sent`() throws {
        let text = #"{"userId":"1","event":"a","timestamp":"2026-03-02T11:30:00.000Z"}"#
        #expect(try read(text).occurredAt == noon().adding(.minutes(-30)))
        // The sender's clock is an hour ahead: what it calls 13:00 is our 12:00.
        let ahead = try read(#"{"userId":"1","event":"a","timestamp":"2026-03-02T12:55:00Z"}"#, sentAt: noon().adding(.hours(1)))
        #expect(ahead.occurredAt == noon().adding(.minutes(-5)))
        let alone = #"{"userId":"1","event":"a","timestamp":"2026-03-02T12:55:00Z","sentAt":"2026-03-02T13:00:00Z"}"#
        #expect(try read(alone).occurredAt == noon().adding(.minutes(-5)))
        #expect(try read(#"{"userId":"1","event":"a"}"#).occurredAt == noon())
        let never = failure(#"{"userId":"1","event":"a","timestamp":"yesterday"}"#)
        #expect(never == .invalid("timestamp", "must be a time such as 2026-11-22T08:14:00.000Z"))
    }

    @Test func `is the same event if its message is, or its time and content are`() throws {
        let one = try read(#"{"userId":"1","event":"a","messageId":"m1"}"#)
        #expect(try read(#"{"userId":"1","event":"b","messageId":"m1"}"#).key == one.key)
        let timed = #"{"userId":"1","event":"a","timestamp":"2026-03-02T11:30:00Z","properties":{"x":1}}"#
        #expect(try read(timed, sentAt: noon()).key == read(timed, sentAt: noon().adding(.seconds(9))).key)
        #expect(try read(timed).key != read(timed.replacing("\"x\":1", with: "\"x\":2")).key)
    }

    // MARK: - What else

    @Test func `keeps its properties as they came, and the useful part of its context`() throws {
        let touchpoint = try read(
            """
            {"userId": "1", "event": "a", "properties": {"price": 1.50, "deep": {"a": [1, 2]}}, "context": {
             "page": {"url": "https://x.example/p", "path": "/p", "referrer": ""}, "campaign": {"source": "mail"}, "locale": "pl-PL",
             "userAgent": "Browser", "ip": "203.0.113.77", "screen": {"width": 320}}}
            """)
        #expect(
            touchpoint.properties == """
                {"price": 1.50, "deep": {"a": [1, 2]},"context":{"page":{"path":"/p","url":"https://x.example/p"},"campaign":{"source": "mail"},\
                "locale":"pl-PL","userAgent":"Browser","ip":"203.0.113.0"}}
                """)
    }

    @Test func `of a page says where it was`() throws {
        let page = """
            {"anonymousId":"b","name":"Home","properties":{"path":"/own"},"context":{"page":{"path":"/p","title":"T","url":"https://x.example/p"}}}
            """
        #expect(try read(page, as: .page).properties == #"{"path":"/own","title":"T","name":"Home","url":"https://x.example/p"}"#)
        #expect(try read(#"{"anonymousId":"b","name":"Cart"}"#, as: .screen).properties == #"{"title":"Cart","name":"Cart"}"#)
    }

    @Test func `shares the context of its batch`() throws {
        let touchpoint = try read(#"{"userId":"1","event":"a","context":{"locale":"en"}}"#, context: #"{"locale":"de","device":{"id":"d"}}"#)
        #expect(touchpoint.properties == #"{"context":{"locale":"en"}}"#)
        #expect(touchpoint.identifiers.contains { $0.type == .deviceID })
    }

    @Test(arguments: [
        ("203.0.113.77", "203.0.113.0"), ("2001:db8:85a3::8a2e:370:7334", "2001:db8:85a3::"), ("::1", "0:0:0::"), ("here", nil), ("1.2.3", nil),
    ])
    func `names the network and not the house`(address: String, network: String?) { #expect(networkPart(of: address) == network) }

    @Test func `must be an object of 32 kB with objects in the right places`() {
        #expect(failure("[]") == .invalid("", "An event must be a JSON object."))
        let large = failure(#"{"userId":"1","event":"a","properties":{"x":"\#(String(repeating: "x", count: 32_768))"}}"#)
        #expect(large == .invalid("", "The event is larger than 32 kB."))
        for name in ["properties", "context", "traits"] {
            #expect(failure(#"{"userId":"1","event":"a","\#(name)":"x"}"#) == .invalid(name, "must be an object"))
        }
    }
}
