import Kernel
import SQLiteStorage
import Storage
import TestKit
import Testing

@Suite struct `A full disk` {
    @Test(.enabled(if: SmallDisk.isPossible)) func `is told as such, takes nothing that was acknowledged, and heals`() async throws {
        try await SmallDisk.with(megabytes: 8) { disk in
            try disk.fill(megabytes: 4)
            let database = try SQLiteDatabase(path: disk.path + "/throughline.db", now: noon)
            try await makeNotes(in: database)
            let acknowledged = try await fill(database)
            #expect(acknowledged > 20)
            #expect(try await database.read { try $0.noteIDs } == Array(1...acknowledged))

            try disk.makeRoom()
            try await database.write { try $0.note(acknowledged + 1) }
            #expect(try await database.read { try $0.noteIDs } == Array(1...(acknowledged + 1)))
            #expect(try await database.read { try $0.value("PRAGMA integrity_check", as: String.self) } == "ok")
            try await database.close()
        }
    }

    @Test(.enabled(if: SmallDisk.isPossible)) func `is told to all whose work was lost with it`() async throws {
        try await SmallDisk.with(megabytes: 8) { disk in
            try disk.fill(megabytes: 4)
            let database = try SQLiteDatabase(path: disk.path + "/throughline.db", now: noon)
            try await makeNotes(in: database)
            let acknowledged = try await fill(database)
            let (gate, held) = await Gate.holding(database)
            let waiting = (1...20).map { id in Task { try await database.write { try $0.note(acknowledged + id, large) } } }
            gate.open()
            _ = await held.result
            for task in waiting { await #expect(throws: Outage.diskFull) { try await task.value } }
            try await database.close()
        }
    }

    /// Writes large notes until the disk is full; returns how many were acknowledged.
    private func fill(_ database: any Database) async throws -> Int {
        for id in 1...10_000 {
            do { try await database.write { try $0.note(id, large) } } catch Outage.diskFull { return id - 1 }
        }
        return 10_000
    }
}

private let large = String(repeating: "x", count: 30_000)
