import Kernel
import People
import Storage
import TestKit
import Testing
import Timeline

/// The cast: Ada has a customer number and an address, Ben only a browser.
private let ada = Identifier(.userID, "ada")
private let adasAddress = Identifier(.email, "Ada@Example.com")
private let browser = Identifier(.anonymousID, "b-1")

private func touch(_ people: [Identifier?], _ kind: String = "page_view", minute: Int64 = 0, key: String? = nil, traits: [String: String] = [:])
    -> NewTouchpoint
{
    NewTouchpoint(
        kind, channel: "web", by: people.compactMap { $0 }, at: noon().adding(.minutes(minute - 60)), key: key.map { SourceKey($0) }, traits: traits)
}

/// A line on a fresh database, and a site that sends to it.
func withLine(_ engine: Engine, _ body: (Line, Source) async throws -> Void) async throws {
    try await withMigratedDatabase(engine) { database in
        let line = try await Line.open(database)
        try await body(line, try await line.source("shop", name: "Shop", medium: .http))
    }
}

extension Line {
    func person(of identifier: Identifier?) async throws -> Int64? {
        guard let identifier else { return nil }
        return try await database.read { [identities] in try identities.find(identifier, $0)?.person }
    }

    fileprivate func count() async throws -> Int {
        try await database.read { try $0.value("SELECT COUNT(*) FROM touchpoint") ?? 0 }
    }
}

@Suite struct `The line` {
    @Test(arguments: engines) func `takes a touchpoint once, however often it comes`(engine: Engine) async throws {
        try await withLine(engine) { line, shop in
            let first = try await line.append([touch([ada], key: "1"), touch([ada], key: "2"), touch([ada], key: "1")], from: shop)
            #expect(first.accepted == 2 && first.duplicates == 1)
            let again = try await line.append([touch([ada], key: "1"), touch([ada], key: "3")], from: shop)
            #expect(again.fates.first == .duplicate && again.accepted == 1)
            #expect(try await line.count() == 3)
        }
    }

    @Test(arguments: engines) func `takes the same key from another source as another touchpoint`(engine: Engine) async throws {
        try await withLine(engine) { line, shop in
            let app = try await line.source("app", name: "App", medium: .http)
            _ = try await line.append([touch([ada], key: "1")], from: shop)
            #expect(try await line.append([touch([ada], key: "1")], from: app).accepted == 1)
        }
    }

    @Test(arguments: engines) func `rejects a bad touchpoint by itself`(engine: Engine) async throws {
        try await withLine(engine) { line, shop in
            let appended = try await line.append([touch([ada], key: "1"), touch([], key: "2"), touch([ada], "", key: "3")], from: shop)
            #expect(appended.accepted == 1 && appended.rejected == 2)
            guard case .rejected(.invalid(let field, _)) = appended.fates[1] else { throw Failure.conflict("not rejected") }
            #expect(field == "identifiers")
        }
    }

    @Test(arguments: engines) func `joins anonymous history to the person once known`(engine: Engine) async throws {
        try await withLine(engine) { line, shop in
            _ = try await line.append([touch([browser], key: "1")], from: shop)
            let before = try await line.person(of: browser)
            _ = try await line.append([touch([ada, browser, adasAddress], "identify", minute: 5, key: "2")], from: shop)
            #expect(try await line.person(of: browser) == line.person(of: ada))
            #expect(try await line.person(of: adasAddress) == before)
        }
    }

    @Test(arguments: engines) func `gives a second customer number a person of its own`(engine: Engine) async throws {
        try await withLine(engine) { line, shop in
            let (first, second, jane) = (Identifier(.userID, "abc123"), Identifier(.userID, "abc456"), Identifier(.email, "jane@example.com"))
            _ = try await line.append([touch([first, jane], "identify", minute: 0, key: "1")], from: shop)
            _ = try await line.append([touch([second, jane], "order_placed", minute: 1, key: "2")], from: shop)
            #expect(try await line.person(of: jane) == line.person(of: first))
            #expect(try await line.person(of: second) != line.person(of: first))
        }
    }

    @Test(arguments: engines) func `flags a clock that is not believed, and keeps both times`(engine: Engine) async throws {
        try await withLine(engine) { line, shop in
            _ = try await line.append([touch([ada], minute: 70, key: "ahead"), touch([ada], minute: 62, key: "nearly")], from: shop)
            let touchpoints = try await line.database.read { try TouchpointStore().feed(after: 0, limit: 10, line.catalogue, $0) }
            #expect(touchpoints.map(\.flags) == [[.clockSkew], []])
            #expect(touchpoints.allSatisfy { $0.receivedAt == noon() })
        }
    }

    @Test(arguments: engines) func `adds a kind that nobody has named to the catalogue`(engine: Engine) async throws {
        try await withLine(engine) { line, shop in
            _ = try await line.append([touch([ada], "sofa_tested", key: "1")], from: shop)
            #expect(line.catalogue.number(ofKind: "sofa_tested") != nil)
        }
    }

