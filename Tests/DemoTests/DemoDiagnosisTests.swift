import Analytics
import Demo
import Kernel
import People
import Statistics
import Testing
import Timeline

extension DemoLine {
    /// The company's line as questions see it: each customer by their number, visitors who never said who they are by their browser.
    static func log() throws -> JourneyLog {
        var builder = JourneyLog.Builder(stages: Stage.allCases.map(\.key))
        let kinds = Dictionary(Kind.defaults.map { ($0.key, $0) }, uniquingKeysWith: { first, _ in first })
        for (position, touchpoint) in touchpoints.enumerated() {
            guard let person = person(of: touchpoint) else { continue }
            builder.add(
                Touch(
                    person: person, position: Int64(position), at: touchpoint.occurredAt, kind: try builder.kind(touchpoint.kind),
                    channel: try builder.channel(touchpoint.channel), stage: kinds[touchpoint.kind]?.stage.flatMap { builder.stage($0.key) },
                    score: touchpoint.score.flatMap { score in ScoreScale(rawValue: score.scale.rawValue).map { ScaledScore(score.value, on: $0) } }))
        }
        return builder.build()
    }

    private static let numbers: [String: Int64] = Dictionary(
        uniqueKeysWithValues: Set(users.values).sorted().enumerated().map { ($1, Int64($0)) })

    private static func person(of touchpoint: NewTouchpoint) -> Int64? {
        touchpoint.identifiers.lazy.compactMap { users[$0] }.first.flatMap { numbers[$0] }
    }

    /// Customers by where they live and what they rent.
    static func groups(_ name: String) -> [PeopleGroup] {
        var people: [String: Set<Int64>] = [:]
        for (identifier, traits) in traits {
            guard let value = traits[name], let number = users[identifier].flatMap({ numbers[$0] }) else { continue }
            people[value, default: []].insert(number)
        }
        return people.sorted { $0.key < $1.key }.map { PeopleGroup(name, $0.key, $0.value) }
    }
}

@Suite struct `The diagnosis of the demo company` {
    private func diagnosis() throws -> Diagnosis {
        var catalogue = Set(Kind.defaults.filter { $0.stage == nil || $0.stage == .opinion }.map(\.key))
        catalogue.insert("identify")
        return try DemoLine.log().diagnosis(DiagnosisQuestion(besides: catalogue), groups: DemoLine.groups("region") + DemoLine.groups("language"))
    }

    @Test func `says that service is good and the experience is not, where and since when`() throws {
        let diagnosis = try diagnosis()
        #expect(diagnosis.verdict == .serviceGoodExperienceBad)
        let change = try #require(diagnosis.change)
        #expect(change.group?.name == "region" && change.group?.value == DemoLine.story.region)
        // What people answer follows what they were sent.
        #expect([0, 1].contains(change.month.number - DemoLine.story.month.number))
        #expect((change.experience.difference?.value ?? 0) < -25)
        #expect(abs(change.others?.difference?.value ?? 100) < 10)
    }

    @Test func `names deliveries and their owner, and does not blame service`() throws {
        let causes = try diagnosis().causes
        let owners = Dictionary(Kind.defaults.map { ($0.key, $0.department) }, uniquingKeysWith: { first, _ in first })
        #expect(!causes.isEmpty)
        #expect(causes.first.flatMap { owners[$0.kind] } == "logistics")
        #expect(causes.allSatisfy { owners[$0.kind] != "service" }, "\(causes.map(\.kind))")
        #expect(causes.map(\.kind).contains { ["delivery_delayed", "delivery_damaged", "delivery_incomplete"].contains($0) })
        #expect(causes.contains { $0.since == DemoLine.story.month }, "\(causes.map(\.since))")
        let stake = causes.filter { owners[$0.kind] == "logistics" }.reduce(0) { $0 + $1.effect.pointsAtStake }
        #expect(stake > 10)
    }
}
