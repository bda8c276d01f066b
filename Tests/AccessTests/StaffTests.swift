import Access
import HTTPTypes
import HummingbirdTesting
import Kernel
import Storage
import TestKit
import Testing
import Web

@Suite struct `Looking after people` {
    @Test(arguments: engines) func `never leaves the installation without an owner`(engine: Engine) async throws {
        try await withHouse(engine) { house in
            let ada = try await house.ada()
            let page = "/settings/people/\(try await house.id(of: "ada@example.com"))"
            try await ada.submit("\(page)/role?_method=put", on: page, ["role": "admin"])
            #expect(try await ada.get("/settings/people").text.contains("Make another person an owner first."))
            try await ada.submit("\(page)/suspension?_method=put", on: page)
            #expect(try await ada.get("/settings/people").text.contains("You cannot disable yourself."))
            #expect(try await house.access.staff.list().map(\.role) == [.owner])
        }
    }

    @Test(arguments: engines) func `lets one of two owners go, and not the other`(engine: Engine) async throws {
        try await withHouse(engine) { house in
            let ada = try await house.ada()
            _ = try await house.colleague("Bob", .owner, invitedBy: ada)
            let staff = house.access.staff
            let (a, b) = (try await staff.find(house.id(of: "ada@example.com")).viewer, try await staff.find(house.id(of: "bob@example.com")).viewer)
            async let one: Void = staff.disable(a.id, by: b)
            async let other: Void = staff.disable(b.id, by: a)
            var refused = 0
            do { try await one } catch Refusal.lastOwner { refused += 1 }
            do { try await other } catch Refusal.lastOwner { refused += 1 }
            #expect(refused == 1)
            #expect(try await staff.list().count { $0.isActive && $0.role == .owner } == 1)
        }
    }

    @Test func `gives nobody more than one has oneself`() async throws {
        try await withHouse { house in
            let ada = try await house.ada()
            let bob = try await house.colleague("Bob", .admin, invitedBy: ada)
            _ = try await house.colleague("Cleo", .agent, invitedBy: ada)
            let owner = "/settings/people/\(try await house.id(of: "ada@example.com"))"
            let agent = "/settings/people/\(try await house.id(of: "cleo@example.com"))"
            #expect(try await bob.submit("\(agent)/role?_method=put", on: agent, ["role": "owner"]).status == .forbidden)
            #expect(try await bob.get(owner).text.contains("Only an owner can change an owner."))
            for action in ["role?_method=put", "suspension?_method=put", "suspension?_method=delete", "password-links"] {
                #expect(try await bob.submit("\(owner)/\(action)", on: agent, ["role": "viewer"]).status == .forbidden, "\(action)")
            }
            #expect(try await bob.submit("\(agent)/role?_method=put", on: agent, ["role": "admin"]).status == .seeOther)
            #expect(try await bob.submit("\(agent)/role?_method=put", on: agent, ["role": "emperor"]).status == .unprocessableContent)
        }
    }

    @Test(arguments: engines) func `leaves a trace of every change`(engine: Engine) async throws {
        try await withHouse(engine) { house in
            let ada = try await house.ada()
            let bob = try await house.colleague("Bob", .agent, invitedBy: ada)
            let page = "/settings/people/\(try await house.id(of: "bob@example.com"))"
            try await ada.submit("\(page)/role?_method=put", on: page, ["role": "manager"])
            try await bob.signIn("bob@example.com")
            try await bob.submit("/profile?_method=put", on: "/profile", ["name": "Robert", "language": "", "time_zone": "GMT"])
            let fields: KeyValuePairs<String, String?> = ["old_password": goodPassword, "password": "four tall giraffes eat"]
            try await bob.submit("/profile/password?_method=put", on: "/profile", fields)
            try await bob.submit("/profile/sessions?_method=delete", on: "/profile")
            try await ada.submit("\(page)/password-links", on: page)
            try await ada.submit("\(page)/suspension?_method=put", on: page)
            try await ada.submit("\(page)/suspension?_method=delete", on: page)
            let again = try await ada.submit("/settings/people/invitations", on: "/settings/people", ["email": "c@example.com", "role": "agent"])
            #expect(again.status == .ok)
            let waiting = try await ada.get("/settings/people").text
            let action = try #require(waiting.firstMatch(of: /action="(\/settings\/people\/invitations\/[0-9a-z]{26}\?_method=delete)"/)).1
            try await ada.submit(String(action), on: "/settings/people")
            try await ada.submit("/settings/sources", on: "/settings/sources", ["source": "Shop"])
            let sources = try await ada.get("/settings/sources").text
            let key = try #require(sources.firstMatch(of: /\/settings\/keys\/([0-9a-z]{26})\/revocation/)).1
            try await ada.submit("/settings/keys/\(key)?_method=delete", on: "/settings/sources")
            let traces = try await house.access.changes.list(100)
            let said = traces.map { "\($0.staffName ?? "") \($0.action.rawValue) \($0.subject) \($0.detail.prefix { $0 != "…" })" }
            #expect(said.sorted() == Self.expected.sorted())
        }
    }

