import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Kernel
import Storage
import TestKit
import Testing
import Web

@testable import App
@testable import Desk

@Suite struct `A question in the chat window` {
    private struct Told: Decodable {
        let survey: Survey?

        struct Survey: Decodable {
            let question: String
            let answers: [String]
            let score: Int?
            let more: String
            let isShown: Bool
        }
    }

    private func withChat(
        _ engine: Engine = .sqlite, _ body: @escaping @Sendable (Browser, Browser, _ key: String, _ token: String) async throws -> Void
    ) async throws {
        try await withHouse(engine) { house async throws in
            let (ada, visitor) = (try await house.ada(), Browser(house))
            let key = try await ada.writeKey()
            _ = try await ada.setUpChat()
            try await ada.submit(
                "/settings/satisfaction?_method=put", on: "/settings/satisfaction",
                ["on": "on", "delay": "60", "rest": "0", "channel_chat": "on", "question_en": "Was that of help?"])
            try await body(ada, visitor, key, visitor.beginChat(withKey: key).token)
        }
    }

    private func asked(_ visitor: Browser, _ token: String) async throws -> Told.Survey? {
        let response = try await visitor.send(.get, "/chat/messages", [.authorization: "Bearer \(token)"])
        return try JSONDecoder().decode(Told.self, from: Data(response.text.utf8)).survey
    }

    private func stand(_ status: String, _ ada: Browser) async throws {
        let list = try await ada.get("/inbox?view=\(status == "resolved" ? "open" : "resolved")").text
        let page = try String(#require(list.firstMatch(of: /\/inbox\/[0-9]+/)).0)
        try await ada.submit("\(page)/status?_method=put", on: page, ["status": status])
    }

    @Test(arguments: engines) func `stands there once it is resolved, is asked when it is seen, and goes when it is reopened`(engine: Engine)
        async throws
    {
        try await withChat(engine) { ada, visitor, _, token in
            #expect(try await asked(visitor, token) == nil)
            #expect(try await visitor.chat("/chat/survey", ["token": token, "answer": "5"]).status == .notFound)
            try await stand("resolved", ada)
            let survey = try #require(try await asked(visitor, token))
            #expect(survey.question == "Was that of help?" && survey.answers.count == 5 && survey.score == nil && !survey.isShown)
            #expect(try await asked(visitor, token)?.isShown == false)
            _ = try await visitor.chat("/chat/read", ["token": token, "entry": "0", "asked": "1"])
            #expect(try await asked(visitor, token)?.isShown == true)
            #expect(try await visitor.chat("/chat/survey", ["token": token, "answer": "6"]).status == .unprocessableContent)
            let sent = try await visitor.chat("/chat/survey", ["token": token, "answer": "2"])
            #expect(try JSONDecoder().decode(Told.self, from: Data(sent.text.utf8)).survey?.score == 2)
            #expect(try await visitor.get(survey.more).text.contains("What could have been better?"))
            #expect(try await ada.get("/inbox?view=unhappy").text.contains(">Unhappy</span>"))
            try await stand("open", ada)
            #expect(try await asked(visitor, token) == nil)
        }
    }

    @Test func `is five buttons where no script runs`() async throws {
        try await withChat { ada, visitor, key, token in
            try await stand("resolved", ada)
            let window = try await visitor.chat("/chat", ["key": key, "token": token], json: false)
            #expect(window.text.contains("Was that of help?") && window.text.contains("aria-label=\"Very satisfied\""))
            let sent = try await visitor.chat("/chat/survey", ["key": key, "token": token, "answer": "4"], json: false)
            #expect(sent.text.contains("Thank you, your answer is noted.") && sent.text.contains("value=\"4\" title=\"Satisfied\""))
            #expect(sent.text.contains("aria-label=\"Satisfied\" aria-pressed=\"true\""))
        }
    }
}
