import Kernel

/// Reads a time that is not written in the usual form: pieces of digits and letters, and what stands between them.
struct TimeScanner {
    private let text: UnsafeBufferPointer<UInt8>
    private let dayFirst: Bool
    private var position = 0

    /// Numbers of the date, in order, with how many digits each has and what stands behind it.
    private var numbers: [(value: Int, digits: Int, mark: UInt8)] = []
    private var month: Int?
    /// How many numbers of the date stand before the month's name.
    private var numbersBeforeMonth = 0
    private var clock: Int64?
    private var isAfternoon: Bool?
    private var offset: Int64?

    init(_ text: UnsafeBufferPointer<UInt8>, dayFirst: Bool) {
        (self.text, self.dayFirst) = (text, dayFirst)
    }

    func stamp() throws(BadValue) -> TimeStamp {
        var scanner = self
        scanner.skip(while: { $0 <= 0x20 || $0 == 0x22 })
        if let stamp = try scanner.number() { return stamp }
        while scanner.position < text.count { try scanner.piece() }
        return try scanner.result()
    }
}

// MARK: - One number

extension TimeScanner {
    /// The text as one number, if that is all it is: a day without marks or a count since 1970. Which one, its length tells.
    private mutating func number() throws(BadValue) -> TimeStamp? {
        var end = text.count
        while end > position, text[end - 1] <= 0x20 || text[end - 1] == 0x22 { end -= 1 }
        let isNegative = end > position && text[position] == 0x2D
        let digits = UnsafeBufferPointer(rebasing: text[(position + (isNegative ? 1 : 0))..<end])
        let whole = digits.prefix { $0 != 0x2E }
        let fraction = digits.dropFirst(whole.count + 1)
        guard !whole.isEmpty, whole.allSatisfy({ $0 &- 0x30 < 10 }), fraction.allSatisfy({ $0 &- 0x30 < 10 }) else { return nil }
        guard whole.count <= 19 else { throw BadValue("is not a time") }
        let value = whole.reduce(Int64(0)) { $0 &* 10 &+ Int64($1 &- 0x30) }
        if !isNegative, whole.count == digits.count, let stamp = Self.compact(value, digits: whole.count) { return stamp }
        let microseconds = try Self.sinceEpoch(value, digits: whole.count, fraction: fraction)
        return TimeStamp(microseconds: isNegative ? -microseconds : microseconds, isAbsolute: true)
    }

    /// `19970101`, `199701011530`, `19970101153000`.
    private static func compact(_ value: Int64, digits: Int) -> TimeStamp? {
        guard digits == 8 || digits == 12 || digits == 14 else { return nil }
        let stretched = value * (digits == 8 ? 1_000_000 : digits == 12 ? 100 : 1)
        let (date, time) = (Int(stretched / 1_000_000), Int(stretched % 1_000_000))
        guard (1_000...2_999).contains(date / 10_000), let day = Day(year: date / 10_000, month: date / 100 % 100, day: date % 100),
            time / 10_000 < 24, time / 100 % 100 < 60, time % 100 < 60
        else { return nil }
        let seconds = time / 10_000 * 3_600 + time / 100 % 100 * 60 + time % 100
        return TimeStamp(microseconds: day.start.microseconds + Int64(seconds) * 1_000_000, isAbsolute: false)
    }

    private static func sinceEpoch(_ value: Int64, digits: Int, fraction: some Collection<UInt8>) throws(BadValue) -> Int64 {
        switch digits {
        case 9...11:
            var (microseconds, scale) = (value * 1_000_000, Int64(100_000))
            for digit in fraction {
                microseconds += Int64(digit &- 0x30) * scale
                scale /= 10
            }
            return microseconds
        case 12...14: return value * 1_000
        case 15...17: return value
        case 18...19: return value / 1_000
        default: throw BadValue("is not a time")
        }
    }
}

// MARK: - Pieces

extension TimeScanner {
    private mutating func piece() throws(BadValue) {
        switch text[position] {
        case 0x30...0x39: try digits()
        case 0x41...0x5A, 0x61...0x7A, 0x80...: try word()
        case 0x2B where clock != nil, 0x2D where clock != nil: try readOffset()
        // Skipped over, it would make the year −4000 the year 4000.
        case 0x2D where numbers.isEmpty && month == nil: throw BadValue("begins with a minus, as no date of ours does")
        default: position += 1
        }
    }

    private mutating func digits() throws(BadValue) {
        let (value, count) = readNumber()
        guard count <= 6 else { throw BadValue("is not a time") }
        let mark = position < text.count ? text[position] : 0
        if mark == 0x3A, clock == nil { return try readClock(hour: value) }
        guard clock == nil, numbers.count < 3 else { throw BadValue("is not a time") }
        numbers.append((value, count, mark))
    }

    private mutating func readNumber() -> (Int, Int) {
        let start = position
        var value = 0
        while position < text.count, text[position] &- 0x30 < 10 {
            value = min(value * 10 + Int(text[position] &- 0x30), 1_000_000_000)
            position += 1
        }
        return (value, position - start)
    }

