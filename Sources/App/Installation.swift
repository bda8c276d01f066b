package import Columnar
import Foundation
package import Kernel
import PostgresStorage
import SQLiteStorage
import Schema
package import Storage
package import Timeline

/// An installation with its doors open: its database, brought to the newest schema, and the line on it.
package struct Installation: Sendable {
    package let database: any Database
    package let line: Line
    /// The same line, in the form in which it is asked.
    package let engine: LineEngine
    /// Of an embedded database.
    private(set) var presence: Presence?

    package static func open(_ configuration: Configuration, now: @escaping Now = systemNow) async throws -> Installation {
        let database = try connect(configuration, now: now)
        do {
            let presence = try configuration.databaseURL == nil ? Presence(in: configuration.directory) : nil
            try await Schema.migrate(database)
            try await Schema.makeLineIndexes(database)
            let line = try await Line.open(database)
            try await database.write { tx in try line.catalogueStore.add(Kind.defaults, Channel.defaults, in: tx) }
            try await line.reload()
            let engine = LineEngine(source: LineFeedStore(line: line), path: configuration.directory + "/line.columns")
            return Installation(database: database, line: line, engine: engine, presence: presence)
        } catch {
            // What went wrong first is what is worth telling.
            try? await database.close()
            throw error
        }
    }

    static func connect(_ configuration: Configuration, now: @escaping Now) throws -> any Database {
        if let url = configuration.databaseURL { return try PostgresDatabase(url: url, now: now) }
        do {
            try FileManager.default.createDirectory(
                atPath: configuration.directory, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        } catch {
            throw Failure.invalid("directory", "\(configuration.directory) cannot be made: \(systemWords(error)). Name another with --directory.")
        }
        return try SQLiteDatabase(path: configuration.databasePath, now: now)
    }

    package func close() async throws { try await database.close() }
}
