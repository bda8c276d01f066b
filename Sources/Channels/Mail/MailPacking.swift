import CZlib

/// Messages are kept packed: text in four bytes of ten, and pictures that are packed already in not many more than they have.
enum MailPacking {
    /// The length, then what zlib makes of it.
    static func packed(_ bytes: [UInt8]) -> [UInt8] {
        var length = compressBound(UInt(bytes.count))
        var output = [UInt8](repeating: 0, count: 8 + Int(length))
        let status = output.withUnsafeMutableBufferPointer { target in
            compress2(target.baseAddress.map { $0 + 8 }, &length, bytes, UInt(bytes.count), 6)
        }
        precondition(status == Z_OK, "there is room for the whole")
        for place in 0..<8 { output[place] = UInt8(truncatingIfNeeded: bytes.count >> (56 - 8 * place)) }
        return Array(output.prefix(8 + Int(length)))
    }

    /// `nil` for what was not packed by us.
    static func unpacked(_ bytes: [UInt8]) -> [UInt8]? {
        let count = bytes.prefix(8).reduce(0) { $0 << 8 | Int($1) }
        guard bytes.count > 8, (0...1 << 30).contains(count) else { return nil }
        var (length, status) = (UInt(count), Z_OK)
        let output = [UInt8](unsafeUninitializedCapacity: count) { target, filled in
            status = bytes.withUnsafeBufferPointer { source in
                uncompress(target.baseAddress, &length, source.baseAddress.map { $0 + 8 }, UInt(bytes.count - 8))
            }
            filled = status == Z_OK ? Int(length) : 0
        }
        return status == Z_OK && output.count == count ? output : nil
    }
}
