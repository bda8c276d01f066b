package import Storage

/// What the desk has to do that takes its time: a job, put down in the transaction that makes it necessary.
package struct DeskWorkStore: Sendable {
    private let database: any Database
    private let wake: @Sendable () -> Void

    /// - Parameter wake: tells the workers that there is something to do.
    package init(database: any Database, wake: @escaping @Sendable () -> Void) {
        self.database = database
        self.wake = wake
    }

    private static let deadlines = "desk.deadlines"
    private static let together = 200

    package var handlers: [JobHandler] {
        [
            JobHandler(Self.deadlines, isLong: true) { [database] job in
                var last: Int64? = 0
                while let from = last {
                    last = try await database.write { try DeadlineStore().renew(after: from, atMost: Self.together, in: $0) }
                    try await job.report(nil)
                }
            }
        ]
    }

    /// Has the deadlines of all that is open worked out anew, once the transaction is committed; then `begin` is due. One that runs already does not
    /// do: what it has passed by was worked out by other hours.
    func moveDeadlines(in tx: Transaction) throws { try JobStore().enqueue(Self.deadlines, in: tx) }

    /// Begins at once what was put down.
    func begin() { wake() }
}
