import Foundation
import Kernel

/// Turns text of another encoding into UTF-8.
///
/// A sequence that means nothing in that encoding becomes the byte 0xFF, which no UTF-8 text holds: whoever reads the row finds it.
final class Transcoder {
    private let encoding: TextEncoding
    private let converter: iconv_t
    private var raw = [UInt8](repeating: 0, count: 1 << 18)
    private var held = 0
    private var isAtEnd = false

    init(from encoding: TextEncoding) throws {
        self.encoding = encoding
        converter = iconv_open("UTF-8", encoding.rawValue)
        guard Int(bitPattern: converter) != -1 else { throw Failure.invalid("encoding", "“\(encoding.rawValue)” is not known to this machine.") }
    }

    deinit { iconv_close(converter) }

    /// Reads and converts until something stands in the buffer; 0 at the end.
    func read(from source: ByteSource, into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
        while true {
            if !isAtEnd, held < 16 {
                let count = try raw.withUnsafeMutableBytes { try source.read(into: UnsafeMutableRawBufferPointer(rebasing: $0[held...])) }
                held += count
                isAtEnd = count == 0
            }
            let written = convert(into: buffer)
            if written > 0 || (isAtEnd && held == 0) { return written }
        }
    }

    private func convert(into buffer: UnsafeMutableRawBufferPointer) -> Int {
        raw.withUnsafeMutableBytes { raw in
            var from = raw.bindMemory(to: CChar.self).baseAddress
            var to = buffer.bindMemory(to: CChar.self).baseAddress
            var (left, room) = (held, buffer.count)
            while left > 0, room > 4 {
                if iconv(converter, &from, &left, &to, &room) != -1 { continue }
                // Half a character at the end of what is there: wait for the rest, unless none comes.
                if errno == E2BIG || (errno == EINVAL && !isAtEnd) { break }
                let skipped = min(left, encoding.unit)
                to?.pointee = -1
                (from, to, left, room) = (from.map { $0 + skipped }, to.map { $0 + 1 }, left - skipped, room - 1)
            }
            raw.copyMemory(from: UnsafeRawBufferPointer(rebasing: raw[(held - left)..<held]))
            held = left
            return buffer.count - room
        }
    }
}

extension TextEncoding {
    /// Bytes of the smallest piece of a character.
    var unit: Int { self == .utf16LittleEndian || self == .utf16BigEndian ? 2 : 1 }
}
