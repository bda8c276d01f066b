import TestKit
import Testing

@testable import People

private func quality(_ cast: DuplicatesCast, _ findings: DuplicateFindings) -> LinkQuality { LinkQuality(groups: findings.groups, truth: cast.truth) }

@Suite struct `A search for duplicates` {
    private static let town = DuplicatesCast.town(200, seed: 3)
    private static let findings = DuplicateSearch().run(town.roster)

    @Test func `finds most of those who are one and hardly anybody else`() throws {
        let quality = quality(Self.town, Self.findings)
        #expect(try #require(quality.precision) > 0.95)
        #expect(try #require(quality.recall) > 0.9)
    }

    @Test func `finds the same whatever the order of the records, and each time`() {
        var random = SeededGenerator(seed: 5)
        let order = Self.town.rows.indices.shuffled(using: &random)
        let shuffled = DuplicateSearch().run(DuplicatesCast.roster(order.map { Self.town.rows[$0] }))
        let back = shuffled.groups.map { $0.map { order[$0] }.sorted() }.sorted { $0[0] < $1[0] }
        #expect(back == Self.findings.groups)
        #expect(shuffled.suggestions.map(\.probability) == Self.findings.suggestions.map(\.probability))
        #expect(DuplicateSearch().run(Self.town.roster).suggestions == Self.findings.suggestions)
    }

    @Test func `suggests just as many pairs as it takes to join the groups, the surest first`() {
        #expect(Self.findings.suggestions.count == Self.findings.groups.reduce(0) { $0 + $1.count - 1 })
        #expect(Self.findings.suggestions.allSatisfy { $0.one < $0.other && $0.probability >= 0.5 && !$0.reasons.isEmpty })
        #expect((Self.findings.suggestions.first?.probability ?? 0) >= (Self.findings.suggestions.last?.probability ?? 1))
    }

    @Test func `makes no group larger than the limit`() {
        var cast = DuplicatesCast.town(80, seed: 9)
        let person = cast.person()
        for _ in 0..<30 { cast.add(cast.copy(person, losing: 0, misspelling: 0.02), as: "often") }
        var search = DuplicateSearch()
        #expect((search.run(cast.roster).groups.map(\.count).max() ?? 0) > 8)
        search.limits.mostMembers = 8
        #expect((2...8).contains(search.run(cast.roster).groups.map(\.count).max() ?? 0))
    }

    @Test func `keeps apart who is known not to be one, also by way of others`() throws {
        let group = try #require(Self.findings.groups.first { $0.count == 3 })
        var search = DuplicateSearch()
        search.apart = [(group[0], group[2])]
        let found = search.run(Self.town.roster).groups
        #expect(!found.contains { $0.contains(group[0]) && $0.contains(group[2]) })
    }

    @Test func `is stricter with a higher probability`() {
        var search = DuplicateSearch()
        search.limits.leastProbability = 0.999
        let (strict, usual) = (quality(Self.town, search.run(Self.town.roster)), quality(Self.town, Self.findings))
        #expect(strict.found < usual.found)
        #expect((strict.precision ?? 0) >= (usual.precision ?? 1))
    }

    @Test func `does not take families under one roof for one person`() {
        let cast = DuplicatesCast.families(120, seed: 13)
        let found = DuplicateSearch().run(cast.roster)
        #expect(found.groups.count * 50 <= cast.rows.count)
    }

    @Test(arguments: [0, 1, 2, 5]) func `of a handful of records comes to an end`(count: Int) {
        var cast = DuplicatesCast(seed: 1)
        for number in 0..<count { cast.add(cast.person(), as: "\(number)") }
        #expect(DuplicateSearch().run(cast.roster).groups.isEmpty)
    }

    @Test func `of records that say nothing finds nobody`() {
        #expect(DuplicateSearch().run(DuplicatesCast.roster(Array(repeating: DuplicatesCast.attributes.map { _ in nil }, count: 50))).groups.isEmpty)
    }
}

