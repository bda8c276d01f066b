import Kernel

/// Open from one time of the wall clock to another, such as 09:00–17:00. What closes at or before the time at which it opens goes on over
/// midnight: 22:00–06:00. It belongs to the day on which it opens.
package struct OpenInterval: Hashable, Sendable {
    /// Minutes since midnight, 0…1439.
    package let opens: Int
    /// Minutes since the midnight at which the day of opening began, more than `opens`, at most a day later; 1440 is the midnight at its end.
    package let closes: Int

    /// - Parameters:
    ///   - opens: minutes since midnight, 0…1439.
    ///   - closes: minutes since midnight, 0…1440.
    /// - Throws: `invalid` for times that no clock shows, and for an interval of no length.
    package init(opens: Int, closes: Int) throws {
        guard (0..<Self.minutesOfDay).contains(opens), (0...Self.minutesOfDay).contains(closes) else {
            throw Failure.invalid("hours", "must be from a time of the clock (00:00 to 23:59) to another (00:00 to 24:00)")
        }
        guard opens != closes else {
            throw Failure.invalid("hours", "must not be empty: \(clock(opens))–\(clock(closes)); a whole day is 00:00–24:00")
        }
        self.opens = opens
        self.closes = closes > opens ? closes : closes + Self.minutesOfDay
    }

    static let minutesOfDay = 1_440
}

extension OpenInterval: CustomStringConvertible {
    /// `09:00-17:00`, `22:00-06:00`
    package var description: String {
        "\(clock(opens))-\(clock(closes > Self.minutesOfDay ? closes - Self.minutesOfDay : closes))"
    }

    /// - Throws: `invalid`, in a sentence that names the text.
    package init(reading text: some StringProtocol) throws {
        let times = text.split(separator: "-", omittingEmptySubsequences: false)
        guard times.count == 2, let opens = minutes(times[0]), let closes = minutes(times[1]) else {
            throw Failure.invalid("hours", "must be written like 09:00-17:00, not “\(text)”")
        }
        try self.init(opens: opens, closes: closes)
    }
}

/// `09:30`; minutes since midnight.
func clock(_ minutes: Int) -> String {
    let (hour, minute) = minutes.quotientAndRemainder(dividingBy: 60)
    return (hour < 10 ? "0\(hour)" : "\(hour)") + (minute < 10 ? ":0\(minute)" : ":\(minute)")
}

/// Minutes since midnight of `09:30`; 24:00 is one too.
private func minutes(_ text: some StringProtocol) -> Int? {
    let characters = Array(text.utf8)
    guard characters.count == 5, characters[2] == UInt8(ascii: ":") else { return nil }
    let digits = [0, 1, 3, 4].map { Int(characters[$0]) - 48 }
    guard digits.allSatisfy((0...9).contains) else { return nil }
    let (hour, minute) = (digits[0] * 10 + digits[1], digits[2] * 10 + digits[3])
    return minute < 60 && hour * 60 + minute <= OpenInterval.minutesOfDay ? hour * 60 + minute : nil
}
