import Foundation
import Kernel

/// An installation in a directory of its own that is gone afterwards: for looking at a file without keeping it.
package func withPassingInstallation<Answer>(_ body: (Installation) async throws -> Answer) async throws -> Answer {
    let directory = FileManager.default.temporaryDirectory.appending(path: "throughline-\(ID<Installation>(at: systemNow()))").path
    // What cannot be removed lies in the system's directory for such things.
    defer { try? FileManager.default.removeItem(atPath: directory) }
    let installation = try await Installation.open(Configuration(arguments: ["directory": directory], environment: [:]))
    let answer = try await body(installation)
    try await installation.close()
    return answer
}
