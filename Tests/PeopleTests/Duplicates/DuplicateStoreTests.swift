import Kernel
import Storage
import TestKit
import Testing

@testable import People

private let staff = [UInt8](repeating: 7, count: 16)

/// An installation with these people in it: each with a customer number and traits.
private func with(_ engine: Engine, _ people: [[String: String]], _ body: (any Database) async throws -> Void) async throws {
    try await withMigratedDatabase(engine) { database in
        try await database.write { tx in
            try tx.run("INSERT INTO source (id, key, name, medium, created_at) VALUES (1, 'shop', 'Shop', 'file', \(tx.now))")
            let rules = try IdentityStore().rules(tx)
            let identifiers = people.indices.compactMap { Identifier(.userID, "customer \($0)") }
            let sightings = SightingStore()
            let numbers = try sightings.numbers(sightings.remembered(identifiers), in: tx, rules: rules)
            try IdentityStore().createPersons(identifiers.indices.map { numbers[$0] }, tx)
            let entries = people.enumerated().flatMap { place, traits in
                traits.map { TraitStore.Entry(identifier: numbers[place], name: $0.key, value: $0.value, occurredAt: tx.now, source: 1) }
            }
            try TraitStore().record(entries, in: tx)
        }
        try await body(database)
    }
}

/// A small town of people, some of whom signed up twice.
private let town: [[String: String]] = {
    let names = ["firstName", "last_name", "birthday", "email", "street", "city"]
    return DuplicatesCast.town(80, seed: 17, repeated: 0.25).rows.map { row in
        Dictionary(uniqueKeysWithValues: zip(names, row).compactMap { name, value in value.map { (name, $0) } })
    }
}()

@Suite(.serialized) struct `Suggestions of duplicates` {
    private let store = DuplicateStore()

    @Test(arguments: engines) func `wait for somebody's word, and nobody is joined by them`(engine: Engine) async throws {
        try await with(engine, town) { database in
            let result = try await store.refresh(database)
            #expect(result.suggestions > 8 && result.joined == 0)
            let (waiting, count, people) = try await database.read { session in
                (try store.open(limit: 1_000, session), try store.openCount(session), try PersonStore().count(session))
            }
            #expect(waiting.count == result.suggestions && count == waiting.count)
            #expect(people == town.count)
            #expect(waiting.map(\.probability) == waiting.map(\.probability).sorted(by: >))
            #expect(waiting.allSatisfy { $0.state == .open && !$0.reasons.isEmpty && $0.people[0] != $0.people[1] })
        }
    }

    @Test(arguments: engines) func `come page by page`(engine: Engine) async throws {
        try await with(engine, town) { database in
            _ = try await store.refresh(database)
            try await database.read { session in
                let all = try store.open(limit: 1_000, session)
                let first = try store.open(limit: 4, session)
                #expect(first + (try store.open(after: first.last, limit: 1_000, session)) == all)
            }
        }
    }

    @Test(arguments: engines) func `that were dismissed never come again`(engine: Engine) async throws {
        try await with(engine, town) { database in
            _ = try await store.refresh(database)
            let best = try #require(try await database.read { try store.open(limit: 1, $0) }.first)
            try await database.write { try store.dismiss(best.one, best.other, by: staff, in: $0) }
            _ = try await store.refresh(database)
            let (waiting, settled) = try await database.read { session in
                (try store.open(limit: 1_000, session), try store.find(best.one, best.other, session))
            }
            #expect(!waiting.contains { Set($0.people) == Set(best.people) })
            #expect(settled?.state == .dismissed)
            await #expect(throws: Failure.self) { try await database.write { try store.dismiss(best.one, best.other, by: staff, in: $0) } }
        }
    }

    @Test(arguments: engines) func `that are joined make one person, and come apart when that is taken back`(engine: Engine) async throws {
        try await with(engine, town) { database in
            _ = try await store.refresh(database)
            let best = try #require(try await database.read { try store.open(limit: 1, $0) }.first)
            let link = try await database.write { tx in
                try store.join(best.one, best.other, by: staff, in: tx, rules: IdentityStore().rules(tx))
            }
            #expect(try await database.read { try PersonStore().count($0) } == town.count - 1)
            #expect(try await database.read { try store.find(best.one, best.other, $0) }?.state == .joined)
            try await database.write { tx in
                let rules = try IdentityStore().rules(tx)
                try IdentityStore().unlink([link], by: staff, reason: "", in: tx, rules: rules)
            }
            _ = try await store.refresh(database)
            #expect(try await database.read { try PersonStore().count($0) } == town.count)
            #expect(try await !database.read { try store.open(limit: 1_000, $0) }.contains { ($0.one, $0.other) == (best.one, best.other) })
        }
    }

    @Test(arguments: engines) func `are joined by a rule only once somebody has set one`(engine: Engine) async throws {
        try await with(engine, town) { database in
            let rule = try DuplicateRule(leastProbability: 0.99, same: [.email, .birthDate])
            #expect(try await database.read { try store.rule($0) } == nil)
            try await database.write { try store.set(rule, by: staff, in: $0) }
            #expect(try await database.read { try store.rule($0) } == rule)
            let result = try await store.refresh(database)
            #expect(result.joined > 0 && result.suggestions > 0)
            #expect(try await database.read { try PersonStore().count($0) } == town.count - result.joined)
            try await database.write { try store.set(nil, by: staff, in: $0) }
            #expect(try await store.refresh(database).joined == 0)
        }
    }

    @Test(arguments: engines) func `are the same when looked for again`(engine: Engine) async throws {
        try await with(engine, town) { database in
            _ = try await store.refresh(database)
            let first = try await database.read { try store.open(limit: 1_000, $0) }
            _ = try await store.refresh(database)
            #expect(try await database.read { try store.open(limit: 1_000, $0) } == first)
        }
    }

    @Test(arguments: engines) func `are not made of browsers that nobody has named`(engine: Engine) async throws {
        try await with(engine, (0..<30).map { _ in [:] }) { database in
            let refresh = try await store.refresh(database)
            #expect(refresh == DuplicateRefresh(people: 0, suggestions: 0, joined: 0))
        }
    }
}
