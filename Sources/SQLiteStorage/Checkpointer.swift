import Dispatch
import GRDB
import GRDBSQLite
import Synchronization

/// Decides when the log is written into the file, and by whom: by the writer, after a commit, or while much is imported from a connection of its
/// own, so that the writer goes on meanwhile and has but the end of the log to write. With many small commits the second way gains nothing: it takes
/// the time of a processor that those who send need.
final class Checkpointer: Sendable {
    /// Pages of the log.
    private enum Pages {
        /// So many more are worth a turn: less would write the same pages again and again.
        static let worthwhile: Int32 = 10_000
        /// From here on the writer does it, at each commit.
        static let most: Int32 = 16_000
        static let mostBesideAnother: Int32 = 20_000
    }

    private struct Standing {
        var isImporting = false
        var isAtWork = false
        /// Whether but the end of the log is left, for the writer.
        var isNearlyDone = false
        /// How long the log was when it was last begun.
        var mark: Int32 = 0
    }

    private let connection: DatabaseQueue
    private let queue = DispatchQueue(label: "throughline.checkpoints", qos: .utility)
    private let standing = Mutex(Standing())

    init(path: String) throws {
        var configuration = Configuration()
        configuration.label = "throughline.checkpoints"
        connection = try DatabaseQueue(path: path, configuration: configuration)
        // What leaves the log must be in the file for certain, also while an import commits without waiting for the disk.
        try connection.writeWithoutTransaction { try $0.execute(sql: "PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 0") }
    }

    /// Hears of each commit of a connection from now on, in place of SQLite's own way of doing it.
    func watch(_ writer: GRDB.Database) {
        sqlite3_wal_hook(
            writer.sqliteConnection,
            { context, connection, _, pages in
                guard let context else { return SQLITE_OK }
                let isWriters = Unmanaged<Checkpointer>.fromOpaque(context).takeUnretainedValue().committed(pages)
                // One that is busy, or fails, is tried again later.
                if isWriters { sqlite3_wal_checkpoint_v2(connection, nil, SQLITE_CHECKPOINT_PASSIVE, nil, nil) }
                return SQLITE_OK
            }, Unmanaged.passUnretained(self).toOpaque())
    }

    /// - Returns: whether it is for the writer to go on.
    private func committed(_ pages: Int32) -> Bool {
        let (isDue, isWriters) = standing.withLock { standing in
            // Shorter than it was: it has begun anew.
            if pages < standing.mark { (standing.mark, standing.isNearlyDone) = (0, false) }
            let isWriters = standing.isNearlyDone || pages >= (standing.isImporting ? Pages.mostBesideAnother : Pages.most)
            let isDue = standing.isImporting && pages - standing.mark >= Pages.worthwhile && !isWriters && !standing.isAtWork
            standing.isNearlyDone = false
            if isDue { (standing.isAtWork, standing.mark) = (true, pages) }
            return (isDue, isWriters)
        }
        if isDue { queue.async { self.write() } }
        return isWriters
    }

    private func write() {
        // What fails here – a full disk – fails the writer too, who says so.
        try? connection.writeWithoutTransaction { _ = try GRDB.Row.fetchAll($0, sql: "PRAGMA wal_checkpoint(PASSIVE)") }
        standing.withLock { ($0.isAtWork, $0.isNearlyDone) = (false, true) }
    }

    /// That much is imported from now on, or no longer: then none is at work any more, so that the next one brings the whole to the disk.
    func imports(_ isImporting: Bool) {
        standing.withLock { $0.isImporting = isImporting }
        if !isImporting { queue.sync {} }
    }

    /// After the last commit.
    func close() throws {
        queue.sync {}
        try connection.close()
    }
}
