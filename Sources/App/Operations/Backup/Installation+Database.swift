import Foundation
import Kernel
import Storage

/// The database as it is, for what works on its rows and not on the line.
extension Installation {
    /// Made if there is none.
    static func database(_ configuration: Configuration) throws -> any Database { try connect(configuration, now: systemNow) }

    /// - Throws: `Failure.missing` when there is none.
    static func existingDatabase(_ configuration: Configuration) throws -> any Database {
        try require(configuration)
        return try database(configuration)
    }

    /// For commands that only look: they make no empty installation to look at.
    ///
    /// - Throws: `Failure.missing` when there is none.
    package static func require(_ configuration: Configuration) throws {
        if configuration.isNew { throw Failure.missing("A database in \(configuration.directory)") }
    }

    /// For commands that work on what is there.
    ///
    /// - Throws: `Failure.missing` when nothing is.
    package static func existing(_ configuration: Configuration) async throws -> Installation {
        try require(configuration)
        return try await open(configuration)
    }
}

extension Configuration {
    /// Whether there is no embedded database where it should be. Of another one only its server can tell.
    package var isNew: Bool { databaseURL == nil && !FileManager.default.fileExists(atPath: databasePath) }
}

extension Backup {
    /// Of an installation that a server may be working on.
    package static func take(of configuration: Configuration, to path: String) async throws -> Manifest {
        let database = try Installation.existingDatabase(configuration)
        let manifest = try await Backup(of: database).write(to: path, now: systemNow())
        try await database.close()
        return manifest
    }
}

extension Restore {
    package static func bring(_ path: String, into configuration: Configuration) async throws -> Manifest {
        // Before anything is made for it: a file that cannot be opened leaves no empty installation behind.
        try check(path)
        let (file, isNew) = (configuration.databasePath, configuration.isNew)
        let database = try Installation.database(configuration)
        do {
            let manifest = try await Restore(into: database).read(from: path)
            try await database.close()
            return manifest
        } catch {
            try? await database.close()  // What went wrong before is said.
            // All of it, or nothing: not even an empty database.
            if isNew {
                for end in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: file + end) }  // Two are there only at times.
            }
            throw error
        }
    }
}
