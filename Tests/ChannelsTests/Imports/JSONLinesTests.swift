import Kernel
import People
import Testing
import Timeline

@testable import Channels

@Suite struct `A file of JSON lines` {
    @Test func `becomes a touchpoint a line, with objects opened by one level`() throws {
        let file = try Imported(
            """
            {"user_id": "ann", "event": "page_view", "at": "2026-03-01", "properties": {"path": "/a", "n": 3, "ok": true, "deep": {"x": [1]}}}

            {"user_id": 42, "event": "order_placed", "at": 1700000000, "properties": null, "tags": ["a", "b"]}
            """)
        #expect(file.plan.format == .jsonLines)
        #expect(file.customers == ["ann", "42"])
        #expect(file.touchpoints.first?.properties == #"{"path":"/a","n":3,"ok":true,"deep":{"x": [1]}}"#)
        #expect(file.touchpoints.last?.properties == #"{"tags":["a", "b"]}"#)
    }

    @Test func `may find new names on its way`() throws {
        let lines = (0..<50).map { #"{"user": "u\#($0)", "event": "a", "at": "2026-03-01", "p\#($0)": \#($0)}"# }
        let file = try Imported(lines.joined(separator: "\n"))
        #expect(file.touchpoints.last?.properties == #"{"p49":49}"#)
        #expect(file.plan.columns.count == 53)
    }

    @Test func `understands escapes`() throws {
        let file = try Imported(#"{"user": "a\u00e9\ud83d\ude00\"\\\/\nx", "event": "a", "at": "2026-03-01", "n\u0061me": "x"}"#)
        #expect(file.customers == ["aé😀\"\\/\nx"])
        #expect(file.touchpoints.first?.properties == #"{"name":"x"}"#)
    }

    @Test func `may hold calls as Segment's libraries send them`() throws {
        let file = try Imported(
            """
            {"type": "track", "event": "Order Completed", "userId": "u1", "anonymousId": "a1", "messageId": "m1",\
             "timestamp": "2026-03-01T10:00:00Z", "sentAt": "2026-03-01T12:00:00Z", "receivedAt": "2026-03-01T13:00:00Z",\
             "properties": {"order_id": "4711", "n": 1}}
            {"type": "page", "anonymousId": "a1", "timestamp": "2026-03-01T09:00:00Z", "properties": {"path": "/"}}
            {"type": "identify", "userId": "u1", "timestamp": "2026-03-01T11:00:00Z", "traits": {"plan": "x"}}
            {"type": "track", "userId": "u1", "timestamp": "2026-03-01T11:00:00Z"}
            {"type": "page", "userId": "u1"}
            """)
        #expect(file.kinds == ["order_placed", "page_view", "identify"])
        #expect(file.identifiers(0) == [Identifier(.userID, "u1"), Identifier(.anonymousID, "a1")])
        #expect(file.touchpoints.first?.key == SourceKey("m1"))
        #expect(file.touchpoints.first.map { "\($0.occurredAt)" } == "2026-03-01T10:00:00Z")
        #expect(file.touchpoints.first?.subject == Subject("order", "4711"))
        #expect(file.touchpoints.last?.traits == ["plan": "x"])
        #expect(file.rejected.map(\.line) == [4, 5])
        #expect(file.reasons == ["event must name what happened", "it has no timestamp"])
        #expect(file.plan.notes.contains { $0.contains("Segment") })
    }

    @Test func `takes the last of two members with the same name`() throws {
        let file = try Imported(#"{"user": "ann", "event": "a", "at": "2026-03-01", "x": 1, "x": 2}"#)
        #expect(file.touchpoints.first?.properties == #"{"x":2}"#)
    }

    @Test(
        arguments: [
            "{", "{}x", "[1]", "7", "\"x\"", "nope", #"{"user": "x""#, #"{"user" "x"}"#, #"{"user": }"#, #"{"user": 'x'}"#, #"{"user": NaN}"#,
            #"{"user": 01x}"#, #"{"user": "\q"}"#, #"{"user": "\u00zz"}"#, #"{"user": "\u0000"}"#, "{\"user\": \"a\u{1}\"}",
            #"{"user": tru}"#, #"{"user": "x",}"#, #"{,}"#,
        ])
    func `tells a bad line with its number`(line: String) throws {
        let good = #"{"user": "ann", "event": "a", "at": "2026-03-01"}"#
        let file = try Imported([good, line, good].joined(separator: "\n"))
        #expect(file.touchpoints.count == 2)
        #expect(file.rejected.map(\.line) == [2])
        #expect(file.rejected.first?.fields == [line])
    }

    @Test func `may nest thirty-two levels deep, and no more`() throws {
        func line(_ depth: Int) -> String {
            #"{"user": "ann", "event": "a", "at": "2026-03-01", "x": "# + String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
                + "}"
        }
        let file = try Imported([line(31), line(32), line(400_000)].joined(separator: "\n"))
        #expect(file.touchpoints.count == 1)
        #expect(file.rejected.map(\.line) == [2, 3])
    }

    @Test func `passes over a line longer than a mebibyte`() throws {
        let good = #"{"user": "ann", "event": "a", "at": "2026-03-01"}"#
        let file = try Imported([good, String(repeating: "[", count: 5 << 20), good].joined(separator: "\n"))
        #expect(file.touchpoints.count == 2)
        #expect(file.reasons == ["it is longer than 1 MiB and was passed over"])
    }

    @Test func `that is one list is told how to become lines`() {
        #expect(refusal { _ = try Imported("[{\"user\": \"ann\"}]") }.contains("jq -c '.[]'"))
    }
}
