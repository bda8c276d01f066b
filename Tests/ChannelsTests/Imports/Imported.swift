import Foundation
import Kernel
import People
import Testing
import Timeline

@testable import Channels

/// A file of a test, gone when the test is over.
final class TemporaryFile: Sendable {
    let path: String

    init(_ bytes: some Sequence<UInt8>, named name: String = "log.csv") throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        path = folder.appending(path: name).path
        try Data(bytes).write(to: URL(fileURLWithPath: path))
    }

    convenience init(_ text: String, named name: String = "log.csv") throws { try self.init(text.utf8, named: name) }

    deinit {
        // Left behind in the folder for temporary things, it harms nobody.
        try? FileManager.default.removeItem(at: URL(fileURLWithPath: path).deletingLastPathComponent())
    }
}

/// What became of a file.
struct Imported {
    var plan: ImportPlan
    var touchpoints: [NewTouchpoint] = []
    var rejected: [RejectedRow] = []

    init(_ file: TemporaryFile, map: String = "", startingAt start: Int = 0, _ change: (inout ImportOptions) -> Void = { _ in }) throws {
        var options = ImportOptions()
        options.mapping = try Mapping(map)
        change(&options)
        let file = FileImport(path: file.path, options: options)
        plan = try file.plan()
        let pipe = try file.pipe(plan, startingAt: start)
        while let batch = try pipe.next() {
            touchpoints += batch.touchpoints
            rejected += batch.rejected
        }
    }

    init(_ text: String, map: String = "", _ change: (inout ImportOptions) -> Void = { _ in }) throws {
        try self.init(TemporaryFile(text), map: map, change)
    }

    var customers: [String] { touchpoints.map { $0.identifiers.first?.value ?? "" } }
    func identifiers(_ place: Int) -> [Identifier?] { touchpoints[place].identifiers }
    var kinds: [String] { touchpoints.map(\.kind) }
    var reasons: [String] { rejected.map(\.reason) }
}

/// The sentence that a file is refused with.
func refusal(_ body: () throws -> Void) -> String {
    do {
        try body()
        return ""
    } catch {
        return "\(error)"
    }
}

/// `user,event,at` and rows of it.
func log(_ rows: String...) -> String { (["user,event,at"] + rows).joined(separator: "\n") + "\n" }
