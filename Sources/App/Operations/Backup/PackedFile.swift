import CZlib
import Foundation
import Kernel

/// A file that is packed while it is written. It bears its name only once it is whole and on the disk.
final class PackedFileWriter {
    private let path: String
    private let file: gzFile
    private var buffer: [UInt8] = []
    private var isFinished = false

    /// - Throws: `Failure.conflict` when there is such a file, `Failure.invalid` when it cannot be made.
    init(path: String) throws {
        if FileManager.default.fileExists(atPath: path) { throw Failure.conflict("\(path) is there already: choose another name, or move it away.") }
        let descriptor = open(path + ".part", O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
        // Level 1: a third of the time of the usual one, for a tenth more bytes.
        guard descriptor >= 0, let file = gzdopen(descriptor, "wb1") else {
            throw Failure.invalid(path, "cannot be written: \(String(cString: strerror(errno))).")
        }
        (self.path, self.file) = (path, file)
        gzbuffer(file, 1 << 17)
    }

    deinit { if !isFinished { abandon() } }

    func write(_ bytes: [UInt8]) throws {
        buffer += bytes
        if buffer.count >= 1 << 16 { try flush() }
    }

    /// Gives the file its name.
    func finish() throws {
        try flush()
        isFinished = true
        guard gzclose(file) == Z_OK, Self.reachedDisk(path + ".part"), rename(path + ".part", path) == 0 else {
            unlink(path + ".part")
            throw fault()
        }
    }

    private func abandon() {
        gzclose(file)
        unlink(path + ".part")
    }

    private func flush() throws {
        guard !buffer.isEmpty else { return }
        guard gzwrite(file, buffer, UInt32(buffer.count)) == Int32(buffer.count) else { throw fault() }
        buffer.removeAll(keepingCapacity: true)
    }

    private func fault() -> Failure { .conflict("\(path) could not be written whole: \(String(cString: strerror(errno))). Nothing was kept of it.") }

    private static func reachedDisk(_ path: String) -> Bool {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        defer { close(descriptor) }
        return descriptor >= 0 && fsync(descriptor) == 0
    }
}

/// A packed file, read from front to back; one that somebody has unpacked is read as well.
final class PackedFileReader {
    private let path: String
    private let file: gzFile
    private var buffer: [UInt8] = []
    private var place = 0

    init(path: String) throws {
        guard let file = gzopen(path, "rb") else { throw Failure.invalid(path, "cannot be read: \(String(cString: strerror(errno))).") }
        (self.path, self.file) = (path, file)
        gzbuffer(file, 1 << 17)
    }

    deinit { gzclose(file) }

    var damage: Failure { .invalid(path, "is damaged or is no whole backup of Throughline; nothing was restored from it.") }

    func byte() throws -> UInt8 {
        if place == buffer.count { try fill() }
        defer { place += 1 }
        return buffer[place]
    }

    func bytes(_ count: Int) throws -> ArraySlice<UInt8> {
        // More than a row of ours can hold: the length is not one.
        guard count >= 0, count <= 1 << 30 else { throw damage }
        if count <= buffer.count - place {
            defer { place += count }
            return buffer[place..<place + count]
        }
        var bytes: [UInt8] = []
        while bytes.count < count {
            if place == buffer.count { try fill() }
            let some = min(count - bytes.count, buffer.count - place)
            bytes += buffer[place..<place + some]
            place += some
        }
        return bytes[...]
    }

    private func fill() throws {
        (buffer, place) = ([UInt8](repeating: 0, count: 1 << 16), 0)
        let count = gzread(file, &buffer, UInt32(buffer.count))
        guard count > 0 else { throw damage }
        buffer.removeLast(buffer.count - Int(count))
    }
}
