import HTTPTypes
import HummingbirdTesting
import Kernel
import People
import Storage
import TestKit
import Testing
import Web

@testable import Timeline

@Suite struct `The page of duplicates` {
    /// Forty people of whom the first three have signed up twice.
    private func signUps(_ office: Office) async throws {
        let given = ["Ada", "Ben", "Cy", "Dora", "Emil", "Fay", "Gus", "Hana"]
        let family = ["Lovelace", "Okafor", "Nowak", "Ivanova", "Brandt"]
        for number in 0..<43 {
            let who = number < 40 ? number : number - 40
            let traits = [
                "first_name": given[who % 8], "last_name": family[who % 5], "birthday": "19\(50 + who)-0\(1 + who % 9)-1\(who % 10)",
                "city": ["Leeds", "Warsaw", "Berlin"][who % 3], "email": "person\(who)@example.com",
            ]
            try await office.happened("customer \(number)", "sign_up", daysAgo: 3, traits: traits)
        }
    }

    private func open(_ office: Office) async throws -> [DuplicateCase] {
        try await office.line.database.read { try DuplicateStore().open(limit: 100, $0) }
    }

    @Test(arguments: engines) func `teaches what it is for, looks when it is asked, and says what it came to`(engine: Engine) async throws {
        try await withOffice(engine) { office async throws in
            #expect(try await office.page("/duplicates").text.contains("Nobody has looked yet"))
            try await signUps(office)
            #expect(try await office.submit("/duplicates/look", [:]).status == .seeOther)
            let page = try await office.page("/duplicates").text
            #expect(page.contains("pairs wait for your word") && page.contains("43 people compared"))
            #expect(page.contains("Date of birth: the same") && page.contains("customer 41"))
        }
    }

    @Test(arguments: engines) func `joins two who are one, which can be taken back, and never brings two who are two again`(engine: Engine)
        async throws
    {
        try await withOffice(engine) { office async throws in
            try await signUps(office)
            _ = try await office.submit("/duplicates/look", [:])
            let pairs = try await open(office)
            let people = try await office.line.database.read { try PersonStore().count($0) }
            let (one, two) = (try #require(pairs.first), try #require(pairs.dropFirst().first))
            #expect(try await office.submit("/duplicates/\(one.one)-\(one.other)/joining", [:]).status == .seeOther)
            #expect(try await office.line.database.read { try PersonStore().count($0) } == people - 1)
            let joined = try await office.line.database.read { try PersonStore().find(number: one.people.min() ?? 0, $0) }
            #expect(try await office.page("/customers/\(joined.id)/identities").text.contains("Take back"))
            #expect(try await office.submit("/duplicates/\(two.one)-\(two.other)/dismissal", [:]).status == .seeOther)
            _ = try await office.submit("/duplicates/look", [:])
            #expect(try await !open(office).contains { ($0.one, $0.other) == (two.one, two.other) })
            #expect(try await office.submit("/duplicates/\(two.one)-\(two.other)/joining", [:]).status == .conflict)
            #expect(try await office.submit("/duplicates/nobody/joining", [:]).status == .notFound)
        }
    }

    @Test(arguments: engines) func `shows what a rule would join before it is set`(engine: Engine) async throws {
        try await withOffice(engine) { office async throws in
            try await signUps(office)
            _ = try await office.submit("/duplicates/look", [:])
            let waiting = try await open(office).count
            let asked = "/duplicates/rule?probability=90&same_email=on"
            #expect(try await office.page(asked, as: .admin).text.contains("of \(waiting) pairs that wait now"))
            #expect(try await office.page("/duplicates/rule?probability=90&same_familyName=on", as: .admin).status == .unprocessableContent)
            #expect(try await office.page("/duplicates/rule?probability=9&same_email=on", as: .admin).status == .unprocessableContent)
            _ = try await office.submit("/duplicates/rule", ["probability": "90", "same_email": "on"], as: .admin)
            _ = try await office.submit("/duplicates/look", [:])
            #expect(try await open(office).count < waiting)
            _ = try await office.submit("/duplicates/rule?_method=delete", [:], as: .admin)
            #expect(try await office.page("/duplicates/rule", as: .admin).text.contains("No rule"))
            #expect(try await office.recorded() == ["duplicateRuleEnded ", "duplicateRuleSet "])
        }
    }

    @Test func `is decided on by agents, and its rule by admins`() async throws {
        try await withOffice { office async throws in
            #expect(try await office.page("/duplicates", as: .viewer).status == .ok)
            #expect(try await office.submit("/duplicates/look", [:], as: .viewer).status == .forbidden)
            #expect(try await office.submit("/duplicates/look", [:], as: .agent).status == .seeOther)
            #expect(try await office.page("/duplicates/rule", as: .manager).status == .forbidden)
        }
    }

    @Test(arguments: evil) func `cannot be broken out of`(text: String) async throws {
        try await withOffice { office async throws in
            for number in 0..<2 {
                let traits = ["first_name": text, "last_name": text, "birthday": "1990-01-01", "email": "same@example.com", "city": text]
                try await office.happened("\(text) \(number)", "sign_up", daysAgo: 1, traits: traits)
            }
            try await signUps(office)
            _ = try await office.submit("/duplicates/look", [:])
            let page = try await office.page("/duplicates").text
            #expect(!page.contains("<script>alert") && !page.contains("<img src=x") && !page.contains("\"\u{301} onload="))
        }
    }
}
