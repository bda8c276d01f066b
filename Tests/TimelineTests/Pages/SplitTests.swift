import HTTPTypes
import HummingbirdTesting
import Kernel
import People
import Storage
import TestKit
import Testing
import Web

@testable import Timeline

@Suite struct `Splitting a customer` {
    /// Somebody by several names at once.
    private func came(_ office: Office, _ values: String...) async throws {
        let identifiers = values.compactMap { Identifier($0.contains("@") ? .email : .userID, $0) }
        let key = SourceKey(values.joined())
        let touchpoint = NewTouchpoint("identify", channel: "web", by: identifiers, at: noon().adding(.days(-1)), key: key)
        _ = try await office.line.append([touchpoint], from: office.shop)
    }

    private func number(_ office: Office, _ value: String) async throws -> Int64 {
        let identifier = try #require(Identifier(value.contains("@") ? .email : .userID, value))
        return try await office.line.database.read { try #require(try IdentityStore().find(identifier, $0)).id }
    }

    private func people(_ office: Office) async throws -> Int { try await office.line.database.read { try PersonStore().count($0) } }

    /// The addresses of the buttons that take a decision back.
    private func undoing(_ page: TestResponse) -> [String] {
        page.text.matches(of: /action="([^"]*\/decisions\/[0-9]+\/[0-9]+\?_method=delete)"/).map { String($0.1) }
    }

    @Test(arguments: engines) func `shows the form again when none or all are ticked, with what was typed`(engine: Engine) async throws {
        try await withOffice(engine) { office async throws in
            try await came(office, "ada", "ada@example.com")
            let (path, one, other) = (try await office.path(of: "ada"), try await number(office, "ada"), try await number(office, "ada@example.com"))
            let none = try await office.submit(path + "/split", ["reason": "Two sisters"])
            #expect(none.status == .unprocessableContent)
            #expect(none.text.contains("Nothing was split off.") && none.text.contains("value=\"Two sisters\"") && !none.text.contains(" checked"))
            let all = try await office.submit(path + "/split", ["identifier": "\(one)", "identifier": "\(other)", "reason": "Two sisters"])
            #expect(all.status == .unprocessableContent)
            #expect(all.text.contains("Nothing was split off.") && all.text.contains(" checked") && all.text.contains("value=\"Two sisters\""))
            #expect(try await people(office) == 1)
            #expect(try await office.submit(path + "/split", ["identifier": "\(other)", "reason": "Two sisters"]).status == .seeOther)
            #expect(try await people(office) == 2)
        }
    }

    @Test(arguments: engines) func `takes nobody along whom a browser did not bring`(engine: Engine) async throws {
        try await withOffice(engine) { office async throws in
            // The browser was known before the address: it is the first of them.
            let browser = try #require(Identifier(.anonymousID, "b-1"))
            let known = try #require(Identifier(.email, "maciej@example.com"))
            let both = NewTouchpoint("identify", channel: "web", by: [browser, known], at: noon().adding(.days(-1)), key: SourceKey("both"))
            _ = try await office.line.append([both], from: office.shop)
            try await came(office, "michalina@example.com")
            let (one, other) = (try await number(office, "maciej@example.com"), try await number(office, "michalina@example.com"))
            let (line, staff) = (office.line, ID<Viewer>(bits: 1).bytes)
            let people = try await line.database.read { session in
                try [one, other].map { try session.value("SELECT person FROM identifier WHERE id = \($0)", as: Int64.self) ?? 0 }
            }
            let left = try await line.database.write { tx in
                _ = try IdentityStore().merge(people[0], with: people[1], by: staff, reason: "Same family", in: tx, rules: line.rules)
                let thing = try #require(try IdentityStore().find(browser, tx))
                _ = try IdentityStore().separate([thing.id], from: thing.person, by: staff, reason: "Shared", in: tx, rules: line.rules)
                return try [one, other].map { try tx.value("SELECT person FROM identifier WHERE id = \($0)", as: Int64.self) ?? 0 }
            }
            #expect(left[0] == left[1], "the two known ones are still one")
        }
    }

    @Test(arguments: engines) func `is taken back as a whole, also when a join was taken back before`(engine: Engine) async throws {
        try await withOffice(engine) { office async throws in
            try await came(office, "ada")
            try await came(office, "ben", "ben@example.com")
            let (ada, ben) = (try await office.path(of: "ada"), try await office.path(of: "ben"))
            let benID = String(ben.split(separator: "/").last ?? "")
            #expect(try await office.submit(ada + "/merge", ["with": benID, "reason": "One"]).status == .seeOther)
            let path = try await office.path(of: "ada")
            let join = try #require(undoing(try await office.page(path + "/identities")).first)
            let address = try await number(office, "ben@example.com")
            #expect(try await office.submit(path + "/split", ["identifier": "\(address)", "reason": "Two"]).status == .seeOther)
            #expect(try await office.submit(join, [:]).status == .seeOther)
            let split = try #require(undoing(try await office.page(try await office.path(of: "ada") + "/identities")).first)
            #expect(try await office.submit(split, [:]).status == .seeOther)
            for name in ["ada", "ben"] { #expect(undoing(try await office.page(try await office.path(of: name) + "/identities")).isEmpty) }
            #expect(try await people(office) == 2)
            let late = try await office.submit(split, [:])
            #expect(late.status == .seeOther)
            #expect(try await office.submit(ada + "/decisions/999998/999999?_method=delete", [:]).status == .notFound)
        }
    }
}