    /// Bob is called Robert in the end, and so in all that he did.
    private static let expected = [
        "Ada staff.added ada@example.com owner", "Ada invitation.made bob@example.com agent", "Robert staff.added bob@example.com agent",
        "Ada staff.role bob@example.com manager", "Robert session.begun bob@example.com ", "Robert staff.changed bob@example.com ",
        "Robert staff.password bob@example.com ", "Robert session.ended bob@example.com ", "Ada staff.password_link bob@example.com ",
        "Ada staff.disabled bob@example.com ", "Ada staff.enabled bob@example.com ", "Ada invitation.made c@example.com agent",
        "Ada invitation.withdrawn c@example.com agent", "Ada source.added Shop ", "Ada key.issued Shop write", "Ada key.revoked Shop ",
    ]

    @Test(arguments: engines) func `shows the trace to those who may, page by page`(engine: Engine) async throws {
        try await withHouse(engine) { house in
            let ada = try await house.ada()
            for _ in 0..<60 {
                house.clock.advance(by: .seconds(1))
                try await ada.submit("/settings/keys", on: "/settings/sources", ["key": "K", "scope": "read"])
            }
            let first = try await ada.get("/settings/changes").text
            #expect(first.matches(of: /<li data-row>/).count == 50)
            let next = try #require(first.firstMatch(of: /\/settings\/changes\?before=[0-9a-z]{26}/)).0
            let second = try await ada.get(String(next)).text
            #expect(second.matches(of: /<li data-row>/).count == 11)
            #expect(second.contains("ada@example.com joined as Owner"))
        }
    }
}

@Suite struct `An address to sign in with` {
    @Test(arguments: [("Ada@Example.COM", "ada@example.com"), ("żółw@domena.pl", "żółw@domena.pl"), ("a+b@c", "a+b@c")])
    func `is kept in lower case`(typed: String, kept: String) { #expect(EmailAddress(typed)?.text == kept) }

    @Test(arguments: [
        "", "ada", "@", "a@", "@b", "a@b@c", "a b@c", "a\u{0}@b", "a@b\n", "<a@b>", "a\"@b", String(repeating: "a", count: 250) + "@b.de",
    ])
    func `is refused when it is none`(typed: String) { #expect(EmailAddress(typed) == nil) }
}

@Suite struct `A new password` {
    @Test(arguments: ["three small horses run", "Tr0ub4dor&3-and-more", "日本語の長いパスワードです十二", "корова летает над рекой", "x9!kQ2#vL7@p"])
    func `is taken when it is long and its own`(text: String) throws { _ = try NewPassword(text, email: "ada@example.com") }

    @Test(arguments: [
        ("short", NewPassword.Fault.short), ("elevenchars", .short), ("ééééééééééé", .short), (String(repeating: "ab1", count: 70), .long),
        ("aaaaaaaaaaaaaa", .common), ("abcabcabcabc", .common), ("123456789012", .common), ("098765432109", .common), ("qwertyuiop[]asdf", .common),
        ("Password2026!!", .common), ("Admin-1234567", .common), ("2026-throughline", .common), ("1qaz2wsx3edc", .common),
        ("correct horse battery staple", .common),
        ("йцукенгшщзхъ", .common), ("            ", .common), ("!!!!!!!!!!!!!", .common),
        ("ada.lovelace@example.com", .email), ("Ada-Lovelace", .email), ("AdaLovelace@Example.com", .email),
    ]) func `is refused when it is easy to guess`(text: String, fault: NewPassword.Fault) {
        #expect(throws: fault) { try NewPassword(text, email: "ada.lovelace@example.com") }
    }

    @Test func `is the same however a keyboard puts it together`() async throws {
        try await withHouse { house in
            let link = try #require(try await house.access.firstRunLink(base: House.address))
            try await Browser(house).join(House.path(of: link), name: "Zoé", email: "zoe@example.com", password: "caf\u{E9} au lait de Zo\u{EB}")
            #expect(try await Browser(house).signIn("zoe@example.com", "cafe\u{301} au lait de Zoe\u{308}").status == .seeOther)
        }
    }
}
