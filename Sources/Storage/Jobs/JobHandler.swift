import Kernel

/// What is done for the jobs of a name.
package struct JobHandler: Sendable {
    package let name: String
    /// So often a job is begun before it is given up.
    package let mostAttempts: Int
    /// It may take hours; such jobs go one by one, beside the others.
    package let isLong: Bool
    /// When it comes again by itself.
    package let recurrence: Recurrence?
    let work: @Sendable (JobRun) async throws -> Void

    /// - Parameter work: may be begun again after it was interrupted anywhere. A `Failure` gives the job up, since nothing but a change
    ///   of what was asked can mend it; any other error has it tried again. `CancellationError` says that it stopped when it was asked to.
    package init(
        _ name: String, mostAttempts: Int = 8, isLong: Bool = false, recurring recurrence: Recurrence? = nil,
        work: @escaping @Sendable (JobRun) async throws -> Void
    ) {
        self.name = name
        self.mostAttempts = mostAttempts
        self.isLong = isLong
        self.recurrence = recurrence
        self.work = work
    }

    /// Ten seconds after the first attempt, then four times as long each time, six hours at most.
    static func pause(after attempts: Int) -> Duration {
        attempts > 6 ? .hours(6) : min(.hours(6), .seconds(10 << (2 * max(0, attempts - 1))))
    }
}

/// A job that is being done.
package struct JobRun: Sendable {
    package let job: Job
    let lease: Lease
    let time: Duration
    let database: any Database

    /// Says how far the work is (0…1, `nil` when nobody knows), and keeps the lease.
    ///
    /// - Throws: `CancellationError` when the job is no longer ours.
    package func report(_ progress: Double?) async throws {
        let isOurs = try await database.write { [lease, time] in try JobStore().renew(lease, for: time, progress: progress, in: $0) }
        if !isOurs { throw CancellationError() }
    }
}
