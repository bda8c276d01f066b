import Foundation
import Kernel
import People
import Testing

@testable import Desk

@Suite struct `A service policy` {
    private func version(_ id: UInt128, _ version: Int, since: Int64, rank: Int, minutes: Int64?, _ conditions: ServiceConditions = .init()) throws
        -> ServicePolicy
    {
        let terms = try minutes.map { try ServicePolicy.Terms([ServiceTarget(.firstResponse, within: .minutes($0))], for: conditions) }
        return ServicePolicy(id: ID(bits: id), version: version, since: Instant(seconds: since), rank: rank, terms: terms)
    }

    private func promised(_ policies: [ServicePolicy], at start: Int64, _ facts: ServiceConditions.Facts = .init()) -> Duration? {
        ServicePolicy.inForce(at: Instant(seconds: start), for: facts, among: policies)?.target(.firstResponse)?.within
    }

    @Test func `holds in the version that was in force at the start, whatever was changed since`() throws {
        let policies = try [
            version(1, 2, since: 200, rank: 1, minutes: 30), version(1, 1, since: 100, rank: 1, minutes: 60),
            version(1, 3, since: 300, rank: 1, minutes: nil),
        ]
        #expect(
            [99, 100, 199, 200, 299, 300].map { promised(policies, at: $0) }
                == [nil, .minutes(60), .minutes(60), .minutes(30), .minutes(30), nil])
    }

    @Test func `gives way to the first that is for such a conversation`() throws {
        let hotel = ID<Company>(bits: 7)
        let policies = try [
            version(9, 1, since: 0, rank: 3, minutes: 480), version(8, 1, since: 0, rank: 1, minutes: 15, .init(companies: [hotel])),
            version(7, 1, since: 0, rank: 2, minutes: 60, .init(priorities: ["urgent", "high"], channels: ["chat"], labels: ["vip", "press"])),
        ]
        #expect(promised(policies, at: 1) == .minutes(480))
        #expect(promised(policies, at: 1, .init(priority: "urgent", channel: "chat", labels: ["press", "new"])) == .minutes(60))
        #expect(promised(policies, at: 1, .init(priority: "urgent", channel: "email", labels: ["press"])) == .minutes(480))
        #expect(promised(policies, at: 1, .init(priority: "urgent", channel: "chat", company: hotel)) == .minutes(15))
        #expect(promised([policies[2]], at: 1, .init(team: "billing")) == nil)
    }

    @Test(arguments: [0, -60, 31_622_401] as [Int64]) func `refuses a target of no time, or of more than a year`(seconds: Int64) {
        #expect(throws: Failure.invalid("within", "must be more than nothing and at most a year")) {
            try ServiceTarget(.resolution, within: .seconds(seconds))
        }
    }

    @Test(arguments: [0, 60, 61] as [Int64]) func `refuses a warning that is none`(minutes: Int64) {
        #expect(throws: Failure.invalid("warning", "must be before the deadline, by less than the time that is given")) {
            try ServiceTarget(.resolution, within: .minutes(60), warning: .minutes(minutes))
        }
    }

    @Test func `refuses to be without targets, or with two of one goal`() throws {
        #expect(throws: Failure.invalid("targets", "must be one at least")) { try ServicePolicy.Terms([]) }
        let target = try ServiceTarget(.resolution, within: .hours(1))
        #expect(throws: Failure.invalid("targets", "must be one for each goal, not two of one")) { try ServicePolicy.Terms([target, target]) }
    }

    @Test func `is kept as a short text, and a target of zero is refused there too`() throws {
        let target = try ServiceTarget(.firstResponse, within: .hours(1), warning: .minutes(10), pauses: [.waiting])
        let terms = try ServicePolicy.Terms([target], for: .init(priorities: ["urgent"]))
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        #expect(
            String(decoding: try encoder.encode(target), as: UTF8.self)
                == #"{"clock":"business","goal":"first_response","pauses":["waiting"],"warning":600,"within":3600}"#)
        #expect(try JSONDecoder().decode(ServicePolicy.Terms.self, from: encoder.encode(terms)) == terms)
        #expect(throws: Failure.self) {
            try JSONDecoder().decode(ServiceTarget.self, from: Data(#"{"clock":"business","goal":"resolution","within":0}"#.utf8))
        }
    }
}
