import Kernel
import TestKit
import Testing

@testable import People

/// One to ten are customer numbers, 11…30 addresses, 31… browsers.
private func cast(_ count: Int64 = 60) -> [KnownIdentifier] {
    (1...count).map { KnownIdentifier(id: $0, type: $0 <= 10 ? 1 : $0 <= 30 ? 2 : 7, value: "value \($0)", person: $0) }
}

private let rules = IdentityRules([
    .init(number: 1, type: .userID, name: "Customer number", priority: 1, mostPerPerson: 1),
    .init(number: 2, type: .email, name: "Email", priority: 2, mostPerPerson: 5),
    .init(number: 7, type: .anonymousID, name: "Browser", priority: 7, mostPerPerson: 100),
])

private func link(_ id: Int64, _ a: Int64, _ b: Int64, _ grade: IdentityLink.Grade = .seenTogether, day: Int64 = 1) -> IdentityLink {
    IdentityLink(id: id, a, b, grade: grade, occurredAt: Instant(seconds: day * 86_400))
}

private func persons(_ links: [IdentityLink]) -> [Int64: Int64] { Clustering.persons(of: cast(), links: links, rules: rules) }

@Suite struct `Who is who` {
    @Test func `nobody is anybody else without evidence`() {
        #expect(persons([]).allSatisfy { $0.key == $0.value })
    }

    @Test func `identifiers seen together are one person, by way of others too`() {
        let persons = persons([link(1, 1, 31), link(2, 31, 11), link(3, 11, 32)])
        #expect([1, 11, 31, 32].allSatisfy { persons[$0] == 1 })
        #expect(persons[33] == 33)
    }

    @Test func `a second customer number stays a second person, and the address stays with the first`() {
        let persons = persons([link(1, 1, 11, day: 1), link(2, 2, 11, day: 2)])
        #expect(persons[11] == 1)
        #expect(persons[2] == 2)
    }

    @Test func `earlier evidence comes first, whenever it arrived`() {
        let persons = persons([link(1, 2, 11, day: 2), link(2, 1, 11, day: 1)])
        #expect(persons[11] == 1)
        #expect(persons[2] == 2)
    }

    @Test func `staff may join what a limit keeps apart, and what they withdraw is as if it had never been said`() {
        let seen = [link(1, 1, 31), link(2, 2, 32)]
        #expect(persons(seen + [link(3, 1, 2, .merged)])[2] == 1)
        #expect(persons(seen)[2] == 2)
    }

    @Test func `what staff separate does not come back by evidence`() {
        let seen = [link(1, 1, 31), link(2, 31, 32, day: 2), link(3, 1, 32, day: 3)]
        let apart = [link(4, 32, 1, .separated), link(5, 32, 31, .separated)]
        #expect(persons(seen)[32] == 1)
        #expect(persons(seen + apart)[32] == 32)
        #expect(persons(seen + apart)[31] == 1)
    }

    @Test func `the later word of staff counts`() {
        let seen = [link(1, 1, 31)]
        #expect(persons(seen + [link(2, 1, 31, .separated), link(3, 1, 31, .merged)])[31] == 1)
        #expect(persons(seen + [link(2, 1, 31, .merged), link(3, 1, 31, .separated)])[31] == 31)
    }

    @Test func `a browser of more than twenty customers is nobody's`() {
        let crowd = (Int64(1)...60).map { KnownIdentifier(id: $0, type: $0 <= 40 ? 1 : 7, value: "\($0)", person: $0) }
        let few = (Int64(1)...20).map { link($0, $0, 41, day: $0) }
        #expect(Clustering.persons(of: crowd, links: few, rules: rules)[41] == 1)
        let many = (Int64(1)...21).map { link($0, $0, 41, day: $0) }
        #expect(Clustering.persons(of: crowd, links: many, rules: rules)[41] == 41)
    }

    @Test(arguments: 1...200) func `the order of arrival does not matter`(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let links = (Int64(1)...40).map { id -> IdentityLink in
            let grades: [IdentityLink.Grade] = [.alias, .claimed, .claimed, .seenTogether, .seenTogether, .seenTogether]
            let grade = grades[Int.random(in: 0..<grades.count, using: &random)]
            return link(
                id, Int64.random(in: 1...60, using: &random), Int64.random(in: 1...60, using: &random), grade,
                day: Int64.random(in: 1...9, using: &random))
        }.filter { $0.one != $0.other }
        let expected = persons(links)
        for _ in 0..<5 {
            let order = links.shuffled(using: &random)
            let renumbered = order.enumerated().map { IdentityLink(id: Int64($0 + 1), $1.one, $1.other, grade: $1.grade, occurredAt: $1.occurredAt) }
            #expect(persons(renumbered) == expected)
        }
    }

    @Test func `two customer numbers are one person when the sender itself says so, and no third comes by being seen`() {
        let alias = link(1, 1, 2, .alias, day: 9)
        #expect(persons([alias])[2] == 1)
        let persons = persons([alias, link(2, 1, 11, day: 1), link(3, 3, 11, day: 2)])
        #expect(persons[11] == 1 && persons[2] == 1 && persons[3] == 3)
    }

    @Test func `a claim gives a customer a browser and a new address, and takes nobody else's`() {
        let claims = [link(1, 1, 31, .claimed), link(2, 1, 11, .claimed)]
        #expect([31, 11].allSatisfy { persons(claims)[$0] == 1 })
        let vouched = Clustering.persons(of: cast(), links: claims, rules: rules, vouched: [11])
        #expect(vouched[31] == 1 && vouched[11] == 11)
    }

    @Test func `a claim gives way to evidence, however early it is`() {
        let persons = persons([link(1, 1, 11, .claimed, day: 1), link(2, 2, 11, day: 5)])
        #expect(persons[11] == 2 && persons[1] == 1)
    }

    @Test(arguments: 1...100) func `claims join no two customers whom somebody knows`(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let links = (Int64(1)...80).map { id in
            link(
                id, Int64.random(in: 1...60, using: &random), Int64.random(in: 1...60, using: &random),
                id % 2 == 0 ? .alias : .claimed, day: Int64.random(in: 1...9, using: &random))
        }.filter { $0.one != $0.other }
        let vouched = Set((Int64(11)...30).filter { _ in Bool.random(using: &random) })
        let known = vouched.union(1...10)
        let evidence = Clustering.persons(of: cast(), links: links.filter { $0.grade != .claimed }, rules: rules, vouched: vouched)
        let all = Clustering.persons(of: cast(), links: links, rules: rules, vouched: vouched)
        for one in known {
            for other in known where all[one] == all[other] { #expect(evidence[one] == evidence[other]) }
        }
    }

    @Test(arguments: 1...100) func `nobody has more of a type than the limit`(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let links = (Int64(1)...80).map { link($0, Int64.random(in: 1...60, using: &random), Int64.random(in: 1...60, using: &random)) }.filter {
            $0.one != $0.other
        }
        let groups = Dictionary(grouping: persons(links), by: \.value)
        for members in groups.values {
            #expect(members.count { $0.key <= 10 } <= 1)
            #expect(members.count { (11...30).contains($0.key) } <= 5)
        }
    }
}
