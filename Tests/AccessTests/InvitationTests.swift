import Access
import HTTPTypes
import HummingbirdTesting
import Kernel
import Storage
import TestKit
import Testing
import Web

@Suite struct `The link of the first run` {
    @Test(arguments: engines) func `makes an owner who is signed in, once`(engine: Engine) async throws {
        try await withHouse(engine) { house in
            let link = try #require(try await house.access.firstRunLink(base: House.address))
            let (ada, eve) = (Browser(house), Browser(house))
            let seal = try await eve.seal(on: House.path(of: link))
            try await ada.join(House.path(of: link), name: "Ada", email: "Ada@Example.com")
            #expect(try await ada.isIn)
            let staff = try await house.access.staff.list()
            #expect(staff.map(\.email) == ["ada@example.com"] && staff.map(\.role) == [.owner])
            let fields: KeyValuePairs<String, String?> = ["name": "Eve", "email": "eve@example.com", "password": goodPassword]
            #expect(try await eve.submit(House.path(of: link), fields, seal: seal).status == .notFound)
            #expect(try await eve.get(House.path(of: link)).status == .notFound)
            #expect(try await house.access.firstRunLink(base: House.address) == nil)
        }
    }

    @Test(arguments: engines) func `lets one in when many come at once`(engine: Engine) async throws {
        try await withHouse(engine) { house in
            let link = try #require(try await house.access.firstRunLink(base: House.address))
            let (path, seal) = (House.path(of: link), try await Browser(house).seal(on: House.path(of: link)))
            let arrivals = try await withThrowingTaskGroup(of: Bool.self) { group in
                for number in 0..<8 {
                    group.addTask {
                        let fields: KeyValuePairs<String, String?> = ["name": "N", "email": "n\(number)@example.com", "password": goodPassword]
                        return try await Browser(house).submit(path, fields, seal: seal).status == .seeOther
                    }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(arrivals.count { $0 } == 1)
            #expect(try await house.access.staff.list().count == 1)
        }
    }

    @Test func `ends after a day, and when a newer one is printed`() async throws {
        try await withHouse { house in
            let first = try #require(try await house.access.firstRunLink(base: House.address))
            let second = try #require(try await house.access.firstRunLink(base: House.address))
            #expect(try await Browser(house).get(House.path(of: first)).status == .notFound)
            #expect(try await Browser(house).get(House.path(of: second)).status == .ok)
            house.clock.advance(by: .hours(24))
            #expect(try await Browser(house).get(House.path(of: second)).status == .notFound)
        }
    }

    @Test func `is what the sign-in page speaks of while nobody is there`() async throws {
        try await withHouse { house in
            #expect(try await Browser(house).get("/sign-in").text.contains("Open the link that the server printed"))
            _ = try await house.ada()
            #expect(try await !Browser(house).get("/sign-in").text.contains("Open the link that the server printed"))
        }
    }

    @Test(arguments: [
        ("", "ada@example.com", goodPassword, "Enter a name."),
        (String(repeating: "a", count: 101), "ada@example.com", goodPassword, "longer than 100"),
        ("Ada", "ada", goodPassword, "This is not an email address"),
        ("Ada", "ada@example.com", "short", "Too short: 12 characters at least."),
        ("Ada", "ada@example.com", "Password-2026!!", "Too easy to guess"),
        ("Ada", "ada@example.com", "ada@Example.com", "It must not be your email address."),
    ]) func `says what is wrong with what was typed, and keeps the rest`(name: String, email: String, password: String, words: String) async throws {
        try await withHouse { house in
            let path = House.path(of: try #require(try await house.access.firstRunLink(base: House.address)))
            let response = try await Browser(house).submit(path, on: path, ["name": name, "email": email, "password": password])
            #expect(response.status == .unprocessableContent)
            #expect(response.text.contains(words), "\(response.text)")
            #expect(response.text.contains("value=\"\(email)\""))
            #expect(!response.text.contains("value=\"\(password)\"") || password == email)
            #expect(try await house.access.staff.isEmpty())
        }
    }
}

@Suite struct `An invitation` {
    @Test(arguments: engines) func `makes a colleague with the role that was chosen, once`(engine: Engine) async throws {
        try await withHouse(engine) { house in
            let ada = try await house.ada()
            let fields: KeyValuePairs<String, String?> = ["email": "Bob@Example.com", "role": "analyst"]
            let link = try await ada.submit("/settings/people/invitations", on: "/settings/people", fields).secret()
            #expect(try await ada.get("/settings/people").text.contains("bob@example.com"))
            let bob = Browser(house)
            try await bob.join(House.path(of: link), name: "Bob", email: "somebody.else@example.com")
            let people = try await house.access.staff.list()
            #expect(people.contains { $0.email == "bob@example.com" && $0.role == .analyst })
            #expect(people.count == 2)
            #expect(try await Browser(house).get(House.path(of: link)).status == .notFound)
        }
    }

    @Test func `ends when it is withdrawn, after a week, and when a new one is made for the same person`() async throws {
        try await withHouse { house in
            let ada = try await house.ada()
            func invite() async throws -> String {
                let fields: KeyValuePairs<String, String?> = ["email": "bob@example.com", "role": "agent"]
                return House.path(of: try await ada.submit("/settings/people/invitations", on: "/settings/people", fields).secret())
            }
            let first = try await invite()
            let second = try await invite()
            #expect(try await Browser(house).get(first).status == .notFound)
            let page = try await ada.get("/settings/people").text
            let action = try #require(page.firstMatch(of: /action="(\/settings\/people\/invitations\/[0-9a-z]{26}\?_method=delete)"/)).1
            #expect(try await ada.submit(String(action), on: "/settings/people").status == .seeOther)
            #expect(try await Browser(house).get(second).status == .notFound)
            let third = try await invite()
            house.clock.advance(by: .hours(167))
            #expect(try await Browser(house).get(third).status == .ok)
            house.clock.advance(by: .hours(1))
            #expect(try await Browser(house).get(third).status == .notFound)
        }
    }

    @Test func `is not made for an address that somebody has, nor for a role above one's own`() async throws {
        try await withHouse { house in
            let ada = try await house.ada()
            let bob = try await house.colleague("Bob", .admin, invitedBy: ada)
            let taken = try await bob.submit("/settings/people/invitations", on: "/settings/people", ["email": "ada@example.com", "role": "agent"])
            #expect(taken.status == .unprocessableContent)
            #expect(taken.text.contains("Somebody signs in with this address already."))
            let high = try await bob.submit("/settings/people/invitations", on: "/settings/people", ["email": "x@example.com", "role": "owner"])
            #expect(high.status == .unprocessableContent)
            #expect(try await !bob.get("/settings/people").text.contains("x@example.com"))
        }
    }
}

@Suite struct `A link for a new password` {
    @Test func `sets it once, signs in here and out everywhere else`() async throws {
        try await withHouse { house in
            let ada = try await house.ada()
            let bob = try await house.colleague("Bob", .agent, invitedBy: ada)
            let page = "/settings/people/\(try await house.id(of: "bob@example.com"))"
            let link = House.path(of: try await ada.submit("\(page)/password-links", on: page).secret())
            #expect(try await bob.isIn)
            let fresh = Browser(house)
            #expect(try await fresh.submit(link, on: link, ["password": "four tall giraffes eat"]).status == .seeOther)
            #expect(try await fresh.isIn)
            #expect(try await !bob.isIn)
            #expect(try await Browser(house).get(link).status == .notFound)
            #expect(try await Browser(house).signIn("bob@example.com", "four tall giraffes eat").status == .seeOther)
        }
    }

    @Test func `is worth nothing once its owner is disabled`() async throws {
        try await withHouse { house in
            let ada = try await house.ada()
            _ = try await house.colleague("Bob", .agent, invitedBy: ada)
            let page = "/settings/people/\(try await house.id(of: "bob@example.com"))"
            let link = House.path(of: try await ada.submit("\(page)/password-links", on: page).secret())
            try await ada.submit("\(page)/suspension?_method=put", on: page)
            #expect(try await Browser(house).get(link).status == .notFound)
        }
    }
}

@Suite struct `The link of the demo` {
    @Test(arguments: engines) func `signs in as its owner as often as one likes, for a week`(engine: Engine) async throws {
        try await withHouse(engine) { house in
            let old = House.path(of: try await house.access.demoSignIn(base: House.address))
            let link = House.path(of: try await house.access.demoSignIn(base: House.address))
            for _ in 0..<2 {
                let browser = Browser(house)
                #expect(try await browser.get(link).location == "/")
                #expect(try await browser.isIn)
            }
            #expect(try await house.access.staff.list().map(\.role) == [.owner])
            #expect(try await Browser(house).get(old).status == .notFound)
            house.clock.advance(by: .days(7))
            #expect(try await Browser(house).get(link).status == .notFound)
        }
    }
}
