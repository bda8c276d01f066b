import Kernel
import Schema
package import Storage

/// Brings the rows of a backup into an empty installation, on either engine: all of them, or none.
package struct Restore: Sendable {
    private static let rowsTogether = 1_000
    /// Where the first rows of an installation in use are.
    private static let signsOfLife = ["staff", "source", "identifier", "touchpoint"]

    let database: any Database

    package init(into database: any Database) { self.database = database }

    /// What was written is read back and compared with what the backup says of itself, before anything counts.
    ///
    /// - Throws: `Failure` when the file is none of ours or damaged, or the installation is in use.
    package func read(from path: String) async throws -> Manifest {
        let opened = try ArchiveStart(path: path)
        let found = try await Schema.version(of: database)
        guard found <= opened.schema else {
            throw Failure.conflict(
                "This installation has schema \(found) already, the backup \(opened.schema): restore into one that was never started.")
        }
        try await Schema.migrate(database, to: opened.schema)
        var manifest = try await database.write { tx in
            // Opened here: the file stays on the thread of the database.
            let start = try ArchiveStart(path: path)
            return try fill(from: start, tx)
        }
        try await Schema.migrate(database)
        manifest.paused = try await database.write { try $0.run("UPDATE webhook SET paused_at = \($0.now) WHERE paused_at IS NULL") }
        // Its rows came past what the engine knows of keys.
        try await database.hurry(false)
        return manifest
    }

    /// - Throws: `Failure` when the file does not begin as a backup of ours.
    static func check(_ path: String) throws { _ = try ArchiveStart(path: path) }

    private var inUse: Failure { .conflict("This installation is in use: a backup is only restored into an empty one.") }

    private func fill(from start: ArchiveStart, _ tx: Transaction) throws -> Manifest {
        let tables = Schema.tables(at: start.schema)
        for table in Self.signsOfLife.filter(tables.contains) {
            if try tx.first("SELECT 1 FROM \(SQL(stringLiteral: table)) LIMIT 1") != nil { throw inUse }
        }
        // What the migrations put in comes back with the backup.
        for table in tables.reversed() { try tx.run("DELETE FROM \(SQL(stringLiteral: table))") }
        var manifest = Manifest(schema: start.schema, madeAt: start.madeAt)
        for table in tables { manifest.tables.append(try fill(table, from: start.file, tx)) }
        guard try start.file.length() == 0 else { throw start.file.damage }
        return manifest
    }

    private func fill(_ table: String, from file: PackedFileReader, _ tx: Transaction) throws -> Manifest.Table {
        guard try file.text() == table else { throw file.damage }
        let columns = try (0..<file.length()).map { _ in try file.text() }
        guard columns.allSatisfy({ $0.wholeMatch(of: /[a-z_][a-z_0-9]*/) != nil }) else { throw file.damage }
        var waiting: [[Value]] = []
        while try file.byte() == 1 {
            waiting.append(try file.row(of: columns.count))
            if waiting.count == Self.rowsTogether { try insert(&waiting, columns, into: table, tx) }
        }
        try insert(&waiting, columns, into: table, tx)
        let promised = try file.row(of: 2)
        let found = try Manifest.Table(table, in: tx)
        guard promised == [.integer(Int64(found.rows)), .bytes(found.digest)] else { throw file.damage }
        return found
    }

    private func insert(_ rows: inout [[Value]], _ columns: [String], into table: String, _ tx: Transaction) throws {
        guard !rows.isEmpty else { return }
        let places = columns.indices.map { "\(tx.connection.placeholder.rawValue)\($0 + 1)" }.joined(separator: ", ")
        let statement = "INSERT INTO \(table) (\(columns.joined(separator: ", "))) VALUES (\(places))"
        _ = try tx.connection.run(statement, each: rows)
        rows.removeAll(keepingCapacity: true)
    }
}

/// The first words of a backup, and the file behind them.
private struct ArchiveStart {
    let file: PackedFileReader
    let schema: Int
    let madeAt: Instant

    init(path: String) throws {
        file = try PackedFileReader(path: path)
        guard try Array(file.bytes(Backup.mark.utf8.count)) == Array(Backup.mark.utf8) else { throw file.damage }
        guard case .integer(let schema) = try file.row(of: 1)[0], case .integer(let time) = try file.row(of: 1)[0] else { throw file.damage }
        guard schema <= Schema.version else {
            throw Failure.conflict("This backup was made by a newer version (schema \(schema)): restore it with that version.")
        }
        (self.schema, madeAt) = (Int(schema), Instant(microseconds: time))
    }
}
