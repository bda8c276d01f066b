package import Kernel
import Synchronization

/// Does jobs as they come due. Several workers, in one server or in many, never do the same job at once.
package final class JobWorker: Sendable {
    /// Who has not been heard of for so long is taken for dead.
    private static let leaseTime = Duration.seconds(60)
    /// How often it looks for what others have put down.
    private static let pause = Duration.seconds(2)
    /// How many short jobs go on at once, beside the long ones.
    private static let shortLanes = 2

    private let database: any Database
    private let handlers: [String: JobHandler]
    private let bell: Bell
    private let now: Now
    private let complain: @Sendable (Job, any Error) -> Void
    private let store = JobStore()
    private let planned = Mutex<Set<String>>([])

    /// - Parameter complain: called with what went wrong, for the log.
    package init(
        _ database: any Database, _ handlers: [JobHandler], bell: Bell = Bell(), now: @escaping Now = systemNow,
        complain: @escaping @Sendable (Job, any Error) -> Void
    ) {
        self.database = database
        self.handlers = Dictionary(handlers.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
        self.bell = bell
        self.now = now
        self.complain = complain
    }

    /// Works until it is cancelled; what is being done then is finished or given back.
    package func run() async {
        let names = handlers.values.filter { !$0.isLong }.map(\.name)
        // What is long and somebody waits for does not stand behind what is done by night.
        let longNames = handlers.values.filter { $0.isLong && $0.recurrence == nil }.map(\.name)
        let nightNames = handlers.values.filter { $0.isLong && $0.recurrence != nil }.map(\.name)
        let lanes = (Array(repeating: names, count: Self.shortLanes) + [longNames, nightNames]).filter { !$0.isEmpty }.map {
            (names: $0, strokes: bell.listen())
        }
        await withDiscardingTaskGroup { group in
            for lane in lanes {
                group.addTask { for await _ in lane.strokes { await self.workOff(lane.names) } }
            }
            while !Task.isCancelled {
                await planAhead()
                bell.ring()
                // Ends early when the server stops, and then so does the loop.
                try? await Task.sleep(for: Self.pause)
            }
            group.cancelAll()
        }
    }

    /// What a database that does not answer keeps from being done is done when it does: the next stroke tries again.
    private func workOff(_ names: [String]) async {
        do { while !Task.isCancelled, try await workOnce(on: names) {} } catch {}
    }

    /// Does the job that has been due for longest.
    ///
    /// - Returns: false when there was none.
    package func workOnce(on names: [String]? = nil) async throws -> Bool {
        let names = names ?? handlers.keys.sorted()
        let time = now()
        guard try await database.read({ [store] in try store.isDue(names, at: time, $0) }) else { return false }
        guard let lease = try await database.write({ [store] in try store.take(names, for: Self.leaseTime, in: $0) }) else { return false }
        let outcome = await attempt(lease)
        try await database.write { [self] tx in try settle(lease, outcome, in: tx) }
        return true
    }
}

// MARK: - What comes again

extension JobWorker {
    private func planAhead() async {
        // A database that does not answer is asked again at the next stroke.
        try? await plan()
    }

    /// Puts down the last time, where it is caught up with, and the next of everything that comes again; each is there once, however
    /// many servers plan.
    package func plan() async throws {
        let time = now()
        let wanted = handlers.values.flatMap { handler in
            guard let recurrence = handler.recurrence else { return [(name: String, due: Instant, key: String)]() }
            let times = (recurrence.catchesUp ? [recurrence.last(at: time)] : []) + [recurrence.next(after: time)]
            return times.map { (name: handler.name, due: $0, key: "\(handler.name) \($0)") }
        }
        let keys = Set(wanted.map(\.key))
        guard planned.withLock({ $0 != keys }) else { return }
        try await database.write { [store] tx in
            for timer in wanted { try store.enqueue(timer.name, key: timer.key, due: timer.due, in: tx) }
        }
        planned.withLock { $0 = keys }
    }
}

// MARK: - One job

extension JobWorker {
    private func attempt(_ lease: Lease) async -> Result<Void, any Error> {
        guard let handler = handlers[lease.job.name] else { return .failure(CancellationError()) }
        guard lease.job.attempts <= handler.mostAttempts else {
            return .failure(Failure.conflict("It was begun \(handler.mostAttempts) times and each time the server went away meanwhile."))
        }
        let run = JobRun(job: lease.job, lease: lease, time: Self.leaseTime, database: database)
        return await withTaskGroup(of: Result<Void, any Error>?.self) { group in
            group.addTask {
                do { return .success(try await handler.work(run)) } catch { return .failure(error) }
            }
            group.addTask {
                await self.keep(lease)
                return nil
            }
            // Whichever ends first ends the other: work that is done needs no lease, and work without a lease must stop.
            var outcome = Result<Void, any Error>.failure(CancellationError())
            for await result in group {
                group.cancelAll()
                if let result { outcome = result }
            }
            return outcome
        }
    }

    /// Renews the lease until it is lost or nobody needs it any more.
    private func keep(_ lease: Lease) async {
        while true {
            do { try await Task.sleep(for: Self.leaseTime / 3) } catch { return }
            // While the database does not answer, the lease may hold all the same: it is asked again.
            let isOurs = try? await database.write { [store] in try store.renew(lease, for: Self.leaseTime, in: $0) }
            if isOurs == false { return }
        }
    }

    private func settle(_ lease: Lease, _ outcome: Result<Void, any Error>, in tx: Transaction) throws {
        switch outcome {
        case .success: try store.finish(lease, in: tx)
        case .failure(is CancellationError): try store.release(lease, in: tx)
        case .failure(let error):
            complain(lease.job, error)
            try store.fail(lease, Self.sentence(error), again: pause(after: error, of: lease.job).map { tx.now.adding($0) }, in: tx)
        }
    }

    /// `nil` when trying again would not help.
    private func pause(after error: any Error, of job: Job) -> Duration? {
        switch error {
        case Failure.limited(let pause): return max(pause, .seconds(1))
        case is Failure: return nil
        default: return job.attempts < handlers[job.name]?.mostAttempts ?? 0 ? JobHandler.pause(after: job.attempts) : nil
        }
    }

    /// What staff read; our insides stay in the log.
    private static func sentence(_ error: any Error) -> String {
        switch error {
        case let failure as Failure: failure.description
        case let outage as Outage: outage.description
        default: "Something went wrong on our side; the log of the server says more."
        }
    }
}
