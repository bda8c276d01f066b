import HTTPTypes
import HummingbirdTesting
import Kernel
import People
import Storage
import TestKit
import Testing
import Web

@testable import Timeline

@Suite struct `Somebody who was erased` {
    private let address = Identifier(.email, "ada@example.com")
    private let browser = Identifier(.anonymousID, "browser-1")

    private func touch(_ people: [Identifier?], key: String) -> NewTouchpoint {
        NewTouchpoint("page_view", channel: "web", by: people.compactMap { $0 }, at: noon().adding(.days(-1)), key: SourceKey(key))
    }

    private func erase(_ office: Office, _ identifier: Identifier?) async throws -> ErasureStore.Erasure {
        let id = try await office.line.database.read { [line = office.line] session in
            let number = try identifier.flatMap { try line.identities.find($0, session) }?.person ?? 0
            return try PersonStore().find(number: number, session).id
        }
        return try await ErasureStore(line: office.line, recording: { _, _ in }).erase(id, by: nil)
    }

    @Test(arguments: engines) func `does not come back by late events, and what happened stays`(engine: Engine) async throws {
        try await withOffice(engine) { office async throws in
            _ = try await office.line.append([touch([address, browser], key: "1"), touch([browser], key: "2")], from: office.shop)
            #expect(try await erase(office, address).touchpoints == 2)
            let late = try await office.line.append(
                [touch([address], key: "3"), touch([browser], key: "4"), touch([browser], key: "1")], from: office.shop)
            #expect(late.fates == [.rejected(.erased), .rejected(.erased), .duplicate])
            let (touchpoints, lines, people) = try await office.line.database.read { session in
                (
                    try session.value("SELECT COUNT(*) FROM touchpoint", as: Int.self),
                    try session.value("SELECT COUNT(DISTINCT identifier) FROM touchpoint", as: Int.self), try PersonStore().count(session)
                )
            }
            #expect(touchpoints == 2 && lines == 1 && people == 0)
        }
    }

    @Test(arguments: engines) func `does not keep others from the browser they shared`(engine: Engine) async throws {
        try await withOffice(engine) { office async throws in
            _ = try await office.line.append([touch([address, browser], key: "1")], from: office.shop)
            _ = try await erase(office, address)
            let ben = Identifier(.userID, "ben")
            let later = try await office.line.append([touch([ben, browser], key: "2"), touch([ben, address], key: "3")], from: office.shop)
            #expect(later.accepted == 1 && later.fates[1] == .rejected(.erased))
            #expect(try await office.line.database.read { try $0.value("SELECT COUNT(*) FROM identifier WHERE type <> 99") } == 1)
        }
    }

    @Test(arguments: engines) func `is forgotten by a second server too`(engine: Engine) async throws {
        try await withOffice(engine) { office async throws in
            let other = try await Line.open(office.line.database)
            _ = try await other.append([touch([address], key: "1")], from: office.shop)
            _ = try await other.append([touch([address], key: "2")], from: office.shop)
            _ = try await erase(office, address)
            #expect(try await other.append([touch([address], key: "3")], from: office.shop).fates == [.rejected(.erased)])
        }
    }

    @Test(arguments: engines) func `belongs to no segment, though what happened still counts`(engine: Engine) async throws {
        try await withOffice(engine) { office async throws in
            _ = try await office.line.append([touch([address], key: "1"), touch([Identifier(.userID, "ben")], key: "2")], from: office.shop)
            _ = try await erase(office, address)
            let rules = SegmentRules(.all, [.did("page_view", atLeast: 1, withinDays: nil)])
            let segment = Segment(id: ID(bits: 1), name: "Visitors", rules: rules, updatedAt: noon())
            let people = SegmentPeopleStore(segment: segment, catalogue: office.line.catalogue, now: noon())
            let (listed, counted) = try await office.line.database.read { session in
                (try people.newest(before: nil, limit: 10, session).count, try people.count(session))
            }
            #expect(listed == 1 && counted == 1)
            let counts = try await SegmentStore(line: office.line, recording: { _, _ in }).counts(of: [rules], at: noon())
            #expect(counts == [1])
        }
    }

    @Test(arguments: engines) func `may come back by the word of an administrator`(engine: Engine) async throws {
        try await withOffice(engine) { office async throws in
            _ = try await office.line.append([touch([address], key: "1")], from: office.shop)
            _ = try await erase(office, address)
            let form: KeyValuePairs<String, String?> = ["type": "email", "value": "Ada@Example.com"]
            #expect(try await office.submit("/settings/privacy/readmissions", form, as: .admin).status == .seeOther)
            #expect(try await office.submit("/settings/privacy/readmissions", form, as: .admin).status == .unprocessableContent)
            #expect(try await office.line.append([touch([address], key: "2")], from: office.shop).accepted == 1)
        }
    }

    @Test(arguments: engines) func `was asked for letter by letter, by an administrator`(engine: Engine) async throws {
        try await withOffice(engine) { office async throws in
            try await office.happened("ada", "page_view", daysAgo: 1, traits: ["name": "Ada"])
            let path = try await office.path(of: "ada")
            #expect(try await office.submit(path + "/erasure", ["confirmation": "Ada"], as: .manager).status == .forbidden)
            #expect(try await office.submit(path + "/erasure", ["confirmation": "ada"], as: .admin).status == .unprocessableContent)
            #expect(try await office.page(path).status == .ok)
            #expect(try await office.submit(path + "/erasure", ["confirmation": "Ada"], as: .admin).status == .seeOther)
            #expect(try await office.page(path).status == .notFound)
            #expect(try await office.recorded().count == 1)
        }
    }

    @Test(arguments: engines) func `leaves those alone whom evidence connected with them`(engine: Engine) async throws {
        try await withOffice(engine) { office async throws in
            let (first, second) = (Identifier(.userID, "customer-1"), Identifier(.userID, "customer-2"))
            _ = try await office.line.append([touch([first, address], key: "1"), touch([second, address], key: "2")], from: office.shop)
            _ = try await erase(office, first)
            let left = try await office.line.database.read { session in
                try session.rows("SELECT value, person FROM identifier WHERE type <> 99").map { try $0.get(at: 0, as: String.self) }
            }
            #expect(left == ["customer-2"])
            #expect(try await office.line.append([touch([second], key: "3")], from: office.shop).accepted == 1)
        }
    }
}
