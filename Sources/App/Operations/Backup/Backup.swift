package import Kernel
import Schema
package import Storage

/// Every row of an installation in one packed file, the same from either engine, taken from one unchanging state while work goes on.
///
/// The file: a line that says what it is; schema and time; for each table its name, its columns, each row behind a 1, then a 0, its count and
/// its SHA-256; last an empty name. Nothing is a backup that does not come to that.
package struct Backup: Sendable {
    static let mark = "throughline backup 1\n"

    let database: any Database

    package init(of database: any Database) { self.database = database }

    /// - Throws: `Failure` when the file cannot be written or the database is not ours.
    package func write(to path: String, now: Instant) async throws -> Manifest {
        try await database.read { [database] session in
            guard let version = try Schema.version(in: session, of: database.engine) else { throw Failure.missing("An installation to back up") }
            guard version <= Schema.version else {
                throw Failure.conflict("This database was written by a newer version (schema \(version)): back it up with that version.")
            }
            let file = try PackedFileWriter(path: path)
            let manifest = try Self.write(Manifest(schema: version, madeAt: now), session, to: file)
            try file.finish()
            return manifest
        }
    }

    private static func write(_ start: Manifest, _ session: Session, to file: PackedFileWriter) throws -> Manifest {
        var manifest = start
        var head = Array(mark.utf8)
        head.append(row: [.integer(Int64(manifest.schema)), .integer(manifest.madeAt.microseconds)])
        try file.write(head)
        for name in Schema.tables(at: manifest.schema) { manifest.tables.append(try write(name, session, to: file)) }
        var end: [UInt8] = []
        end.append(counted: [])
        try file.write(end)
        return manifest
    }

    private static func write(_ name: String, _ session: Session, to file: PackedFileWriter) throws -> Manifest.Table {
        var (tally, columns) = (RowTally(), 0)
        var head: [UInt8] = []
        head.append(counted: name.utf8)
        try file.write(head)
        try forEachRow(of: name, in: session) { row in
            if columns == 0 {
                columns = row.values.count
                try file.write(columnNames(row.columns.names))
            }
            var bytes: [UInt8] = [1]
            bytes.append(row: row.values)
            tally.add(Array(bytes.dropFirst()))
            try file.write(bytes)
        }
        if columns == 0 { try file.write(columnNames([])) }
        let table = tally.table(name)
        var end: [UInt8] = [0]
        end.append(row: [.integer(Int64(table.rows)), .bytes(table.digest)])
        try file.write(end)
        return table
    }

    private static func columnNames(_ names: [String]) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.append(length: names.count)
        for name in names { bytes.append(counted: name.utf8) }
        return bytes
    }
}
