import Foundation
import Kernel
import Storage
import Timeline
import Web

/// Reviews as pages read them.
struct ReviewStore: Sendable {
    let line: Line
    let recording: SettingsChange.Recording

    /// Which reviews are meant.
    struct Wanted: Sendable {
        var agent: ID<Viewer>?
        var conversation: Int64?
        var since: Instant?
        var until: Instant?
    }

    /// So many are looked at, the newest.
    static let most = 10_000

    /// Newest first, the second ones too.
    func list(_ wanted: Wanted) async throws -> [QualityReview] { try await line.database.read { try Self.list(wanted, $0) } }

    /// - Throws: `missing`, also for who may not see it.
    func find(_ id: ID<QualityReview>, for staff: Viewer) async throws -> QualityReview {
        try await line.database.read { session in
            guard let review = try Self.find(id, session), review.isVisible(to: staff) else { throw Failure.missing("This review") }
            return review
        }
    }

    /// The two reviews of one conversation, whichever of them `review` is; `nil` where there is but one, and for who is reviewed.
    func calibration(of review: QualityReview, for staff: Viewer) async throws -> Calibration? {
        guard staff.role >= .manager, review.agent != staff.id else { return nil }
        return try await line.database.read { session in
            if let first = review.secondOf { return try Self.find(first, session).map { Calibration(first: $0, second: review) } }
            let rows = try session.rows("SELECT * FROM quality_review WHERE second_of = \(review.id)")
            return try Self.reviews(rows, session).first.map { Calibration(first: review, second: $0) }
        }
    }

    static func find(_ id: ID<QualityReview>, _ reading: some Reading) throws -> QualityReview? {
        try reviews(reading.rows("SELECT * FROM quality_review WHERE id = \(id)"), reading).first
    }

    static func list(_ wanted: Wanted, _ reading: some Reading) throws -> [QualityReview] {
        var conditions: [SQL] = []
        if let agent = wanted.agent { conditions.append("agent = \(agent)") }
        if let conversation = wanted.conversation { conditions.append("conversation = \(conversation)") }
        if let since = wanted.since { conditions.append("at >= \(since)") }
        if let until = wanted.until { conditions.append("at < \(until)") }
        let rows = try reading.rows("SELECT * FROM quality_review WHERE \(SQL.all(conditions)) ORDER BY at DESC, id DESC LIMIT \(most)")
        return try reviews(rows, reading)
    }

    private static func reviews(_ rows: [Row], _ reading: some Reading) throws -> [QualityReview] {
        let cards = Dictionary(uniqueKeysWithValues: try ScorecardStore.versions(reading).map { ($0.version, $0) })
        let ids: [ID<QualityReview>] = try rows.map { try $0.get("id") }
        var (entries, seconds): ([ID<QualityReview>: [Row]], Set<ID<QualityReview>>) = ([:], [])
        for some in ids.chunked(by: 500) {
            for row in try reading.rows("SELECT * FROM quality_review_entry WHERE review IN \(list: some) ORDER BY review, number") {
                entries[try row.get("review"), default: []].append(row)
            }
            for row in try reading.rows("SELECT second_of FROM quality_review WHERE second_of IN \(list: some)") {
                seconds.insert(try row.get(at: 0))
            }
        }
        let people = try rows.flatMap { [try $0.get("agent", as: ID<Viewer>.self), try $0.get("reviewer", as: ID<Viewer>.self)] }
        let others: [ID<Viewer>] = try entries.values.joined().map { try $0.get("staff") }
        let names = try ColleagueStore().names(of: Set(people + others), reading)
        return try rows.compactMap { row in
            guard let card = cards[try row.get("card", as: Int64.self)] else { return nil }
            let id: ID<QualityReview> = try row.get("id")
            return try QualityReview(row, card, names, entries: entries[id] ?? [], hasSecond: seconds.contains(id))
        }
    }
}

extension QualityReview {
    init(_ row: Row, _ card: Scorecard, _ names: [ID<Viewer>: String], entries: [Row], hasSecond: Bool) throws {
        let (agent, reviewer): (ID<Viewer>, ID<Viewer>) = (try row.get("agent"), try row.get("reviewer"))
        self.init(
            id: try row.get("id"), conversation: try row.get("conversation"), agent: agent, agentName: names[agent] ?? "–", reviewer: reviewer,
            reviewerName: names[reviewer] ?? "–", at: try row.get("at"), card: card, reason: ReviewSample.Reason(key: try row.get("reason")),
            given: card.terms.marks(try Self.texts(row.get("marks"))), comments: try Self.texts(row.get("comments")),
            note: try row.get("note"), secondOf: try row.find("second_of"),
            awaitsSecond: try row.get("wants_second", as: Int.self) == 1 && !hasSecond,
            entries: try entries.map { entry in
                Entry(
                    at: try entry.get("at"), staffName: names[try entry.get("staff", as: ID<Viewer>.self)],
                    deed: Deed(rawValue: try entry.get("deed")) ?? .upheld, text: try entry.get("text"),
                    marks: try entry.find("marks", as: String.self).map { card.terms.marks(try Self.texts($0)) })
            })
    }

    private static func texts(_ text: String) throws -> [String: String] { try JSONDecoder().decode([String: String].self, from: Data(text.utf8)) }
}
