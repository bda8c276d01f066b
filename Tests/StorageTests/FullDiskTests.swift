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

    /// So much in one commit that it goes to the disk before its end: then SQLite drops the whole transaction in the middle.
    @Test(.enabled(if: SmallDisk.isPossible)) func `is told to all whose work was lost with it`() async throws {
        try await SmallDisk.with(megabytes: 8) { disk in
            let database = try SQLiteDatabase(path: disk.path + "/throughline.db", now: noon)
            try await makeNotes(in: database)
            let (gate, held) = await Gate.holding(database)
            let begun = Tally()
            let huge = String(repeating: "x", count: 3_000_000)
            let writing = (1...30).map { id in
                Task {
                    begun.add()
                    try await database.write { try $0.note(id, huge) }
                }
            }
            while begun.count < 30 { await Task.yield() }
            gate.open()
            try? await held.value  // It had nothing to write, but may have shared the lot of those who had.
            var written: [Int] = []
            for (index, task) in writing.enumerated() {
                do {
                    try await task.value
                    written.append(index + 1)
                } catch { #expect(error as? Outage == .diskFull) }
            }
            #expect(written.count < 30)
            #expect(try await database.read { try $0.noteIDs } == written)
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
