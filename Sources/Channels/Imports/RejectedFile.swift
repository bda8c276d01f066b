import Foundation
import Kernel

/// `FILE.rejected.csv`: the rows that were not taken in, with line, reason and their values, to be mended and imported again.
///
/// It comes into being with the first rejected row. Rows are appended before their batch is committed; when an interrupted import goes on,
/// rows that stand there already are not written again. A run that rejects nothing leaves no file behind.
package final class RejectedFile {
    package let path: String
    /// Rows written, by this run and the interrupted one before it.
    package private(set) var count = 0
    private let header: String
    private let isResumed: Bool
    private var descriptor: Int32?
    private var lastLine = 0

    /// - Parameter isResumed: whether an interrupted import goes on; otherwise a file of an earlier import is written anew.
    package init(for path: String, columns: [String], isResumed: Bool) throws {
        self.path = (path == "-" ? "stdin" : path) + ".rejected.csv"
        self.isResumed = isResumed
        header = CSV.row(["line", "reason"] + columns) + "\n"
        if isResumed, let kept = try? Data(contentsOf: URL(fileURLWithPath: self.path)) { try keep(kept) }  // No file: nothing was rejected.
    }

    deinit {
        if let descriptor { close(descriptor) }
    }

    /// - Parameter isOnce: whether they come after the commit of their batch, which no run repeats; their lines may lie before the last that was
    ///   written.
    package func append(_ rows: [RejectedRow], isOnce: Bool = false) throws {
        let fresh = isOnce ? rows : rows.filter { $0.line > lastLine }
        guard let last = fresh.last else { return }
        let descriptor = try opened()
        try write(fresh.map { CSV.row(["\($0.line)", $0.reason] + $0.fields) + "\n" }.joined(), to: descriptor)
        lastLine = max(lastLine, last.line)
        count += fresh.count
    }

    /// At the end of the import: all is on disk, and a list of an earlier run that has nothing to say any more is taken away.
    package func finish() throws {
        if let descriptor {
            guard fsync(descriptor) == 0 else { throw unwritable() }
        } else if count == 0 {
            unlink(path)
        }
    }

    private func opened() throws -> Int32 {
        if let descriptor { return descriptor }
        let isNew = count == 0
        let opened = open(path, O_WRONLY | O_CREAT | O_CLOEXEC | O_APPEND | (isNew ? O_TRUNC : 0), 0o600)
        guard opened >= 0 else { throw unwritable() }
        descriptor = opened
        if isNew { try write(header, to: opened) }
        return opened
    }

    /// All or nothing: when the disk is full, what was written of it is taken back.
    private func write(_ text: String, to descriptor: Int32) throws {
        let before = lseek(descriptor, 0, SEEK_END)
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            let written = rest.withUnsafeBytes { writeBytes(descriptor, $0) }
            if written < 0, errno == EINTR { continue }
            guard written > 0 else {
                let failure = unwritable()
                ftruncate(descriptor, before)
                throw failure
            }
            rest = rest.dropFirst(written)
        }
    }

    private func unwritable() -> Failure {
        .invalid(path, "cannot be written: \(String(cString: strerror(errno))).")
    }
}

// MARK: - Going on

extension RejectedFile {
    /// Takes note of the whole rows of an earlier run, and cuts off half a row that a power cut may have left.
    private func keep(_ bytes: Data) throws {
        var (isQuoted, start, lines) = (false, bytes.startIndex, [Int]())
        for (place, byte) in zip(bytes.indices, bytes) {
            if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
            guard byte == UInt8(ascii: "\n"), !isQuoted else { continue }
            let digits = bytes[start..<place].prefix { $0 != UInt8(ascii: ",") }
            if let line = Int(String(decoding: digits, as: UTF8.self)) { lines.append(line) }
            start = place + 1
        }
        (count, lastLine) = (lines.count, lines.max() ?? 0)
        if start < bytes.endIndex, truncate(path, start) != 0 { throw unwritable() }
    }
}

private func writeBytes(_ descriptor: Int32, _ bytes: UnsafeRawBufferPointer) -> Int { write(descriptor, bytes.baseAddress, bytes.count) }
