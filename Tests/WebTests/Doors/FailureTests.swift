import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Kernel
import Language
import Testing
import Web

@Suite struct `What goes wrong` {
    struct Secret: Error { let password = "hunter2" }

    static let failures: [(Failure, Int, String)] = [
        (.invalid("name", "must not be empty"), 422, "invalid"), (.missing("Customer"), 404, "missing"), (.conflict("Closed."), 409, "conflict"),
        (.forbidden("No."), 403, "forbidden"), (.unauthenticated, 401, "unauthenticated"), (.limited(retryAfter: .seconds(7)), 429, "limited"),
    ]

    @Test(arguments: failures) func `is told to programs as a problem with a stable code`(failure: Failure, status: Int, code: String) async throws {
        try await withDoors(RouteTable("/api/v1").get("x", access: .anySite) { _, _ -> HTML in throw failure }) { client async throws in
            let response = try await client.execute(uri: "/api/v1/x", method: .get)
            #expect(response.status.code == status)
            #expect(response.headers[.contentType] == "application/problem+json")
            let body = try #require(try JSONSerialization.jsonObject(with: Data(response.body.readableBytesView)) as? [String: Any])
            #expect(body["code"] as? String == code)
            #expect(body["status"] as? Int == status)
            if status == 429 { #expect(response.headers[.retryAfter] == "7") }
            if status == 422 { #expect(body["field"] as? String == "name") }
        }
    }

    @Test func `is told to people as a page, escaped`() async throws {
        try await withDoors(RouteTable("/x").get(access: .everyone) { _, _ -> HTML in throw Failure.conflict("<b>") }) { client async throws in
            let response = try await client.execute(uri: "/x", method: .get)
            #expect(response.status == .conflict)
            #expect(response.headers[.contentType] == "text/html; charset=utf-8")
            #expect(String(buffer: response.body).contains("&lt;b&gt;"))
        }
    }

    @Test(arguments: ["/x", "/api/x"]) func `on our side shows nothing of our insides`(path: String) async throws {
        try await withDoors(RouteTable(path).get(access: .everyone) { _, _ -> HTML in throw Secret() }) { client async throws in
            let response = try await client.execute(uri: path, method: .get)
            #expect(response.status == .internalServerError)
            #expect(!String(buffer: response.body).contains("hunter2"))
        }
    }

    @Test(arguments: ["/x", "/missing", "/fault", "/large"]) func `carries the security headers like everything else`(path: String) async throws {
        let table = RouteTable()
            .get("/x", access: .everyone) { _, _ in "" as HTML }
            .get("/fault", access: .everyone) { _, _ -> HTML in throw Secret() }
            .get("/large", access: .everyone) { _, _ -> HTML in throw HTTPError(.contentTooLarge) }
        try await withDoors(table) { client async throws in
            let headers = try await client.execute(uri: path, method: .get).headers
            #expect(headers[.contentSecurityPolicy]?.contains("default-src 'none'") == true)
            #expect(headers[.xContentTypeOptions] == "nosniff")
            #expect(headers[.name("Referrer-Policy")] == "same-origin")
        }
    }

    static let bodies = [
        (#"{"tags": []}"#, "name must be given"),
        (#"{"name": 7, "tags": []}"#, "name must be a text"),
        (#"{"name": "x", "tags": [1, "y"]}"#, "tags.1 must be a number"),
        ("{", "body must be JSON"),
        (String(repeating: "[", count: 50_000), "body must not be nested deeper than 32 levels"),
        (#"{"name": "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[\"[", "tags": "#, "body must be JSON"),
    ]

    @Test(arguments: bodies) func `in JSON is named by its field`(body: String, detail: String) async throws {
        struct Draft: Decodable { let name: String, tags: [Int] }
        let table = RouteTable("/api").post("drafts", access: .anySite) { _, context in
            "\(try context.json(Draft.self).name)" as HTML
        }
        try await withDoors(table) { client async throws in
            let response = try await client.execute(
                uri: "/api/drafts", method: .post, headers: [.contentType: "application/json"], body: ByteBuffer(string: body))
            let problem = try JSONSerialization.jsonObject(with: Data(response.body.readableBytesView)) as? [String: Any]
            #expect(response.status.code == 422)
            #expect(problem?["detail"] as? String == detail)
        }
    }
}

@Suite struct `An arriving request` {
    private var table: RouteTable {
        RouteTable("/x").get(access: .everyone) { _, context in
            "\(context.language.rawValue) \(context.now.description) \(context.query["q"])" as HTML
        }
    }

    static let arrivals: [(String, HTTPFields, String)] = [
        ("/x?q=caf%C3%A9+noir", [.acceptLanguage: "pl-PL"], "pl \(noon) café noir"), ("/x", [:], "en \(noon) "),
        ("/x", [.acceptLanguage: "pl", .cookie: "a=b; language=zh"], "zh \(noon) "), ("/x?lang=ru", [.cookie: "language=zh"], "ru \(noon) "),
    ]

    @Test(arguments: arrivals) func `is read for language, time and question`(uri: String, headers: HTTPFields, text: String) async throws {
        try await withDoors(table) { client async throws in
            let response = try await client.execute(uri: uri, method: .get, headers: headers)
            #expect(String(buffer: response.body) == text)
        }
    }

    @Test func `is not believed when it claims to come from elsewhere`() async throws {
        let table = RouteTable("/where").get(access: .everyone) { _, context in "\(context.address)" as HTML }
        try await withDoors(table) { client async throws in
            let response = try await client.execute(uri: "/where", method: .get, headers: [.forwardedFor: "1.2.3.4"])
            #expect(!String(buffer: response.body).contains("1.2.3.4"))
        }
    }
}
