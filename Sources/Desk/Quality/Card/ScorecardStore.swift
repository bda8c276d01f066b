import Crypto
import Foundation
import Kernel
import Storage
import Timeline
import Web

/// Versions of the scorecard: they are only added to.
struct ScorecardStore: Sendable {
    let line: Line
    let recording: SettingsChange.Recording

    /// Oldest first.
    func versions() async throws -> [Scorecard] { try await line.database.read { try Self.versions($0) } }

    static func versions(_ reading: some Reading) throws -> [Scorecard] {
        try reading.rows("SELECT * FROM scorecard ORDER BY version").map(Scorecard.init)
    }

    /// The one in force; `nil` before there is any.
    static func newest(_ reading: some Reading) throws -> Scorecard? {
        try reading.first("SELECT * FROM scorecard ORDER BY version DESC LIMIT 1").map(Scorecard.init)
    }

    /// A new version, unless it says what the one before says.
    ///
    /// - Throws: `conflict` when somebody has saved one since `last` was looked at; `invalid` for what cannot be.
    func save(_ criteria: [Scorecard.Criterion], share: Int, after last: Int64, by staff: ID<Viewer>?) async throws {
        let fresh = SymmetricKey(size: .bits256).withUnsafeBytes { Data($0).base64EncodedString() }
        try await line.database.write { [recording] tx in
            let before = try Self.newest(tx)
            guard before?.version ?? 0 == last else {
                throw Failure.conflict("Somebody has changed the scorecard meanwhile: look at the newest version first.")
            }
            let terms = try Scorecard.Terms(criteria, share: share, seed: before?.terms.seed ?? fresh)
            guard terms != before?.terms else { return }
            let text = try PlainJSON.text(terms)
            try tx.run("INSERT INTO scorecard (version, since, terms, staff) VALUES (\(last + 1), \(tx.now), \(text), \(staff))")
            let weights = criteria.map { "\($0.name.isEmpty ? $0.key : $0.name) \($0.weight)" }.joined(separator: ", ")
            try recording(SettingsChange(action: .quality(.scorecardSaved), subject: "\(last + 1)", detail: weights, staff: staff), tx)
        }
    }
}

extension Scorecard {
    init(_ row: Row) throws {
        let terms: String = try row.get("terms")
        self.init(
            version: try row.get("version"), since: try row.get("since"), terms: try JSONDecoder().decode(Terms.self, from: Data(terms.utf8)))
    }
}
