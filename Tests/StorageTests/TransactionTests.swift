import Kernel
import Storage
import TestKit
import Testing

@Suite struct `A transaction` {
    private struct Regret: Error {}

    @Test(arguments: engines) func `that fails leaves nothing, and those committed with it stay`(engine: Engine) async throws {
        try await withNotes(engine) { database in
            let (gate, held) = await Gate.holding(database)
            let waiting = Tally()
            let writing = (1...40).map { id in
                Task {
                    waiting.add()
                    return try await Self.isWritten(id, to: database)
                }
            }
            while waiting.count < 40 { await Task.yield() }
            gate.open()
            var written: [Bool] = []
            for task in writing { written.append(try await task.value) }
            #expect(written == (1...40).map { $0.isMultiple(of: 2) })
            try await held.value
            #expect(try await database.read { try $0.noteIDs } == Array(stride(from: 2, through: 40, by: 2)))
        }
    }

    /// Even notes are written; odd ones are regretted.
    private static func isWritten(_ id: Int, to database: any Database) async throws -> Bool {
        do {
            try await database.write { tx in
                try tx.note(id)
                guard id.isMultiple(of: 2) else { throw Regret() }
            }
            return true
        } catch is Regret { return false }
    }

    @Test(arguments: engines) func `is there for everybody once it has returned`(engine: Engine) async throws {
        try await withTemporaryDatabase(engine) { place in
            let (ours, theirs) = (try place.open(), try place.open())
            try await makeNotes(in: ours)
            for id in 1...50 {
                try await ours.write { try $0.note(id) }
                #expect(try await theirs.read { try $0.noteIDs.last } == id)
            }
            try await ours.close()
            try await theirs.close()
        }
    }

    @Test(arguments: engines) func `loses no increment among 200 at once`(engine: Engine) async throws {
        try await withNotes(engine) { database in
            try await database.write { try $0.run("INSERT INTO note (id, size) VALUES (1, 0)") }
            try await withThrowingTaskGroup { group in
                for _ in 1...200 {
                    group.addTask {
                        try await database.write { tx in
                            let size: Int = try tx.value("SELECT size FROM note WHERE id = 1") ?? 0
                            try tx.run("UPDATE note SET size = \(size + 1) WHERE id = 1")
                        }
                    }
                }
                try await group.waitForAll()
            }
            #expect(try await database.read { try $0.value("SELECT size FROM note", as: Int.self) } == 200)
        }
    }

    @Test(arguments: engines) func `that broke a rule of the schema is told so, and undone`(engine: Engine) async throws {
        try await withNotes(engine) { database in
            try await database.write { try $0.note(1) }
            await #expect(throws: ConstraintViolation.self) {
                try await database.write { tx in
                    try tx.note(2)
                    try tx.note(1)
                }
            }
            await #expect(throws: ConstraintViolation.self) {
                try await database.write { try $0.run("INSERT INTO remark (id, note_id) VALUES (1, 99)") }
            }
            await #expect(throws: ConstraintViolation.self) {
                try await database.write { try $0.run("INSERT INTO note (id) VALUES (\(0))", each: [[.integer(3)], [.integer(1)], [.integer(4)]]) }
            }
            #expect(try await database.read { try $0.noteIDs } == [1])
        }
    }

    @Test(arguments: engines) func `that goes on after a fault does no harm to others`(engine: Engine) async throws {
        try await withNotes(engine) { database in
            try await database.write { try $0.note(1) }
            let (gate, held) = await Gate.holding(database)
            let stubborn = Task {
                try await database.write { tx in
                    #expect(throws: ConstraintViolation.self) { try tx.note(1) }
                }
            }
            let others = (2...20).map { id in Task { try await database.write { try $0.note(id) } } }
            gate.open()
            try await held.value
            // SQLite takes it, PostgreSQL does not.
            _ = await stubborn.result
            for other in others { try await other.value }
            #expect(try await database.read { try $0.noteIDs } == Array(1...20))
        }
    }

    @Test(arguments: engines) func `happens at one instant`(engine: Engine) async throws {
        let clock = Tally()
        let ticking: Now = { noon().adding(.seconds(Int64(clock.add()))) }
        try await withDatabase(engine, now: ticking) { database in
            let (first, again) = try await database.write { ($0.now, $0.now) }
            #expect(first == again)
            #expect(try await database.write { $0.now } > first)
        }
    }

    @Test(arguments: engines) func `that reads sees one state, whatever is written meanwhile`(engine: Engine) async throws {
        try await withNotes(engine) { database in
            try await database.write { try $0.note(1) }
            let gate = Gate()
            let reading = Task {
                try await database.read { session in
                    let before = try session.noteIDs
                    gate.wait()
                    return (before, try session.noteIDs)
                }
            }
            await gate.arrival()
            try await database.write { try $0.note(2) }
            gate.open()
            let (before, after) = try await reading.value
            #expect(before == [1])
            #expect(after == [1])
            #expect(try await database.read { try $0.noteIDs } == [1, 2])
        }
    }
}
