package import Kernel
package import Storage

/// A look for duplicates: when it began, and what it came to.
package struct DuplicateLook: Hashable, Sendable {
    package enum State: Hashable, Sendable {
        case going
        case done(DuplicateRefresh)
        /// The program was stopped in the middle, or something went wrong.
        case failed
    }

    package let startedAt: Instant
    package let finishedAt: Instant?
    package let state: State
}

/// Looks for duplicates at night, or when somebody asks: one look at a time, however many servers there are.
package struct DuplicateWorker: Sendable {
    /// More are not held in memory at once: 100,000 people take about half a minute and 400 MB.
    package static let mostPeople = 100_000
    /// A look that has not come to its end by then was stopped in the middle.
    private static let patience = Duration.seconds(3_600)

    private let database: any Database

    package init(database: any Database) { self.database = database }

    /// - Returns: what it came to; `nil` when another look is going on.
    /// - Throws: `Failure.conflict` when there are more people than it may hold.
    @discardableResult
    package func run() async throws -> DuplicateRefresh? {
        guard let look = try await database.write({ try begin(in: $0) }) else { return nil }
        return try await finish(look)
    }

    /// The number of a new look, to be finished; `nil` when another is going on.
    package func begin(in tx: Transaction) throws -> Int64? {
        if try latest(tx, at: tx.now)?.state == .going { return nil }
        let last: Int64 = try tx.value("SELECT COALESCE(MAX(id), 0) FROM duplicate_look") ?? 0
        try tx.run("INSERT INTO duplicate_look (id, started_at) VALUES (\(last + 1), \(tx.now))")
        return last + 1
    }

    @discardableResult
    package func finish(_ look: Int64) async throws -> DuplicateRefresh {
        do {
            let result = try await DuplicateStore().refresh(database, most: Self.mostPeople)
            try await database.write { tx in
                try tx.run(
                    """
                    UPDATE duplicate_look SET finished_at = \(tx.now), people = \(result.people), suggestions = \(result.suggestions),
                    joined = \(result.joined) WHERE id = \(look)
                    """)
            }
            return result
        } catch {
            let fault = "\(error)"
            try await database.write { tx in
                try tx.run("UPDATE duplicate_look SET finished_at = \(tx.now), fault = \(fault) WHERE id = \(look)")
            }
            throw error
        }
    }

    package func latest(_ reading: some Reading, at now: Instant) throws -> DuplicateLook? {
        try reading.first(
            "SELECT started_at, finished_at, people, suggestions, joined FROM duplicate_look ORDER BY id DESC LIMIT 1"
        ).map { row in
            let (startedAt, finishedAt): (Instant, Instant?) = (try row.get("started_at"), try row.find("finished_at"))
            return DuplicateLook(startedAt: startedAt, finishedAt: finishedAt, state: try Self.state(row, startedAt, finishedAt, now))
        }
    }

    private static func state(_ row: Row, _ startedAt: Instant, _ finishedAt: Instant?, _ now: Instant) throws -> DuplicateLook.State {
        if finishedAt == nil { return now < startedAt.adding(patience) ? .going : .failed }
        guard let people: Int = try row.find("people") else { return .failed }
        return .done(DuplicateRefresh(people: people, suggestions: try row.get("suggestions"), joined: try row.get("joined")))
    }
}
