import CZlib

enum Tightness: Int32 {
    /// For what is packed once and sent often.
    case tight = 9
    /// For what is packed each time that it is sent: a page of 45 kB in half a millisecond.
    case quick = 4
}

/// The bytes in the form of RFC 1952; `nil` when zlib will not.
func gzip(_ bytes: [UInt8], _ tightness: Tightness) -> [UInt8]? {
    var stream = z_stream()
    // 16 added to the window bits asks for the gzip header.
    let size = Int32(MemoryLayout<z_stream>.size)
    guard deflateInit2_(&stream, tightness.rawValue, Z_DEFLATED, 15 + 16, 9, Z_DEFAULT_STRATEGY, ZLIB_VERSION, size) == Z_OK else { return nil }
    defer { deflateEnd(&stream) }
    var (input, status) = (bytes, Z_OK)
    let output = [UInt8](unsafeUninitializedCapacity: Int(deflateBound(&stream, UInt(bytes.count)))) { target, filled in
        status = input.withUnsafeMutableBufferPointer { source in
            (stream.next_in, stream.avail_in) = (source.baseAddress, UInt32(source.count))
            (stream.next_out, stream.avail_out) = (target.baseAddress, UInt32(target.count))
            return deflate(&stream, Z_FINISH)
        }
        filled = Int(stream.total_out)
    }
    return status == Z_STREAM_END ? output : nil
}