    @Test(arguments: engines) func `is numbered in the order of commits, also with many senders`(engine: Engine) async throws {
        try await withLine(engine) { line, shop in
            try await withThrowingTaskGroup(of: Void.self) { group in
                for sender in 0..<8 {
                    group.addTask {
                        for batch in 0..<10 {
                            _ = try await line.append(
                                (0..<5).map { touch([Identifier(.userID, "\(sender)")], key: "\(sender)-\(batch)-\($0)") }, from: shop)
                        }
                    }
                }
                try await group.waitForAll()
            }
            let positions = try await line.database.read { try TouchpointStore().feed(after: 0, limit: 1_000, line.catalogue, $0).map(\.position) }
            #expect(positions == Array(1...400))
        }
    }

    @Test(arguments: engines, 1...8) func `is the same whatever the order of arrival, with repeats`(engine: Engine, seed: UInt64) async throws {
        var random = SeededGenerator(seed: seed)
        let events = (0..<60).map { number in
            let people = [
                Identifier(.userID, "u\(Int.random(in: 0..<6, using: &random))"),
                Identifier(.email, "e\(Int.random(in: 0..<8, using: &random))@example.com"),
                Identifier(.anonymousID, "a\(Int.random(in: 0..<20, using: &random))"),
            ].filter { _ in Bool.random(using: &random) }
            return touch(
                people.isEmpty ? [ada] : people, minute: Int64.random(in: 0..<50, using: &random), key: "\(number)", traits: ["city": "\(number % 7)"]
            )
        }
        let orders = [events, events.shuffled(using: &random), (events + events.prefix(20)).shuffled(using: &random)]
        var states: [[String]] = []
        for order in orders {
            try await withLine(engine) { line, shop in
                for batch in order.chunked(by: 7) { _ = try await line.append(batch, from: shop) }
                states.append(try await line.database.read { try described($0) })
            }
        }
        #expect(states.allSatisfy { $0 == states[0] })
    }

    @Test(arguments: engines) func `comes apart exactly as it was when a merge is undone`(engine: Engine) async throws {
        try await withLine(engine) { line, shop in
            _ = try await line.append([touch([ada, adasAddress], key: "1"), touch([browser], key: "2")], from: shop)
            let before = try await line.database.read { try described($0) }
            let (one, other) = (try await line.person(of: ada) ?? 0, try await line.person(of: browser) ?? 0)
            let rules = line.rules
            let merged = try await line.database.write { [identities = line.identities] in
                try identities.merge(one, with: other, by: [1], reason: "she said so", in: $0, rules: rules)
            }
            #expect(try await line.person(of: browser) == one)
            _ = try await line.database.write { [identities = line.identities] in
                try identities.unlink([merged], by: [1], reason: "she did not", in: $0, rules: rules)
            }
            #expect(try await line.database.read { try described($0) } == before)
        }
    }

    @Test(arguments: engines) func `comes together exactly as it was when a split is undone`(engine: Engine) async throws {
        try await withLine(engine) { line, shop in
            _ = try await line.append([touch([ada, adasAddress, browser], key: "1")], from: shop)
            let before = try await line.database.read { try described($0) }
            let person = try await line.person(of: ada) ?? 0
            let rules = line.rules
            try await line.database.write { [identities = line.identities] tx in
                guard let leaving = try browser.flatMap({ try identities.find($0, tx) }) else { throw Failure.missing("The browser") }
                try identities.separate([leaving.id], from: person, by: [1], reason: "shared", in: tx, rules: rules)
            }
            #expect(try await line.person(of: browser) != line.person(of: ada))
            #expect(try await line.person(of: ada) == person)
            try await line.database.write { [identities = line.identities] tx in
                for decision in try identities.decisions(about: person, tx) {
                    try identities.undo(decision.reference, by: [1], reason: "not shared", in: tx, rules: rules)
                }
            }
            #expect(try await line.database.read { try described($0) } == before)
        }
    }
}

/// Who is who, who was there when, and what is known of them: everything but the numbers, which depend on who came first.
func described(_ session: Session) throws -> [String] {
    let identifiers = try session.rows("SELECT id, type, value, person, verified_at FROM identifier").map(KnownIdentifier.init)
    let groups = Dictionary(grouping: identifiers, by: \.person).mapValues { identifiers in
        identifiers.map { "\($0.type) \($0.value) \($0.verifiedAt as Any)" }.sorted().joined(separator: ", ")
    }
    let touchpoints = try session.rows(
        """
        SELECT identifier.value, occurred_at, kind.key FROM touchpoint JOIN identifier ON identifier.id = touchpoint.identifier
        JOIN kind ON kind.id = touchpoint.kind
        """
    ).map { "\($0.values)" }
    let traits = try session.rows("SELECT identifier.value, name, trait.value FROM trait JOIN identifier ON identifier.id = trait.identifier").map {
        "\($0.values)"
    }
    return groups.values.sorted() + touchpoints.sorted() + traits.sorted()
}
