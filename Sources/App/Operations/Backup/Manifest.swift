import Crypto
import Foundation
package import Kernel

/// What a backup holds: how many rows of each table, and the SHA-256 of these rows in the order of their key.
package struct Manifest: Hashable, Sendable {
    /// The schema the rows were written under.
    package var schema: Int
    package var madeAt: Instant
    package var tables: [Table] = []
    /// How many webhooks were paused when it was restored: a copy must not tell the world beside the original.
    package var paused = 0

    package struct Table: Hashable, Sendable {
        package let name: String
        package let rows: Int
        /// 32 bytes.
        package let digest: [UInt8]
    }

    package var rows: Int { tables.reduce(0) { $0 + $1.rows } }

    /// A line for each table that has rows, and one for the whole.
    package var description: String {
        let filled = tables.filter { $0.rows > 0 }
        let width = filled.map(\.name.count).max() ?? 0
        let lines = filled.map { table in
            let name = table.name.padding(toLength: width, withPad: " ", startingAt: 0)
            return "\(name)  \(String(format: "%12d", table.rows))  \(table.digest.map { String(format: "%02x", Int($0)) }.joined())"
        }
        return (lines + ["schema \(schema), \(tables.count) tables, \(rows) rows, made \(madeAt)"]).joined(separator: "\n")
    }
}

/// Counts and hashes the rows of a table as they go by.
struct RowTally {
    private(set) var rows = 0
    private var hash = SHA256()
    private var pending: [UInt8] = []

    mutating func add(_ row: [UInt8]) {
        rows += 1
        pending += row
        if pending.count >= 1 << 15 { digestPending() }
    }

    mutating func table(_ name: String) -> Manifest.Table {
        digestPending()
        return Manifest.Table(name: name, rows: rows, digest: Array(hash.finalize()))
    }

    private mutating func digestPending() {
        hash.update(data: pending)
        pending.removeAll(keepingCapacity: true)
    }
}
