import HTTPTypes
import HummingbirdTesting
import Kernel
import People
import Storage
import TestKit
import Testing
import Timeline

@testable import Channels

@Suite struct `The door for touchpoints` {
    private static let full = """
        {"key": "k1", "kind": "survey_nps", "channel": "email", "at": "2026-03-01T10:00:00.5+01:00",
         "identifiers": [{"type": "user_id", "value": "ada"}, {"type": "email", "value": "Ada@Example.com"}],
         "score": {"value": 9, "scale": "nps"}, "sentiment": 0.4, "weight": 1.25, "value": {"amount": 19.99, "currency": "EUR"},
         "subject": {"type": "order", "id": "A1"}, "properties": {"text": "\\"good\\""}, "traits": {"name": "Ada", "age": 36, "vip": true},
         "company": {"key": "acme", "traits": {"name": "Acme"}}}
        """

    @Test(arguments: engines) func `takes everything a touchpoint can say, and gives it back`(engine: Engine) async throws {
        try await withPost(engine) { post async throws in
            let answer = try await post.send("/api/v1/touchpoints", Self.full)
            #expect(answer.status == .ok)
            #expect(answer.text == #"{"accepted":1,"duplicates":0,"rejected":[]}"#)
            let people = try #require(try await post.get("/api/v1/people?q=ada").json?["people"])
            let id = try #require(people.elements.first?["id"]?.string)
            #expect(people.elements.first?["traits"]?.source == #"{"age":"36","name":"Ada","vip":"true"}"#)
            let line = try await post.get("/api/v1/touchpoints?person=\(id)")
            #expect(
                line.text == """
                    {"touchpoints":[{"position":1,"at":"2026-03-01T09:00:00.500000Z","receivedAt":"2026-03-02T12:00:00Z","kind":"survey_nps",\
                    "channel":"email","source":"shop","identifier":{"type":"user_id","value":"ada"},"score":{"value":9.0,"scale":"nps"},\
                    "sentiment":0.4,"weight":1.25,"value":{"amount":19.99,"currency":"EUR"},"subject":{"type":"order","id":"A1"},\
                    "properties":{"text": "\\"good\\""},"isClockBelieved":true,"isHistory":false}]}
                    """)
        }
    }

    @Test(arguments: engines) func `believes a server that an address was verified, and a page not`(engine: Engine) async throws {
        try await withPost(engine) { post async throws in
            let said = #"{"kind":"login","channel":"web","key":"KEY","identifiers":[{"type":"email","value":"a@b.c","verified":true}]}"#
            let page: HTTPFields = [.origin: "https://shop.example"]
            #expect(try await post.send("/api/v1/touchpoints", said.replacing("KEY", with: "1")).status == .ok)
            #expect(try await post.get("/api/v1/people").text.contains(#"{"type":"email","value":"a@b.c","verified":true}"#))
            #expect(try await post.send("/api/v1/touchpoints", said.replacing("KEY", with: "2"), page).status == .ok)
            #expect(try await post.get("/api/v1/people").text.contains(#"{"type":"email","value":"a@b.c","verified":false}"#))
            let wrong = said.replacing("true", with: "1")
            #expect(try await post.send("/api/v1/touchpoints", wrong).json?["field"]?.string == "identifiers.0.verified")
        }
    }

    @Test(arguments: engines) func `takes a list and says what became of each`(engine: Engine) async throws {
        try await withPost(engine) { post async throws in
            let good = #"{"kind":"a","channel":"web","key":"1","identifiers":[{"type":"user_id","value":"u"}]}"#
            let answer = try await post.send("/api/v1/touchpoints", "[\(good), \(good), {}, 7]")
            #expect(answer.status == .ok)
            #expect(
                answer.text == """
                    {"accepted":1,"duplicates":1,"rejected":[{"field":"kind","index":2,"reason":"must be given"},\
                    {"field":"","index":3,"reason":"A touchpoint must be a JSON object."}]}
                    """)
            #expect(try await post.rejected().map(\.dress) == [.touchpoint, .touchpoint])
        }
    }

    static let faults: [(String, String, String)] = [
        (#""kind":7"#, "kind", "must be a text"), (#""kind":"""#, "kind", "must have 1 to 200 bytes"),
        (#""identifiers":[]"#, "identifiers", "must name somebody"), (#""identifiers":{}"#, "identifiers", "must be a list"),
        (#""identifiers":[{"type":"shoe_size","value":"1"}]"#, "identifiers.0.type", "must be user_id, email"),
        (#""identifiers":[{"type":"user_id","value":" "}]"#, "identifiers.0.value", "must name somebody, in 512 bytes at most"),
        (#""identifiers":[{"type":"email","value":"nobody"}]"#, "identifiers.0.value", "must be an address such as ada@example.com"),
        (#""identifiers":[{"type":"email","value":"ada@@example.com"}]"#, "identifiers.0.value", "must be an address"),
        (
            #""identifiers":[{"type":"user_id","value":"Guest"}]"#, "identifiers",
            "must name somebody: what stands there is on the list of values that name nobody"
        ),
        (#""at":"soon""#, "at", "must be a time"), (#""at":"0001-01-01T00:00:00Z""#, "at", "must lie between the years 1900 and 9999"),
        (#""score":{"value":11,"scale":"nps"}"#, "score.value", "must be a number from 0 to 10"),
        (#""score":{"value":1,"scale":"stars"}"#, "score.scale", "must be one of nps"), (#""weight":0"#, "weight", "must be a number above 0"),
        (#""weight":1e999"#, "weight", "must be a number"), (#""sentiment":2"#, "sentiment", "must lie between"),
        (#""value":{"amount":"1","currency":"EUR"}"#, "value.amount", "must be a number"),
        (#""value":{"amount":1,"currency":"eur"}"#, "value.currency", "must be a code"),
        (#""subject":{"type":"order"}"#, "subject.id", "must be given"), (#""properties":[]"#, "properties", "must be an object"),
        (#""traits":{"a":{}}"#, "traits.a", "must be a text, a number, true or false"),
        (#""traits":{"a\u0000":null}"#, "traits", "must hold no character U+0000"),
        (#""company":{"key":"a","traits":{"b":"c\u0000"}}"#, "company.traits", "must hold no character U+0000"),
        (#""company":{"key":"a","size":1}"#, "company.size", "is no field here"),
        (#""occuredAt":"2026-03-01T10:00:00Z""#, "occuredAt", "is no field here; there are at, channel, company"),
    ]

    @Test(arguments: faults) func `names the field that is wrong and says how`(member: String, field: String, reason: String) async throws {
        try await withPost { post async throws in
            let body = #"{"kind":"a","channel":"web","identifiers":[{"type":"user_id","value":"u"}],\#(member)}"#
            let answer = try await post.send("/api/v1/touchpoints", body)
            #expect(answer.status == .unprocessableContent)
            #expect(answer.headers[.contentType] == "application/problem+json")
            #expect(answer.json?["field"]?.string == field)
            #expect(answer.json?["detail"]?.string?.contains(reason) == true, "\(answer.text)")
            #expect(try await post.touchpoints().isEmpty)
        }
    }

    @Test func `knows a kind of the catalogue by other spellings of its name`() async throws {
        try await withPost { post async throws in
            for name in ["Order Placed", "OrderPlaced", "order_placed", "Order Completed", "Song played"] {
                let body = #"{"kind":"\#(name)","channel":"web","identifiers":[{"type":"user_id","value":"u"}]}"#
                #expect(try await post.send("/api/v1/touchpoints", body).status == .ok)
            }
            #expect(try await post.touchpoints().map(\.kind.key) == [String](repeating: "order_placed", count: 4) + ["Song played"])
        }
    }

    @Test func `asks for a key with the right scope`() async throws {
        try await withPost { post async throws in
            #expect(try await post.send("/api/v1/touchpoints", Self.full, key: nil).status == .unauthorized)
            #expect(try await post.send("/api/v1/touchpoints", Self.full, key: "Bearer tl_reader").status == .forbidden)
            #expect(try await post.send("/api/v1/touchpoints", Self.full, key: "Bearer tl_off").status == .unauthorized)
            #expect(try await post.get("/api/v1/people", key: "Bearer tl_shop").status == .forbidden)
        }
    }

    @Test func `refuses what cannot be read`() async throws {
        try await withPost { post async throws in
            #expect(try await post.send("/api/v1/touchpoints", "{").status == .badRequest)
            #expect(try await post.send("/api/v1/touchpoints", "[]").status == .unprocessableContent)
            let many = "[" + Array(repeating: "{}", count: 2_501).joined(separator: ",") + "]"
            #expect(try await post.send("/api/v1/touchpoints", many).status == .unprocessableContent)
            #expect(try await post.send("/api/v1/touchpoints", [UInt8](repeating: 0x20, count: 5 << 20)).status == .contentTooLarge)
        }
    }

    @Test(arguments: engines) func `turns the pages of a line without a gap`(engine: Engine) async throws {
        try await withPost(engine) { post async throws in
            let touchpoints = (0..<25).map { number in
                #"{"kind":"k\#(number)","channel":"web","at":"2026-03-01T10:00:0\#(number % 7)Z","identifiers":[{"type":"user_id","value":"u"}]}"#
            }
            _ = try await post.send("/api/v1/touchpoints", "[\(touchpoints.joined(separator: ","))]")
            let id = try #require(try await post.get("/api/v1/people").json?["people"]?.elements.first?["id"]?.string)
            var (path, kinds): (String?, [String]) = ("/api/v1/touchpoints?person=\(id)&limit=10", [])
            while let next = path {
                let page = try #require(try await post.get(next).json)
                kinds += page["touchpoints"]?.elements.compactMap { $0["kind"]?.string } ?? []
                path = page["next"]?.string
            }
            #expect(kinds.count == 25)
            #expect(Set(kinds).count == 25)
            #expect(kinds.first == "k20")
        }
    }

    @Test func `says what is wrong with a question`() async throws {
        try await withPost { post async throws in
            #expect(try await post.get("/api/v1/touchpoints").status == .unprocessableContent)
            #expect(try await post.get("/api/v1/touchpoints?person=\(ID<Person>(bits: 1))").status == .notFound)
            for query in ["limit=0", "limit=1001", "limit=x", "limit=", "before=x", "before=1.2.3"] {
                #expect(try await post.get("/api/v1/touchpoints?person=\(ID<Person>(bits: 1))&\(query)").status == .unprocessableContent, "\(query)")
            }
        }
    }
}
