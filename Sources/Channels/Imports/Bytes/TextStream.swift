import Kernel

/// A window on a file's text, as UTF-8: what is read stays until it is dropped, so that a row can be looked at whole.
final class TextStream {
    private(set) var bytes: [UInt8]
    /// The first byte not dropped yet.
    private(set) var start = 0
    /// One past the last byte there is.
    private(set) var end = 0
    /// Nothing comes behind `end`.
    private(set) var isAtEnd = false

    let source: ByteSource
    private let decoder: Transcoder?

    static let chunk = 1 << 20

    init(_ source: ByteSource, encoding: TextEncoding) throws {
        self.source = source
        decoder = encoding == .utf8 ? nil : try Transcoder(from: encoding)
        bytes = [UInt8](repeating: 0, count: 2 * Self.chunk)
        try skipByteOrderMark()
    }

    /// Reads on behind `end`. False when there was nothing more.
    func readMore() throws -> Bool {
        guard !isAtEnd else { return false }
        makeRoom()
        let count = try bytes.withUnsafeMutableBytes { window in
            let free = UnsafeMutableRawBufferPointer(rebasing: window[end...])
            guard let decoder else { return try source.read(into: UnsafeMutableRawBufferPointer(rebasing: free.prefix(Self.chunk))) }
            return try decoder.read(from: source, into: free)
        }
        end += count
        isAtEnd = count == 0
        return count > 0
    }

    /// Everything before `position` is done with.
    func drop(to position: Int) { start = position }

    private func makeRoom() {
        if start > 0 {
            bytes.withUnsafeMutableBytes { window in
                window.copyMemory(from: UnsafeRawBufferPointer(rebasing: window[start..<end]))
            }
            (start, end) = (0, end - start)
        }
        if bytes.count - end < Self.chunk { bytes.append(contentsOf: repeatElement(0, count: Self.chunk)) }
    }

    private func skipByteOrderMark() throws {
        while end < 3, try readMore() {}
        if end >= 3, bytes[0] == 0xEF, bytes[1] == 0xBB, bytes[2] == 0xBF { start = 3 }
    }
}

extension TextStream {
    /// Where the first line ends, and where the next begins; `nil` when no end is in sight.
    func lineEnd() -> (Int, Int)? {
        for position in start..<end where bytes[position] == 0x0A || bytes[position] == 0x0D {
            let isPair = bytes[position] == 0x0D && position + 1 < end && bytes[position + 1] == 0x0A
            return (position, position + (isPair ? 2 : 1))
        }
        return nil
    }

    /// The text from the start on, as well as it can be read.
    func text(to limit: Int) -> String { String(decoding: bytes[start..<min(limit, end)], as: UTF8.self) }

    /// Drops the line that begins here, however long it is, without keeping it.
    func dropLine() throws {
        while true {
            if let end = lineEnd() { return drop(to: end.1) }
            drop(to: end)
            if try !readMore() { return }
        }
    }
}
