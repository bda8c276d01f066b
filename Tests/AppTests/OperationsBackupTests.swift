import App
import Foundation
import Kernel
import People
import Schema
import Storage
import TestKit
import Testing
import Timeline

@Suite struct `A backup` {
    @Test(arguments: engines) func `taken under load is restored on either engine, equal row for row`(engine: Engine) async throws {
        try await withDirectory { directory async throws in
            try await withMigratedDatabase(engine) { database async throws in
                let line = try await filledLine(database)
                async let load: Void = keepWriting(to: line)
                let taken = try await Backup(of: database).write(to: directory + "/backup", now: noon())
                try await load
                #expect(taken.tables.first { $0.name == "touchpoint" }.map { $0.rows >= 500 } == true)
                for other in engines {
                    try await withDatabase(other) { restored async throws in
                        #expect(try await Restore(into: restored).read(from: directory + "/backup") == taken)
                        let again = try await Backup(of: restored).write(to: directory + "/again-\(other)", now: noon())
                        #expect(again == taken)
                    }
                }
            }
        }
    }

    @Test(arguments: engines) func `is restored only where nothing is`(engine: Engine) async throws {
        try await withDirectory { directory async throws in
            try await withMigratedDatabase(engine) { database async throws in
                _ = try await filledLine(database)
                let before = try await Backup(of: database).write(to: directory + "/backup", now: noon())
                await #expect(throws: Failure.self) { try await Restore(into: database).read(from: directory + "/backup") }
                #expect(try await Backup(of: database).write(to: directory + "/unchanged", now: noon()) == before)
            }
        }
    }

    @Test(arguments: engines, [0.2, 0.6, 0.99]) func `that is cut off leaves nothing behind`(engine: Engine, share: Double) async throws {
        try await withDirectory { directory async throws in
            try await withMigratedDatabase(engine) { database async throws in
                _ = try await filledLine(database)
                _ = try await Backup(of: database).write(to: directory + "/backup", now: noon())
            }
            let whole = try Data(contentsOf: URL(fileURLWithPath: directory + "/backup"))
            try whole.prefix(Int(Double(whole.count) * share)).write(to: URL(fileURLWithPath: directory + "/cut"))
            try await withDatabase(engine) { database async throws in
                await #expect(throws: Failure.self) { try await Restore(into: database).read(from: directory + "/cut") }
                #expect(try await Restore(into: database).read(from: directory + "/backup").rows > 500)
            }
        }
    }

    @Test func `with one bit changed is refused`() async throws {
        try await withDirectory { directory async throws in
            try await withMigratedDatabase(.sqlite) { database async throws in
                _ = try await filledLine(database)
                _ = try await Backup(of: database).write(to: directory + "/backup", now: noon())
            }
            var bytes = try Data(contentsOf: URL(fileURLWithPath: directory + "/backup"))
            bytes[bytes.count / 2] ^= 4
            try bytes.write(to: URL(fileURLWithPath: directory + "/changed"))
            try await withDatabase(.sqlite) { database async throws in
                await #expect(throws: Failure.self) { try await Restore(into: database).read(from: directory + "/changed") }
            }
            let configuration = try Configuration(arguments: ["directory": directory + "/new"], environment: [:])
            try FileManager.default.createDirectory(atPath: configuration.directory, withIntermediateDirectories: true)
            await #expect(throws: Failure.self) { _ = try await Restore.bring(directory + "/changed", into: configuration) }
            #expect(try FileManager.default.contentsOfDirectory(atPath: directory + "/new").filter { $0.hasPrefix("throughline.sqlite") } == [])
        }
    }

    @Test func `never writes over a file`() async throws {
        try await withDirectory { directory async throws in
            try Data("mine".utf8).write(to: URL(fileURLWithPath: directory + "/backup"))
            try await withMigratedDatabase(.sqlite) { database async throws in
                await #expect(throws: Failure.self) { try await Backup(of: database).write(to: directory + "/backup", now: noon()) }
            }
            #expect(try Data(contentsOf: URL(fileURLWithPath: directory + "/backup")) == Data("mine".utf8))
        }
    }

    @Test(arguments: engines) func `knows every table there is`(engine: Engine) async throws {
        try await withMigratedDatabase(engine) { database async throws in
            let there: [String] = try await database.read { session in
                let query: SQL =
                    engine == .sqlite
                    ? "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
                    : "SELECT relname::text FROM pg_class WHERE relkind = 'r' AND relnamespace = current_schema()::regnamespace"
                return try session.rows(query).map { try $0.get(at: 0) }
            }
            #expect(Set(there).subtracting(["schema_migration", "touchpoint_key", "touchpoint_keyed"]) == Set(Schema.tables()))
        }
    }
}

private func filledLine(_ database: any Database) async throws -> Line {
    let line = try await Line.open(database)
    try await database.write { tx in try line.catalogueStore.add(Kind.defaults, Channel.defaults, in: tx) }
    try await line.reload()
    try await append(0..<500, to: line)
    return line
}

private func keepWriting(to line: Line) async throws {
    for batch in 1...20 { try await append(batch * 1_000..<batch * 1_000 + 20, to: line) }
}

private func append(_ numbers: Range<Int>, to line: Line) async throws {
    let source = try await line.source("shop", name: "Shop \"\u{301}", medium: .http)
    let touchpoints = numbers.map { number in
        NewTouchpoint(
            "order_completed", channel: "web", by: [Identifier(.userID, "customer-\(number % 40)")].compactMap { $0 }, at: noon(),
            score: Score(Double(number % 11), on: .nps), sentiment: Double(number % 7) / 7, key: SourceKey("\(number)"),
            properties: #"{"name":"Żółć 椅子"}"#, traits: ["city": "Łódź"])
    }
    _ = try await line.append(touchpoints, from: source)
}
