import Synchronization

/// What became of the events that came in by HTTP since the start.
package final class IntakeTally: Sendable {
    package struct Counts: Hashable, Sendable {
        package var accepted = 0
        package var duplicates = 0
        package var rejected = 0
        /// Of these, those that named somebody who was erased.
        package var erased = 0
    }

    private let state = Mutex(Counts())

    package var counts: Counts { state.withLock { $0 } }

    func add(_ outcome: IntakeOutcome) {
        state.withLock { counts in
            counts.accepted += outcome.accepted
            counts.duplicates += outcome.duplicates
            counts.rejected += outcome.rejected.count
            counts.erased += outcome.rejected.count { $0.isOfErased }
        }
    }
}