    /// `8:26`, `08:26:05.25`, at the first colon.
    private mutating func readClock(hour: Int) throws(BadValue) {
        var parts = [hour, 0, 0]
        for index in 1...2 where position < text.count && text[position] == 0x3A {
            position += 1
            let (value, count) = readNumber()
            guard count > 0, count <= 2, value < 60 || (index == 2 && value == 60) else { throw BadValue("has no such time of day") }
            parts[index] = value
        }
        guard hour < 24 || (hour == 24 && parts[1] == 0 && parts[2] == 0) else { throw BadValue("has no such time of day") }
        clock = Int64(parts[0] * 3_600 + parts[1] * 60 + parts[2]) * 1_000_000
        if position + 1 < text.count, text[position] == 0x2E || text[position] == 0x2C, text[position + 1] &- 0x30 < 10 {
            position += 1
            var scale: Int64 = 100_000
            while position < text.count, text[position] &- 0x30 < 10 {
                clock? += Int64(text[position] &- 0x30) * scale
                scale /= 10
                position += 1
            }
        }
    }

    /// `+01:00`, `-0530`, `+02`, behind the time of day.
    private mutating func readOffset() throws(BadValue) {
        let sign: Int64 = text[position] == 0x2B ? 1 : -1
        position += 1
        let (value, count) = readNumber()
        guard count > 0 else { return }
        var (hours, minutes) = count > 2 ? (value / 100, value % 100) : (value, 0)
        if count <= 2, position < text.count, text[position] == 0x3A {
            position += 1
            minutes = readNumber().0
        }
        guard count <= 4, hours < 24, minutes < 60 else { throw BadValue("has no such offset from UTC") }
        hours *= 60
        offset = sign * Int64(hours + minutes) * 60_000_000
    }

    private mutating func word() throws(BadValue) {
        let start = position
        skip(while: { ($0 | 0x20) >= 0x61 && ($0 | 0x20) <= 0x7A || $0 >= 0x80 })
        let word = String(decoding: text[start..<position], as: UTF8.self).lowercased()
        switch word {
        case "am", "a", "pm", "p":
            isAfternoon = word.hasPrefix("p")
            // "8 AM": the hour stands alone.
            if clock == nil, let hour = numbers.popLast() { clock = Int64(hour.value) * 3_600_000_000 }
        case "z", "utc", "gmt": offset = offset ?? 0
        case "t", "st", "nd", "rd", "th", "at", "of", "de", "г", "года", "r", "年", "月", "日": break
        default:
            if let found = MonthNames.month(word) {
                (month, numbersBeforeMonth) = (found, numbers.count)
            } else if !MonthNames.isWeekday(word) {
                throw BadValue("is not a time")
            }
        }
    }

    private mutating func skip(while condition: (UInt8) -> Bool) {
        while position < text.count, condition(text[position]) { position += 1 }
    }
}

// MARK: - Together

extension TimeScanner {
    private func result() throws(BadValue) -> TimeStamp {
        let day = try month == nil ? numericDay() : namedDay()
        var time = clock ?? 0
        if let isAfternoon {
            guard time < 13 * 3_600_000_000 else { throw BadValue("has no such time of day") }
            time = time % (12 * 3_600_000_000) + (isAfternoon ? 12 * 3_600_000_000 : 0)
        }
        return TimeStamp(microseconds: day.start.microseconds + time - (offset ?? 0), isAbsolute: offset != nil)
    }

    private func numericDay() throws(BadValue) -> Day {
        guard numbers.count == 3 else { throw BadValue(numbers.isEmpty ? "is not a time" : "says no full date") }
        let values = numbers.map(\.value)
        if numbers[0].digits >= 3 { return try day(year(0), values[1], values[2]) }
        guard numbers[2].digits != 1 else { throw BadValue("is not a time") }
        return try dayFirst ? day(year(2), values[1], values[0]) : day(year(2), values[0], values[1])
    }

    /// `19 Nov 2023`, `November 19, 2023`, `2023 Nov 19`, and without a day `Nov 2023`, `23-Nov`: the first of that month.
    private func namedDay() throws(BadValue) -> Day {
        let month = month ?? 1
        switch numbers.count {
        case 1: return try day(year(0), month, 1)
        case 2:
            let yearIsFirst = numbers[0].digits >= 3
            return try day(year(yearIsFirst ? 0 : 1), month, numbers[yearIsFirst ? 1 : 0].value)
        default: throw BadValue("says no full date")
        }
    }

    /// Two digits are a year from 1969 to 2068.
    private func year(_ index: Int) -> Int {
        let (value, digits, _) = numbers[index]
        return digits > 2 ? value : value + (value < 69 ? 2_000 : 1_900)
    }

    private func day(_ year: Int, _ month: Int, _ day: Int) throws(BadValue) -> Day {
        guard (1_900...9_999).contains(year) else { throw BadValue("is in the year \(year), outside of 1900 to 9999") }
        guard let found = Day(year: year, month: month, day: day) else {
            throw BadValue("is no day of the calendar (year \(year), month \(month), day \(day))")
        }
        return found
    }
}
