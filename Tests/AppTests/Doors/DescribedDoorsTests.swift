import Foundation
import HTTPTypes
import Storage
import TestKit
import Testing

@testable import App
@testable import Web

@Suite struct `The description of the API` {
    @Test func `names each door for programs, and no other`() async throws {
        try await withHouse(.sqlite) { house async throws in
            let ada = try await house.ada()
            let answer = try await ada.send(.get, "/api/openapi.json", [:])
            let document = try #require(try JSONSerialization.jsonObject(with: Data(answer.text.utf8)) as? [String: Any])
            let paths = try #require(document["paths"] as? [String: [String: Any]])
            var described: Set<String> = []
            for (path, item) in paths {
                for method in try resolved(item, in: document).keys { described.insert("\(method.uppercased()) \(path)") }
            }
            // What browsers ask before they send is their own business.
            let there = house.server.routes.doors.filter { ($0.path.hasPrefix("/v1") || $0.path.hasPrefix("/api")) && $0.method != .options }
            #expect(described == Set(there.map { "\($0.method.rawValue) \($0.path.replacing(/:([a-z]+)/) { "{\($0.output.1)}" })" }))
        }
    }

    private func resolved(_ item: [String: Any], in document: [String: Any]) throws -> [String: Any] {
        guard let reference = item["$ref"] as? String else { return item }
        return try reference.split(separator: "/").dropFirst().reduce(document) { value, name in try #require(value[String(name)] as? [String: Any]) }
    }
}
