import Foundation
import HTTPTypes
import HummingbirdTesting
import NIOCore
import TestKit
import Testing

@testable import Channels

@Suite struct `The script for sites` {
    @Test func `is small, may be used by every site, and is kept for an hour`() async throws {
        try await withPost { post async throws in
            let answer = try await post.client.execute(uri: "/t.js", method: .get, headers: [.acceptEncoding: "gzip"])
            #expect(answer.status == .ok)
            #expect(answer.headers[.contentType] == "text/javascript; charset=utf-8")
            #expect(answer.headers[.contentEncoding] == "gzip")
            #expect(answer.body.readableBytes <= 3_000)
            #expect(answer.headers[.cacheControl] == "public, max-age=3600")
            #expect(answer.headers[.resourcePolicy] == "cross-origin")
            #expect(answer.headers[.allowOrigin] == "*")
            let again = try await post.client.execute(uri: "/t.js", method: .get, headers: [.ifNoneMatch: answer.headers[.eTag] ?? ""])
            #expect(again.status == .notModified)
        }
    }

    @Test func `keeps no cookie`() async throws {
        try await withPost { post async throws in
            let script = try await post.client.execute(uri: "/t.js", method: .get)
            #expect(!script.text.contains("document.cookie"))
        }
    }
}
