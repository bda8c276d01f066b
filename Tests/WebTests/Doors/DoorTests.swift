import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Kernel
import Testing

@testable import Web

@Suite struct `A door` {
    private var table: RouteTable {
        RouteTable("/notes")
            .get(access: .staff(.viewer)) { _, _ in "notes" as HTML }
            .get(":id", access: .everyone) { _, context in "\(try context.id(of: Viewer.self).description)" as HTML }
            .post(access: .staff(.agent)) { _, context in context.redirect(to: "/notes", saying: try context.form.text("text", 1...5)) }
            .delete(":id", access: .staff(.manager)) { _, _ in "gone" as HTML }
            .put("small", access: .anySite, body: .upTo(10)) { _, context in "\(context.body.readableBytes)" as HTML }
            .post("program", access: .key(scope: "notes:write")) { _, context in "\(context.viewer == nil ? "alone" : "with cookie")" as HTML }
    }

    @Test(arguments: Role.allCases) func `opens for its role and those above`(role: Role) async throws {
        try await withDoors(table) { client async throws in
            #expect(try await client.execute(uri: "/notes", method: .get, headers: [.role: role.rawValue]).status == .ok)
            #expect(try await client.submit("/notes", "text=hi", role: role).status == (role >= .agent ? .seeOther : .forbidden))
        }
    }

    @Test(arguments: [("gzip, deflate, br", true), ("br, GZip;q=0.5", true), ("gzip;q=0, br", false), ("identity", false), ("", false)])
    func `packs a page for who takes it`(accepts: String, isPacked: Bool) async throws {
        let text = String(repeating: "<p>Twenty customers wrote.</p>", count: 200)
        let pages = RouteTable("/pages")
            .get("long", access: .anySite) { _, _ in HTML(trusted: text) }
            .get("short", access: .anySite) { _, _ in "Nothing." as HTML }
        try await withDoors(pages) { client async throws in
            let headers: HTTPFields = accepts.isEmpty ? [:] : [.acceptEncoding: accepts]
            let long = try await client.execute(uri: "/pages/long", method: .get, headers: headers)
            #expect(long.headers[.contentEncoding] == (isPacked ? "gzip" : nil) && long.headers[.vary] == "Accept-Encoding")
            #expect(isPacked ? long.body.readableBytes < 500 : String(buffer: long.body) == text)
            let short = try await client.execute(uri: "/pages/short", method: .get, headers: headers)
            #expect(String(buffer: short.body) == "Nothing." && short.headers[.contentEncoding] == nil)
        }
    }

    @Test func `sends a visitor to sign in and back`() async throws {
        try await withDoors(table) { client async throws in
            let response = try await client.execute(uri: "/notes?q=a%20b", method: .get)
            #expect(response.status == .seeOther)
            #expect(response.headers[.location] == "/sign-in?to=%2Fnotes%3Fq%3Da%2520b")
            #expect(try await client.submit("/notes", "text=hi").status == .unauthorized)
        }
    }

    @Test func `lets a program in by the scope of its key, never by a cookie`() async throws {
        try await withDoors(table) { client async throws in
            let right = try await client.execute(uri: "/notes/program", method: .post, headers: [.scope: "notes:write", .role: "owner"])
            #expect(String(buffer: right.body) == "alone")
            #expect(try await client.execute(uri: "/notes/program", method: .post, headers: [.scope: "notes:read"]).status == .forbidden)
            #expect(try await client.execute(uri: "/notes/program", method: .post, headers: [.role: "owner"]).status == .unauthorized)
        }
    }

    static let origins: [(HTTPFields, HTTPResponse.Status)] = [
        ([.fetchSite: "cross-site"], .forbidden), ([.fetchSite: "same-site"], .forbidden), ([:], .forbidden),
        ([.origin: "https://evil.example"], .forbidden), ([.origin: "null"], .forbidden),
        ([.fetchSite: "same-origin"], .seeOther), ([.origin: "http://localhost"], .seeOther),
    ]

    @Test(arguments: origins) func `takes forms from our own pages only`(headers: HTTPFields, status: HTTPResponse.Status) async throws {
        try await withDoors(table) { client async throws in
            let all: HTTPFields = [.contentType: "application/x-www-form-urlencoded", .role: "owner"] + headers
            let body = ByteBuffer(string: "_seal=\(testSeal.token(binding: "session", at: noon))&text=hi")
            #expect(try await client.execute(uri: "/notes", method: .post, headers: all, body: body).status == status)
        }
    }

    @Test func `takes no form without its seal`() async throws {
        try await withDoors(table) { client async throws in
            let old = testSeal.token(binding: "session", at: noon.adding(.days(-4)))
            let other = testSeal.token(binding: "another session", at: noon)
            for seal in ["", "x.y", "\(noon.seconds).", old, other] {
                #expect(try await client.submit("/notes", "text=hi", role: .owner, seal: seal).status == .forbidden, "\(seal)")
            }
        }
    }

    @Test(arguments: ["text/plain", "multipart/form-data; boundary=x", ""])
    func `takes no body that another site could send unasked`(type: String) async throws {
        try await withDoors(table) { client async throws in
            let headers: HTTPFields = [.contentType: type, .fetchSite: "same-origin", .role: "owner"]
            let response = try await client.execute(uri: "/notes", method: .post, headers: headers, body: ByteBuffer(string: "{}"))
            #expect(response.status == .unsupportedMediaType)
        }
    }

    @Test func `understands forms that mean another method`() async throws {
        try await withDoors(table) { client async throws in
            #expect(try await String(buffer: client.submit("/notes/1?_method=delete", "", role: .owner).body) == "gone")
            #expect(try await client.submit("/notes/1?_method=trace", "", role: .owner).status == .methodNotAllowed)
            #expect(try await client.execute(uri: "/notes/1?_method=delete", method: .get, headers: [.role: "owner"]).status == .notFound)
        }
    }

    @Test func `takes no more than it said`() async throws {
        try await withDoors(table) { client async throws in
            #expect(try await client.execute(uri: "/notes/small", method: .put, body: ByteBuffer(string: "0123456789")).status == .ok)
            #expect(try await client.execute(uri: "/notes/small", method: .put, body: ByteBuffer(string: "0123456789x")).status == .contentTooLarge)
        }
    }

    @Test func `answers missing to an identifier that cannot be one`() async throws {
        try await withDoors(table) { client async throws in
            #expect(try await client.execute(uri: "/notes/unknown", method: .get).status == .notFound)
            let id = ID<Viewer>(bits: 77)
            #expect(try await String(buffer: client.execute(uri: "/notes/\(id)", method: .get).body) == id.description)
        }
    }

    @Test func `can be listed`() {
        #expect(table.doors.map { "\($0.method) \($0.path)" }.first == "GET /notes")
        #expect(table.doors.count == 6)
    }

    @Test func `answers HEAD where it answers GET`() async throws {
        try await withDoors(table) { client async throws in
            #expect(try await client.execute(uri: "/notes", method: .head, headers: [.role: "viewer"]).status == .ok)
        }
    }
}
