import Foundation
import HTTPTypes
import HummingbirdTesting
import Kernel
import TestKit
import Testing
import Web

@testable import Channels

@Suite struct `The description of the API` {
    private func document(_ post: Post) async throws -> JSONValue {
        let answer = try await post.client.execute(uri: "/api/openapi.json", method: .get)
        #expect(answer.status == .ok)
        #expect(answer.headers[.contentType] == "application/json")
        return try #require(answer.json)
    }

    @Test func `refers to nothing that is missing, and holds nothing that is not referred to`() async throws {
        try await withPost { post async throws in
            let document = try await document(post)
            let text = String(decoding: document.raw, as: UTF8.self)
            let referred = Set(text.matches(of: /"#\/components\/([a-zA-Z]+\/[a-zA-Z]+)"/).map { String($0.output.1) })
            var held: Set<String> = []
            for (group, parts) in document["components"]?.members ?? [] where group != "securitySchemes" {
                for (name, _) in parts.members { held.insert("\(group)/\(name)") }
            }
            #expect(referred == held)
        }
    }

    private func resolved(_ item: JSONValue, in document: JSONValue) throws -> JSONValue {
        guard let reference = item["$ref"]?.string else { return item }
        return try reference.split(separator: "/").dropFirst().reduce(document) { value, name in
            try #require(value.members.first { $0.name == name }?.value)
        }
    }
}
