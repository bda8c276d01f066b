import CZlib
import Foundation

/// Packed as tightly as zlib can, for what is packed once and sent often; `nil` when zlib will not.
func gzip(_ data: Data) -> Data? {
    var stream = z_stream()
    // 16 added to the window bits asks for the gzip header.
    guard deflateInit2_(&stream, 9, Z_DEFLATED, 15 + 16, 9, Z_DEFAULT_STRATEGY, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK else {
        return nil
    }
    defer { deflateEnd(&stream) }
    var (input, output) = (Array(data), [UInt8](repeating: 0, count: Int(deflateBound(&stream, UInt(data.count)))))
    let status = input.withUnsafeMutableBufferPointer { source in
        output.withUnsafeMutableBufferPointer { target in
            (stream.next_in, stream.avail_in) = (source.baseAddress, UInt32(source.count))
            (stream.next_out, stream.avail_out) = (target.baseAddress, UInt32(target.count))
            return deflate(&stream, Z_FINISH)
        }
    }
    return status == Z_STREAM_END ? Data(output.prefix(Int(stream.total_out))) : nil
}
