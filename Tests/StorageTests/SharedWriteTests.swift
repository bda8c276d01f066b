import Kernel
import Storage
import TestKit
import Testing

@Suite struct `What is written together` {
    @Test(arguments: engines) func `takes one body for all that wait`(engine: Engine) async throws {
        try await withNotes(engine) { database in
            let bodies = Tally()
            let results = try await written(1...100, in: database) { _ in bodies.add() }
            #expect(results == Array(1...100).map { "note \($0)" })
            #expect(try await database.read { try $0.noteIDs } == Array(1...100))
            #expect(bodies.count < 20)
        }
    }

    @Test(arguments: engines) func `fails alone`(engine: Engine) async throws {
        try await withNotes(engine) { database in
            try await database.write { try $0.note(20) }
            let results = try await written(1...50, in: database) { try Failure.require(!$0.contains(13), "id", "is unlucky") }
            #expect(results[12] == "\(Failure.invalid("id", "is unlucky"))")
            #expect(results[19].hasPrefix("note") == false)
            #expect(results.count { $0.hasPrefix("note ") } == 48)
            #expect(try await database.read { try $0.noteIDs } == (1...50).filter { $0 != 13 })
        }
    }

    @Test(arguments: engines) func `fails alone also when nothing else is committed beside it`(engine: Engine) async throws {
        try await withNotes(engine) { database in
            let shared = SharedWrite<Int, String>(database, mostWeight: 100)
            await #expect(throws: Failure.invalid("note", "is unlucky")) {
                _ = try await shared.write(1, weight: 1) { _, _ in throw Failure.invalid("note", "is unlucky") }
            }
            let next = try await shared.write(2, weight: 1, Self.note)
            #expect(next == "note 2")
        }
    }

    @Test func `weighs no more than it may, unless it is one`() async throws {
        try await withNotes(.sqlite) { database in
            let results = try await written(1...30, weight: 4, most: 10, in: database) { try Failure.require($0.count <= 2, "round", "is heavy") }
            #expect(results == Array(1...30).map { "note \($0)" })
            let heavy = try await written(31...33, weight: 40, most: 10, in: database) { try Failure.require($0.count == 1, "round", "is heavy") }
            #expect(heavy == Array(31...33).map { "note \($0)" })
        }
    }

    private static let note: SharedWrite<Int, String>.Body = { items, tx in
        try items.map {
            try tx.note($0)
            return "note \($0)"
        }
    }

    /// Writes notes that all wait at once, and tells what became of each.
    private func written(
        _ ids: ClosedRange<Int>, weight: Int = 1, most: Int = 1_000, in database: any Database, checking: @escaping @Sendable ([Int]) throws -> Void
    ) async throws -> [String] {
        let shared = SharedWrite<Int, String>(database, mostWeight: most)
        let (gate, held) = await Gate.holding(database)
        let begun = Tally()
        let tasks = ids.map { id in
            Task {
                begun.add()
                return try await shared.write(id, weight: weight) { items, tx in
                    try checking(items)
                    return try Self.note(items, tx)
                }
            }
        }
        while begun.count < ids.count { await Task.yield() }
        gate.open()
        try await held.value
        var results: [String] = []
        for task in tasks {
            do { results.append(try await task.value) } catch { results.append("\(error)") }
        }
        return results
    }
}
