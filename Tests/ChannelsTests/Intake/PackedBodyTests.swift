import CZlib
import Testing

@testable import Channels

@Suite struct `A packed body` {
    @Test func `is unpacked`() throws {
        let text = Array(#"{"batch":[]}"#.utf8)
        #expect(try PackedBody.unpack(packed(text), packing: "gzip") == text)
        #expect(try PackedBody.unpack(packed(text), packing: "GZIP") == text)
        #expect(try PackedBody.unpack(text, packing: nil) == text)
        #expect(try PackedBody.unpack(text, packing: "identity") == text)
    }

    @Test func `is unpacked whole when it is large`() throws {
        var chance = Chance(seed: 1)
        let bytes = (0..<3_000_000).map { _ in UInt8.random(in: 0..<16, using: &chance) }
        #expect(try PackedBody.unpack(packed(bytes), packing: "gzip") == bytes)
    }

    @Test func `is refused when it would burst`() {
        let bomb = packed([UInt8](repeating: 0x20, count: 5_000_000))
        let refusal = #expect(throws: Refusal.self) { try PackedBody.unpack(bomb, packing: "gzip") }
        #expect(refusal == .tooLarge("The body unpacks to more than 10 MB, or to more than 100 times its size."))
    }

    @Test func `is refused beyond ten megabytes, however well it is packed`() {
        var chance = Chance(seed: 2)
        let bytes = (0..<11_000_000).map { _ in UInt8.random(in: 0..<4, using: &chance) }
        let refusal = #expect(throws: Refusal.self) { try PackedBody.unpack(packed(bytes), packing: "gzip") }
        #expect(refusal == .tooLarge("The body unpacks to more than 10 MB, or to more than 100 times its size."))
    }

    @Test func `is refused when it is cut off, damaged, or packed otherwise`() {
        let whole = packed(Array(String(repeating: "words and words ", count: 100).utf8))
        #expect(throws: Refusal.malformed("The packed body is cut off.")) { try PackedBody.unpack(Array(whole.dropLast(12)), packing: "gzip") }
        #expect(throws: Refusal.malformed("The packed body is cut off.")) { try PackedBody.unpack([0x1F, 0x8B], packing: "gzip") }
        #expect(throws: Refusal.malformed("The body is not what its Content-Encoding says.")) {
            try PackedBody.unpack(Array("hello".utf8), packing: "gzip")
        }
        #expect(throws: Refusal.packing("The body may be packed with gzip or deflate, not with br.")) {
            try PackedBody.unpack(whole, packing: "br")
        }
    }
}

/// As gzip packs it.
func packed(_ bytes: [UInt8]) -> [UInt8] {
    var stream = z_stream()
    let size = Int32(MemoryLayout<z_stream>.size)
    guard deflateInit2_(&stream, 6, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION, size) == Z_OK else { return [] }
    defer { deflateEnd(&stream) }
    var (input, output) = (bytes, [UInt8](repeating: 0, count: Int(deflateBound(&stream, UInt(bytes.count)))))
    input.withUnsafeMutableBufferPointer { source in
        output.withUnsafeMutableBufferPointer { target in
            (stream.next_in, stream.avail_in) = (source.baseAddress, UInt32(source.count))
            (stream.next_out, stream.avail_out) = (target.baseAddress, UInt32(target.count))
            _ = deflate(&stream, Z_FINISH)
        }
    }
    return Array(output.prefix(Int(stream.total_out)))
}
