import Kernel
import People
import Statistics
import Storage
import Timeline
import Web

/// What people say at a desk of how it was: onto the line of whoever was there last, else of nobody who is known.
struct ShopRatingStore: Sendable {
    let line: Line

    /// What is touched twice within so long was meant once.
    static let doubleTouch = Duration.seconds(4)
    /// So long after a visit an answer at its desk belongs to it.
    static let afterVisit = Duration.minutes(5)

    struct Figures: Hashable, Sendable {
        /// By answer, 1 first.
        let counts: [Int]

        var n: Int { counts.reduce(0, +) }
        /// Answers of 4 and 5.
        var satisfied: Proportion { Proportion(counts[3] + counts[4], of: n) }
        var mean: Double? { n == 0 ? nil : Double(zip(counts, 1...5).reduce(0) { $0 + $1.0 * $1.1 }) / Double(n) }
    }

    /// - Parameters:
    ///   - once: what makes it this answer, however often the form is sent.
    ///   - visit: of whoever answers on a page of their own; `nil` at the device of the desk.
    /// - Returns: whether it was taken; a second touch within a moment is the first one again.
    @discardableResult
    func take(_ score: Int, once: String, at desk: ShopDesk, of visit: ShopVisit? = nil, isDevice: Bool, now: Instant) async throws -> Bool {
        try Failure.require(Survey.scores.contains(score), "answer", "must be between 1 and 5")
        let id = ID<ShopRating>(at: now)
        let (isDouble, rated) = try await line.database.read { session -> (Bool, (ID<ShopVisit>, Int64?)?) in
            if try session.first("SELECT 1 FROM shop_rating WHERE once = \(once)") != nil { return (true, nil) }
            let before: Instant? = try session.value("SELECT MAX(at) FROM shop_rating WHERE desk = \(desk.id)")
            if isDevice, let before, now < before.adding(Self.doubleTouch) { return (true, nil) }
            return (false, try Self.visit(at: desk, visit, isDevice, now, session))
        }
        guard !isDouble else { return false }
        let rules = line.rules
        let identifier = try await line.database.read { session in
            try rated?.1.flatMap { try ConversationStore.identifier(of: ConversationStore.find($0, session), rules, session) }
        }
        let who = identifier ?? Identifier(.anonymousID, "desk-\(id)")
        var touchpoint = NewTouchpoint(
            "survey_csat", channel: identifier == nil ? DeskChannel.kiosk.rawValue : DeskChannel.inPerson.rawValue, by: [who].compactMap(\.self),
            at: now,
            key: SourceKey("desk:rating:\(once)"), subject: rated?.1.map { Subject("conversation", "\($0)") } ?? Subject("desk", desk.name),
            properties: try PlainJSON.text(["desk": desk.name]))
        touchpoint.score = Score(Double(score), on: .csat)
        let source = try await line.source("desks", name: "Desks", medium: .system)
        do {
            _ = try await line.append([touchpoint], from: source) { tx, appended in
                if case .rejected(let failure) = appended.fates[0] { throw failure }
                guard case .accepted = appended.fates[0] else { throw Twice() }
                let last: Instant? = try tx.value("SELECT MAX(at) FROM shop_rating WHERE desk = \(desk.id)")
                if isDevice, let last, now < last.adding(Self.doubleTouch) { throw Twice() }
                try tx.run(
                    """
                    INSERT INTO shop_rating (id, desk, once, at, score, visit) VALUES (\(id), \(desk.id), \(once), \(now), \(score),
                    \(try rated.flatMap { try Self.isFree($0.0, tx) ? $0.0 : nil }))
                    """)
            }
            return true
        } catch is Twice { return false }
    }

    /// Somebody was faster.
    private struct Twice: Error {}

    /// The visit that an answer belongs to, and its conversation.
    private static func visit(
        at desk: ShopDesk, _ visit: ShopVisit?, _ isDevice: Bool, _ now: Instant, _ reading: some Reading
    ) throws -> (ID<ShopVisit>, Int64?)? {
        if let visit { return try isFree(visit.id, reading) ? (visit.id, visit.conversation) : nil }
        guard isDevice else { return nil }
        return try reading.first(
            """
            SELECT id, conversation FROM shop_visit WHERE desk = \(desk.id) AND state = 'finished' AND finished_at > \(now.adding(.zero - afterVisit))
            AND NOT EXISTS (SELECT 1 FROM shop_rating WHERE shop_rating.visit = shop_visit.id) ORDER BY finished_at DESC LIMIT 1
            """
        ).map { (try $0.get("id"), try $0.find("conversation")) }
    }

    private static func isFree(_ visit: ID<ShopVisit>, _ reading: some Reading) throws -> Bool {
        try reading.first("SELECT 1 FROM shop_rating WHERE visit = \(visit)") == nil
    }

    /// Of the last so many days.
    func figures(of desk: ShopDesk, days: Int64, now: Instant) async throws -> Figures {
        try await line.database.read { session in
            var counts = [0, 0, 0, 0, 0]
            let rows = try session.rows(
                "SELECT score, COUNT(*) AS n FROM shop_rating WHERE desk = \(desk.id) AND at > \(now.adding(.days(-days))) GROUP BY score")
            for row in rows { counts[try row.get("score", as: Int.self) - 1] = try row.get("n") }
            return Figures(counts: counts)
        }
    }
}

/// Somebody's answer at a desk.
enum ShopRating {}
