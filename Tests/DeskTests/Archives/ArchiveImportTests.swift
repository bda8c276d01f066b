import Channels
import Foundation
import Kernel
import People
import Storage
import TestKit
import Testing
import Timeline
import Web

@testable import Desk

@Suite struct `An import of conversations` {
    @Test(arguments: engines) func `twice changes nothing, and a longer file adds what is new`(engine: Engine) async throws {
        try await withOffice(engine) { office async throws in
            try await office.bring(example: "zendesk.json")
            let (kinds, story) = (try await office.kinds(), try await office.story("5101"))
            let again = try await office.bring(example: "zendesk.json")
            #expect(again.counts == .init(records: 3, duplicates: 3) && again.said == 0)
            #expect(try await office.kinds() == kinds)
            #expect(try await office.story("5101") == story)
            let text = try String(contentsOfFile: Office.example("zendesk.json"), encoding: .utf8)
            let more = #", {"id": 810005, "author_id": 90011, "public": true, "body": "One more thing.", "created_at": "2025-10-09T09:00:00Z"}]}"#
            let first = text.split(separator: "\n")[0].replacing("closed", with: "open").dropLast(2) + more
            let longer = try await office.bring(text: String(first)).result
            #expect(longer.counts == .init(records: 1, accepted: 1) && longer.said == 1)
            #expect(try await office.story("5101") == story + ["message 2025-10-09T09:00:00Z: One more thing."])
            #expect(try await office.conversations.find(try await office.number(of: "5101")).status == .open)
            #expect(try await office.kinds().suffix(2) == ["ticket_reopened", "email_received"])
        }
    }

