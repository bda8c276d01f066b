import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Testing

@testable import Web

@Suite struct `An asset` {
    @Test func `may be kept for ever, since its address changes with it`() async throws {
        try await withDoors(AssetRoutes().routes) { client async throws in
            let path = Assets.embedded.path("style.css")
            #expect(path.firstMatch(of: /^\/assets\/style-[0-9a-f]{16}\.css$/) != nil)
            let response = try await client.execute(uri: path, method: .get)
            #expect(response.headers[.cacheControl] == "public, max-age=31536000, immutable")
            #expect(response.headers[.contentType] == "text/css; charset=utf-8")
            let tag = try #require(response.headers[.eTag])
            #expect(try await client.execute(uri: path, method: .get, headers: [.ifNoneMatch: tag]).status == .notModified)
        }
    }

    @Test func `comes packed to those who can unpack it`() async throws {
        try await withDoors(AssetRoutes().routes) { client async throws in
            let path = Assets.embedded.path("script.js")
            let (plain, packed) = (
                try await client.execute(uri: path, method: .get),
                try await client.execute(uri: path, method: .get, headers: [.acceptEncoding: "br, gzip"])
            )
            #expect(packed.headers[.contentEncoding] == "gzip" && plain.headers[.contentEncoding] == nil)
            #expect(packed.headers[.vary] == "Accept-Encoding")
            #expect(packed.body.readableBytes * 2 < plain.body.readableBytes)
            #expect(Array(packed.body.readableBytesView.prefix(2)) == [0x1F, 0x8B])
        }
    }

    @Test(arguments: ["style.css", "style-0000000000000000.css", "..%2Ftexts%2Fen.json", "texts%2Fen.json"])
    func `has no other address`(name: String) async throws {
        try await withDoors(AssetRoutes().routes) { client async throws in
            #expect(try await client.execute(uri: "/assets/\(name)", method: .get).status == .notFound)
        }
    }
}
