import Kernel
import TestKit
import Testing
import Web

@testable import Desk

/// The cast: Maja and Oskar answer, Ada asks.
let maja = ID<Viewer>(bits: 1)
let oskar = ID<Viewer>(bits: 2)

/// A conversation told line by line: `2026-11-27 16:30 customer_message`, `2026-11-27 17:00 reply maja`. Times are of UTC.
func happenings(_ story: String, firstOrder: Int64 = 1) throws -> [Happening] {
    try story.split(separator: "\n").enumerated().map { place, line in
        let words = line.split(separator: " ").map(String.init)
        try #require(words.count == 3 || words.count == 4, "\(line)")
        let kind = try #require(Happening.Kind(rawValue: words[2]), "\(line)")
        let agent = words.count == 4 ? (words[3] == "maja" ? maja : oskar) : nil
        return Happening(kind, at: try moment("\(words[0])T\(words[1])Z"), order: firstOrder + Int64(place), by: agent)
    }
}

func record(_ story: String) throws -> ServiceRecord { ServiceRecord(try happenings(story)) }

/// A policy for all, from ever.
func policy(_ targets: ServiceTarget...) throws -> ServicePolicy {
    ServicePolicy(id: ID(bits: 1), version: 1, since: .distantPast, rank: 1, terms: try .init(targets))
}

/// Hours of an office in UTC.
func office() throws -> BusinessHours { try officeHours("GMT") }

extension ServiceRecord {
    func figures(at now: String, _ hours: BusinessHours) throws -> ServiceFigures? { ServiceFigures(self, hours: hours, at: try moment(now)) }

    func runs(_ policy: ServicePolicy, at now: String, _ hours: BusinessHours) throws -> [TargetRun] {
        TargetRun.all(of: self, policy: policy, hours: hours, at: try moment(now))
    }
}

/// A conversation in the first ten days of March 2026, in which anything may follow anything, on whole minutes.
func anyStory(by chance: inout SeededGenerator, without left: Set<Happening.Kind> = []) -> [Happening] {
    let kinds = Happening.Kind.allCases.filter { !left.contains($0) }
    let start = noon().seconds / 60
    return (1...Int64.random(in: 1...24, using: &chance)).map { order in
        let kind =
            Bool.random(using: &chance)
            ? kinds.randomElement(using: &chance) : [.customerMessage, .reply, .resolved, .reopened].randomElement(using: &chance)
        let minute = order == 1 ? 0 : Int64.random(in: 0...14_400, using: &chance)
        return Happening(kind ?? .note, at: Instant(seconds: (start + minute) * 60), order: order, by: Bool.random(using: &chance) ? maja : oskar)
    }
}
