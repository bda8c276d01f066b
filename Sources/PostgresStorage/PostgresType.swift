import CPQ
import Storage

/// How the text that the server sends for a column is to be read.
enum PostgresType {
    /// `integer` also stands for exact numbers of any size and scale, such as the sum of a column: whole ones that fit stay whole.
    case integer, real, truth, bytes, text

    /// By the type's number in the server's catalogue. A domain comes as the type it rests on.
    init(_ oid: Oid) {
        self =
            switch oid {
            case 20, 21, 23, 26, 1700: .integer
            case 700, 701: .real
            case 16: .truth
            case 17: .bytes
            default: .text
            }
    }

    func value(of text: UnsafeRawBufferPointer) -> Value {
        switch self {
        case .integer: wholeNumber(text).map(Value.integer) ?? decimal(text)
        case .real: decimal(text)
        case .truth: .integer(text.first == UInt8(ascii: "t") ? 1 : 0)
        case .bytes: .bytes(octets(text))
        case .text: .text(string(text))
        }
    }
}

private func string(_ text: UnsafeRawBufferPointer) -> String { String(decoding: text, as: UTF8.self) }

private func decimal(_ text: UnsafeRawBufferPointer) -> Value {
    Double(string(text)).map(Value.real) ?? .text(string(text))
}

/// Nil when it is not a whole number of 64 bits.
private func wholeNumber(_ text: UnsafeRawBufferPointer) -> Int64? {
    let isNegative = text.first == UInt8(ascii: "-")
    guard text.count > (isNegative ? 1 : 0) else { return nil }
    var number: Int64 = 0
    for character in text.dropFirst(isNegative ? 1 : 0) {
        let digit = character &- UInt8(ascii: "0")
        let (tenfold, isTooBig) = number.multipliedReportingOverflow(by: 10)
        let (sum, isTooSmall) = tenfold.subtractingReportingOverflow(Int64(digit))
        guard digit <= 9, !isTooBig, !isTooSmall else { return nil }
        number = sum
    }
    return isNegative ? number : Int64(exactly: -Int128(number))
}

/// `\x` and two hexadecimal digits for each byte.
private func octets(_ text: UnsafeRawBufferPointer) -> [UInt8] {
    let digits = UnsafeRawBufferPointer(rebasing: text.dropFirst(2))
    return [UInt8](unsafeUninitializedCapacity: digits.count / 2) { bytes, count in
        count = digits.count / 2
        for place in 0..<count { bytes[place] = nibble(digits[2 * place]) << 4 | nibble(digits[2 * place + 1]) }
    }
}

private func nibble(_ digit: UInt8) -> UInt8 { digit < UInt8(ascii: "a") ? digit &- UInt8(ascii: "0") : digit &- UInt8(ascii: "a") + 10 }
