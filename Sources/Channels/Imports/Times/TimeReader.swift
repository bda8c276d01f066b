import Foundation
import Kernel

/// Reads moments as people and machines write them: ISO 8601, `12/1/2010 8:26 PM`, `19th November 2023`, `23-Nov`, `19970101`, seconds,
/// milliseconds or microseconds since 1970.
struct TimeReader {
    /// Whether `3/4/2010` is the third of April. `nil`: nothing in the file has told.
    var dayFirst: Bool?
    private var zone: ZoneOffsets

    init(zone: TimeZone?, dayFirst: Bool? = nil) {
        (self.zone, self.dayFirst) = (ZoneOffsets(zone), dayFirst)
    }

    static let utc = TimeReader(zone: nil)

    func reads(_ text: String) -> Bool {
        var reader = self
        return (try? reader.instant(text: text)) != nil  // Only whether it is a time is asked.
    }

    mutating func instant(text: String) throws(BadValue) -> Instant {
        try Array(text.utf8).withUnsafeBufferPointer { bytes throws(BadValue) in try instant(bytes) }
    }

    mutating func instant(_ text: UnsafeBufferPointer<UInt8>) throws(BadValue) -> Instant {
        if let stamp = isoStamp(text) { return try moment(stamp) }
        return try moment(TimeScanner(text, dayFirst: dayFirst ?? true).stamp())
    }

    private mutating func moment(_ stamp: TimeStamp) throws(BadValue) -> Instant {
        guard (TimeStamp.firstMicrosecond...TimeStamp.lastMicrosecond).contains(stamp.microseconds) else {
            throw BadValue("is outside of the years 1900 to 9999")
        }
        guard !stamp.isAbsolute else { return Instant(microseconds: stamp.microseconds) }
        return Instant(microseconds: zone.universal(local: stamp.microseconds))
    }
}

/// What a text says about time, before its zone is known.
struct TimeStamp {
    /// Since 1970-01-01, on the clock of the text.
    let microseconds: Int64
    /// The text said its offset from UTC, and it has been taken away already.
    let isAbsolute: Bool

    /// What the line takes: the years 1900 to 9999.
    static let firstMicrosecond: Int64 = -2_208_988_800_000_000
    static let lastMicrosecond: Int64 = 253_402_300_799_000_000
}

/// Why a value cannot be what its column says: the end of a sentence that begins with the value.
struct BadValue: Error, Hashable {
    let reason: String

    init(_ reason: String) { self.reason = reason }
}

// MARK: - The usual form, quickly

/// `2019-11-01 17:59:13.273932+01:00` and its shorter forms; `nil` for anything else, which `TimeScanner` then reads with care.
private func isoStamp(_ text: UnsafeBufferPointer<UInt8>) -> TimeStamp? {
    guard text.count >= 19, text[4] == 0x2D, text[7] == 0x2D, text[10] == 0x20 || text[10] == 0x54, text[13] == 0x3A, text[16] == 0x3A,
        let century = pair(text, 0), let year = pair(text, 2), let month = pair(text, 5), let date = pair(text, 8), let hour = pair(text, 11),
        let minute = pair(text, 14), let second = pair(text, 17), hour < 24, minute < 60, second < 60,
        let day = Day(year: century * 100 + year, month: month, day: date), century + year > 0
    else { return nil }
    var position = 19
    let fraction = decimals(text, &position)
    var microseconds = day.start.microseconds + Int64(hour * 3_600 + minute * 60 + second) * 1_000_000 + fraction
    if position == text.count { return TimeStamp(microseconds: microseconds, isAbsolute: false) }
    if text[position] == 0x5A, position + 1 == text.count { return TimeStamp(microseconds: microseconds, isAbsolute: true) }
    guard text.count == position + 6, text[position] == 0x2B || text[position] == 0x2D, text[position + 3] == 0x3A,
        let hours = pair(text, position + 1), let minutes = pair(text, position + 4), hours < 24, minutes < 60
    else { return nil }
    microseconds -= Int64(text[position] == 0x2B ? hours * 60 + minutes : -(hours * 60 + minutes)) * 60_000_000
    return TimeStamp(microseconds: microseconds, isAbsolute: true)
}

@inline(__always)
private func pair(_ text: UnsafeBufferPointer<UInt8>, _ position: Int) -> Int? {
    let (tens, ones) = (text[position] &- 0x30, text[position + 1] &- 0x30)
    return tens < 10 && ones < 10 ? Int(tens) * 10 + Int(ones) : nil
}

/// Decimals of a second, as microseconds; what is finer is cut off.
@inline(__always)
private func decimals(_ text: UnsafeBufferPointer<UInt8>, _ position: inout Int) -> Int64 {
    guard position + 1 < text.count, text[position] == 0x2E || text[position] == 0x2C, text[position + 1] &- 0x30 < 10 else { return 0 }
    var (value, scale): (Int64, Int64) = (0, 100_000)
    position += 1
    while position < text.count, text[position] &- 0x30 < 10 {
        value += Int64(text[position] &- 0x30) * scale
        scale /= 10
        position += 1
    }
    return value
}
