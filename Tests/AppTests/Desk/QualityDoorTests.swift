import Access
import HTTPTypes
import HummingbirdTesting
import Kernel
import Language
import People
import Storage
import TestKit
import Testing
import Timeline
import Web

@testable import App
@testable import Desk

@Suite struct `Quality and standards` {
    /// What Kim wrote, answered and resolved.
    private func conversation(_ key: String, in house: House, answeredBy email: String) async throws -> Int64 {
        let line = house.installation.line
        let shop = try await line.source("shop", name: "Shop", medium: .http)
        let message = IncomingMessage(
            key: key, thread: key, channel: .email, from: [Identifier(.email, "kim@example.com")].compactMap(\.self), subject: "<b>Dented</b>",
            text: "It is <i>dented</i>.", at: noon())
        let number = try await MessageStore(line: line).receive(message, from: shop).conversation
        let agent = try #require(try await house.server.access.staff.list().first { $0.email == email }).viewer
        let seen = try await ConversationStore(line: line).find(number).lastEntry
        let answer = ConversationWorkStore.Writing(text: "It comes.", seen: seen, once: "answer-\(key)", then: .resolved)
        try await ConversationWorkStore(line: line).reply(answer, in: number, by: agent, at: noon())
        return number
    }

    private func begin(_ house: House) async throws {
        try await ScorecardStore(line: house.installation.line, recording: { _, _ in }).save(Scorecard.Criterion.usual, share: 100, after: 0, by: nil)
    }

    @Test(arguments: engines) func `are given, read, disputed and decided`(engine: Engine) async throws {
        try await withHouse(engine) { house async throws in
            let ada = try await house.ada()
            let (bob, eve) = (try await house.colleague("Bob", .agent, invitedBy: ada), try await house.colleague("Eve", .agent, invitedBy: ada))
            let mia = try await house.colleague("Mia", .manager, invitedBy: ada)
            try await begin(house)
            let path = "/inbox/\(try await conversation("1", in: house, answeredBy: "bob@example.com"))/review"
            let form = try await mia.get(path).text
            #expect(form.contains("It is &lt;i&gt;dented&lt;/i&gt;.") && form.contains("&lt;b&gt;Dented&lt;/b&gt;") && !form.contains("<b>Dented"))
            let skipped = try await mia.submit(path, on: path, ["card": "1", "note": "Kept <here>"])
            #expect(skipped.status == .unprocessableContent && skipped.text.contains("Kept &lt;here&gt;"), "What was written stays.")
            let given = try await mia.submit(path, on: path, ["card": "1", "mark_clarity": "2", "mark_privacy": "yes", "note": "<Shorter>"])
            #expect(given.status == .seeOther)
            let review = given.location
            #expect(try await mia.submit(path, on: "/inbox", ["card": "1", "mark_clarity": "2"]).status == .conflict)

            #expect(try await bob.get("/inbox/quality").text.contains("&lt;Shorter&gt;"))
            let seen = (try await eve.get(review).status, try await bob.get(review).status)
            #expect(seen == (.notFound, .ok))
            #expect(try await bob.submit(review + "/dispute", on: review, ["text": " "]).status == .unprocessableContent)
            #expect(try await bob.submit(review + "/dispute", on: review, ["text": "It was short."]).status == .seeOther)
            #expect(try await mia.submit(review + "/decision", on: review, ["text": "No.", "do": "uphold"]).status == .forbidden)
            let changed: KeyValuePairs<String, String?> = [
                "card": "1", "text": "So it was.", "do": "change", "mark_clarity": "4", "mark_privacy": "yes",
            ]
            #expect(try await ada.submit(review + "/decision", on: review, changed).status == .seeOther)
            let page = try await bob.get(review).text
            #expect(page.contains("So it was.") && page.contains("4 of 5") && page.contains("2 of 5"))
            #expect(try await bob.get("/inbox/quality/figures").status == .forbidden)
            #expect(try await mia.get("/inbox/report").text.contains("of 1: too few to tell much"))
        }
    }

    @Test(arguments: engines) func `are judged by a scorecard that says what is wrong with it`(engine: Engine) async throws {
        try await withHouse(engine) { house async throws in
            let ada = try await house.ada()
            #expect(try await ada.get("/inbox/quality").text.contains("Set up the scorecard"))
            func save(_ changes: [String: String]) async throws -> TestResponse {
                let t = Texts(.en, now: noon())
                let fields = ScorecardForm.fields(Scorecard.Criterion.usual, share: 5, t).merging(changes) { $1 }
                let seal = try await ada.seal(on: "/settings/quality")
                let all = fields.reduce(Query(["_seal": seal])) { $0.with($1.key, $1.value) }
                return try await ada.send(.post, "/settings/quality?_method=put", .sameSite, String(all.text.dropFirst()))
            }
            let nothing = try await save(Dictionary(uniqueKeysWithValues: (0..<6).map { ("weight_\($0)", "0") }).merging(["after": "0"]) { $1 })
            #expect(nothing.status == .unprocessableContent && nothing.text.contains("must have one at least whose weight is above 0"))
            #expect(try await save(["after": "0", "weight_2": "-3"]).text.contains("must be between 0 and 100"))
            #expect(try await save(["after": "0", "name_1": "<i>Facts</i>"]).status == .seeOther)
            #expect(try await save(["after": "0"]).status == .conflict)
            let page = try await ada.get("/settings/quality").text
            #expect(page.contains("&lt;i&gt;Facts&lt;/i&gt;") && !page.contains("<i>Facts"))
            #expect(try await ada.get("/settings/changes").text.contains("Scorecard, version 1"))
        }
    }

    @Test(arguments: engines) func `stand on a list that managers write and agents read`(engine: Engine) async throws {
        try await withHouse(engine) { house async throws in
            let ada = try await house.ada()
            let bob = try await house.colleague("Bob", .agent, invitedBy: ada)
            #expect(try await !bob.get("/inbox/standards").text.contains("/inbox/standards/starters"))
            #expect(try await ada.submit("/inbox/standards/starters", on: "/inbox/standards").status == .seeOther)
            let added = try await ada.submit(
                "/inbox/standards", on: "/inbox/standards/new", ["name": "<b>We</b>", "why": "", "how": "Look", "owner": ""])
            let standard = added.location
            let progress = standard + "/progress"
            let unproved = try await ada.submit(progress, on: standard, ["status": "met", "text": "", "link": ""])
            #expect(unproved.status == .unprocessableContent && unproved.text.contains("must say what shows that the standard is met"))
            let script = try await ada.submit(progress, on: standard, ["status": "met", "text": "", "link": "javascript:alert(1)"])
            #expect(script.status == .unprocessableContent)
            #expect(
                try await ada.submit(progress, on: standard, ["status": "met", "text": "<Read> ten", "link": "/inbox/report"]).status == .seeOther)
            let page = try await bob.get(standard).text
            #expect(page.contains("&lt;Read&gt; ten") && page.contains("href=\"/inbox/report\"") && page.contains("&lt;b&gt;We&lt;/b&gt;"))
            #expect(!page.contains("name=\"text\""), "Agents read.")
            #expect(try await bob.get("/inbox/standards").text.contains("1 of 11 standards met"))
            #expect(try await bob.get("/inbox/standards/standards.csv").text.contains("<b>We</b>,,Look,met"))
            #expect(try await ada.get("/settings/changes").text.contains("Service standard “&lt;b&gt;We&lt;/b&gt;”: met"))
        }
    }
}
