import Kernel
import People
import Storage
import TestKit
import Testing
import Timeline

private let staff = [UInt8](repeating: 7, count: 16)
private let (ada, ben) = (Identifier(.userID, "ada"), Identifier(.userID, "ben"))
private let (adas, bens) = (Identifier(.email, "ada@example.com"), Identifier(.email, "ben@example.com"))
private let browser = Identifier(.anonymousID, "b-1")

private func touch(
    _ people: [Identifier?], _ kind: String = "identify", minute: Int64 = 0, verified: [Identifier?] = [], key: String? = nil
) -> NewTouchpoint {
    let people = people.compactMap(\.self)
    let names = people.map { "\($0.type.rawValue) \($0.value)" }.joined(separator: ", ")
    var touchpoint = NewTouchpoint(
        kind, channel: "web", by: people, at: noon().adding(.minutes(minute - 60)), key: SourceKey(key ?? "\(kind) \(minute) \(names)"))
    touchpoint.verified = Set(verified.compactMap(\.self))
    return touchpoint
}

/// A shop's own server, and the pages of the shop, whose key anybody can read.
private struct Shop: Sendable {
    let line: Line
    let server: Source
    let pages: Source

    func say(_ touchpoints: NewTouchpoint..., by source: Source) async throws { _ = try await line.append(touchpoints, from: source) }

    func areOne(_ one: Identifier?, _ other: Identifier?) async throws -> Bool {
        let (one, other) = (try await line.person(of: one), try await line.person(of: other))
        return one != nil && one == other
    }

    func known(_ identifier: Identifier?) async throws -> KnownIdentifier {
        let identifier = try #require(identifier)
        let known: KnownIdentifier? = try await line.database.read { [identities = line.identities] in try identities.find(identifier, $0) }
        return try #require(known)
    }

    func isVerified(_ identifier: Identifier?) async throws -> Bool { try await known(identifier).verifiedAt != nil }

    /// Staff say whether it is truly theirs.
    func staffSay(_ identifier: Identifier?, isVerified: Bool) async throws {
        let (number, rules) = (try await known(identifier).id, line.rules)
        try await line.database.write { tx in
            let word = VerificationStore.Word(number, isVerified: isVerified, at: tx.now, staff: staff, reason: "")
            try VerificationStore().record([word], in: tx, rules: rules)
        }
    }

