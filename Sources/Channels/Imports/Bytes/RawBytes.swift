import Foundation
import Kernel

/// The bytes as they lie on disk or come through a pipe, with the count of those read.
final class RawBytes {
    let name: String
    let total: Int64?
    let isCut: Bool
    private(set) var consumed: Int64 = 0
    private var head: ArraySlice<UInt8>
    private let descriptor: Int32?

    init(path: String, head: [UInt8]) throws {
        name = path
        isCut = false
        guard path != "-" else {
            (self.head, descriptor, total) = (head[...], STDIN_FILENO, nil)
            return
        }
        let opened = open(path, O_RDONLY | O_CLOEXEC)
        guard opened >= 0 else { throw Self.unreadable(path, errno) }
        let type = Self.type(of: path)
        guard type != .typeDirectory else {
            close(opened)
            throw Failure.invalid(path, "is a folder: name the file to read.")
        }
        descriptor = opened
        // A named pipe has no length, and its beginning cannot be read twice.
        let isFile = type == .typeRegular
        total = isFile ? Int64(lseek(opened, 0, SEEK_END)) : nil
        if isFile { lseek(opened, 0, SEEK_SET) }
        self.head = isFile ? [] : head[...]
    }

    private static func type(of path: String) -> FileAttributeType? {
        // What cannot be asked has just been opened: it is read as it comes.
        let attributes = try? FileManager.default.attributesOfItem(atPath: URL(fileURLWithPath: path).resolvingSymlinksInPath().path)
        return attributes?[.type] as? FileAttributeType
    }

    init(name: String, head: [UInt8], isCut: Bool) {
        (self.name, self.head, self.isCut) = (name, head[...], isCut)
        (descriptor, total) = (nil, Int64(head.count))
    }

    deinit {
        if let descriptor, descriptor != STDIN_FILENO { close(descriptor) }
    }

    /// Looks at the first two bytes without taking them.
    lazy var startsLikeGzip: Bool = {
        if head.count < 2, let descriptor {
            var bytes: [UInt8] = [0, 0]
            while head.count < 2 {
                let count = bytes.withUnsafeMutableBytes { readBytes(descriptor, UnsafeMutableRawBufferPointer(rebasing: $0[..<(2 - head.count)])) }
                if count <= 0 { break }
                head.append(contentsOf: bytes.prefix(count))
            }
        }
        return head.starts(with: [0x1F, 0x8B])
    }()

    func read(into buffer: UnsafeMutableRawBufferPointer) throws(Failure) -> Int {
        guard !head.isEmpty else { return try readDescriptor(into: buffer) }
        let count = min(head.count, buffer.count)
        buffer.copyBytes(from: head.prefix(count))
        head.removeFirst(count)
        consumed += Int64(count)
        return count
    }

    func read(upTo limit: Int) throws -> [UInt8] { try ByteSource.fill(limit, read) }

    private func readDescriptor(into buffer: UnsafeMutableRawBufferPointer) throws(Failure) -> Int {
        guard let descriptor else { return 0 }
        while true {
            let count = readBytes(descriptor, buffer)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw Self.unreadable(name, errno) }
            consumed += Int64(count)
            return count
        }
    }

    private static func unreadable(_ path: String, _ code: Int32) -> Failure {
        code == ENOENT ? .missing("The file \(path)") : .invalid(path, "cannot be read: \(String(cString: strerror(code))).")
    }
}

private func readBytes(_ descriptor: Int32, _ buffer: UnsafeMutableRawBufferPointer) -> Int { read(descriptor, buffer.baseAddress, buffer.count) }
