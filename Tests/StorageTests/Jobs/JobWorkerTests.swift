import Kernel
import Schema
import Storage
import Synchronization
import TestKit
import Testing

/// A fault of ours, of which staff should not read more than that it was one.
private struct Slip: Error {}

@Suite struct `A worker` {
    private let store = JobStore()

    private func worker(_ database: any Database, _ clock: HandClock, _ handlers: JobHandler...) -> JobWorker {
        JobWorker(database, handlers, now: clock.now) { _, _ in }
    }

    private func only(_ database: any Database) async throws -> Job {
        try #require(
            try await database.read { reading in
                try reading.value("SELECT id FROM job", as: ID<Job>.self).flatMap { try store.find($0, reading) }
            })
    }

    @Test(arguments: engines) func `does what is due until nothing is`(engine: Engine) async throws {
        let clock = HandClock()
        let sent = Mutex<[String]>([])
        try await withMigratedDatabase(engine, now: clock.now) { database in
            let worker = worker(
                database, clock,
                JobHandler("mail") { run in
                    try await run.report(0.5)
                    sent.withLock { $0.append(run.job.payload) }
                })
            try await database.write { tx in
                for name in ["ada", "bob"] { try store.enqueue("mail", key: name, payload: name, due: tx.now, in: tx) }
                try store.enqueue("unknown", in: tx)
            }
            while try await worker.workOnce() {}
            #expect(sent.withLock { $0.sorted() } == ["ada", "bob"])
            #expect(try await database.read { try store.figures(at: noon(), $0) } == JobFigures(waiting: 1))
        }
    }

    @Test(arguments: engines) func `tries again later and later, and gives up at last with a sentence`(engine: Engine) async throws {
        let clock = HandClock()
        try await withMigratedDatabase(engine, now: clock.now) { database in
            let worker = worker(database, clock, JobHandler("mail", mostAttempts: 3) { _ in throw Slip() })
            try await database.write { try store.enqueue("mail", in: $0) }
            for pause in [Duration.seconds(10), .seconds(40)] {
                #expect(try await worker.workOnce())
                #expect(try await worker.workOnce() == false)
                #expect(try await only(database).dueAt == clock.now().adding(pause))
                clock.advance(by: pause)
            }
            #expect(try await worker.workOnce())
            let job = try await only(database)
            #expect(job.state(at: clock.now()) == .failed && job.attempts == 3)
            #expect(job.fault == "Something went wrong on our side; the log of the server says more.")
        }
    }

    @Test(arguments: engines) func `gives up at once what only a change of the wish can mend`(engine: Engine) async throws {
        let clock = HandClock()
        try await withMigratedDatabase(engine, now: clock.now) { database in
            let worker = worker(database, clock, JobHandler("mail") { _ in throw Failure.invalid("address", "must not be empty") })
            try await database.write { try store.enqueue("mail", in: $0) }
            #expect(try await worker.workOnce())
            let job = try await only(database)
            #expect(job.state(at: clock.now()) == .failed && job.fault == "address must not be empty")
        }
    }

    @Test(arguments: engines) func `gives up what takes the server with it each time`(engine: Engine) async throws {
        let clock = HandClock()
        try await withMigratedDatabase(engine, now: clock.now) { database in
            let worker = worker(database, clock, JobHandler("mail", mostAttempts: 2) { _ in Issue.record("it must not be begun again") })
            try await database.write { try store.enqueue("mail", in: $0) }
            for _ in 0..<2 {
                _ = try await database.write { try store.take(["mail"], for: .seconds(60), in: $0) }
                clock.advance(by: .minutes(2))
            }
            #expect(try await worker.workOnce())
            #expect(try await only(database).abandonedAt != nil)
        }
    }

    @Test(arguments: engines) func `that is stopped gives back what it has begun`(engine: Engine) async throws {
        let clock = HandClock()
        try await withMigratedDatabase(engine, now: clock.now) { database in
            let (begun, begin) = AsyncStream.makeStream(of: Void.self)
            let worker = worker(
                database, clock,
                JobHandler("mail", isLong: true) { _ in
                    begin.yield()
                    for await _ in AsyncStream<Void>.makeStream().stream {}  // Until it is cancelled.
                    try Task.checkCancellation()
                })
            try await database.write { try store.enqueue("mail", in: $0) }
            let running = Task { await worker.run() }
            for await _ in begun { break }
            running.cancel()
            await running.value
            let job = try await only(database)
            #expect(job.state(at: clock.now()) == .waiting && job.attempts == 0 && job.leasedUntil == nil)
        }
    }
}

@Suite struct `A timer` {
    @Test(arguments: engines) func `is there once however many servers plan it, and comes again the next day`(engine: Engine) async throws {
        let clock = HandClock()
        try await withTemporaryDatabase(engine) { place in
            let servers = [try place.open(now: clock.now), try place.open(now: clock.now)]
            try await Schema.migrate(servers[0])
            let count = Mutex(0)
            let workers = servers.map { server in
                let handler = JobHandler("tidy", recurring: .daily(at: 13)) { _ in count.withLock { $0 += 1 } }
                return JobWorker(server, [handler], now: clock.now) { _, _ in }
            }
            for (hours, times) in [(Int64(0), 1), (1, 2), (23, 2), (1, 3)] {
                clock.advance(by: .hours(hours))
                for worker in workers { try await worker.plan() }
                for worker in workers { while try await worker.workOnce() {} }
                #expect(count.withLock { $0 } == times)
            }
            for server in servers { try await server.close() }
        }
    }

    @Test func `knows its last and its next time`() {
        let daily = Recurrence.daily(at: 12)
        #expect(daily.last(at: noon()) == noon() && daily.next(after: noon()) == noon().adding(.days(1)))
        #expect(Recurrence.daily(at: 12, 1).last(at: noon()) == noon().adding(.days(-1) + .minutes(1)))
    }
}
