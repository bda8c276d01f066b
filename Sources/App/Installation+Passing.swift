import Foundation
import Kernel
import Schema
import Storage

/// An installation in a directory of its own that is gone afterwards: for looking at a file without keeping it.
package func withPassingInstallation<Answer>(_ body: (Installation) async throws -> Answer) async throws -> Answer {
    let directory = FileManager.default.temporaryDirectory.appending(path: "throughline-\(ID<Installation>(at: systemNow()))").path
    // What cannot be removed lies in the system's directory for such things.
    defer { try? FileManager.default.removeItem(atPath: directory) }
    let installation = try await Installation.open(Configuration(arguments: ["directory": directory], environment: [:]))
    // Nobody reads from its tables as pages do, and nobody misses it after a loss of power.
    try await installation.database.write { try Schema.dropLineIndexes(in: $0) }
    try await installation.database.hurry(true)
    let answer = try await body(installation)
    try await installation.close()
    return answer
}
