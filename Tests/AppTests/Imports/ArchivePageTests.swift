import Foundation
import HTTPTypes
import HummingbirdTesting
import Kernel
import Storage
import TestKit
import Testing
import Web

@testable import App

private let tickets = """
    {"id":7,"subject":"Dent <b>","status":"solved","requester":{"id":5,"name":"Kim","email":"kim@example.com"},"comments":[\
    {"id":1,"author_id":5,"body":"It is dented.","created_at":"2025-01-01T10:00:00Z"}]}
    {"id":8,"subject":"Nothing","status":"new","requester":{"id":5,"email":"kim@example.com"},"comments":[]}

    """

@Suite struct `A file of conversations by the browser` {
    private static let path = "/settings/conversations"

    private func conversations(_ office: Office) async throws -> Int {
        try await office.database.read { try $0.value("SELECT COUNT(*) FROM conversation") } ?? 0
    }

    @Test(arguments: engines) func `is looked at, brought in by a job, and gone`(engine: Engine) async throws {
        try await withOffice(engine) { office async throws in
            let path = try await office.upload(tickets.utf8, named: "tickets.json", to: Self.path, as: .admin).target
            let plan = try await office.page(path).said
            #expect(plan.contains("It is read as Zendesk.") && plan.contains("Dent &lt;b&gt;") && plan.contains("has no messages"))
            #expect(try await conversations(office) == 0)
            #expect(try await office.page("/settings/imports").said.contains("No file yet"), "it is no file of rows")
            #expect(try await office.page(path.replacing("conversations", with: "imports")).status == .notFound)
            #expect(try await office.submit(path + "?_method=put", ["format": "", "start": "yes"]).status == .seeOther)
            #expect(try await office.page(path).said.contains("Waiting"))
            try await office.work()
            #expect(try await conversations(office) == 1)
            #expect(try await office.page(path).said.contains("1 conversation is in the inbox"))
            #expect(try await office.page(path + "/rejected.csv").said.contains("has no messages"))
            #expect(office.files() == ["tickets.json.rejected.csv"], "the file itself was deleted")
            #expect(try await office.page("/inbox?view=resolved").said.contains("Dent &lt;b&gt;"))
            #expect(try await office.page("/settings/changes").said.contains("tickets.json"))
        }
    }

    @Test func `that holds none is refused in one sentence, and nothing of it is kept`() async throws {
        try await withOffice { office async throws in
            for (content, sentence) in [("", "is empty"), ("a,b\n1,2\n", "holds no conversations"), ("[{\"id\":1", "breaks off")] {
                let answer = try await office.upload(content.utf8, named: "x.json", to: Self.path, as: .admin)
                #expect(answer.status == .unprocessableContent && answer.said.contains(sentence), "\(sentence)")
                #expect(!answer.said.contains(office.directory))
            }
            #expect(office.files() == [])
            #expect(try await office.page(Self.path, as: .manager).status == .forbidden)
        }
    }

    @Test(arguments: engines) func `goes out again as lines and tables, and that is noted`(engine: Engine) async throws {
        try await withOffice(engine) { office async throws in
            let path = try await office.upload(tickets.utf8, named: "tickets.json", to: Self.path, as: .admin).target
            _ = try await office.submit(path + "?_method=put", ["format": "zendesk", "start": "yes"])
            try await office.work()
            let lines = try await office.submit(Self.path + "/export", ["form": "jsonl", "since": ""])
            #expect(lines.status == .ok && lines.headers[.contentDisposition] == "attachment; filename=\"conversations.jsonl\"")
            #expect(lines.said.contains(#""thread":"7""#) && lines.said.contains("It is dented."))
            let table = try await office.submit(Self.path + "/export", ["form": "messages.csv", "since": "2025-01-01"])
            #expect(table.said.contains("It is dented.") && table.said.hasPrefix("\u{FEFF}conversation,"))
            let none = try await office.submit(Self.path + "/export", ["form": "conversations.csv", "since": "2025-01-02"])
            #expect(none.said.split(separator: "\r\n").count == 1)
            let wrong = try await office.submit(Self.path + "/export", ["form": "jsonl", "since": "soon"])
            #expect(wrong.status == .unprocessableContent && wrong.said.contains("must be a day, such as 2026-11-22"))
            let changes = try await office.page("/settings/changes").said
            #expect(changes.contains("Conversations exported (jsonl)") && changes.contains("Conversations exported (messages.csv 2025-01-01)"))
        }
    }
}
