import Channels
import Foundation
package import Kernel
import People
package import Timeline

/// What an administrator may do about one person, and about old touchpoints, without a browser.
extension Installation {
    /// Everything that is kept of a person, into a file that must not be there yet; `-` is the terminal.
    ///
    /// - Parameter who: an id, an address, a number: whatever names one person.
    /// - Throws: `missing`, `invalid`.
    package func exportPerson(_ who: String, to path: String) async throws {
        let export = PersonExportStore(line: line)
        let found = try await export.find(who)
        guard path != "-" else {
            let person = try await export.begin(found, by: nil, recording: Server.record)
            return try await export.write(person) { FileHandle.standardOutput.write(Data($0)) }
        }
        // First the file: an export that cannot be written is none, and is not noted.
        guard !FileManager.default.fileExists(atPath: path),
            FileManager.default.createFile(atPath: path, contents: nil, attributes: [.posixPermissions: 0o600]),
            let file = FileHandle(forWritingAtPath: path)
        else { throw Failure.invalid(path, "cannot be written, or is there already.") }
        let person = try await export.begin(found, by: nil, recording: Server.record)
        try await export.write(person) { try file.write(contentsOf: Data($0)) }
        try file.close()
    }

    /// - Parameter companies: whether companies that nobody else acts for go too.
    package func erasePerson(_ who: String, companies: Bool) async throws -> ErasureStore.Erasure {
        let person = try await PersonExportStore(line: line).find(who)
        return try await ErasureStore(line: line, recording: Server.record).erase(person, companies: companies, by: nil)
    }

    /// Runs the rules of retention, or only counts what they would take off.
    ///
    /// - Returns: for each rule what it is about, and how many touchpoints.
    package func retain(isDryRun: Bool, now: Instant) async throws -> [(scope: String, count: Int)] {
        let worker = RetentionWorker(line: line, recording: Server.record)
        let done = isDryRun ? try await worker.look(now: now) : try await worker.run(now: now)
        return done.map { (scope: $0.rule.name, count: $0.count) }
    }
}