    func block(_ identifier: Identifier?) async throws {
        let (identifier, rules) = (try #require(identifier), line.rules)
        try await line.database.write { tx in try BlockedValueStore().block(identifier, reason: "nobody", in: tx, rules: rules) }
    }

    func unblock(_ identifier: Identifier?) async throws {
        let (identifier, rules) = (try #require(identifier), line.rules)
        try await line.database.write { tx in try BlockedValueStore().unblock(identifier, in: tx, rules: rules) }
    }

    func described() async throws -> [String] { try await line.database.read { try TimelineTests.described($0) } }
}

/// - Parameter isPublic: whether the key of the pages is known to be public from the beginning.
private func withShop(_ engine: Engine, isPublic: Bool = true, _ body: (Shop) async throws -> Void) async throws {
    try await withLine(engine) { line, server in
        let pages = try await line.source("pages", name: "Pages", medium: .http)
        if isPublic { try await line.publish(pages) }
        try await body(Shop(line: line, server: server, pages: pages))
    }
}

@Suite struct `Claims` {
    @Test(arguments: engines) func `of a page join a browser to the customer, and give them a new address`(engine: Engine) async throws {
        try await withShop(engine) { shop in
            try await shop.say(touch([browser], "page_view"), by: shop.pages)
            try await shop.say(touch([ada, browser, adas], minute: 1), by: shop.pages)
            #expect(try await shop.areOne(ada, browser))
            #expect(try await shop.areOne(ada, adas))
            #expect(try await !shop.isVerified(adas))
        }
    }

    @Test(arguments: engines) func `of a page make nobody the owner of an address that the shop knows`(engine: Engine) async throws {
        try await withShop(engine) { shop in
            // Ben is known by his address alone; somebody says in a page that it is Ada's, as if it had been so before.
            try await shop.say(touch([bens], "order_placed", minute: 5), by: shop.server)
            try await shop.say(touch([ada, browser, bens], minute: 1), by: shop.pages)
            #expect(try await !shop.areOne(ada, bens))
            #expect(try await !shop.areOne(browser, bens))
            #expect(try await shop.areOne(ada, browser))
        }
    }

    @Test(arguments: engines) func `of a page give way when the shop speaks later`(engine: Engine) async throws {
        try await withShop(engine) { shop in
            try await shop.say(touch([ada, bens], minute: 1), by: shop.pages)
            #expect(try await shop.areOne(ada, bens))
            try await shop.say(touch([bens], "order_placed", minute: 5), by: shop.server)
            #expect(try await !shop.areOne(ada, bens))
            try await shop.say(touch([ben, bens], minute: 9), by: shop.server)
            #expect(try await shop.areOne(ben, bens))
        }
    }

    @Test(arguments: engines) func `of a page make no two customers one, also not as an alias`(engine: Engine) async throws {
        try await withShop(engine) { shop in
            try await shop.say(touch([ada, adas]), touch([ben, bens]), by: shop.server)
            try await shop.say(touch([ada, ben], "alias", minute: 1), touch([ada, bens], minute: 2), touch([browser, adas, bens]), by: shop.pages)
            #expect(try await !shop.areOne(ada, ben))
            try await shop.say(touch([ada, ben], "alias", minute: 3), by: shop.server)
            #expect(try await shop.areOne(ada, ben))
        }
    }

    @Test(arguments: engines) func `are what a source has said all along, once its key is seen in a page`(engine: Engine) async throws {
        try await withShop(engine, isPublic: false) { shop in
            try await shop.say(touch([bens], "order_placed"), by: shop.server)
            try await shop.say(touch([ada, bens], minute: 1, verified: [bens]), by: shop.pages)
            #expect(try await shop.areOne(ada, bens))
            #expect(try await shop.isVerified(bens))
            try await shop.line.publish(shop.pages)
            #expect(try await !shop.areOne(ada, bens))
            #expect(try await !shop.isVerified(bens))
            #expect(try await shop.line.database.read { try IdentityReviewStore().latest($0) }?.finishedAt != nil)
        }
    }
}

@Suite struct `An identifier` {
    @Test(arguments: engines) func `is claimed until a server or staff say that it was verified`(engine: Engine) async throws {
        try await withShop(engine) { shop in
            try await shop.say(touch([ada, adas]), by: shop.server)
            #expect(try await !shop.isVerified(adas))
            try await shop.say(touch([ada, adas], minute: 1, verified: [adas]), by: shop.pages)
            #expect(try await !shop.isVerified(adas))
            try await shop.say(touch([ada, adas], minute: 2, verified: [adas]), by: shop.server)
            #expect(try await shop.known(adas).verifiedAt == noon().adding(.minutes(-58)))
            try await shop.staffSay(adas, isVerified: false)
            try await shop.say(touch([ada, adas], minute: 0, verified: [adas], key: "again"), by: shop.server)
            #expect(try await !shop.isVerified(adas))
            try await shop.staffSay(adas, isVerified: true)
            #expect(try await shop.isVerified(adas))
        }
    }

    @Test(arguments: engines) func `that staff have verified is nobody else's by a claim`(engine: Engine) async throws {
        try await withShop(engine) { shop in
            try await shop.say(touch([ben, bens], minute: 9), by: shop.pages)
            try await shop.staffSay(bens, isVerified: true)
            #expect(try await !shop.areOne(ben, bens))
            try await shop.staffSay(bens, isVerified: false)
            #expect(try await shop.areOne(ben, bens))
        }
    }

    @Test(arguments: engines) func `that names nobody joins nobody, whenever it is blocked, and again once it is not`(engine: Engine) async throws {
        try await withShop(engine) { shop in
            try await shop.say(touch([adas, browser]), touch([Identifier(.phone, "000000"), adas]), by: shop.server)
            try await shop.say(touch([Identifier(.phone, "000000"), bens]), by: shop.server)
            let before = try await shop.described()
            #expect(try await shop.areOne(adas, bens))
            try await shop.block(Identifier(.phone, "000 000"))
            #expect(try await !shop.areOne(adas, bens))
            #expect(try await shop.areOne(adas, browser))
            await #expect(throws: Failure.self) { try await shop.block(Identifier(.phone, "000000")) }
            try await shop.unblock(Identifier(.phone, "000000"))
            #expect(try await shop.described() == before)
            await #expect(throws: Failure.self) { try await shop.unblock(Identifier(.phone, "000000")) }
        }
    }

    @Test(arguments: engines, ["null", "Undefined", "[object Object]", "0", "guest"])
    func `that programs write where there is nothing to say joins nobody, from the start`(engine: Engine, value: String) async throws {
        try await withShop(engine) { shop in
            let (nobody, other) = (Identifier(.userID, value), Identifier(.anonymousID, "b-2"))
            try await shop.say(touch([nobody, browser]), touch([nobody, other]), touch([nobody, adas, browser]), by: shop.server)
            #expect(try await !shop.areOne(browser, other))
            #expect(try await shop.areOne(browser, adas))
            let owners = try await shop.line.database.read { try $0.rows("SELECT DISTINCT identifier FROM touchpoint").count }
            #expect(owners == 3)
            let ofNobody = try await shop.known(nobody).id
            let strays: Int? = try await shop.line.database.read { try $0.value("SELECT COUNT(*) FROM touchpoint WHERE identifier = \(ofNobody)") }
            #expect(strays == 0)
        }
    }

    @Test(arguments: engines) func `may be more or fewer of a person, and a review that was interrupted goes on`(engine: Engine) async throws {
        try await withShop(engine) { shop in
            for number in 0..<3 {
                try await shop.say(touch([ada, Identifier(.email, "\(number)@example.com")], minute: Int64(number)), by: shop.server)
            }
            let before = try await shop.described()
            let email = try #require(shop.line.rules.byType[.email])
            try await shop.line.database.write { [identities = shop.line.identities] in try identities.limit(email, to: 1, in: $0) }
            #expect(try await !IdentityReviewStore().run(shop.line.database, steps: 1))
            #expect(try await IdentityReviewStore().run(shop.line.database))
            #expect(try await shop.areOne(ada, Identifier(.email, "0@example.com")))
            #expect(try await !shop.areOne(ada, Identifier(.email, "1@example.com")))
            #expect(try await shop.line.database.read { try IdentityReviewStore().latest($0) }?.moved == 2)
            try await shop.line.database.write { [identities = shop.line.identities] in try identities.limit(email, to: 5, in: $0) }
            try await IdentityReviewStore().run(shop.line.database)
            #expect(try await shop.described() == before)
        }
    }
}

/// Everything that is said of who is who, in whatever order.
private enum Said: Sendable {
    case touched(NewTouchpoint, byPages: Bool)
    case blocked(Identifier?)
    case published
}

private func town(_ random: inout SeededGenerator) -> [Said] {
    let touched = (0..<40).map { number -> Said in
        let users = (0..<2).map { _ in Identifier(.userID, "u\(Int.random(in: 0..<5, using: &random))") }
        let isAlias = Int.random(in: 0..<6, using: &random) == 0
        let others = [
            Identifier(.email, "e\(Int.random(in: 0..<7, using: &random))@example.com"),
            Identifier(.anonymousID, "a\(Int.random(in: 0..<12, using: &random))"),
            Identifier(.phone, "6000\(Int.random(in: 0..<4, using: &random))"),
            users[0],
        ].filter { _ in Bool.random(using: &random) }
        let people: [Identifier?] = isAlias && users[0] != users[1] ? users : others.isEmpty ? [users[0]] : others
        let touchpoint = touch(
            people, isAlias ? "alias" : "identify", minute: Int64.random(in: 0..<50, using: &random),
            verified: Bool.random(using: &random) ? people : [], key: "\(number)")
        return .touched(touchpoint, byPages: Bool.random(using: &random))
    }
    return touched + [.blocked(Identifier(.phone, "60000")), .blocked(Identifier(.email, "e0@example.com")), .published]
}

private func live(_ said: [Said], _ engine: Engine, then: (Shop) async throws -> Void = { _ in }) async throws -> [String] {
    var state: [String] = []
    try await withShop(engine, isPublic: false) { shop in
        for one in said {
            switch one {
            case .touched(let touchpoint, let byPages): try await shop.say(touchpoint, by: byPages ? shop.pages : shop.server)
            case .blocked(let identifier): try await shop.block(identifier)
            case .published: try await shop.line.publish(shop.pages)
            }
        }
        state = try await shop.described()
        try await then(shop)
    }
    return state
}

@Suite struct `Who is who, with all that may be said of it` {
    @Test(arguments: engines, 1...10) func `does not depend on the order of arrival`(engine: Engine, seed: UInt64) async throws {
        var random = SeededGenerator(seed: seed)
        let said = town(&random)
        let expected = try await live(said, engine)
        for _ in 0..<2 { #expect(try await live(said.shuffled(using: &random), engine) == expected) }
    }

    @Test(arguments: engines, 1...5) func `is what it was before when a merge is taken back`(engine: Engine, seed: UInt64) async throws {
        var random = SeededGenerator(seed: seed)
        let said = town(&random)
        _ = try await live(said, engine) { shop in
            let before = try await shop.described()
            let people = try await shop.line.database.read { try PersonStore().newest(limit: 100, $0).map(\.number) }
            for (one, other) in zip(people, people.dropFirst()).prefix(4) {
                let rules = shop.line.rules
                let link = try await shop.line.database.write { [identities = shop.line.identities] in
                    try identities.merge(one, with: other, by: staff, reason: "", in: $0, rules: rules)
                }
                #expect(try await shop.described() != before)
                try await shop.line.database.write { [identities = shop.line.identities] in
                    try identities.unlink([link], by: staff, reason: "", in: $0, rules: rules)
                }
                #expect(try await shop.described() == before)
            }
        }
    }
}
