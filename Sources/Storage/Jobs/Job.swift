package import Kernel

/// Work to be done at a time. It is a row until it is done: leased by one worker, tried again when it fails, given up at last, always visible.
package struct Job: Hashable, Sendable, Identifiable {
    package let id: Kernel.ID<Job>
    /// What is to be done; a `JobHandler` of this name does it.
    package let name: String
    /// There is no second job of the same key.
    package let key: String?
    /// What the handler needs to know.
    package let payload: String
    package let dueAt: Instant
    package let createdAt: Instant
    /// How often it was begun.
    package let attempts: Int
    package let leasedUntil: Instant?
    /// Why it failed the last time, in a sentence.
    package let fault: String?
    /// 0…1, said by the work itself.
    package let progress: Double?
    package let finishedAt: Instant?
    package let abandonedAt: Instant?
    /// When somebody of staff let it go.
    package let dismissedAt: Instant?
}

extension Job {
    package enum State: String, Sendable, CaseIterable { case waiting, running, failed, done, dismissed }

    package func state(at now: Instant) -> State {
        if finishedAt != nil { return .done }
        if dismissedAt != nil { return .dismissed }
        if abandonedAt != nil { return .failed }
        return leasedUntil.map { $0 > now } == true ? .running : .waiting
    }
}

/// The right to do a job, for a while: nobody else has it meanwhile.
package struct Lease: Hashable, Sendable {
    package let id: ID<Lease>
    package let job: Job
}

/// How jobs stand.
package struct JobFigures: Hashable, Sendable {
    package var waiting = 0
    /// Of those waiting, the ones that should have begun a minute ago.
    package var late = 0
    package var running = 0
    /// Given up, and nobody has looked at them yet.
    package var abandoned = 0

    package init(waiting: Int = 0) { self.waiting = waiting }
}

extension Job {
    init(_ row: Row) throws {
        self.init(
            id: try row.get("id"), name: try row.get("name"), key: try row.find("key"), payload: try row.get("payload"),
            dueAt: try row.get("due_at"), createdAt: try row.get("created_at"), attempts: try row.get("attempts"),
            leasedUntil: try row.find("leased_until"), fault: try row.find("fault"), progress: try row.find("progress"),
            finishedAt: try row.find("finished_at"), abandonedAt: try row.find("abandoned_at"), dismissedAt: try row.find("dismissed_at"))
    }
}
