import HTTPTypes
import HummingbirdTesting
import Kernel
import Storage
import TestKit
import Testing
import Timeline
import Web

@testable import Channels

@Suite struct `A rejected event` {
    private func encoded(_ text: String) -> String {
        String(Query(["body": text]).text.dropFirst())
    }

    @Test(arguments: engines) func `is corrected and replayed as it would have been taken`(engine: Engine) async throws {
        try await withPost(engine) { post async throws in
            let wrong = #"{"type":"track","userId":"u","event":"a","messageId":"m","timestamp":"2026-03-02T12:59:00Z","properties":{"nps":11}}"#
            _ = try await post.send("/v1/batch", #"{"sentAt":"2026-03-02T13:00:00Z","batch":[\#(wrong)]}"#)
            let event = try #require(try await post.rejected().first)
            let page = try await post.page("/settings/rejected/\(event.id)")
            #expect(page.status == .ok)
            #expect(page.text.contains("&quot;nps&quot;: 11"))
            let again = try await post.submit("/settings/rejected/\(event.id)/replay", encoded(event.laidOutBody.replacing("11", with: "10")))
            #expect(again.status == .seeOther)
            let touchpoint = try #require(try await post.touchpoints().first)
            #expect(touchpoint.score == Score(10, on: .nps))
            #expect(touchpoint.occurredAt == noon().adding(.minutes(-1)))
            #expect(touchpoint.properties == #"{"nps":10}"#)
            #expect(try await post.rejected().isEmpty)
            #expect(try await post.recorded() == ["eventReplayed  "])
            // The sender sends it again, corrected: it is the same event.
            let late = try await post.send("/v1/batch", #"{"batch":[\#(wrong.replacing("11", with: "10"))]}"#)
            #expect(late.text.contains("\"duplicates\":1"))
        }
    }

    @Test func `of the API is replayed too`() async throws {
        try await withPost { post async throws in
            _ = try await post.send("/api/v1/touchpoints", #"{"kind":"a","channel":"web","identifiers":[]}"#)
            let event = try #require(try await post.rejected().first)
            let right = #"{"kind":"a","channel":"web","identifiers":[{"type":"user_id","value":"u"}]}"#
            #expect(try await post.submit("/settings/rejected/\(event.id)/replay", encoded(right)).status == .seeOther)
            #expect(try await post.touchpoints().count == 1)
        }
    }

    @Test func `that is still wrong stays, with what was typed and what is wrong with it`() async throws {
        try await withPost { post async throws in
            _ = try await post.send("/v1/track", #"{"userId":"u"}"#)
            let event = try #require(try await post.rejected().first)
            let attempts = [
                ("{\"userId\": ", "is no JSON"), (#"{"type":"track","userId":"u"}"#, "event must name what happened"), ("7", "must be a JSON object"),
            ]
            for (text, reason) in attempts {
                let answer = try await post.submit("/settings/rejected/\(event.id)/replay", encoded(text))
                #expect(answer.status == .unprocessableContent)
                #expect(answer.text.contains(reason), "\(text)")
            }
            #expect(try await post.rejected().count == 1)
            #expect(try await post.touchpoints().isEmpty)
        }
    }

    @Test(arguments: engines) func `is settled once`(engine: Engine) async throws {
        try await withPost(engine) { post async throws in
            _ = try await post.send("/v1/track", #"{"userId":"u"}"#)
            let event = try #require(try await post.rejected().first)
            #expect(try await post.submit("/settings/rejected/\(event.id)?_method=delete", "").status == .seeOther)
            #expect(try await post.submit("/settings/rejected/\(event.id)?_method=delete", "").status == .conflict)
            let right = encoded(#"{"type":"track","userId":"u","event":"a"}"#)
            #expect(try await post.submit("/settings/rejected/\(event.id)/replay", right).status == .conflict)
            #expect(try await post.touchpoints().isEmpty)
            #expect(try await post.page("/settings/rejected/\(event.id)").status == .ok)
        }
    }

    @Test(arguments: engines) func `is let go together with all of its reason, and says nothing any more`(engine: Engine) async throws {
        try await withPost(engine) { post async throws in
            for _ in 0..<3 { _ = try await post.send("/v1/track", #"{"userId":"secret"}"#) }
            _ = try await post.send("/v1/track", #"{"event":"a"}"#)
            let list = try await post.page("/settings/rejected")
            #expect(list.text.contains("event: must name what happened"))
            #expect(list.text.contains("userId or anonymousId must be given"))
            let fields = Query(["field": "event", "reason": "must name what happened"]).text.dropFirst()
            #expect(list.text.contains("href=\"/settings/rejected/discard?"))
            let question = try await post.page("/settings/rejected/discard?" + fields)
            #expect(question.status == .ok && question.text.contains("3 events go for good"))
            #expect(try await post.rejected().count == 4)
            #expect(try await post.page("/settings/rejected/discard?field=event&reason=nothing").headers[.location] == "/settings/rejected")
            #expect(try await post.submit("/settings/rejected?_method=delete", String(fields)).status == .seeOther)
            #expect(try await post.rejected().map(\.reason) == ["userId or anonymousId must be given"])
            let left: Int? = try await post.line.database.read { try $0.value("SELECT COUNT(*) FROM rejected_event WHERE body LIKE '%secret%'") }
            #expect(left == 0)
        }
    }

    @Test func `is for managers`() async throws {
        try await withPost { post async throws in
            _ = try await post.send("/v1/track", #"{"userId":"u"}"#)
            let event = try #require(try await post.rejected().first)
            for path in ["/settings/rejected", "/settings/rejected/\(event.id)"] {
                #expect(try await post.page(path, role: .agent).status == .forbidden)
                #expect(try await post.page(path, role: .manager).status == .ok)
            }
            #expect(try await post.submit("/settings/rejected/\(event.id)?_method=delete", "", role: .analyst).status == .forbidden)
        }
    }

    @Test func `cannot break out of the page`() async throws {
        try await withPost { post async throws in
            let evil = "\\\"\u{301} '\u{301} <\u{301} </textarea><script>"
            _ = try await post.send("/v1/track", #"{"userId":"\#(evil)","x":"\#(evil)"}"#)
            let event = try #require(try await post.rejected().first)
            #expect(!(try await post.page("/settings/rejected/\(event.id)").text.contains("</textarea><script>")))
        }
    }

    @Test(arguments: engines) func `waits thirty days and not longer, among ten thousand at most`(engine: Engine) async throws {
        try await withPost(engine) { post async throws in
            func keep(_ count: Int, at time: Instant) async throws {
                let store = RejectedEventStore(database: post.line.database)
                let wrong = IncomingEvent(dress: .segment, reading: .failure(.invalid("", "r")), body: { "{}" })
                let events = (0..<count).map { _ in RejectedEvent(wrong, .invalid("", "r"), source: 1, at: time) }
                try await post.line.database.write { try store.keep(events, in: $0) }
            }
            try await keep(5, at: noon().adding(.days(-31)))
            try await keep(1, at: noon())
            #expect(try await post.rejected().count == 1)
            try await keep(10_500, at: noon())
            let all: Int? = try await post.line.database.read { try $0.value("SELECT COUNT(*) FROM rejected_event") }
            #expect(all == 10_000)
        }
    }
}
