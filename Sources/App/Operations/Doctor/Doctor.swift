import Foundation
import Kernel
import Schema
import Storage

/// Looks an installation over, without changing it: how it is set up, whether it keeps what it promises, what waits.
package struct Doctor: Sendable {
    /// Bytes of the disk below which it says so.
    private static let leastRoom: Int64 = 1 << 30

    let configuration: Configuration

    package init(_ configuration: Configuration) { self.configuration = configuration }

    /// Findings in the order in which one reads them; the last ones are missing where an earlier one makes them pointless.
    package func examine() async -> [Finding] {
        var findings = configuration.findings
        if configuration.databaseURL == nil, !FileManager.default.fileExists(atPath: configuration.directory) {
            let advice = "name the right one with --directory, or start the server once"
            return findings + [Finding("directory", "\(configuration.directory) is not there: \(advice)", isTrouble: true)]
        }
        if configuration.databaseURL == nil { findings.append(room) }
        do {
            let database = try Installation.existingDatabase(configuration)
            findings += await examine(database)
            try await database.close()
        } catch {
            findings.append(Finding("database", "\(error)", isTrouble: true))
        }
        return findings
    }

    private func examine(_ database: any Database) async -> [Finding] {
        var findings: [Finding] = []
        do {
            findings += try await database.write { try EngineExamination(engine: database.engine).durability($0) }
            let version = try await database.read { try Schema.version(in: $0, of: database.engine) }
            findings.append(Self.schema(version))
            guard version == Schema.version else { return findings }
            findings += try await database.read { try EngineExamination(engine: database.engine).soundness($0) + LineExamination().findings($0) }
        } catch {
            findings.append(Finding("database", "\(error)", isTrouble: true))
        }
        return findings
    }

    private static func schema(_ version: Int?) -> Finding {
        guard let version else { return Finding("schema", "there are no tables: start the server once", isTrouble: true) }
        if version == Schema.version { return Finding("schema", "version \(version), the newest") }
        let advice = version < Schema.version ? "starting the server brings it there" : "install the version that wrote it, or a later one"
        return Finding("schema", "version \(version), while this program has \(Schema.version): \(advice)", isTrouble: true)
    }

    private var room: Finding {
        // A directory that is not there is found below, as a database that is not.
        let found = try? FileManager.default.attributesOfFileSystem(forPath: configuration.directory)[.systemFreeSize] as? NSNumber
        guard let free = found?.int64Value else { return Finding("room", "the disk of \(configuration.directory) cannot be asked", isTrouble: true) }
        return Finding("room", "\(megabytes(free)) free for \(configuration.directory)", isTrouble: free < Self.leastRoom)
    }
}

/// `12 345 MB`
func megabytes(_ bytes: Int64) -> String { "\(bytes / 1_000_000) MB" }
