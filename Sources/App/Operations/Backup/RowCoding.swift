import Storage

/// Rows as bytes, the same from every engine: a mark for each value, then its length where it has one, then itself.
/// Numbers are little-endian, 8 bytes; lengths are base 128, low digits first.
extension [UInt8] {
    mutating func append(row values: [Value]) {
        for value in values {
            switch value {
            case .null: append(0)
            case .integer(let integer):
                append(1)
                append(number: UInt64(bitPattern: integer))
            case .real(let real):
                append(2)
                append(number: real.bitPattern)
            case .text(let text):
                append(3)
                append(counted: text.utf8)
            case .bytes(let bytes):
                append(4)
                append(counted: bytes)
            }
        }
    }

    mutating func append(counted bytes: some Collection<UInt8>) {
        append(length: bytes.count)
        append(contentsOf: bytes)
    }

    mutating func append(length: Int) {
        var rest = UInt64(length)
        while rest >= 128 {
            append(UInt8(truncatingIfNeeded: rest) | 128)
            rest >>= 7
        }
        append(UInt8(rest))
    }

    private mutating func append(number: UInt64) {
        Swift.withUnsafeBytes(of: number.littleEndian) { append(contentsOf: $0) }
    }
}

extension PackedFileReader {
    func row(of count: Int) throws -> [Value] {
        try (0..<count).map { _ in
            switch try byte() {
            case 0: .null
            case 1: .integer(Int64(bitPattern: try number()))
            case 2: .real(Double(bitPattern: try number()))
            case 3: .text(try text())
            case 4: .bytes(Array(try bytes(length())))
            default: throw damage
            }
        }
    }

    func text() throws -> String {
        guard let text = String(validating: try bytes(length()), as: UTF8.self) else { throw damage }
        return text
    }

    func length() throws -> Int {
        var length = 0
        for shift in stride(from: 0, through: 56, by: 7) {
            let digit = try byte()
            length |= Int(digit & 127) << shift
            if digit < 128 { return length }
        }
        throw damage
    }

    private func number() throws -> UInt64 {
        try bytes(8).reversed().reduce(0) { $0 << 8 | UInt64($1) }
    }
}
