import Access
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Kernel
import Storage
import TestKit
import Testing

@testable import App
@testable import Web

@Suite struct `A request that the owner did not mean to send` {
    /// What browsers say of requests that other sites make them send, and what scripts without a browser leave out.
    private static let elsewhere: [HTTPFields] = [
        [.fetchSite: "cross-site"], [.fetchSite: "same-site"], [.origin: "https://evil.example"], [.origin: "null"], [:],
        [.fetchSite: "cross-site", .origin: "http://localhost"],
    ]

    @Test(arguments: engines) func `from another site is refused at every door and changes nothing`(engine: Engine) async throws {
        try await withHouse(engine) { house async throws in
            let ada = try await house.ada()
            let (path, seal) = (try await house.somebody(invitedBy: ada), try await ada.seal(on: "/profile"))
            let before = try await house.contents()
            for door in house.server.routes.doors where door.changesSomething && door.access.trustsCookies && !door.takesFiles {
                for headers in Self.elsewhere {
                    var headers = headers
                    headers[.contentType] = "application/x-www-form-urlencoded"
                    let response = try await ada.send(door.method, door.path(with: path), headers, "_seal=\(seal)&role=viewer&name=Eve")
                    #expect(response.status == .forbidden, "\(door.name) \(headers): \(response.status)")
                }
            }
            #expect(try await house.contents() == before)
            #expect(try await ada.isIn)
        }
    }

    @Test(arguments: engines) func `with no seal, an old one or somebody else's is refused and changes nothing`(engine: Engine) async throws {
        try await withHouse(engine) { house async throws in
            let ada = try await house.ada()
            let path = try await house.somebody(invitedBy: ada)
            let bob = try await house.colleague("Bob", .owner, invitedBy: ada)
            let old = try await ada.seal(on: "/profile")
            let others = [
                try await bob.seal(on: "/profile"), try await Browser(house).seal(on: "/sign-in"), "", "1.x", old.replacing("1", with: "2"),
            ]
            let before = try await house.contents()
            for seal in others { try await refused(ada, at: house.server.routes.doors, path, seal) }
            #expect(try await house.contents() == before)
            house.clock.advance(by: .hours(11))
            try await #require(ada.isIn)
            house.clock.advance(by: .hours(11))
            for _ in 0..<6 {
                try await #require(ada.isIn)
                house.clock.advance(by: .hours(11))
            }
            try await refused(ada, at: house.server.routes.doors, path, old)
        }
    }

    private func refused(_ browser: Browser, at doors: [Door], _ path: String, _ seal: String) async throws {
        for door in doors where door.changesSomething && door.access.trustsCookies && !door.takesFiles {
            let response = try await browser.send(door.method, door.path(with: path), .sameSite, "_seal=\(seal)&role=viewer&name=Eve")
            #expect(response.status == .forbidden, "\(door.name) \(seal): \(response.status)")
        }
    }

    @Test func `as text or with files, which forms of other sites can do, is not understood`() async throws {
        try await withHouse { house in
            let ada = try await house.ada()
            let seal = try await ada.seal(on: "/profile")
            for door in house.server.routes.doors where door.changesSomething && door.access.trustsCookies && !door.takesFiles {
                for type in ["text/plain", "multipart/form-data; boundary=x", ""] {
                    let headers: HTTPFields = [.contentType: type, .fetchSite: "same-origin"]
                    let response = try await ada.send(door.method, door.path(with: "none"), headers, "_seal=\(seal)")
                    #expect(response.status == .unsupportedMediaType, "\(door.name) \(type): \(response.status)")
                }
            }
        }
    }

    @Test func `by a cookie at a door for programs is refused`() async throws {
        try await withHouse { house in
            let ada = try await house.ada()
            for door in house.server.routes.doors where !door.access.trustsCookies && door.right != .everyone {
                let body = #"{"type":"track","event":"Knock","userId":"u","batch":[]}"#
                let response = try await ada.send(door.method, door.path(with: "none"), [.contentType: "application/json"], body)
                #expect(response.status == .unauthorized, "\(door.name): \(response.status)")
            }
        }
    }
}

extension House {
    /// The id of somebody whom forged forms would like to change.
    func somebody(invitedBy ada: Browser) async throws -> String {
        _ = try await colleague("Eve", .analyst, invitedBy: ada)
        return try await server.access.staff.list().first { $0.email == "eve@example.com" }.map { "\($0.id)" } ?? ""
    }
}
