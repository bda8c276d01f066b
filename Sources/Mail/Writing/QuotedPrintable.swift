/// Bytes as printable ASCII in lines of 76 characters (RFC 2045).
enum QuotedPrintable {
    static func encode(_ text: String) -> [UInt8] {
        var output: [UInt8] = []
        for (number, line) in text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).enumerated() {
            if number > 0 { output += [0x0D, 0x0A] }
            var width = 0
            for (place, byte) in line.enumerated() {
                let isLast = place == line.count - 1
                // A point or a “From” that begins a line means something to servers on the way.
                let isPlain = (0x21...0x7E).contains(byte) && byte != UInt8(ascii: "=") || byte == 0x20 && !isLast
                let mustHide = width == 0 && (byte == UInt8(ascii: ".") || byte == UInt8(ascii: "F"))
                let piece = isPlain && !mustHide ? [byte] : [UInt8(ascii: "=")] + hex(byte)
                if width + piece.count > 75 {
                    output += [UInt8(ascii: "="), 0x0D, 0x0A]
                    width = 0
                }
                output += piece
                width += piece.count
            }
        }
        return output + [0x0D, 0x0A]
    }

    private static let digits = Array("0123456789ABCDEF".utf8)
    private static func hex(_ byte: UInt8) -> [UInt8] { [digits[Int(byte >> 4)], digits[Int(byte & 15)]] }
}
