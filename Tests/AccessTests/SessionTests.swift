import HTTPTypes
import HummingbirdTesting
import Kernel
import Language
import Storage
import TestKit
import Testing
import Web

@testable import Access

@Suite struct `A session` {
    @Test(arguments: engines) func `ends after twelve hours without use`(engine: Engine) async throws {
        try await withHouse(engine) { house in
            let ada = try await house.ada()
            house.clock.advance(by: .hours(11))
            #expect(try await ada.isIn)
            house.clock.advance(by: .hours(11))
            #expect(try await ada.isIn)
            house.clock.advance(by: .hours(12))
            #expect(try await !ada.isIn)
        }
    }

    @Test(arguments: engines) func `ends after fourteen days of use`(engine: Engine) async throws {
        try await withHouse(engine) { house in
            let ada = try await house.ada()
            for _ in 0..<33 {
                house.clock.advance(by: .hours(10))
                #expect(try await ada.isIn)
            }
            house.clock.advance(by: .hours(6))
            #expect(try await !ada.isIn)
        }
    }

    @Test func `is written down as used at most once a minute`() async throws {
        try await withHouse { house in
            let ada = try await house.ada()
            let began = house.now
            func usedAt() async throws -> Instant? {
                try await house.database.read { try $0.value("SELECT used_at FROM session", as: Instant.self) }
            }
            house.clock.advance(by: .seconds(59))
            _ = try await ada.isIn
            #expect(try await usedAt() == began)
            house.clock.advance(by: .seconds(1))
            _ = try await ada.isIn
            #expect(try await usedAt() == house.now)
        }
    }

    @Test(arguments: engines) func `is over at once when somebody is disabled`(engine: Engine) async throws {
        try await withHouse(engine) { house in
            let ada = try await house.ada()
            let bob = try await house.colleague("Bob", .agent, invitedBy: ada)
            let phone = Browser(house)
            try await phone.signIn("bob@example.com")
            let path = "/settings/people/\(try await house.id(of: "bob@example.com"))"
            #expect(try await ada.submit("\(path)/suspension?_method=put", on: path).status == .seeOther)
            #expect(try await !bob.isIn)
            #expect(try await !phone.isIn)
            try await ada.submit("\(path)/suspension?_method=delete", on: path)
            #expect(try await !bob.isIn, "the old session must not come back")
            #expect(try await bob.signIn("bob@example.com").status == .seeOther)
        }
    }

    @Test(arguments: engines) func `does not outlive the role it was begun with`(engine: Engine) async throws {
        try await withHouse(engine) { house in
            let ada = try await house.ada()
            let bob = try await house.colleague("Bob", .agent, invitedBy: ada)
            let path = "/settings/people/\(try await house.id(of: "bob@example.com"))"
            try await ada.submit("\(path)/role?_method=put", on: path, ["role": "admin"])
            #expect(try await !bob.isIn)
            try await bob.signIn("bob@example.com")
            #expect(try await bob.get("/settings/people").status == .ok)
        }
    }

    @Test func `is exchanged for a new one when one's own role or password changes`() async throws {
        try await withHouse { house in
            let ada = try await house.ada()
            let bob = try await house.colleague("Bob", .owner, invitedBy: ada)
            let (before, path) = (bob.copy(), "/settings/people/\(try await house.id(of: "bob@example.com"))")
            try await bob.submit("\(path)/role?_method=put", on: path, ["role": "admin"])
            #expect(try await bob.isIn)
            #expect(try await !before.isIn)
            let fields: KeyValuePairs<String, String?> = ["old_password": goodPassword, "password": "four tall giraffes eat"]
            let again = bob.copy()
            #expect(try await bob.submit("/profile/password?_method=put", on: "/profile", fields).status == .seeOther)
            #expect(try await bob.isIn)
            #expect(try await !again.isIn)
            #expect(try await Browser(house).signIn("bob@example.com", "four tall giraffes eat").status == .seeOther)
            #expect(try await Browser(house).signIn("bob@example.com").status == .unprocessableContent)
        }
    }

    @Test func `ends with all others of its owner`() async throws {
        try await withHouse { house in
            let ada = try await house.ada()
            let phone = Browser(house)
            try await phone.signIn("ada@example.com")
            #expect(try await ada.submit("/profile/sessions?_method=delete", on: "/profile").location == "/sign-in")
            #expect(try await !ada.isIn)
            #expect(try await !phone.isIn)
        }
    }

    @Test func `leaves no row behind when it is long over`() async throws {
        try await withHouse { house in
            _ = try await house.ada()
            house.clock.advance(by: .days(15))
            try await Browser(house).signIn("ada@example.com")
            #expect(try await house.database.read { try $0.value("SELECT COUNT(*) FROM session", as: Int.self) } == 1)
        }
    }

    @Test func `is kept as a digest, never as itself`() async throws {
        try await withHouse { house in
            let ada = try await house.ada()
            let secret = try #require(ada.session)
            let stored = try await house.database.read { try $0.value("SELECT hash FROM session", as: [UInt8].self) }
            #expect(stored == Secret(shown: secret).digest && secret.utf8.count == 51)
        }
    }

    @Test func `says in which language and zone its owner reads, unless the browser says otherwise`() async throws {
        try await withHouse { house in
            let ada = try await house.ada()
            let fields: KeyValuePairs<String, String?> = ["name": "Ada", "language": "pl", "time_zone": "Asia/Almaty"]
            #expect(try await ada.submit("/profile?_method=put", on: "/profile", fields).status == .seeOther)
            #expect(try await ada.get("/whoami").text == "ada@example.com pl Asia/Almaty")
            #expect(try await ada.get("/whoami?lang=ru").text == "ada@example.com ru Asia/Almaty")
            let chosen = Browser(house, cookies: ["session": ada.session ?? "", "language": "zh"])
            #expect(try await chosen.get("/whoami").text == "ada@example.com zh Asia/Almaty")
            try await ada.submit("/profile?_method=put", on: "/profile", ["name": "Ada", "language": "", "time_zone": "Asia/Almaty"])
            #expect(try await ada.get("/whoami", [.acceptLanguage: "zh-CN"]).text == "ada@example.com zh Asia/Almaty")
        }
    }
}
