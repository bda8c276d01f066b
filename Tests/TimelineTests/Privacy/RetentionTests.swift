import HTTPTypes
import HummingbirdTesting
import Kernel
import People
import Storage
import TestKit
import Testing
import Web

@testable import Timeline

@Suite struct `How long touchpoints are kept` {
    private func worker(_ office: Office) -> RetentionWorker { RetentionWorker(line: office.line) }

    private func furnish(_ office: Office) async throws {
        for day in [10, 400, 800, 801] as [Int64] { try await office.happened("ada", "page_view", daysAgo: day) }
        try await office.happened("ada", "order_placed", daysAgo: 900)
        try await office.happened("ben", "page_view", daysAgo: 900)
        try await office.happened("ada", "consent_given", daysAgo: 900, properties: #"{"purpose":"newsletter"}"#)
    }

    private func set(_ office: Office, _ scope: String, _ months: Int, _ deed: RetentionRule.Deed) async throws {
        let form: KeyValuePairs<String, String?> = ["scope": scope, "months": "\(months)", "deed": deed.rawValue]
        #expect(try await office.submit("/settings/privacy/rules", form, as: .admin).status == .seeOther)
    }

    private func count(_ office: Office, of name: String) async throws -> Int {
        try await office.line.database.read { [line = office.line] session in
            let known = try Identifier(.userID, name).flatMap { try line.identities.find($0, session) }
            return try session.value("SELECT COUNT(*) FROM touchpoint WHERE identifier = \(known?.id ?? 0)") ?? 0
        }
    }

    private func count(_ office: Office) async throws -> Int {
        try await office.line.database.read { try $0.value("SELECT COUNT(*) FROM touchpoint") ?? 0 }
    }

    @Test(arguments: engines) func `is said by a rule, which is counted before it is let loose`(engine: Engine) async throws {
        try await withOffice(engine) { office async throws in
            try await furnish(office)
            let form: KeyValuePairs<String, String?> = ["scope": "kind:page_view", "months": "24", "deed": "anonymise"]
            #expect(try await office.submit("/settings/privacy/look", form, as: .admin).text.contains("3 touchpoints would go now"))
            #expect(try await worker(office).run(now: noon()).isEmpty)
            try await set(office, "kind:page_view", 24, .anonymise)
            #expect(try await worker(office).look(now: noon()).map(\.count) == [3])
            #expect(try await count(office, of: "ada") == 6)
            #expect(try await office.page("/settings/privacy", as: .manager).status == .forbidden)
        }
    }

    @Test(arguments: engines) func `ends with touchpoints that are nobody's, and once`(engine: Engine) async throws {
        try await withOffice(engine) { office async throws in
            try await furnish(office)
            try await set(office, "kind:page_view", 24, .anonymise)
            #expect(try await worker(office).run(now: noon()).map(\.count) == [3])
            #expect(try await worker(office).run(now: noon()).map(\.count) == [0])
            #expect(try await count(office) == 7)
            #expect(try await count(office, of: "ada") == 4)
            #expect(try await count(office, of: "ben") == 0)
        }
    }

    @Test(arguments: engines) func `refuses what is nobody's when it is sent once more`(engine: Engine) async throws {
        try await withOffice(engine) { office async throws in
            let old = NewTouchpoint(
                "page_view", channel: "web", by: [try #require(Identifier(.userID, "ada"))], at: noon().adding(.days(-900)), key: SourceKey("one"))
            _ = try await office.line.append([old], from: office.shop)
            try await set(office, "kind:page_view", 24, .anonymise)
            try await worker(office).run(now: noon())
            #expect(try await office.line.append([old], from: office.shop).fates == [.duplicate])
        }
    }

    @Test(arguments: engines) func `may end with nothing, for all of a channel; consents stay`(engine: Engine) async throws {
        try await withOffice(engine) { office async throws in
            try await furnish(office)
            try await set(office, "channel:web", 24, .remove)
            #expect(try await worker(office).run(now: noon()).map(\.count) == [4])
            #expect(try await count(office) == 3)
            #expect(
                try await office.submit("/settings/privacy/rules", ["scope": "kind:consent_given", "months": "1", "deed": "remove"], as: .admin)
                    .status == .unprocessableContent)
        }
    }

    @Test func `counts calendar months back`() throws {
        let rule = RetentionRule(id: 1, scope: .channel(Channel("web", "Website")), months: 1, deed: .remove)
        #expect(rule.end(at: try #require(Instant("2026-03-31T10:00:00Z"))) == Instant("2026-02-28T00:00:00Z"))
        #expect(rule.end(at: try #require(Instant("2026-01-15T00:00:00Z"))) == Instant("2025-12-15T00:00:00Z"))
    }
}
