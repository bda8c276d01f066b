import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Kernel
import Testing
import Web

@testable import App

/// What a chat window is answered.
struct ChatAnswer: Decodable {
    struct Word: Decodable {
        let n: Int64
        let from: String
        let who: String?
        let text: String
    }

    let token: String?
    let entries: [Word]
    let read: Int64
}

extension Browser {
    /// A chat for each source that has keys; the settings of the first.
    func setUpChat(origins: String = "https://shop.example") async throws -> String {
        let page = try await get("/settings/chat").text
        let first = try String(#require(page.firstMatch(of: /\/settings\/chat\/[0-9]+/)).0)
        for source in page.matches(of: /\?source=([0-9]+)/) { try await setUpChat(at: "/settings/chat/\(source.1)", origins) }
        try await setUpChat(at: first, origins)
        return first
    }

    private func setUpChat(at path: String, _ origins: String) async throws {
        let fields: KeyValuePairs<String, String?> = ["name": "Shop", "greeting": "", "accent": "#2f5d50", "origins": origins]
        let response = try await submit(path + "?_method=put", on: "/settings/chat", fields)
        try #require(response.status == .seeOther, "\(response.text)")
    }

    /// As the window sends it, from a browser without cookies.
    func chat(_ path: String, _ fields: KeyValuePairs<String, String?>, origin: String? = nil, json: Bool = true) async throws -> TestResponse {
        var headers: HTTPFields = [.contentType: "application/x-www-form-urlencoded"]
        if json { headers[.accept] = "application/json" }
        if let origin { headers[.origin] = origin } else { headers[.fetchSite] = "same-origin" }
        return try await send(.post, path, headers, String(Query(fields).text.dropFirst()))
    }

    /// A first message from the shop.
    func beginChat(
        withKey key: String, _ text: String = "Is it in stock?", once: String = "first-message", _ more: KeyValuePairs<String, String?> = [:]
    ) async throws -> (token: String, answer: ChatAnswer) {
        if try await get("/chat?key=\(key)").status != .ok { _ = try await setUpChat() }
        var query = Query(["key": key, "text": text, "once": once, "website": ""])
        for (name, value) in more { query = query.with(name, value) }
        let headers: HTTPFields = [.contentType: "application/x-www-form-urlencoded", .accept: "application/json", .fetchSite: "same-origin"]
        let response = try await send(.post, "/chat/messages", headers, String(query.text.dropFirst()))
        try #require(response.status == .ok, "\(response.text)")
        let answer = try response.chat()
        return (try #require(answer.token), answer)
    }

    func said(_ token: String, after entry: Int64 = 0) async throws -> ChatAnswer {
        let response = try await send(.get, "/chat/messages?after=\(entry)", [.authorization: "Bearer \(token)"])
        try #require(response.status == .ok, "\(response.text)")
        return try response.chat()
    }
}

extension TestResponse {
    func chat() throws -> ChatAnswer { try JSONDecoder().decode(ChatAnswer.self, from: Data(text.utf8)) }

    /// The sentence of a refusal.
    var sentence: String { text.firstMatch(of: /"message":"([^"]*)"/).map { String($0.1) } ?? text }
}
