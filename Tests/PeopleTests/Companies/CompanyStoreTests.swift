import Kernel
import Storage
import TestKit
import Testing

@testable import People

/// What came of a company, from whatever order of words.
private struct Acme: Hashable {
    var name = ""
    var traits: [String] = []
    var memberships: [String] = []
}

/// Something said about Acme or about who acts for it.
private enum Word: Sendable {
    case known([String: String], at: Instant)
    case acting(Membership)
}

private func day(_ number: Int64) -> Instant { noon().adding(.days(number - 100)) }

private func acme(_ engine: Engine, _ words: [Word]) async throws -> Acme {
    try await withMigratedDatabase(engine) { database in
        for word in words { try await database.write { try said(word, in: $0) } }
        return try await database.read { session in
            Acme(
                name: try session.value("SELECT name FROM company") ?? "",
                traits: try session.rows("SELECT name, value, occurred_at FROM company_trait ORDER BY name").map { "\($0.values)" },
                memberships: try session.rows("SELECT identifier, since, until FROM membership ORDER BY identifier").map { "\($0.values)" })
        }
    }
}

private func said(_ word: Word, in tx: Transaction) throws {
    try tx.run("INSERT INTO source (id, key, name, medium, created_at) VALUES (1, 'shop', 'Shop', 'http', 0) ON CONFLICT (id) DO NOTHING")
    for id in Int64(1)...3 {
        try tx.run(
            """
            INSERT INTO identifier (id, type, value, person, seen_at) VALUES (\(id), 1, \("\(id)"), \(id), 0)
            ON CONFLICT (id) DO NOTHING
            """)
    }
    let number = try CompanyStore().numbers(of: ["acme"], in: tx)["acme"] ?? 0
    switch word {
    case .known(let traits, let at): try CompanyStore().record(traits, of: number, at: at, source: 1, in: tx)
    case .acting(let membership): try CompanyStore().record([membership], in: tx)
    }
}

private func acting(_ identifier: Int64, _ number: Int64, left: Bool = false) -> Word {
    .acting(Membership(of: identifier, in: 1, at: day(number), hasLeft: left))
}

@Suite struct `A company` {
    @Test(arguments: engines) func `is called what it was called last, whenever that arrives`(engine: Engine) async throws {
        let words: [Word] = [.known(["name": "Acme Inc", "plan": "team"], at: day(5)), .known(["name": "Acme", "plan": "free"], at: day(1))]
        let company = try await acme(engine, words)
        #expect(company.name == "Acme Inc")
        #expect(company.traits.count == 2 && company.traits[1].contains("team"))
        #expect(try await acme(engine, words.reversed()) == company)
    }

    @Test(arguments: engines) func `has a member from the first that was heard of them until they are said to leave`(engine: Engine) async throws {
        let staying = try await acme(engine, [acting(1, 5), acting(1, 2), acting(1, 9)])
        #expect(staying.memberships == ["\([Value.integer(1), day(2).stored, .null])"])
        let leaving = try await acme(engine, [acting(1, 9, left: true), acting(1, 2)])
        #expect(leaving.memberships == ["\([Value.integer(1), day(2).stored, day(9).stored])"])
        let back = try await acme(engine, [acting(1, 11), acting(1, 9, left: true), acting(1, 2)])
        #expect(back.memberships == ["\([Value.integer(1), day(2).stored, .null])"])
    }

    @Test(arguments: engines, 1...10) func `is the same whatever the order of arrival`(engine: Engine, seed: UInt64) async throws {
        var random = SeededGenerator(seed: seed)
        let words = (0..<25).map { _ -> Word in
            let number = Int64.random(in: 1...9, using: &random)
            guard Bool.random(using: &random) else {
                return acting(Int64.random(in: 1...3, using: &random), number, left: Int.random(in: 0..<3, using: &random) == 0)
            }
            let value = ["", "Acme", "Acme Inc", "ACME"][Int.random(in: 0..<4, using: &random)]
            return .known(Bool.random(using: &random) ? ["name": value] : ["plan": value, "name": value], at: day(number))
        }
        let expected = try await acme(engine, words)
        #expect(try await acme(engine, words.shuffled(using: &random)) == expected)
        #expect(try await acme(engine, words.reversed()) == expected)
    }
}
