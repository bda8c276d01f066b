import Access
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Kernel
import Storage
import TestKit
import Testing
import Web

@testable import App

@Suite struct `A session` {
    @Test(arguments: engines) func `that somebody slipped into a browser is worth nothing after the sign-in`(engine: Engine) async throws {
        try await withHouse(engine) { house async throws in
            let ada = try await house.ada()
            _ = try await house.colleague("Bob", .agent, invitedBy: ada)
            let known = "k" + String(repeating: "a", count: 51)
            let bob = Browser(house, cookies: ["session": known])
            let eve = Browser(house, cookies: ["session": known])
            try await bob.signIn("bob@example.com")
            #expect(try await bob.isIn)
            #expect(try await !eve.isIn)
            #expect(bob.cookies["session"] != known)
        }
    }

    @Test(arguments: engines) func `of somebody else ends in that browser when another signs in there`(engine: Engine) async throws {
        try await withHouse(engine) { house async throws in
            let ada = try await house.ada()
            let eve = try await house.colleague("Eve", .agent, invitedBy: ada)
            _ = try await house.colleague("Bob", .admin, invitedBy: ada)
            // Eve leaves her own session in Bob's browser, and keeps a copy of it.
            let bob = Browser(house, cookies: eve.cookies)
            let seal = try await bob.seal(on: "/profile")
            try await bob.submit("/sign-in", ["email": "bob@example.com", "password": goodPassword], seal: seal)
            #expect(try await bob.get("/settings/people").status == .ok)
            #expect(try await eve.get("/settings/people").status != .ok)
        }
    }

    @Test(arguments: engines) func `ends when the role changes, so that no old one has the new rights`(engine: Engine) async throws {
        try await withHouse(engine) { house async throws in
            let ada = try await house.ada()
            let bob = try await house.colleague("Bob", .agent, invitedBy: ada)
            let id = try #require(try await house.server.access.staff.list().first { $0.email == "bob@example.com" }).id
            let changed = try await ada.submit("/settings/people/\(id)/role?_method=put", on: "/settings/people/\(id)", ["role": "admin"])
            try #require(changed.status == .seeOther)
            #expect(try await !bob.isIn)
        }
    }

    @Test func `is a cookie that scripts cannot read and other sites cannot use`() async throws {
        try await withHouse { house in
            let ada = try await house.ada()
            _ = try await house.colleague("Bob", .agent, invitedBy: ada)
            let cookie = try await Browser(house).signIn("bob@example.com").headers[values: .setCookie].first { $0.hasPrefix("session=") }
            let words = Set((cookie ?? "").split(separator: ";").map { $0.trimmingCharacters(in: .whitespaces) })
            #expect(words.isSuperset(of: ["HttpOnly", "SameSite=Lax", "Path=/", "Max-Age=1209600"]))
        }
    }
}
