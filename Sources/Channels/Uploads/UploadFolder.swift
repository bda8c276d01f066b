import Foundation
import Kernel

/// Where files that came by the browser lie: each in a folder of its own, named by its id.
struct UploadFolder: Sendable {
    let path: String

    func folder(of id: ID<UploadedFile>) -> String { "\(path)/\(id)" }
    func path(of file: UploadedFile) -> String { "\(folder(of: file.id))/\(file.name)" }
    func rejectedPath(of file: UploadedFile) -> String { path(of: file) + ".rejected.csv" }

    /// Made where it is missing; nobody else may look into it.
    func prepared() throws -> URL {
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        return URL(fileURLWithPath: path)
    }

    /// Takes in a file that lies beside: no byte of it is copied.
    func adopt(_ file: URL, as name: String, of id: ID<UploadedFile>) throws {
        try FileManager.default.createDirectory(
            atPath: folder(of: id), withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        try FileManager.default.moveItem(at: file, to: URL(fileURLWithPath: "\(folder(of: id))/\(name)"))
    }

    func remove(_ id: ID<UploadedFile>) {
        // What cannot be removed now is found by the nightly look for folders that belong to nothing.
        try? FileManager.default.removeItem(atPath: folder(of: id))
    }

    /// The file itself, once it is imported; the list of what was rejected stays.
    func removeContent(of file: UploadedFile) {
        // Gone already, or found with its folder later.
        try? FileManager.default.removeItem(atPath: path(of: file))
    }

    /// Removes what belongs to no row and has not changed since a moment: what a crash has left behind.
    func removeStrays(except known: Set<ID<UploadedFile>>, before moment: Instant) {
        // No folder: nothing was ever brought.
        for name in (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? [] {
            if let id = ID<UploadedFile>(name), known.contains(id) { continue }
            // Of one that goes away meanwhile nothing needs to be known.
            let changed = try? FileManager.default.attributesOfItem(atPath: "\(path)/\(name)")[.modificationDate] as? Date
            guard let changed, changed.timeIntervalSince1970 < Double(moment.seconds) else { continue }
            try? FileManager.default.removeItem(atPath: "\(path)/\(name)")  // The next night tries again.
        }
    }

    /// A sentence without our own path in front of the name of the file.
    func plainly(_ failure: Failure, _ id: ID<UploadedFile>) -> Failure {
        let prefix = folder(of: id) + "/"
        return switch failure {
        case .invalid(let field, let reason): .invalid(field.replacing(prefix, with: ""), reason.replacing(prefix, with: ""))
        case .missing(let what): .missing(what.replacing(prefix, with: ""))
        default: failure
        }
    }
}
