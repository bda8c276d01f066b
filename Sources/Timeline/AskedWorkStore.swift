import Kernel
import People
package import Storage

/// What somebody asked for that takes its time: a job, put down in the transaction that makes it necessary. Whoever stops the server
/// in the middle of it finds it going on afterwards.
package struct AskedWorkStore: Sendable {
    private let database: any Database
    private let wake: @Sendable () -> Void

    /// - Parameter wake: tells the workers that there is something to do.
    package init(database: any Database, wake: @escaping @Sendable () -> Void) {
        self.database = database
        self.wake = wake
    }

    private static let look = "duplicates.asked"
    private static let review = "identities.asked"

    package var handlers: [JobHandler] {
        [
            JobHandler(Self.look, isLong: true) { [database] job in
                guard let look = Int64(job.job.payload) else { throw Failure.missing("The look for duplicates") }
                try await DuplicateWorker(database: database).finish(look)
            },
            JobHandler(Self.review, isLong: true) { [database] _ in try await IdentityReviewStore().run(database) },
        ]
    }

    /// Has duplicates looked for.
    ///
    /// - Returns: false when that is being done already.
    func lookForDuplicates() async throws -> Bool {
        let isBegun = try await database.write { [database] tx in
            guard let look = try DuplicateWorker(database: database).begin(in: tx) else { return false }
            return try JobStore().enqueue(Self.look, payload: "\(look)", in: tx)
        }
        wake()
        return isBegun
    }

    /// Has a change of what identifiers mean go through to everybody, once the transaction is committed; then `begin` is due.
    func reviewIdentities(in tx: Transaction) throws {
        guard try !JobStore().isOpen(Self.review, tx) else { return }
        try JobStore().enqueue(Self.review, in: tx)
    }

    /// Begins at once what was put down.
    func begin() { wake() }
}
