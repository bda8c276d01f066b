import Foundation
import Kernel
import Storage
import Timeline
import Web

/// What was made of a finding: who took it, what was done about it, and when.
struct Insight: Hashable, Sendable {
    enum Status: String, Hashable, Sendable, CaseIterable { case taken, done, dismissed }

    let id: ID<Insight>
    let finding: Finding
    let status: Status
    /// What was done, in somebody's words.
    let action: String
    /// Since when the action works.
    let actedOn: Day?
    /// Whom the action leaves alone, as long as there is such a segment.
    let holdout: ID<Segment>?
    let updatedAt: Instant
    /// Whose it is: who took it on or was given it, and who did it or let it go.
    let owner: ID<Viewer>
    /// By their name as it is now; `nil` of whoever is no longer there.
    var author: String?
}

/// Findings that somebody has taken up. Those that nobody has are found anew each time and are in no table.
struct InsightStore: Sendable {
    let database: any Database
    let recording: SettingsChange.Recording

    static let most = 200

    func all() async throws -> [Insight] {
        try await database.read {
            try $0.rows(
                """
                SELECT insight.*, staff.name AS author FROM insight LEFT JOIN staff ON staff.id = insight.staff
                ORDER BY insight.updated_at DESC, insight.id LIMIT \(Self.most)
                """
            ).map(Insight.init)
        }
    }

    /// Who may be given an insight, by name.
    func colleagues() async throws -> [Colleague] {
        try await database.read { try ColleagueStore().all($0) }
    }

    /// Says what becomes of a finding, of which nothing or something else was said before.
    ///
    /// - Parameters:
    ///   - staff: who says so.
    ///   - owner: whose it is; `nil`: theirs.
    func put(
        _ finding: Finding, _ status: Insight.Status, action: String, actedOn: Day?, holdout: ID<Segment>? = nil, by staff: Viewer,
        owner: ID<Viewer>? = nil
    ) async throws {
        let owner = owner ?? staff.id
        let text = String(decoding: try JSONEncoder().encode(finding), as: UTF8.self)
        try await database.write { [recording] tx in
            let rows = try tx.rows("SELECT insight.*, NULL AS author FROM insight WHERE key = \(finding.key)")
            let known = try rows.map(Insight.init).first { $0.finding.isSame(as: finding) }
            if let known {
                try tx.run(
                    """
                    UPDATE insight SET status = \(status.rawValue), action = \(action), acted_on = \(actedOn?.start), holdout = \(holdout),
                    staff = \(owner), updated_at = \(tx.now) WHERE id = \(known.id)
                    """)
            } else {
                try tx.run(
                    """
                    INSERT INTO insight (id, key, finding, status, action, acted_on, holdout, staff, updated_at) VALUES
                    (\(ID<Insight>(at: tx.now)), \(finding.key), \(text), \(status.rawValue), \(action), \(actedOn?.start), \(holdout),
                    \(owner), \(tx.now))
                    """)
            }
            try recording(SettingsChange(action: .insightChanged, subject: finding.what.rawValue, detail: status.rawValue, staff: staff.id), tx)
        }
    }
}

extension Insight {
    fileprivate init(_ row: Row) throws {
        id = try row.get("id")
        finding = try JSONDecoder().decode(Finding.self, from: Data(row.get("finding", as: String.self).utf8))
        guard let status = Status(rawValue: try row.get("status")) else { throw Failure.invalid("status", "is none that is known") }
        self.status = status
        action = try row.get("action")
        actedOn = try row.find("acted_on", as: Instant.self)?.day
        holdout = try row.find("holdout")
        (updatedAt, owner, author) = (try row.get("updated_at"), try row.get("staff"), try row.find("author"))
    }
}
