import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Kernel
import People
import Storage
import TestKit
import Testing
import Timeline
import Web

@testable import App
@testable import Desk

@Suite struct `The pages of labels` {
    private func receive(_ count: Int, _ house: House) async throws -> [Int64] {
        let line = house.installation.line
        let shop = try await line.source("shop", name: "Shop", medium: .http)
        var numbers: [Int64] = []
        for number in 1...count {
            let message = IncomingMessage(
                key: "m-\(number)", thread: "t-\(number)", channel: .email, from: [try #require(Identifier(.userID, "kim"))], subject: "Dented",
                text: "It is dented.", at: noon())
            numbers.append(try await MessageStore(line: line).receive(message, from: shop).conversation)
        }
        return numbers
    }

    @Test(arguments: engines) func `make one, put it on and take it off without a script, and say so in the conversation and the records`(
        engine: Engine
    ) async throws {
        try await withHouse(engine) { house async throws in
            let ada = try await house.ada()
            let number = try await receive(1, house)[0]
            let made = try await ada.submit("/settings/labels", on: "/settings/labels/new", ["name": "<b>Late</b>", "colour": "sea"])
            #expect(made.status == .seeOther && made.location == "/settings/labels")
            let wrong = try await ada.submit("/settings/labels", on: "/settings/labels/new", ["name": "<B>late</B>", "colour": "sea"])
            #expect(wrong.status == .unprocessableContent && wrong.text.contains("a label is called so already"))
            #expect(try await ada.get("/inbox/\(number)").text.contains(#"<option value="b-late-b">&lt;b&gt;Late"#))
            let put = try await ada.submit("/inbox/\(number)/labels", on: "/inbox/\(number)", ["label": "b-late-b"])
            #expect(put.status == .seeOther)
            let page = try await ada.get("/inbox/\(number)").text
            #expect(page.contains("put the label &lt;b&gt;Late&lt;/b&gt; on") && !page.contains("<b>Late"))
            #expect(try await ada.get("/inbox?label=b-late-b").text.contains("It is dented."))
            #expect(try await ada.get("/inbox?label=none").status == .notFound)
            try await ada.submit("/inbox/\(number)/labels/b-late-b?_method=delete", on: "/inbox/\(number)")
            #expect(try await ada.get("/inbox/\(number)").text.contains("took the label"))
            #expect(try await !ada.get("/inbox?label=b-late-b").text.contains("It is dented."))
            try await ada.submit("/settings/labels/b-late-b/shelf?_method=put", on: "/settings/labels/b-late-b", ["away": "yes"])
            let refused = try await ada.submit("/inbox/\(number)/labels", on: "/inbox/\(number)", ["label": "b-late-b"])
            #expect(refused.status == .conflict && refused.text.contains("This label is put away."))
            let records = try await ada.get("/settings/changes").text
            #expect(records.contains("Label &lt;b&gt;Late&lt;/b&gt; added") && records.contains("put away"))
        }
    }

    @Test(arguments: engines) func `do one thing with several conversations, and list what stayed with the reason`(engine: Engine) async throws {
        try await withHouse(engine) { house async throws in
            let ada = try await house.ada()
            let numbers = try await receive(3, house)
            func perform(_ fields: KeyValuePairs<String, String?>) async throws -> TestResponse {
                try await ada.submit("/inbox/selection?view=unassigned&_method=put", on: "/inbox", fields)
            }
            let (one, two, three) = ("\(numbers[0])", "\(numbers[1])", "\(numbers[2])")
            let all = try await perform(["conversation": one, "conversation": two, "what": "priority:urgent"])
            #expect(all.status == .seeOther && all.location == "/inbox?view=unassigned")
            #expect(try await ada.get(all.location).text.contains("Done with 2 conversations."))
            let resolved = try await perform(["conversation": one, "what": "", "do": "resolve"])
            #expect(resolved.status == .seeOther)
            let some = try await perform(["conversation": one, "conversation": three, "do": "resolve"])
            #expect(
                some.status == .ok && some.text.contains("Done with one conversation.") && some.text.contains("One conversation stays as it was:"))
            #expect(some.text.contains(#"<a href="/inbox/\#(one)">#\#(one)</a>: This conversation is resolved already."#))
            let none = try await perform(["conversation": one, "do": "resolve"])
            #expect(none.status == .conflict)
            // Whoever asks for that page again finds the list.
            #expect(try await ada.get("/inbox/selection?view=unassigned").location == "/inbox?view=unassigned")
            #expect(try await perform(["do": "resolve"]).text.contains("Conversations: must be chosen"))
            #expect(try await perform(["conversation": two]).text.contains("What to do: must be chosen"))
            #expect(try await perform(["conversation": two]).status == .unprocessableContent)
        }
    }

    @Test(arguments: engines) func `are known to programs, which name them with a message and read them back`(engine: Engine) async throws {
        try await withHouse(engine) { house async throws in
            let ada = try await house.ada()
            try await ada.submit("/settings/labels", on: "/settings/labels/new", ["name": "Late", "colour": "sea"])
            let (write, read) = (try await ada.writeKey(), try await ada.key("manage"))
            func send(_ labels: String, _ key: String) async throws -> TestResponse {
                try await ada.send(
                    .post, "/api/v1/messages", [.authorization: "Bearer \(write)", .contentType: "application/json"],
                    """
                    {"key":"\(key)","thread":"t-1","channel":"chat","from":[{"type":"email","value":"kim@example.com"}],
                     "text":"Hello","labels":\(labels)}
                    """)
            }
            let refused = try await send(#"["late","later"]"#, "m-1")
            #expect(refused.status == .unprocessableContent && refused.text.contains("is no label here; there are late"))
            #expect(try await send(#"["late"]"#, "m-1").text.contains(#""duplicate":false"#))
            #expect(try await send("null", "m-2").status == .ok)
            #expect(try await send(#""late""#, "m-3").status.code / 100 == 4)
            let answer = try await ada.send(.get, "/api/v1/conversations/1001", [.authorization: "Bearer \(read)"])
            #expect(answer.status == .ok && answer.text.contains(#""labels":["late"]"#))
        }
    }

    @Test(arguments: engines) func `let viewers look and choose nothing`(engine: Engine) async throws {
        try await withHouse(engine) { house async throws in
            let ada = try await house.ada()
            let number = try await receive(1, house)[0]
            try await ada.submit("/settings/labels", on: "/settings/labels/new", ["name": "Late", "colour": "sea"])
            try await ada.submit("/inbox/\(number)/labels", on: "/inbox/\(number)", ["label": "late"])
            let cleo = try await house.colleague("Cleo", .viewer, invitedBy: ada)
            let (list, page) = (try await cleo.get("/inbox").text, try await cleo.get("/inbox/\(number)").text)
            #expect(list.contains("Late") && !list.contains("data-pick") && !list.contains("id=\"selection\""))
            #expect(page.contains("Late") && !page.contains("/labels/late"))
        }
    }
}
