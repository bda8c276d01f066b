import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Kernel
import Storage
import TestKit
import Testing

@testable import App
@testable import Web

@Suite struct `Every answer` {
    private static let needed = [
        "Content-Security-Policy", "X-Content-Type-Options", "X-Frame-Options", "Referrer-Policy", "Cross-Origin-Opener-Policy",
        "Cross-Origin-Resource-Policy", "Permissions-Policy",
    ]

    @Test(arguments: engines) func `tells the browser what it may not do, whatever went wrong`(engine: Engine) async throws {
        try await withHouse(engine) { house async throws in
            let ada = try await house.ada()
            let large = String(repeating: "a", count: (1 << 20) + 1)
            let seal = try await ada.seal(on: "/profile")
            var answers = [
                try await ada.get("/"), try await ada.get("/no-such-page"), try await ada.get("/api/v1/nothing"), try await ada.get("/api/v1/people"),
                try await ada.send(.post, "/sign-in", .sameSite, large), try await ada.send(.put, "/health/live"),
                try await ada.send(.post, "/segments", .sameSite, "_seal=x"), try await ada.submit("/segments", ["name": ""], seal: seal),
                try await ada.send(.post, "/segments", [.contentType: "text/plain", .fetchSite: "same-origin"], "x"),
                try await Browser(house).get("/customers"), try await Browser(house).send(.post, "/v1/track", [:], "{}"),
                try await ada.get("/assets/none.css"), try await ada.get("/t.js"),
            ]
            // What no fault of ours should do to anybody, done here by taking a table away.
            try await house.installation.database.write { try $0.connection.script("ALTER TABLE segment RENAME TO gone") }
            answers += [try await ada.get("/segments")]
            for answer in answers {
                for name in Self.needed {
                    #expect(answer.headers[.named(name)] != nil, "\(answer.status) lacks \(name)")
                }
            }
            let file = try await ada.get(Assets.embedded.path("style.css"))
            for name in ["X-Content-Type-Options", "Cross-Origin-Resource-Policy"] { #expect(file.headers[.named(name)] != nil) }
            #expect(file.headers[.named("Content-Security-Policy")] == "default-src 'none'")
            let statuses = Set(answers.map(\.status.code))
            #expect(statuses.isSuperset(of: [200, 303, 401, 403, 404, 405, 413, 415, 422, 500]), "\(statuses.sorted())")
        }
    }

    @Test func `of a fault keeps our insides to ourselves`() async throws {
        try await withHouse { house in
            let ada = try await house.ada()
            try await house.installation.database.write { try $0.connection.script("ALTER TABLE segment RENAME TO gone") }
            let text = try await ada.get("/segments").text
            #expect(!text.contains("no such table") && !text.contains("SELECT") && !text.contains(".swift"))
        }
    }

    @Test func `to a method that a path does not know says which it knows`() async throws {
        try await withHouse { house in
            let answer = try await Browser(house).send(.put, "/health/live")
            #expect(answer.status == .methodNotAllowed)
            #expect(answer.headers[.allow] == "GET, HEAD")
        }
    }
}
