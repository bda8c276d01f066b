import HTTPTypes
import HummingbirdTesting
import Kernel
import People
import Storage
import TestKit
import Testing
import Timeline

@testable import Channels

@Suite struct `The Segment door` {
    private static let track = """
        {"userId":"ada","event":"Order Completed","messageId":"m1","properties":{"revenue":19.99,"currency":"EUR","order_id":"A1"}}
        """

    @Test(arguments: engines) func `takes a call, and says so when it is on the line`(engine: Engine) async throws {
        try await withPost(engine) { post async throws in
            let answer = try await post.send("/v1/track", Self.track)
            #expect(answer.status == .ok)
            #expect(answer.text == #"{"accepted":1,"duplicates":0,"success":true}"#)
            let touchpoint = try #require(try await post.touchpoints().first)
            #expect(touchpoint.kind.key == "order_placed")
            #expect(touchpoint.value == Money(1999, .eur))
            #expect(touchpoint.subject == Subject("order", "A1"))
            #expect(touchpoint.occurredAt == noon())
        }
    }

    @Test func `is there under the name of each call and its initial`() async throws {
        try await withPost { post async throws in
            for (place, call) in ["track", "identify", "page", "screen", "group", "alias", "t", "i", "p", "s", "g", "a"].enumerated() {
                let body = #"{"userId":"u","event":"e","groupId":"g","previousId":"b","messageId":"\#(place)"}"#
                #expect(try await post.send("/v1/\(call)", body).status == .ok, "\(call)")
            }
            for path in ["/v1/batch", "/v1/b"] { #expect(try await post.send(path, #"{"batch":[]}"#).status == .ok) }
            #expect(try await post.touchpoints().count == 12)
        }
    }

    @Test(arguments: engines) func `takes a word of consent about each purpose it names, and none that names nothing`(engine: Engine) async throws {
        try await withPost(engine) { post async throws in
            let several = #"{"userId":"ada","event":"Consent Given","properties":{"purpose":["newsletter","surveys"]}}"#
            #expect(try await post.send("/v1/track", several).status == .ok)
            #expect(try await post.touchpoints().flatMap(Consent.words).map(\.purpose) == [.newsletter, .surveys])
            for properties in ["", #","properties":{}"#, #","properties":{"purpose":" "}"#, #","properties":{"purpose":[7]}"#] {
                let answer = try await post.send("/v1/track", #"{"userId":"ada","event":"Consent Withdrawn"\#(properties)}"#)
                #expect(answer.status == .badRequest)
                #expect(answer.text.contains("properties.purpose must be given: marketing, newsletter, surveys"))
            }
            #expect(try await post.touchpoints().count == 1)
        }
    }

    // MARK: - The key

    @Test func `knows the key by its three places`() async throws {
        try await withPost { post async throws in
            #expect(try await post.send("/v1/track", Self.track, key: "Bearer tl_shop").status == .ok)
            #expect(try await post.send("/v1/track", Self.track, key: Post.shopBasic).status == .ok)
            let withKey = Self.track.replacing("{\"userId\"", with: "{\"writeKey\":\"tl_shop\",\"userId\"")
            #expect(try await post.send("/v1/track", withKey, key: nil).status == .ok)
            #expect(try await post.send("/v1/track", withKey, key: "Bearer token-of-somebody-else").status == .ok)
            #expect(try await post.send("/v1/batch", #"{"writeKey":"tl_shop","batch":[\#(Self.track)]}"#, key: nil).status == .ok)
        }
    }

    @Test(arguments: [nil, "Bearer tl_wrong", "Bearer tl_off", "Bearer ", "Basic !!!", "Basic Og==", "Digest tl_shop"])
    func `stays shut without one`(key: String?) async throws {
        try await withPost { post async throws in
            let answer = try await post.send("/v1/track", Self.track, key: key)
            #expect(answer.status == .unauthorized)
            #expect(answer.json?["code"]?.string == "unauthenticated")
            #expect(answer.headers[.wwwAuthenticate] == "Basic realm=\"write key\", Bearer")
            #expect(try await post.touchpoints().isEmpty)
        }
    }

    // MARK: - Once

    @Test(arguments: engines) func `takes an event once, however often it comes`(engine: Engine) async throws {
        try await withPost(engine) { post async throws in
            for _ in 0..<3 { #expect(try await post.send("/v1/track", Self.track).status == .ok) }
            let batch = #"{"batch":[\#(Self.track.replacing(#"{"userId""#, with: #"{"type":"track","userId""#))]}"#
            #expect(try await post.send("/v1/batch", batch).text.contains("\"duplicates\":1"))
            #expect(try await post.touchpoints().count == 1)
        }
    }

    @Test func `tells events without an id apart by their time and content`() async throws {
        try await withPost { post async throws in
            let timed = #"{"type":"track","userId":"1","event":"a","timestamp":"2026-03-01T10:00:00Z"}"#
            let click = #"{"type":"track","userId":"1","event":"click"}"#
            let answer = try await post.send("/v1/batch", #"{"batch":[\#(timed),\#(timed),\#(click),\#(click)]}"#)
            #expect(answer.text == #"{"accepted":3,"duplicates":1,"success":true}"#)
        }
    }

    // MARK: - A batch

    @Test(arguments: engines) func `takes the good ones of a batch and keeps the others`(engine: Engine) async throws {
        try await withPost(engine) { post async throws in
            let batch = """
                {"sentAt": "2026-03-02T12:00:01Z", "context": {"locale": "pl"}, "writeKey": "tl_shop", "batch": [
                 {"type": "track", "userId": "1", "event": "a", "messageId": "1", "timestamp": "2026-03-02T12:00:00Z"},
                 {"type": "track", "event": "b", "messageId": "2"},
                 {"type": "track", "userId": "1", "event": "c", "properties": {"nps": 11}, "writeKey": "tl_shop"},
                 7,
                 {"type": "identify", "userId": "1", "traits": {"name": "Ada\\u0000"}}]}
                """
            let answer = try await post.send("/v1/batch", batch)
            #expect(answer.status == .ok)
            #expect(answer.json?["accepted"]?.source == "1")
            #expect(answer.json?["rejected"]?.elements.map { $0["index"]?.source } == ["1", "2", "3", "4"])
            #expect(answer.json?["rejected"]?.elements[1].source == #"{"field":"properties.nps","index":2,"reason":"must be a number from 0 to 10"}"#)
            #expect(try await post.touchpoints().map(\.occurredAt) == [noon().adding(.seconds(-1))])
            let kept = try await post.rejected()
            #expect(kept.count == 4)
            #expect(kept.allSatisfy { $0.dress == .segment && !$0.body.contains("tl_shop") })
            let nps = try #require(kept.first { $0.field == "properties.nps" })
            #expect(
                nps.body == """
                    {"sentAt":"2026-03-02T12:00:01Z","context":{"locale": "pl"},"type":"track","userId":"1","event":"c","properties":{"nps": 11}}
                    """)
        }
    }

    @Test func `answers a single call that is wrong with 400 and the reason`() async throws {
        try await withPost { post async throws in
            let answer = try await post.send("/v1/track", #"{"userId":"1"}"#)
            #expect(answer.status == .badRequest)
            #expect(
                answer.text == """
                    {"code":"invalid","message":"event must name what happened",\
                    "rejected":[{"field":"event","index":0,"reason":"must name what happened"}],"success":false}
                    """)
            #expect(try await post.rejected().map(\.body) == [#"{"type":"track","userId":"1"}"#])
        }
    }

    @Test func `refuses what cannot be read`() async throws {
        try await withPost { post async throws in
            for (body, message) in [
                ("", "The body is no JSON: there is nothing in it (line 1, column 1)."), ("[]", "The body must be a JSON object."),
                ("{\"a\":\n}", "The body is no JSON: a value is missing (line 2, column 1)."), ("\u{FF}\u{FE}binary", nil),
            ] as [(String, String?)] {
                let answer = try await post.send("/v1/track", body)
                #expect(answer.status == .badRequest)
                if let message { #expect(answer.json?["message"]?.string == message) }
            }
            #expect(try await post.send("/v1/batch", "{}").json?["message"]?.string == "The body must have a list of events, named “batch”.")
        }
    }

    @Test func `takes 2,500 events and 4 MB`() async throws {
        try await withPost { post async throws in
            func batch(_ count: Int, _ size: Int = 1) -> String {
                let filling = String(repeating: "x", count: size)
                let events = (0..<count).map { #"{"type":"track","userId":"u","event":"e","messageId":"\#($0)","properties":{"x":"\#(filling)"}}"# }
                return "{\"batch\":[\(events.joined(separator: ","))]}"
            }
            #expect(try await post.send("/v1/batch", batch(2_500)).text == #"{"accepted":2500,"duplicates":0,"success":true}"#)
            let many = try await post.send("/v1/batch", batch(2_501))
            #expect(many.status == .contentTooLarge)
            #expect(many.json?["message"]?.string == "A batch has at most 2500 events, not 2501.")
            #expect(try await post.send("/v1/batch", batch(150, 30_000)).status == .contentTooLarge)
            let packed = try await post.send("/v1/batch", packed(Array(batch(150, 30_000).utf8)), [.contentEncoding: "gzip"])
            #expect(packed.status == .contentTooLarge)
        }
    }

    @Test func `takes packed bodies`() async throws {
        try await withPost { post async throws in
            let body = packed(Array(Self.track.utf8))
            #expect(try await post.send("/v1/track", body, [.contentEncoding: "gzip"]).status == .ok)
            #expect(try await post.send("/v1/track", Array(body.dropLast(9)), [.contentEncoding: "gzip"]).status == .badRequest)
            #expect(try await post.send("/v1/track", body, [.contentEncoding: "br"]).status == .unsupportedMediaType)
        }
    }

    @Test func `takes an event of 32 kB and none larger`() async throws {
        try await withPost { post async throws in
            func event(_ size: Int) -> String {
                let frame = #"{"userId":"u","event":"e","properties":{"x":""}}"#
                return frame.replacing("\"\"", with: "\"\(String(repeating: "x", count: size - frame.utf8.count))\"")
            }
            #expect(try await post.send("/v1/track", event(32_768)).status == .ok)
            let answer = try await post.send("/v1/track", event(32_769))
            #expect(answer.status == .badRequest)
            #expect(answer.json?["message"]?.string == "The event is larger than 32 kB.")
        }
    }

    // MARK: - Limits

    @Test func `lets a source send so many events and no more`() async throws {
        try await withPost(limits: IntakeLimits(eventsPerSecond: 10, burst: 20)) { post async throws in
            func batch(_ first: Int) -> String {
                let events = (first..<(first + 15)).map { #"{"type":"track","userId":"u","event":"e","messageId":"\#($0)"}"# }
                return "{\"batch\":[\(events.joined(separator: ","))]}"
            }
            #expect(try await post.send("/v1/batch", batch(0)).status == .ok)
            let answer = try await post.send("/v1/batch", batch(100))
            #expect(answer.status == .tooManyRequests)
            #expect(answer.headers[.retryAfter] == "1")
            #expect(answer.json?["code"]?.string == "limited")
            #expect(try await post.touchpoints().count == 15)
        }
    }

    // MARK: - Other sites

    @Test func `may be used by every site`() async throws {
        try await withPost { post async throws in
            let asked = try await post.client.execute(uri: "/v1/batch", method: .options, headers: [.origin: "https://shop.example"])
            #expect(asked.status == .noContent)
            #expect(asked.headers[.allowOrigin] == "*")
            for key in ["Bearer tl_shop", "Bearer wrong"] {
                #expect(try await post.send("/v1/track", Self.track, key: key, [.contentType: "text/plain"]).headers[.allowOrigin] == "*")
            }
        }
    }

    // MARK: - Who is who

    @Test(arguments: engines) func `lets no page make two customers one, and a page's own identify work`(engine: Engine) async throws {
        try await withPost(engine) { post async throws in
            let page: HTTPFields = [.origin: "https://shop.example"]
            _ = try await post.send("/api/v1/touchpoints", #"{"kind":"order","channel":"web","identifiers":[{"type":"email","value":"b@b.c"}]}"#)
            _ = try await post.send("/v1/identify", #"{"anonymousId":"b1","userId":"ada","traits":{"email":"b@b.c"}}"#, page)
            #expect(try await post.person(.userID, "ada")?.identifiers.map(\.value) == ["ada", "b@b.c", "b1"])
            let server = try await post.line.source("server", name: "Server", medium: .http)
            let order = NewTouchpoint("order_placed", channel: "web", by: [Identifier(.email, "b@b.c")].compactMap(\.self), at: noon())
            _ = try await post.line.append([order], from: server)
            #expect(try await post.person(.userID, "ada")?.identifiers.map(\.value) == ["ada", "b1"])
        }
    }

    @Test(arguments: engines) func `makes two user ids one person by an alias of a server`(engine: Engine) async throws {
        try await withPost(engine) { post async throws in
            for user in ["old", "new"] { _ = try await post.send("/v1/track", #"{"userId":"\#(user)","event":"Signed Up"}"#) }
            _ = try await post.send("/v1/alias", #"{"previousId":"old","userId":"new"}"#)
            #expect(try await post.person(.userID, "old")?.identifiers.map(\.value).sorted() == ["new", "old"])
        }
    }

    @Test(arguments: engines) func `joins the history of a browser to who it turns out to be`(engine: Engine) async throws {
        try await withPost(engine) { post async throws in
            _ = try await post.send("/v1/page", #"{"anonymousId":"b1"}"#)
            _ = try await post.send("/v1/identify", #"{"anonymousId":"b1","userId":"ada","traits":{"email":"ada@example.com","name":"Ada"}}"#)
            let person = try #require(try await post.person(.anonymousID, "b1"))
            #expect(person.identifiers.map(\.value) == ["ada", "ada@example.com", "b1"])
            #expect(person.name == "Ada")
        }
    }

    @Test(arguments: engines) func `follows an alias to the browser it names`(engine: Engine) async throws {
        try await withPost(engine) { post async throws in
            _ = try await post.send("/v1/page", #"{"anonymousId":"b1"}"#)
            _ = try await post.send("/v1/alias", #"{"previousId":"b1","userId":"ada"}"#)
            #expect(try await post.person(.anonymousID, "b1")?.identifiers.map(\.value) == ["ada", "b1"])
        }
    }

    @Test(arguments: engines) func `tells of companies`(engine: Engine) async throws {
        try await withPost(engine) { post async throws in
            _ = try await post.send("/v1/group", #"{"userId":"ada","groupId":"acme","traits":{"name":"Acme Ltd","employees":420}}"#)
            let company = try await post.line.database.read { reading in
                try reading.first(
                    """
                    SELECT company.name, company_trait.value FROM company JOIN company_trait ON company_trait.company = company.number
                    WHERE company_trait.name = 'employees'
                    """)
            }
            #expect(try company?.get("name", as: String.self) == "Acme Ltd")
            #expect(try company?.get("value", as: String.self) == "420")
        }
    }

    @Test func `keeps the door shut for kinds beyond what a catalogue holds`() async throws {
        try await withPost { post async throws in
            let known = Kind.defaults.count
            for first in stride(from: 0, to: 10_000 - known, by: 2_500) {
                let names = first..<min(first + 2_500, 10_000 - known)
                let events = names.map { #"{"type":"track","userId":"u","event":"kind \#($0)","messageId":"\#($0)"}"# }
                #expect(try await post.send("/v1/batch", "{\"batch\":[\(events.joined(separator: ","))]}").status == .ok)
            }
            let one = #"{"type":"track","userId":"u","event":"Order Completed"}"#
            let more = #"{"type":"track","userId":"u","event":"one more"}"#
            let answer = try await post.send("/v1/batch", "{\"batch\":[\(one),\(more)]}")
            #expect(answer.json?["accepted"]?.source == "1")
            #expect(answer.json?["rejected"]?.elements.first?["index"]?.source == "1")
        }
    }
}
