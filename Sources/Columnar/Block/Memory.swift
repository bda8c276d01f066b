#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// A stretch of memory of its own or of a file, given back when nobody uses it any more.
final class Memory: @unchecked Sendable {
    let base: UnsafeMutableRawPointer
    let size: Int

    /// Zeros that no file stands behind.
    init(size: Int) throws {
        self.size = max(1, size)
        base = try Self.map(self.size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, file: -1)
    }

    /// A new file of zeros, written through.
    init(creating path: String, size: Int) throws {
        let file = open(path, O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw Fault("create", path) }
        defer { close(file) }
        // Room is taken now: a full disk is an error here and not a fault of the process later.
        let taken = posix_fallocate(file, 0, off_t(size))
        guard taken == 0 else { throw Fault("make room for", path, taken) }
        self.size = size
        base = try Self.map(size, PROT_READ | PROT_WRITE, MAP_SHARED, file: file)
    }

    /// A file that is there, to be read. It must not change while it is used: a new one takes its name instead.
    init(reading path: String) throws {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { throw Fault("open", path) }
        defer { close(file) }
        size = Int(lseek(file, 0, SEEK_END))
        guard size > 0 else { throw Fault("read", path, EINVAL) }
        base = try Self.map(size, PROT_READ, MAP_SHARED, file: file)
    }

    deinit { munmap(base, size) }

    private static func map(_ size: Int, _ protection: Int32, _ flags: Int32, file: Int32) throws -> UnsafeMutableRawPointer {
        guard let base = mmap(nil, size, protection, flags, file, 0), base != MAP_FAILED else { throw Fault("map", "memory") }
        return base
    }

    /// Returns when all of it is on disk.
    func flush() throws {
        guard msync(base, size, MS_SYNC) == 0 else { throw Fault("write", "memory") }
    }

    /// What the system would not do.
    struct Fault: Error, CustomStringConvertible {
        let description: String

        init(_ verb: String, _ what: String, _ number: Int32 = errno) {
            description = "Could not \(verb) \(what): \(String(cString: strerror(number)))."
        }
    }
}
