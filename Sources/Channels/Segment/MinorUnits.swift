/// A decimal number (`19.99`, `-2e3`) in units of 10^−digits, rounded half away from zero. Not by way of a `Double`, which knows no 19.99.
/// At most a trillion.
struct MinorUnits {
    let value: Int64

    private static let most: Int128 = 1_000_000_000_000

    init?(_ text: String, digits: Int) {
        guard let number = DecimalText(text) else { return nil }
        let exponent = number.exponent + digits
        guard exponent <= 20 || number.digits == 0 else { return nil }
        var units = number.digits
        if exponent < -40 { units = 0 }
        for _ in 0..<max(0, min(40, -exponent - 1)) { units /= 10 }
        if exponent < 0 { units = (units + 5) / 10 }
        for _ in 0..<max(0, exponent) where units != 0 { units = units.multipliedReportingOverflow(by: 10).overflow ? Int128.max / 100 : units * 10 }
        let scale = (0..<digits).reduce(Int128(1)) { scale, _ in scale * 10 }
        guard units <= Self.most * scale else { return nil }
        value = Int64(number.isNegative ? -units : units)
    }
}

/// A decimal number taken apart: digits × 10^exponent.
private struct DecimalText {
    var isNegative = false
    var digits: Int128 = 0
    var exponent = 0

    init?(_ text: String) {
        let halves = text.utf8.split(maxSplits: 1, omittingEmptySubsequences: false) { $0 | 0x20 == UInt8(ascii: "e") }
        var mantissa = halves[0]
        if let sign = mantissa.first, sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+") {
            isNegative = sign == UInt8(ascii: "-")
            mantissa = mantissa.dropFirst()
        }
        guard read(mantissa) else { return nil }
        if halves.count > 1 {
            guard let shift = Int(Substring(halves[1])), abs(shift) < 1_000 else { return nil }
            exponent += shift
        }
    }

    /// Thirty digits are more than any amount has: further ones are too small to matter, or count as noughts.
    private mutating func read(_ mantissa: Substring.UTF8View) -> Bool {
        var (hasPoint, count) = (false, 0)
        for byte in mantissa {
            switch byte {
            case 0x30...0x39:
                count += 1
                let isKept = digits < Self.thirtyDigits
                if isKept { digits = digits * 10 + Int128(byte - 0x30) }
                if hasPoint == isKept { exponent += hasPoint ? -1 : 1 }
            case UInt8(ascii: ".") where !hasPoint: hasPoint = true
            default: return false
            }
        }
        return count > 0
    }

    private static let thirtyDigits: Int128 = 1_000_000_000_000_000_000_000_000_000_000
}
