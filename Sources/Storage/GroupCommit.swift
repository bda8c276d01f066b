import Dispatch
package import Kernel
import Synchronization

/// The one writer of a database: what waits together is committed together, so that a busy disk is asked once for many.
///
/// A body that throws takes nothing of its neighbours with it: they are run once more, each with a savepoint of its own. Nobody hears of
/// success before the commit is on disk.
package final class GroupCommit: Sendable {
    /// How many bodies may wait; a further one is refused with `Outage.overloaded`.
    private static let mostWaiting = 10_000
    private static let mostTogether = 512

    private struct Queue {
        var waiting: [WaitingBody] = []
        var isDraining = false
        var figures = WriterFigures()
    }

    private let queue = Mutex(Queue())
    private let thread = DispatchQueue(label: "throughline.writer")
    private let now: Now
    /// Opens the connection if need be and runs the work on it: a driver's own way of getting hold of its writer.
    private let withConnection: @Sendable ((any Connection) throws -> Void) throws -> Void

    package init(now: @escaping Now, withConnection: @escaping @Sendable ((any Connection) throws -> Void) throws -> Void) {
        self.now = now
        self.withConnection = withConnection
    }

    package func write<Answer: Sendable>(_ body: @escaping @Sendable (Transaction) throws -> Answer) async throws -> Answer {
        try await withCheckedThrowingContinuation { continuation in
            enqueue(
                WaitingBody(
                    run: { transaction in
                        let result = Result { try body(transaction) }
                        return WaitingBody.Outcome(error: result.error) { fault in
                            continuation.resume(with: fault.map { .failure($0) } ?? result)
                        }
                    },
                    refuse: { continuation.resume(throwing: $0) }))
        }
    }

    package var figures: WriterFigures {
        queue.withLock { queue in
            var figures = queue.figures
            figures.waiting = queue.waiting.count
            return figures
        }
    }

    /// Returns when everything that was waiting has been settled.
    package func drained() async {
        await withCheckedContinuation { continuation in thread.async { continuation.resume() } }
    }

    private func enqueue(_ job: WaitingBody) {
        let (isFull, mustStart) = queue.withLock { queue in
            guard queue.waiting.count < Self.mostWaiting else { return (true, false) }
            queue.waiting.append(job)
            defer { queue.isDraining = true }
            return (false, !queue.isDraining)
        }
        if isFull { job.refuse(Outage.overloaded) }
        if mustStart { thread.async { self.drain() } }
    }

    private func drain() {
        while let jobs = next() {
            let begun = ContinuousClock.now
            commit(jobs)
            let time = ContinuousClock.now - begun
            queue.withLock { $0.figures.add(time) }
        }
    }

    private func next() -> [WaitingBody]? {
        queue.withLock { queue in
            guard !queue.waiting.isEmpty else {
                queue.isDraining = false
                return nil
            }
            let jobs = Array(queue.waiting.prefix(Self.mostTogether))
            queue.waiting.removeFirst(jobs.count)
            return jobs
        }
    }

    private func commit(_ jobs: [WaitingBody]) {
        var outcomes: [WaitingBody.Outcome] = []
        do {
            try withConnection { connection in
                try transact(on: connection, jobs, &outcomes)
                guard jobs.count > 1, outcomes.last?.error != nil else { return }
                // One has failed, and with it all: they are told apart.
                outcomes = []
                try transact(on: connection, jobs, &outcomes, apart: true)
            }
            for outcome in outcomes { outcome.settle(outcome.error) }
        } catch {
            for outcome in outcomes { outcome.settle(outcome.error ?? error) }
            for job in jobs.dropFirst(outcomes.count) { job.refuse(error) }
        }
    }

    /// One transaction for all. Hardly ever does a body fail; then the transaction is given up with the outcome of that one as the last,
    /// unless each has a savepoint of its own.
    private func transact(
        on connection: any Connection, _ jobs: [WaitingBody], _ outcomes: inout [WaitingBody.Outcome], apart: Bool = false
    ) throws {
        _ = try connection.run(connection.begin, [])
        do {
            let transaction = Transaction(connection: connection, now: now())
            for job in jobs {
                if apart { try attempt(job, in: transaction, &outcomes) } else { outcomes.append(job.run(transaction)) }
                if !apart, let fault = outcomes.last?.error {
                    do { _ = try connection.run("ROLLBACK", []) } catch { throw fault as? Outage ?? error }
                    return
                }
            }
            _ = try connection.run("COMMIT", [])
        } catch {
            // The transaction may already be gone (a full disk, a lost connection); the first error is the one to report.
            _ = try? connection.run("ROLLBACK", [])
            throw error
        }
    }

    private func attempt(_ job: WaitingBody, in transaction: Transaction, _ outcomes: inout [WaitingBody.Outcome]) throws {
        var outcome: WaitingBody.Outcome?
        defer { if let outcome { outcomes.append(outcome) } }
        let result = try transaction.attempt {
            let ran = job.run(transaction)
            outcome = ran
            if let error = ran.error { throw error }
        }
        if case .failure(let error) = result { outcome = outcome?.failed(with: error) }
    }
}

/// A body that waits, its type forgotten.
private struct WaitingBody: Sendable {
    struct Outcome {
        let error: (any Error)?
        /// Tells the caller: the body's own result, or the fault that befell the transaction.
        let settle: @Sendable ((any Error)?) -> Void

        func failed(with error: any Error) -> Outcome { Outcome(error: error, settle: settle) }
    }

    let run: @Sendable (Transaction) -> Outcome
    let refuse: @Sendable (any Error) -> Void
}

extension Result {
    fileprivate var error: (any Error)? {
        if case .failure(let error) = self { error } else { nil }
    }
}
