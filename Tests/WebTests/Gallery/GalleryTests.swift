import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Kernel
import Language
import Testing

@testable import Web

@Suite struct `The gallery of components` {
    private func page(_ headers: HTTPFields = [.role: "owner"]) async throws -> String {
        let table = RouteTable("/gallery").get(access: .everyone) { _, context in
            Page(
                "Gallery", at: .customers, scope: .init(period: context.period, segments: [("all", "Everyone"), ("vip", "VIP & friends")]),
                content: Gallery(t: context.t, seal: context.seal, query: context.query).html)
        }
        let application = Application(responder: table.responder(behind: testFront, identifying: [Callers()]))
        return try await application.test(.router) { client in
            try await String(buffer: client.execute(uri: "/gallery?sort=-spend&q=%22%3E", method: .get, headers: headers).body)
        }
    }

    @Test(arguments: ReaderLanguage.allCases) func `shows in every language, with no key left untranslated`(language: ReaderLanguage) async throws {
        let text = try await page([.role: "owner", .acceptLanguage: language.tag])
        #expect(text.contains("<html lang=\"\(language.tag)\">"))
        #expect(!text.contains("web."))
    }

    @Test func `has no inline style or script, which the content policy would block`() async throws {
        let text = try await page()
        #expect(!text.contains(" style="))
        #expect(text.components(separatedBy: "<script").count == 2)
        #expect(text.firstMatch(of: /\son[a-z]+="/) == nil)
    }

    @Test func `has no identifier twice, and a label for every field`() async throws {
        let text = try await page()
        let ids = text.matches(of: /\sid="([^"]*)"/).map { String($0.1) }
        #expect(Set(ids).count == ids.count)
        for target in text.matches(of: /\sfor="([^"]*)"/) { #expect(ids.contains(String(target.1)), "\(target.1)") }
    }

    @Test func `lets no name break out`() async throws {
        #expect(try await !page().unicodeScalars.split(separator: "<").contains { $0.starts(with: "b>Bold".unicodeScalars) })
        #expect(try await page().contains("a&quot;\u{301} onfocus=alert(1)"))
    }

    @Test func `keeps within its budget`() throws {
        let style = try #require(Assets.embedded["style.css"]?.packed)
        let script = try #require(Assets.embedded["script.js"]?.packed)
        #expect(style.readableBytes <= 15_000)
        #expect(script.readableBytes <= 12_000)
    }
}