@Suite struct `The quality of what was found` {
    @Test func `counts pairs`() {
        let quality = LinkQuality(groups: [[0, 1, 2], [3, 4]], truth: ["a", "a", "b", "c", "c", "b"])
        #expect((quality.right, quality.found, quality.wanted) == (2, 4, 3))
        #expect(quality.f1 == 4.0 / 7)
        #expect(quality.precision == 0.5)
    }

    @Test func `is not known where there is nothing to find`() {
        let quality = LinkQuality(groups: [], truth: ["a", "b"])
        #expect(quality.precision == nil && quality.recall == nil && quality.f1 == nil)
    }
}

@Suite struct `The blocks of a roster` {
    @Test func `are small, and nobody is compared with nearly everybody`() {
        let roster = DuplicatesCast.town(1_500, seed: 21).roster
        let blocks = Blocks(Traces(roster))
        #expect(zip(blocks.starts, blocks.starts.dropFirst()).allSatisfy { $1 - $0 <= Blocks.mostMembers })
        #expect(blocks.pairs(of: roster.count).count < roster.count * 150)
    }

    @Test func `hold records that are equal in everything, however many`() {
        let roster = DuplicatesCast.roster(Array(repeating: ["ann", "lee", "1971-06-24", nil, nil, nil], count: 500))
        #expect(Blocks(Traces(roster)).pairs(of: 500).count >= 499 / 60 * 60)
    }
}

@Suite struct `Reasons` {
    @Test func `are words, what speaks against it last`() {
        let reasons = [
            DuplicateReason(.attribute(Attribute("surname", .familyName), .same, isRare: true), bits: 9),
            DuplicateReason(.attribute(Attribute("dob", .birthDate), .same, isRare: false), bits: 8),
            DuplicateReason(.attribute(Attribute("first_name", .givenName), .oneLetter, isRare: false), bits: 6),
            DuplicateReason(.attribute(Attribute("city", .place), .different, isRare: false), bits: -3), DuplicateReason(.relatives, bits: -4),
        ]
        #expect(
            reasons.sentence == "same surname, which is rare; same date of birth; first names differ in one letter"
                + " – but places differ; people of one household or firm would share this too")
    }

    @Test func `are given for a suggestion, the weightiest first`() throws {
        let suggestion = try #require(DuplicateSearch().run(DuplicatesCast.town(60, seed: 4).roster).suggestions.first)
        #expect(suggestion.reasons.map(\.bits) == suggestion.reasons.map(\.bits).sorted(by: >))
        #expect(suggestion.reasons.reduce(0) { $0 + $1.bits } > 0)
    }

    @Test func `come back from JSON as they went`() throws {
        let reasons = Agreement.allCases.map { DuplicateReason(.attribute(Attribute("x \"y\"", .text), $0, isRare: $0 == .same), bits: -1.25) }
        let all = reasons + [DuplicateReason(.relatives, bits: -3.5)]
        #expect(try DuplicateReasonJSON.reasons(DuplicateReasonJSON.text(all)) == all)
    }
}

@Suite struct `A rule of joining` {
    private let email = DuplicateReason(.attribute(Attribute("email", .email), .same, isRare: true), bits: 12)
    private let likeEmail = DuplicateReason(.attribute(Attribute("email", .email), .similar, isRare: false), bits: 6)

    @Test func `wants the probability and the same value`() throws {
        let rule = try DuplicateRule(leastProbability: 0.99, same: [.email])
        #expect(rule.allows(0.995, [email]))
        #expect(!rule.allows(0.98, [email]))
        #expect(!rule.allows(0.995, [likeEmail]))
    }

    @Test func `may not rest on names alone, nor on a low probability`() {
        #expect(throws: (any Error).self) { try DuplicateRule(leastProbability: 0.99, same: [.givenName, .familyName]) }
        #expect(throws: (any Error).self) { try DuplicateRule(leastProbability: 0.4, same: [.email]) }
        #expect(throws: (any Error).self) { try DuplicateRule(leastProbability: 0.99, same: []) }
    }
}
