import Kernel
import People
import Storage
import TestKit
import Timeline
import Web

@testable import Desk

extension Office {
    var teams: TeamStore { TeamStore(line: line) }
    var members: MemberStore { MemberStore(line: line) }
    var presence: PresenceStore { PresenceStore(line: line) }
    var round: TeamRoundStore { TeamRoundStore(line: line, watch: watch) }

    /// A team that has what no other team has.
    @discardableResult
    func team(_ name: String = "Support", _ giving: Team.Giving = .inTurn, of staff: [Viewer], _ change: (inout Team) -> Void = { _ in }) async throws
        -> String
    {
        var draft = Team(key: "", name: name)
        (draft.giving, draft.takesRest) = (giving, true)
        change(&draft)
        let key = try await teams.save(nil, draft, by: nil)
        for member in staff { try await members.add(member.id, to: key, by: nil) }
        return key
    }

    /// Others who work there.
    func hire(_ names: [String]) async throws -> [Viewer] {
        let hired = names.enumerated().map { place, name in
            Viewer(id: ID(bits: UInt128(100 + place)), name: name, email: "\(name.lowercased())@example.com", role: .agent)
        }
        try await line.database.write { tx in
            for viewer in hired {
                try tx.run(
                    """
                    INSERT INTO staff (id, name, email, password, role, time_zone, created_at)
                    VALUES (\(viewer.id), \(viewer.name), \(viewer.email), '', 'agent', 'Europe/Warsaw', \(tx.now))
                    """)
            }
        }
        return hired
    }

    func owner(_ number: Int64) async throws -> ID<Viewer>? { try await conversations.find(number).assignee }

    /// A conversation of somebody's own.
    func ask(_ key: String, by email: String? = nil, team: String? = nil, at instant: Instant = noon()) async throws -> Int64 {
        var message = message(key, thread: key)
        message.from = [Identifier(.email, email ?? "\(key)@customers.example")].compactMap(\.self)
        (message.at, message.team) = (instant, team)
        return try await receive(message)
    }

    /// What was done about whose it is, in words of entries: `in_turn Ada support`.
    func ways(_ number: Int64) async throws -> [String] {
        try await conversations.whole(number).entries.filter { $0.happening == .assignment }.map { entry in
            "\(entry.assignment?.way.rawValue ?? "?") \(entry.detail.isEmpty ? "-" : entry.detail) \(entry.assignment?.team ?? "-")"
        }
    }
}

/// A desk whose clock is moved by hand.
func withDesk(_ engine: Engine, _ body: @Sendable (Office, HandClock) async throws -> Void) async throws {
    let clock = HandClock()
    try await withMigratedDatabase(engine, now: clock.now) { database in try await withOffice(on: database) { try await body($0, clock) } }
}
