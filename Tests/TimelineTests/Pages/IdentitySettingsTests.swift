import HTTPTypes
import HummingbirdTesting
import Kernel
import People
import Storage
import TestKit
import Testing
import Web

@testable import Timeline

@Suite struct `The settings of identities` {
    private let path = "/settings/identities"

    /// Somebody by several names at once.
    private func came(_ office: Office, _ identifiers: [Identifier?], day: Int64 = 1) async throws {
        let number = try await office.line.database.read { try TouchpointStore().end($0) }
        let touchpoint = NewTouchpoint(
            "identify", channel: "web", by: identifiers.compactMap(\.self), at: noon().adding(.days(-day)), key: SourceKey("\(number)"))
        _ = try await office.line.append([touchpoint], from: office.shop)
    }

    private func people(_ office: Office) async throws -> Int { try await office.line.database.read { try PersonStore().count($0) } }

    @Test(arguments: engines) func `take people apart who were one by a value that names nobody`(engine: Engine) async throws {
        try await withOffice(engine) { office async throws in
            try await came(office, [Identifier(.email, "ada@example.com"), Identifier(.phone, "000000")])
            try await came(office, [Identifier(.email, "ben@example.com"), Identifier(.phone, "000000")])
            #expect(try await office.page(path, as: .admin).text.contains("None is blocked"))
            #expect(try await office.page(path, as: .admin).text.contains("<code>undefined</code>"))
            #expect(try await people(office) == 1)
            let form: KeyValuePairs<String, String?> = ["type": "phone", "value": "000-000", "reason": "The shop's own placeholder"]
            #expect(try await office.submit(path + "/blocked", form, as: .admin).status == .seeOther)
            #expect(try await people(office) == 3)
            #expect(try await office.page(path, as: .admin).text.contains("The shop&#39;s own placeholder"))
            let again = try await office.submit(path + "/blocked", form, as: .admin)
            #expect(again.status == .unprocessableContent && again.text.contains("is blocked already"))
            _ = try await office.submit(path + "/blocked?_method=delete", ["type": "phone", "value": "000000"], as: .admin)
            #expect(try await people(office) == 1)
            #expect(try await office.recorded() == ["valueBlocked +0000", "valueUnblocked +0000"])
        }
    }

    @Test(arguments: engines) func `change how many of a type one person may have, for all that has come already`(engine: Engine) async throws {
        try await withOffice(engine) { office async throws in
            for number in 0..<3 {
                try await came(office, [Identifier(.userID, "ada"), Identifier(.email, "\(number)@example.com")], day: Int64(9 - number))
            }
            #expect(try await office.page(path + "/types/email", as: .admin).text.contains("takes people apart"))
            #expect(try await office.submit(path + "/types/email?_method=put", ["most": "0"], as: .admin).status == .unprocessableContent)
            #expect(try await office.submit(path + "/types/email?_method=put", ["most": "2"], as: .admin).status == .seeOther)
            #expect(try await people(office) == 2)
            #expect(office.line.rules.byType[.email]?.mostPerPerson == 2)
            #expect(try await !office.page(path, as: .admin).text.contains("being worked out anew"))
            #expect(try await office.page(path + "/types/nothing", as: .admin).status == .notFound)
            #expect(try await office.recorded() == ["identifierLimited email"])
        }
    }

    @Test(arguments: engines) func `say whose word counts, and no more once a key is public`(engine: Engine) async throws {
        try await withOffice(engine) { office async throws in
            #expect(try await office.page(path, as: .admin).text.contains("Its key stands in an app or a page"))
            _ = try await office.submit(path + "/sources/\(office.shop.id)/publication", [:], as: .admin)
            #expect(office.line.source(number: office.shop.id)?.publicAt != nil)
            #expect(try await !office.page(path, as: .admin).text.contains("Its key stands in an app or a page"))
            #expect(try await office.recorded() == ["sourcePublished Shop"])
            #expect(try await office.submit(path + "/sources/999/publication", [:], as: .admin).status == .notFound)
        }
    }

    @Test(arguments: engines) func `leave it to agents to say what is verified, and to take it back`(engine: Engine) async throws {
        try await withOffice(engine) { office async throws in
            try await came(office, [Identifier(.email, "ada@example.com"), Identifier(.anonymousID, "b-1")])
            let person = try #require(try await office.line.database.read { try PersonStore().newest(limit: 1, $0) }.first)
            let page = "/customers/\(person.id)"
            #expect(try await office.page(page + "/identities").text.contains(">claimed</span>"))
            let word = page + "/verifications/\(person.number)"
            #expect(try await office.submit(word + "?_method=put", [:], as: .viewer).status == .forbidden)
            #expect(try await office.submit(word + "?_method=put", [:], as: .agent).status == .seeOther)
            #expect(try await office.page(page + "/identities").text.contains(">verified</span>"))
            #expect(try await office.submit(word + "?_method=delete", [:], as: .agent).status == .seeOther)
            #expect(try await office.page(page + "/identities").text.contains("taken back by a member of staff"))
            #expect(try await office.submit(page + "/verifications/999?_method=put", [:]).status == .notFound)
            #expect(try await office.recorded() == ["identifierVerified email", "verificationWithdrawn email"])
        }
    }

    @Test func `are for admins`() async throws {
        try await withOffice { office async throws in
            for place in [path, path + "/types/email"] { #expect(try await office.page(place).status == .forbidden) }
            #expect(try await office.submit(path + "/blocked", ["type": "email", "value": "a@b", "reason": "x"]).status == .forbidden)
        }
    }

    @Test(arguments: evil) func `cannot be broken out of`(text: String) async throws {
        try await withOffice { office async throws in
            _ = try await office.submit(path + "/blocked", ["type": "email", "value": text, "reason": text], as: .admin)
            let page = try await office.page(path, as: .admin).text
            #expect(!page.contains("<script>alert") && !page.contains("<img src=x") && !page.contains("\"\u{301} onload="))
        }
    }
}
