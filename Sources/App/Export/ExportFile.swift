import Foundation
import Kernel

/// A file that is being written: beside its place, and put there at once when all of it is on the disk. One that was interrupted leaves nothing.
final class ExportFile {
    let path: String
    private let handle: FileHandle
    private let isTerminal: Bool
    private var buffer: [UInt8] = []
    private var isFinished = false

    private var partPath: String { path + ".part" }

    /// - Parameter path: of the file; `-` is standard output.
    init(path: String) throws {
        (self.path, isTerminal) = (path, path == "-")
        guard path != "-" else {
            handle = .standardOutput
            return
        }
        let part = path + ".part"
        guard FileManager.default.createFile(atPath: part, contents: nil, attributes: [.posixPermissions: 0o600]),
            let opened = FileHandle(forWritingAtPath: part)
        else { throw Failure.invalid(path, "cannot be written: \(String(cString: strerror(errno))).") }
        handle = opened
    }

    deinit {
        if !isFinished, !isTerminal { unlink(partPath) }
    }

    func write(_ bytes: [UInt8]) throws {
        buffer += bytes
        if buffer.count >= 1 << 17 { try flush() }
    }

    private func flush() throws {
        do { try handle.write(contentsOf: Data(buffer)) } catch { throw Failure.invalid(path, "cannot be written: \(systemWords(error)).") }
        buffer.removeAll(keepingCapacity: true)
    }

    func finish() throws {
        try flush()
        guard !isTerminal else {
            isFinished = true
            return
        }
        do {
            try handle.synchronize()
            try handle.close()
        } catch { throw Failure.invalid(path, "cannot be written: \(systemWords(error)).") }
        guard rename(partPath, path) == 0 else { throw Failure.invalid(path, "cannot be written: \(String(cString: strerror(errno))).") }
        isFinished = true
    }
}

extension ExportFile {
    /// Where files of an export go, made if it is not there.
    static func folder(_ path: String) throws {
        do {
            try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        } catch { throw Failure.invalid(path, "cannot be made: \(systemWords(error)).") }
    }
}
