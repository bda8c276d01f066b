import Kernel
import Storage
import TestKit
import Testing

@Suite struct `Waiting` {
    @Test(arguments: engines) func `for the writer is for 10,000 at most`(engine: Engine) async throws {
        try await withNotes(engine) { database in
            let (gate, held) = await Gate.holding(database)
            let refused = Tally()
            try await withThrowingTaskGroup { group in
                for _ in 1...10_300 {
                    group.addTask {
                        do { try await database.write { _ in } } catch Outage.overloaded { refused.add() }
                    }
                }
                while refused.count < 300 { await Task.yield() }
                gate.open()
                try await group.waitForAll()
            }
            try await held.value
            #expect(refused.count == 300)
            try await database.write { try $0.note(1) }
        }
    }

    @Test(arguments: engines) func `is over when the database is closed, and nothing of it is lost`(engine: Engine) async throws {
        try await withTemporaryDatabase(engine) { place in
            let database = try place.open()
            try await makeNotes(in: database)
            let (gate, held) = await Gate.holding(database)
            let begun = Tally()
            let writing = (1...100).map { id in
                Task {
                    begun.add()
                    try await database.write { try $0.note(id) }
                }
            }
            while begun.count < 100 { await Task.yield() }
            let closing = Tally()
            let close = Task {
                closing.add()
                try await database.close()
            }
            while closing.count == 0 { await Task.yield() }
            gate.open()
            try await held.value
            try await close.value
            // The last few may have come after the closing, and were then refused.
            var written: [Int] = []
            for (index, task) in writing.enumerated() { if case .success = await task.result { written.append(index + 1) } }

            #expect(written.count > 90)
            let again = try place.open()
            #expect(try await again.read { try $0.noteIDs } == written)
            try await again.close()
        }
    }

    @Test(arguments: engines) func `is in vain once the database is closed`(engine: Engine) async throws {
        try await withTemporaryDatabase(engine) { place in
            let database = try place.open()
            try await makeNotes(in: database)
            try await database.close()
            await #expect(throws: Outage.self) { try await database.write { try $0.note(1) } }
            await #expect(throws: Outage.self) { try await database.read { try $0.noteIDs } }
        }
    }

    @Test(arguments: engines) func `for a reader is short while another reads`(engine: Engine) async throws {
        try await withNotes(engine) { database in
            let gate = Gate()
            let slow = Task { try await database.read { _ in gate.wait() } }
            await gate.arrival()
            for _ in 1...50 { #expect(try await database.read { try $0.noteIDs } == []) }
            gate.open()
            try await slow.value
        }
    }
}
