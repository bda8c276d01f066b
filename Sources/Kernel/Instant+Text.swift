extension Instant: CustomStringConvertible {
    /// RFC 3339 in UTC: `2026-11-22T08:14:00Z`, with six decimals where there is a fraction of a second.
    package var description: String {
        let fraction = microseconds - seconds * 1_000_000
        let time = seconds - Int64(day.number) * 86_400
        let clock = "\(padded(time / 3_600, 2)):\(padded(time / 60 % 60, 2)):\(padded(time % 60, 2))"
        return "\(day)T\(clock)\(fraction == 0 ? "" : "." + padded(fraction, 6))Z"
    }

    /// Reads ISO 8601 / RFC 3339: `2026-11-22`, `2026-11-22 08:14`, `2026-11-22T08:14:00.123456+01:00`.
    /// A text without an offset is read as UTC shifted by `offset` seconds east.
    package init?(iso8601 text: some Collection<UInt8>, offset defaultOffset: Int64 = 0) {
        var scanner = Scanner(text)
        guard let year = scanner.digits(4), scanner.take("-"), let month = scanner.digits(2), scanner.take("-"), let date = scanner.digits(2),
            let day = Day(year: year, month: month, day: date)
        else { return nil }
        var (seconds, fraction, offset): (Int64, Int64, Int64) = (0, 0, defaultOffset)
        if scanner.take("T") || scanner.take("t") || scanner.take(" ") {
            guard let hour = scanner.digits(2), hour <= 24, scanner.take(":"), let minute = scanner.digits(2), minute < 60 else { return nil }
            var second = 0
            if scanner.take(":") {
                guard let value = scanner.digits(2), value <= 60 else { return nil }
                second = value
                if scanner.take(".") || scanner.take(",") {
                    guard let value = scanner.fraction() else { return nil }
                    fraction = value
                }
            }
            guard hour < 24 || (minute == 0 && second == 0 && fraction == 0) else { return nil }
            seconds = Int64(hour * 3_600 + minute * 60 + second)
            _ = scanner.take(" ")
            if let explicit = scanner.offset() { offset = explicit }
        }
        guard scanner.isAtEnd else { return nil }
        self.init(microseconds: day.start.microseconds + (seconds - offset) * 1_000_000 + fraction)
    }

    package init?(_ text: String) { self.init(iso8601: text.utf8) }
}

/// Reads digits and marks from bytes, front to back.
private struct Scanner<Bytes: Collection<UInt8>> {
    let bytes: Bytes
    var index: Bytes.Index

    init(_ bytes: Bytes) {
        self.bytes = bytes
        index = bytes.startIndex
    }

    var isAtEnd: Bool { index == bytes.endIndex }

    private var digit: Int? {
        guard index < bytes.endIndex, case 48...57 = bytes[index] else { return nil }
        return Int(bytes[index] - 48)
    }

    mutating func take(_ character: Unicode.Scalar) -> Bool {
        guard index < bytes.endIndex, bytes[index] == UInt8(ascii: character) else { return false }
        bytes.formIndex(after: &index)
        return true
    }

    mutating func digits(_ count: Int) -> Int? {
        var value = 0
        for _ in 0..<count {
            guard let digit else { return nil }
            value = value * 10 + digit
            bytes.formIndex(after: &index)
        }
        return value
    }

    /// Decimals of a second as microseconds; what is finer is cut off.
    mutating func fraction() -> Int64? {
        guard digit != nil else { return nil }
        var (value, scale): (Int64, Int64) = (0, 100_000)
        while let digit {
            value += Int64(digit) * scale
            scale /= 10
            bytes.formIndex(after: &index)
        }
        return value
    }

    /// `Z`, `+01:00`, `+0100`, `-05`: seconds east of UTC.
    mutating func offset() -> Int64? {
        if take("Z") || take("z") { return 0 }
        let sign: Int64 = take("+") ? 1 : take("-") ? -1 : 0
        guard sign != 0, let hours = digits(2) else { return nil }
        _ = take(":")
        return sign * Int64(hours * 3_600 + (digits(2) ?? 0) * 60)
    }
}