    @Test(arguments: engines) func `is history: no deadline, no webhook, and where staff have worked since it moves nothing`(engine: Engine)
        async throws
    {
        try await withOffice(engine) { office async throws in
            try await office.promise()
            try await office.bring(example: "chatwoot.json")
            let number = try await office.number(of: "302")
            #expect(try await !office.conversations.find(number).hasPolicy)
            #expect(try await office.told("One") == [])
            // What is said here is told of.
            let answer = try await office.writing("On Friday.", in: number, then: .resolved)
            try await office.work.reply(answer, in: number, by: office.bob, at: Office.today)
            #expect(try await office.told("Two") == ["message.answered", "conversation.changed", "conversation.changed"])
            let text = try String(contentsOfFile: Office.example("chatwoot.json"), encoding: .utf8)
            let later = #", {"id": 9101, "content": "Hello?", "message_type": 0, "created_at": 1760091000}]"#
            try await office.bring(
                text: text.replacing(
                    #""sender": {"id": 56, "name": "Jun", "type": "contact"}}"# + "\n        ]", with: #""sender": {"id": 56}}"# + later))
            let after = try await office.conversations.find(number)
            #expect(after.status == .resolved && after.assignee == office.bob.id)
            #expect(try await office.story("302").last == "message 2025-10-10T10:10:00Z: Hello?")
        }
    }

    @Test(arguments: engines) func `comes onto the lines of those who spoke`(engine: Engine) async throws {
        try await withOffice(engine) { office async throws in
            try await office.bring(example: "zendesk.json")
            let kinds = try await office.kinds()
            #expect(kinds.count { $0 == "ticket_opened" } == 3 && kinds.count { $0 == "service_reply" } == 2)
            #expect(kinds.count { $0 == "email_received" } == 2 && kinds.count { $0 == "ticket_resolved" } == 1)
            let flags: [Int16] = try await office.line.database.read {
                try $0.rows("SELECT DISTINCT flags FROM touchpoint").map { try $0.get(at: 0) }
            }
            #expect(flags == [Touchpoint.Flags.history.rawValue])
        }
    }

    @Test(arguments: engines) func `that was interrupted goes on where it was`(engine: Engine) async throws {
        struct Killed: Error {}
        try await withOffice(engine) { office async throws in
            try await withDirectory { directory async throws in
                let path = "\(directory)/tickets.json"
                let tickets = (1...250).map { number in
                    #"{"id":\#(number),"status":"\#(number == 3 ? "new" : "solved")","requester":{"id":1,"email":"kim@example.com"},"#
                        + #""comments":[{"id":\#(number),"author_id":1,"body":"Hello \#(number)","created_at":"2025-01-01T00:00:00Z"}]}"#
                }
                try tickets.joined(separator: "\n").write(toFile: path, atomically: true, encoding: .utf8)
                let run = try await ArchiveImportStore.prepare(path, ArchiveOptions(), into: office.line, source: nil, at: Office.today)
                await #expect(throws: Killed.self) { _ = try await run.run(at: Office.today, reporting: { _, _ in throw Killed() }) }
                #expect(try await office.numbers().count == 100)
                let rest = try await office.bring(path)
                #expect(rest.counts == .init(records: 250, accepted: 250) && rest.said == 150)
                #expect(try await office.numbers().count == 250)
            }
        }
    }

    @Test(arguments: engines) func `leaves out whom an erasure has taken, and takes the others`(engine: Engine) async throws {
        try await withOffice(engine) { office async throws in
            try await office.bring(example: "zendesk.json")
            try await office.erase(#require(Identifier(.email, "kim@example.com")))
            try await office.erase(#require(Identifier(.anonymousID, "zendesk:90013")))
            #expect(try await office.story("5102").contains("message 2025-10-08T13:20:00Z: "), "what another one said in it is empty")
            let again = try await office.bring(example: "zendesk.json")
            #expect(again.counts == .init(records: 3, duplicates: 2, rejected: 1))
            let texts: [String] = try await office.line.database.read { try $0.rows("SELECT text FROM conversation_entry").map { try $0.get(at: 0) } }
            #expect(!texts.contains { $0.contains("dent") || $0.contains("Accountant") })
        }
    }
}

@Suite struct `A file of conversations that is not as it should be` {
    private static func ticket(_ comments: String, _ more: String = "") -> String {
        #"{"id":1,"subject":"Hello","status":"open","requester":{"id":5,"email":"kim@example.com"},"comments":[\#(comments)]\#(more)}"#
    }

    private static let hello = #"{"id":11,"author_id":5,"body":"Hello","created_at":"2025-01-01T10:00:00Z"}"#

    @Test(arguments: [
        ("", "is empty: there is nothing to import."), ("id,subject\n1,Hello\n", "holds no conversations"), ("[]", "holds no conversations."),
        (#"{"tickets":[]}"#, "holds no conversations."), (#"[{"a":1}]"#, "is of no format that is known here"),
        ("PK\u{3}\u{4}", "unpack the archive"), (#"{"id":1,"comments":[{"id":2,"#, "breaks off"),
    ]) func `is refused in one sentence`(text: String, sentence: String) async throws {
        try await withOffice(.sqlite) { office async throws in
            await #expect { try await office.bring(text: text) } throws: { "\($0)".contains(sentence) }
            #expect(try await office.numbers().isEmpty)
        }
    }

    @Test(arguments: engines) func `breaks off, and what stood before is taken`(engine: Engine) async throws {
        try await withOffice(engine) { office async throws in
            let text = "[\n\(Self.ticket(Self.hello)),\n{\"id\":2,\"comments\":[{\"id\":"
            await #expect { try await office.bring(text: text) } throws: { error in
                "\(error)".contains("breaks off within what begins in line 3. What stood before it is taken: 1 conversations.")
            }
            #expect(try await office.story("1") == ["message 2025-01-01T10:00:00Z: Hello"])
        }
    }

    @Test(arguments: [
        (ticket(hello + #","# + #"{"id":12,"author_id":5,"body":"When?"}"#), "comment 12 has no time"),
        (ticket(hello + #","# + #"{"id":12,"author_id":5,"body":"Later","created_at":"2031-01-01T00:00:00Z"}"#), "comment 12 lies ahead: 2031"),
        (
            ticket(hello + #","# + #"{"id":12,"author_id":5,"body":"Old","created_at":"0001-01-01T00:00:00Z"}"#),
            "comment 12 has a time that cannot be"
        ),
        (ticket(hello + #","# + #"{"id":12,"author_id":5,"body":" \u0000 ","created_at":"2025-01-01T10:00:00Z"}"#), "comment 12 says nothing"),
    ]) func `loses the message that cannot be taken, and says so`(text: String, reason: String) async throws {
        try await withOffice(.sqlite) { office async throws in
            let (result, rejected) = try await office.bring(text: text)
            #expect(result.counts == .init(records: 1, accepted: 1, rejected: 1))
            #expect(rejected.contains(reason), "\(rejected)")
            #expect(try await office.story("1") == ["message 2025-01-01T10:00:00Z: Hello"])
        }
    }

    @Test(arguments: [
        (ticket(""), "has no messages"),
        (ticket(hello).replacing("kim@example.com", with: "nobody").replacing(#""id":5,"#, with: ""), "names no customer"),
        (#"{"id":1,"comments":[}"#, "is no JSON"),
        ("{\"id\":1,\"subject\":\"cut\n" + ticket(hello).replacing(#""id":1"#, with: #""id":9"#), "is no JSON"),
    ]) func `loses the conversation that cannot be taken, and says why`(text: String, reason: String) async throws {
        try await withOffice(.sqlite) { office async throws in
            let (result, rejected) = try await office.bring(text: text, as: .zendesk)
            #expect(result.counts.rejected == 1 && rejected.contains(reason), "\(rejected)")
        }
    }

    @Test(arguments: engines) func `says the same message twice, and it is one`(engine: Engine) async throws {
        try await withOffice(engine) { office async throws in
            let result = try await office.bring(text: Self.ticket(Self.hello + "," + Self.hello) + "\n" + Self.ticket(Self.hello)).result
            #expect(result.counts == .init(records: 2, accepted: 1, duplicates: 1) && result.said == 1)
        }
    }

    @Test(arguments: engines) func `has ten thousand messages in one conversation`(engine: Engine) async throws {
        try await withOffice(engine) { office async throws in
            let comments = (0..<10_000).map { number in
                let at = Instant(seconds: 1_735_700_000 + Int64(number))
                return #"{"id":\#(number),"author_id":\#(number % 2 == 0 ? 5 : 6),"body":"Message \#(number)","created_at":"\#(at)"}"#
            }
            let result = try await office.bring(text: Self.ticket(comments.joined(separator: ","))).result
            #expect(result.counts == .init(records: 1, accepted: 1) && result.said == 10_000)
            let last = try await office.story("1").last
            #expect(last?.hasSuffix("Message 9999") == true)
        }
    }

    @Test func `is mail with broken parts and a wrong charset`() async throws {
        try await withOffice(.sqlite) { office async throws in
            let text = """
                From x@example.com Mon Sep  8 07:12:04 2025
                From: x@example.com
                Subject: =?no-such-charset?Q?Caf=E9?=
                Date: yesterday
                Content-Type: multipart/mixed; boundary=
                Content-Transfer-Encoding: nonsense

                --
                Content-Type: text/plain; charset=no-such-charset

                The coffee is cold.

                From nobody in particular comes this line at 9:00, and it begins no message.

                From y@example.com Mon Sep  8 07:12:05 2025
                no head at all

                """
            let (result, rejected) = try await office.bring(text: text)
            #expect(result.counts.records == 2 && result.counts.accepted == 1 && result.counts.rejected == 1, "\(rejected)")
            let story = try await office.conversations.whole(try await office.numbers()[0]).entries
            #expect(story.first?.text.contains("The coffee is cold.") == true && story.first?.text.contains("begins no message") == true)
            #expect(story.first?.at == Instant("2025-09-08T07:12:04Z"))
        }
    }
}
