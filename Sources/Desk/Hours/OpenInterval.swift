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

    /// Also as people write it: `9-17`, `9:30–17.00`.
    ///
    /// - Throws: `invalid`, in a sentence that names the text.
    package init(reading text: some StringProtocol) throws {
        let times = text.split(omittingEmptySubsequences: false) { "-–—".contains($0) }
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

/// Minutes since midnight of `09:30`, `9.30` or `9`; 24:00 is one too.
private func minutes(_ text: some StringProtocol) -> Int? {
    let parts = text.split(omittingEmptySubsequences: false) { ":.".contains($0) }
    let areDigits = parts.allSatisfy { part in part.utf8.allSatisfy { (48...57).contains($0) } }
    guard areDigits, parts.count <= 2, (1...2).contains(parts[0].count), parts.count == 1 || parts[1].count == 2 else { return nil }
    guard let hour = Int(parts[0]), let minute = parts.count == 1 ? 0 : Int(parts[1]) else { return nil }
    return minute < 60 && hour * 60 + minute <= OpenInterval.minutesOfDay ? hour * 60 + minute : nil
}
