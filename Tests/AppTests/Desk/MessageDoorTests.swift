import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Storage
import TestKit
import Testing
import Timeline

@testable import App

@Suite struct `The door for messages` {
    private static let message = #"{"key":"m-1","thread":"t-1","channel":"chat","from":[{"type":"email","value":"kim@example.com"}],"text":"Hello"}"#

    private func send(_ ada: Browser, _ key: String, _ more: HTTPFields = [:]) async throws -> TestResponse {
        var headers: HTTPFields = [.authorization: "Bearer \(key)", .contentType: "application/json"]
        for field in more { headers.append(field) }
        return try await ada.send(.post, "/api/v1/messages", headers, Self.message)
    }

    @Test(arguments: engines) func `holds what a page says for a claim, as every other door does`(engine: Engine) async throws {
        try await withHouse(engine) { house async throws in
            let ada = try await house.ada()
            let key = try await ada.writeKey()
            func isPublic() async throws -> Bool {
                let sources = try await house.installation.database.read { try SourceStore().list($0) }
                return try #require(sources.first { $0.name == "Shop" }).publicAt != nil
            }
            #expect(try await send(ada, key).status == .ok)
            #expect(try await !isPublic())
            #expect(try await send(ada, key, [.origin: "https://shop.example"]).text.contains(#""duplicate":true"#))
            #expect(try await isPublic())
        }
    }

    @Test(arguments: engines) func `is shut to a source that is switched off`(engine: Engine) async throws {
        try await withHouse(engine) { house async throws in
            let ada = try await house.ada()
            let key = try await ada.writeKey()
            try await house.installation.database.write { try $0.run("UPDATE source SET disabled_at = \($0.now) WHERE name = 'Shop'") }
            try await house.installation.line.reload()
            #expect(try await send(ada, key).status == .unauthorized)
        }
    }
}
