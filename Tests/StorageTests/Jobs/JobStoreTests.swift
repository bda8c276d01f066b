import Kernel
import Schema
import Storage
import TestKit
import Testing

@Suite struct `A job` {
    private let store = JobStore()

    @Test(arguments: engines) func `is put down once for a key, and not at all when its transaction fails`(engine: Engine) async throws {
        try await withMigratedDatabase(engine) { database in
            let first = try await database.write { try store.enqueue("mail", key: "welcome ada", in: $0) }
            let second = try await database.write { try store.enqueue("mail", key: "welcome ada", in: $0) }
            #expect(first && !second)
            _ = try? await database.write { tx in
                try store.enqueue("mail", key: "welcome bob", in: tx)
                throw Failure.missing("Bob")
            }
            try await database.write { tx in for _ in 0..<2 { try store.enqueue("mail", in: tx) } }
            #expect(try await jobs(.waiting, database).count == 3)
        }
    }

    @Test(arguments: engines) func `is taken when it is due, the oldest first, and only by whoever knows how`(engine: Engine) async throws {
        let clock = HandClock()
        try await withMigratedDatabase(engine, now: clock.now) { database in
            try await database.write { tx in
                try store.enqueue("mail", payload: "later", due: tx.now.adding(.minutes(5)), in: tx)
                try store.enqueue("mail", payload: "now", in: tx)
                try store.enqueue("call", in: tx)
            }
            #expect(try await take(["mail"], database)?.job.payload == "now")
            #expect(try await take(["mail"], database) == nil)
            clock.advance(by: .minutes(5))
            #expect(try await take(["mail"], database)?.job.payload == "now", "its lease is over")
            #expect(try await take(["mail"], database)?.job.payload == "later")
        }
    }

    @Test(arguments: engines) func `is never taken by two servers at once`(engine: Engine) async throws {
        try await withTemporaryDatabase(engine) { place in
            let servers = [try place.open(), try place.open()]
            try await Schema.migrate(servers[0])
            try await servers[0].write { tx in for _ in 0..<60 { try store.enqueue("mail", in: tx) } }
            let taken = try await withThrowingTaskGroup(of: [ID<Job>].self) { group in
                for server in servers + servers {
                    group.addTask {
                        var mine: [ID<Job>] = []
                        while try await server.read({ try store.isDue(["mail"], at: noon(), $0) }) {
                            if let lease = try await take(["mail"], server) { mine.append(lease.job.id) }
                        }
                        return mine
                    }
                }
                return try await group.reduce(into: []) { $0 += $1 }
            }
            #expect(taken.count == 60 && Set(taken).count == 60)
            for server in servers { try await server.close() }
        }
    }

    @Test(arguments: engines) func `of a server that was killed is done by another when the lease is over`(engine: Engine) async throws {
        let clock = HandClock()
        try await withMigratedDatabase(engine, now: clock.now) { database in
            try await database.write { try store.enqueue("mail", in: $0) }
            let dead = try #require(try await take(["mail"], database))
            clock.advance(by: .seconds(59))
            #expect(try await database.write { try store.renew(dead, for: .seconds(60), progress: 0.5, in: $0) })
            clock.advance(by: .seconds(59))
            #expect(try await take(["mail"], database) == nil, "it was renewed")
            #expect(try await jobs(.running, database).map(\.progress) == [0.5])
            clock.advance(by: .seconds(1))
            let heir = try #require(try await take(["mail"], database))
            #expect(heir.job.attempts == 2)
            #expect(try await database.write { try store.finish(dead, in: $0) } == false, "the dead one has nothing to say any more")
            #expect(try await database.write { try store.finish(heir, in: $0) })
            #expect(try await jobs(.done, database).count == 1)
        }
    }

    @Test(arguments: engines) func `that staff let go stops, and can be begun again`(engine: Engine) async throws {
        try await withMigratedDatabase(engine) { database in
            try await database.write { try store.enqueue("mail", in: $0) }
            let lease = try #require(try await take(["mail"], database))
            try await database.write { try store.dismiss(lease.job.id, in: $0) }
            #expect(try await database.write { try store.renew(lease, for: .seconds(60), in: $0) } == false)
            #expect(try await jobs(.dismissed, database).count == 1)
            #expect(try await database.read { try store.figures(at: noon(), $0) } == JobFigures())
            try await database.write { try store.retry(lease.job.id, in: $0) }
            #expect(try await jobs(.waiting, database).map(\.attempts) == [0])
            let again = try #require(try await take(["mail"], database))
            await #expect(throws: Failure.self) { try await database.write { try store.retry(again.job.id, in: $0) } }
        }
    }

    @Test(arguments: engines) func `done a week ago is removed, one given up stays for a quarter`(engine: Engine) async throws {
        let clock = HandClock()
        try await withMigratedDatabase(engine, now: clock.now) { database in
            try await database.write { tx in for name in ["done", "failed", "open"] { try store.enqueue(name, in: tx) } }
            let (done, failed) = (try #require(try await take(["done"], database)), try #require(try await take(["failed"], database)))
            try await database.write { tx in
                try store.finish(done, in: tx)
                try store.fail(failed, "There was nobody.", again: nil, in: tx)
            }
            for (days, left) in [(Int64(6), 3), (2, 2), (83, 1)] {
                clock.advance(by: .days(days))
                try await database.write { try store.removeOld(in: $0) }
                #expect(try await database.read { try $0.value("SELECT COUNT(*) FROM job", as: Int.self) } == left)
            }
        }
    }

    @Test(arguments: engines) func `done often does not hide the others from the list`(engine: Engine) async throws {
        let clock = HandClock()
        try await withMigratedDatabase(engine, now: clock.now) { database in
            try await database.write { tx in for name in ["backup"] + Array(repeating: "webhook", count: 60) { try store.enqueue(name, in: tx) } }
            for name in ["backup"] + Array(repeating: "webhook", count: 60) {
                clock.advance(by: .seconds(1))
                let lease = try #require(try await take([name], database))
                try await database.write { try store.finish(lease, in: $0) }
            }
            let done = try await jobs(.done, database)
            #expect(done.map(\.name) == Array(repeating: "webhook", count: 5) + ["backup"])
            #expect(done.first?.finishedAt == clock.now())
        }
    }

    private func take(_ names: [String], _ database: any Database) async throws -> Lease? {
        try await database.write { try store.take(names, for: .seconds(60), in: $0) }
    }

    private func jobs(_ state: Job.State, _ database: any Database) async throws -> [Job] {
        let now = try await database.write { $0.now }
        return try await database.read { try store.list(state, at: now, $0) }
    }
}
