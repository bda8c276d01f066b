import Crypto
import Foundation
package import Kernel
package import Storage

/// How far files have been read, and what became of them, by what makes a file this one and read in this way.
package struct ImportRunStore: Sendable {
    package let fingerprint: String

    package init(fingerprint: String) { self.fingerprint = fingerprint }

    /// What was done so far: of records, or of whatever a file brings.
    package struct Counts: Hashable, Sendable {
        package var records = 0
        package var accepted = 0
        package var duplicates = 0
        package var rejected = 0

        package init(records: Int = 0, accepted: Int = 0, duplicates: Int = 0, rejected: Int = 0) {
            (self.records, self.accepted, self.duplicates, self.rejected) = (records, accepted, duplicates, rejected)
        }
    }

    /// Where an earlier run of the same file was interrupted; a finished one begins anew, to find what was added to the file.
    package func begin(source: Int64, name: String, in tx: Transaction) throws -> Counts {
        let known = try tx.first("SELECT records, accepted, duplicates, rejected, finished_at FROM import_run WHERE fingerprint = \(fingerprint)")
        if let known, try known.find("finished_at", as: Int64.self) == nil {
            return Counts(
                records: try known.get("records"), accepted: try known.get("accepted"), duplicates: try known.get("duplicates"),
                rejected: try known.get("rejected"))
        }
        try tx.run("DELETE FROM import_run WHERE fingerprint = \(fingerprint)")
        try tx.run(
            """
            INSERT INTO import_run (id, fingerprint, file_name, source, records, accepted, duplicates, rejected, started_at)
            VALUES (\(ID<ImportRunStore>(at: tx.now)), \(fingerprint), \(name), \(source), 0, 0, 0, 0, \(tx.now))
            """)
        return Counts()
    }

    /// To be called in the transaction that writes what was read.
    ///
    /// - Parameters:
    ///   - records: how many of the file are done with in all.
    ///   - more: what became of those of this transaction.
    package func advance(to records: Int, _ more: Counts, in tx: Transaction) throws {
        try tx.run(
            """
            UPDATE import_run SET records = \(records), accepted = accepted + \(more.accepted),
            duplicates = duplicates + \(more.duplicates), rejected = rejected + \(more.rejected) WHERE fingerprint = \(fingerprint)
            """)
    }

    package func finish(in tx: Transaction) throws {
        try tx.run("UPDATE import_run SET finished_at = \(tx.now) WHERE fingerprint = \(fingerprint)")
    }

    /// The same file read in the same way: its size, its first mebibyte and how it is read.
    package static func fingerprint(of path: String, _ reading: String, now: Instant) throws -> String {
        guard path != "-" else { return "stdin:\(ID<ImportRunStore>(at: now))" }
        let handle = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
        defer { handle.closeFile() }
        var hash = SHA256()
        hash.update(data: handle.readData(ofLength: 1 << 20))
        hash.update(data: Data("\(try handle.seekToEnd())|\(reading)".utf8))
        return hash.finalize().prefix(16).map { String($0, radix: 16) }.joined(separator: "-")
    }
}
