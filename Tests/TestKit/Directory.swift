import Foundation
import Kernel

/// A directory of its own for a test, gone afterwards. `body` is given its path.
package func withDirectory<Answer>(_ body: (String) async throws -> Answer) async throws -> Answer {
    let directory = FileManager.default.temporaryDirectory.appending(path: "throughline-\(ID<Never>(at: systemNow()))")
    try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
    // What cannot be removed stays in the system's own directory for such things, and is no fault of the test.
    defer { try? FileManager.default.removeItem(at: directory) }
    return try await body(directory.path)
}
