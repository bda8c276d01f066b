import CZlib

/// The body of a request, unpacked where it came packed.
enum PackedBody {
    static let limit = 10 << 20
    /// What unpacks to more than so many times its size was made to hurt.
    static let ratioLimit = 100

    /// - Parameter packing: the `Content-Encoding`, if any.
    /// - Throws: `Refusal`.
    static func unpack(_ bytes: [UInt8], packing: String?) throws -> [UInt8] {
        switch packing?.lowercased() ?? "identity" {
        case "identity", "": return bytes
        case "gzip", "x-gzip", "deflate": return try inflated(bytes)
        case let other: throw Refusal.packing("The body may be packed with gzip or deflate, not with \(other.prefix(40)).")
        }
    }

    private static func inflated(_ packed: [UInt8]) throws -> [UInt8] {
        var stream = z_stream()
        guard throughline_inflate_start(&stream) == Z_OK else { throw Refusal.malformed("The body could not be unpacked.") }
        defer { inflateEnd(&stream) }
        let most = min(limit, packed.count * ratioLimit)
        var (input, output, status) = (packed, [UInt8](), Z_OK)
        try input.withUnsafeMutableBufferPointer { source in
            (stream.next_in, stream.avail_in) = (source.baseAddress, UInt32(source.count))
            while status != Z_STREAM_END {
                guard output.count < most else { throw Refusal.tooLarge("The body unpacks to more than 10 MB, or to more than 100 times its size.") }
                status = extend(&output, by: min(max(4 * packed.count, 4_096), most - output.count), from: &stream)
                if status == Z_BUF_ERROR || (status == Z_OK && stream.avail_in == 0 && stream.avail_out > 0) {
                    throw Refusal.malformed("The packed body is cut off.")
                }
                guard status == Z_OK || status == Z_STREAM_END else { throw Refusal.malformed("The body is not what its Content-Encoding says.") }
            }
        }
        return output
    }

    /// Unpacks up to `count` bytes more.
    private static func extend(_ output: inout [UInt8], by count: Int, from stream: inout z_stream) -> Int32 {
        var status = Z_OK
        let piece = [UInt8](unsafeUninitializedCapacity: count) { target, filled in
            (stream.next_out, stream.avail_out) = (target.baseAddress, UInt32(target.count))
            status = inflate(&stream, Z_NO_FLUSH)
            filled = target.count - Int(stream.avail_out)
        }
        output += piece
        return status
    }
}
