import Access
import HTTPTypes
import HummingbirdTesting
import Kernel
import Storage
import TestKit
import Testing
import Web

@Suite struct `Signing in` {
    @Test(arguments: engines) func `takes the right address and password, and goes where one wanted to`(engine: Engine) async throws {
        try await withHouse(engine) { house in
            _ = try await house.ada()
            let browser = Browser(house)
            #expect(try await browser.get("/").location == "/sign-in?to=%2F")
            let response = try await browser.signIn(" ADA@example.com", to: "/settings/people?a=1")
            #expect(response.status == .seeOther && response.location == "/settings/people?a=1")
            #expect(try await browser.get("/").text == "Ada")
        }
    }

    @Test func `says the same for a wrong password, an unknown address and somebody disabled`() async throws {
        try await withHouse { house in
            let ada = try await house.ada()
            let bob = try await house.colleague("Bob", .agent, invitedBy: ada)
            try await house.access.staff.disable(house.id(of: "bob@example.com"), by: owner(house))
            #expect(try await !bob.isIn)
            let attempts = [("ada@example.com", "wrong"), ("nobody@example.com", goodPassword), ("bob@example.com", goodPassword), ("", "")]
            for (email, password) in attempts {
                let browser = Browser(house)
                let response = try await browser.signIn(email, password)
                #expect(response.status == .unprocessableContent)
                #expect(response.text.contains("That email and password do not go together."))
                #expect(browser.session == nil)
            }
        }
    }

    @Test(arguments: ["https://evil.example", "//evil.example", "/\\evil.example", "/\t/evil.example", "javascript:alert(1)", "\\\\evil.example"])
    func `leads to no other site`(wish: String) async throws {
        try await withHouse { house in
            _ = try await house.ada()
            #expect(try await Browser(house).signIn("ada@example.com", to: wish).location == "/")
        }
    }

    @Test func `keeps no cookie that was handed in before`() async throws {
        try await withHouse { house in
            let ada = try await house.ada()
            for planted in [ada.copy(), Browser(house, cookies: ["session": "a0000000000000000000000000000000000000000000000000"])] {
                let before = try #require(planted.session)
                let thief = planted.copy()
                let seal = try await planted.seal(on: planted.isIn ? "/profile" : "/sign-in")
                #expect(try await planted.submit("/sign-in", ["email": "ada@example.com", "password": goodPassword], seal: seal).status == .seeOther)
                #expect(planted.session != before)
                #expect(try await planted.isIn)
                #expect(try await !thief.isIn)
            }
        }
    }

    @Test func `gives a cookie that scripts and other sites do not see`() async throws {
        try await withHouse(site: Site(origin: "https://cx.example.com")) { house in
            let link = try #require(try await house.access.firstRunLink(base: "https://cx.example.com"))
            let browser = Browser(house)
            let path = String(link.dropFirst("https://cx.example.com".count))
            let response = try await browser.submit(
                path, on: path, ["name": "Ada", "email": "ada@example.com", "password": goodPassword, "language": ""])
            let cookie = try #require(response.headers[values: .setCookie].first { $0.contains("session") })
            #expect(cookie.hasPrefix("__Host-session="))
            #expect(cookie.hasSuffix("; Path=/; HttpOnly; SameSite=Lax; Max-Age=1209600; Secure"))
        }
    }

    @Test func `wants a form of ours`() async throws {
        try await withHouse { house in
            _ = try await house.ada()
            let browser = Browser(house)
            #expect(try await browser.submit("/sign-in", ["email": "ada@example.com", "password": goodPassword], seal: "").status == .forbidden)
            #expect(browser.session == nil)
        }
    }

    @Test func `signs out, here alone`() async throws {
        try await withHouse { house in
            let ada = try await house.ada()
            let other = Browser(house)
            try await other.signIn("ada@example.com")
            let held = ada.copy()
            #expect(try await ada.submit("/session?_method=delete", on: "/profile").location == "/sign-in")
            #expect(ada.session == nil)
            #expect(try await !held.isIn)
            #expect(try await other.isIn)
        }
    }

    private func owner(_ house: House) async throws -> Viewer { try #require(try await house.access.staff.list().first { $0.role == .owner }).viewer }
}

@Suite struct `Guessing passwords` {
    @Test func `ends for an account after five attempts in a minute, even with the right one`() async throws {
        try await withHouse { house in
            _ = try await house.ada()
            for _ in 0..<5 { #expect(try await Browser(house).signIn("ada@example.com", "wrong").status == .unprocessableContent) }
            let response = try await Browser(house).signIn("Ada@Example.com")
            #expect(response.status == .tooManyRequests)
            #expect(response.headers[.retryAfter] == "12")
            house.clock.advance(by: .seconds(12))
            #expect(try await Browser(house).signIn("ada@example.com").status == .seeOther)
        }
    }

    @Test func `ends for an address after five attempts on any accounts`() async throws {
        try await withHouse { house in
            _ = try await house.ada()
            for number in 0..<5 { try await Browser(house).signIn("\(number)@example.com", "wrong") }
            #expect(try await Browser(house).signIn("ada@example.com").status == .tooManyRequests)
        }
    }

    @Test func `is not what a whole office does that signs in`() async throws {
        try await withHouse { house in
            _ = try await house.ada()
            for _ in 0..<12 { #expect(try await Browser(house).signIn("ada@example.com").status == .seeOther) }
        }
    }

    @Test func `is limited for the old password of one's own, too`() async throws {
        try await withHouse { house in
            let ada = try await house.ada()
            func change(_ old: String) async throws -> TestResponse {
                let fields: KeyValuePairs<String, String?> = ["old_password": old, "password": "four tall giraffes eat"]
                return try await ada.submit("/profile/password?_method=put", on: "/profile", fields)
            }
            for _ in 0..<5 { #expect(try await change("wrong").status == .unprocessableContent) }
            #expect(try await change(goodPassword).text.contains("Too many"))
            #expect(try await Browser(house).signIn("ada@example.com").status == .seeOther)
        }
    }
}
