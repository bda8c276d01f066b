package import Kernel

/// Jobs, from being put down to being done or given up.
package struct JobStore: Sendable {
    package init() {}

    /// Puts a job down in the transaction of what makes it necessary: both happen, or neither.
    ///
    /// - Parameters:
    ///   - key: makes it the only one; as long as its row is kept, a second is not put down.
    ///   - due: when to begin; at once unless said.
    /// - Returns: false when there is one of this key already.
    @discardableResult
    package func enqueue(_ name: String, key: String? = nil, payload: String = "", due: Instant? = nil, in tx: Transaction) throws -> Bool {
        try tx.run(
            """
            INSERT INTO job (id, name, key, payload, due_at, attempts, created_at)
            VALUES (\(ID<Job>(at: tx.now)), \(name), \(key), \(payload), \(due ?? tx.now), 0, \(tx.now))
            ON CONFLICT (key) DO NOTHING
            """) == 1
    }

    /// Whether a job of this name waits or runs.
    package func isOpen(_ name: String, _ reading: some Reading) throws -> Bool {
        try reading.first("SELECT 1 FROM job WHERE name = \(name) AND finished_at IS NULL AND abandoned_at IS NULL LIMIT 1") != nil
    }

    /// Whether a worker would find something to do.
    package func isDue(_ names: [String], at now: Instant, _ reading: some Reading) throws -> Bool {
        try reading.first("SELECT 1 FROM job WHERE \(isDue(names, at: now)) LIMIT 1") != nil
    }

    /// Takes the job that has been due for longest. Two workers never get the same: the second finds the row changed, and takes none.
    package func take(_ names: [String], for time: Duration, in tx: Transaction) throws -> Lease? {
        let lease = ID<Lease>(at: tx.now)
        return try tx.first(
            """
            UPDATE job SET lease = \(lease), leased_until = \(tx.now.adding(time)), attempts = attempts + 1
            WHERE \(isDue(names, at: tx.now)) AND id = (SELECT id FROM job WHERE \(isDue(names, at: tx.now)) ORDER BY due_at, id LIMIT 1)
            RETURNING *
            """
        ).map { Lease(id: lease, job: try Job($0)) }
    }

    private func isDue(_ names: [String], at now: Instant) -> SQL {
        """
        finished_at IS NULL AND abandoned_at IS NULL AND due_at <= \(now) AND (leased_until IS NULL OR leased_until <= \(now))
        AND name IN \(list: names)
        """
    }
}

// MARK: - While it is leased

extension JobStore {
    /// Keeps a lease, and notes how far the work is.
    ///
    /// - Returns: false when it is no longer ours: it ran out and somebody else has begun, or staff let the job go.
    package func renew(_ lease: Lease, for time: Duration, progress: Double? = nil, in tx: Transaction) throws -> Bool {
        try tx.run(
            """
            UPDATE job SET leased_until = \(tx.now.adding(time)), progress = COALESCE(\(progress), progress)
            WHERE \(isOurs(lease))
            """) == 1
    }

    @discardableResult
    package func finish(_ lease: Lease, in tx: Transaction) throws -> Bool {
        try tx.run(
            "UPDATE job SET finished_at = \(tx.now), fault = NULL, progress = NULL, lease = NULL, leased_until = NULL WHERE \(isOurs(lease))") == 1
    }

    /// - Parameter again: when to try again; `nil` gives it up.
    @discardableResult
    package func fail(_ lease: Lease, _ fault: String, again: Instant?, in tx: Transaction) throws -> Bool {
        let abandonedAt: Instant? = again == nil ? tx.now : nil
        return try tx.run(
            """
            UPDATE job SET fault = \(fault), due_at = \(again ?? lease.job.dueAt), abandoned_at = \(abandonedAt), lease = NULL, leased_until = NULL
            WHERE \(isOurs(lease))
            """) == 1
    }

    /// Gives a job back that was begun and not finished, as when the server stops: it counts as not begun.
    @discardableResult
    package func release(_ lease: Lease, in tx: Transaction) throws -> Bool {
        try tx.run("UPDATE job SET attempts = attempts - 1, lease = NULL, leased_until = NULL WHERE \(isOurs(lease))") == 1
    }

    private func isOurs(_ lease: Lease) -> SQL {
        "id = \(lease.job.id) AND lease = \(lease.id) AND finished_at IS NULL AND abandoned_at IS NULL"
    }
}

// MARK: - By staff

extension JobStore {
    /// Begins anew what waits, was given up or let go.
    ///
    /// - Throws: `conflict` when it is running or done.
    package func retry(_ id: ID<Job>, in tx: Transaction) throws {
        let changed = try tx.run(
            """
            UPDATE job SET due_at = \(tx.now), attempts = 0, abandoned_at = NULL, dismissed_at = NULL, lease = NULL, leased_until = NULL
            WHERE id = \(id) AND finished_at IS NULL AND (leased_until IS NULL OR leased_until <= \(tx.now))
            """)
        if changed == 0 { throw Failure.conflict("This job is running or done.") }
    }

    /// Lets a job go: it is not tried again, and if it is running, the worker stops at its next step.
    ///
    /// - Throws: `conflict` when it is done.
    package func dismiss(_ id: ID<Job>, in tx: Transaction) throws {
        let changed = try tx.run(
            """
            UPDATE job SET abandoned_at = COALESCE(abandoned_at, \(tx.now)), dismissed_at = \(tx.now), lease = NULL, leased_until = NULL
            WHERE id = \(id) AND finished_at IS NULL
            """)
        if changed == 0 { throw Failure.conflict("This job is running or done.") }
    }

    /// Removes what was finished or let go a week ago, and what was given up ninety days ago.
    @discardableResult
    package func removeOld(in tx: Transaction) throws -> Int {
        let (week, quarter) = (tx.now.adding(.days(-7)), tx.now.adding(.days(-90)))
        return try tx.run("DELETE FROM job WHERE finished_at < \(week) OR dismissed_at < \(week) OR abandoned_at < \(quarter)")
    }

    package func remove(key: String, in tx: Transaction) throws { try tx.run("DELETE FROM job WHERE key = \(key)") }
}
