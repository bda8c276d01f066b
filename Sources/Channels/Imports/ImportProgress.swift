package import Kernel

/// How far an import is.
package struct ImportProgress: Hashable, Sendable {
    /// Bytes of the file read, and of the whole (`nil` for a pipe); compressed ones, if it is compressed.
    package var bytesDone: Int64 = 0
    package var bytesTotal: Int64?
    /// Touchpoints – or whatever else the file brings – written, and rows rejected, by this run.
    package var touchpoints = 0
    package var rejected = 0
    package let startedAt: Instant
    /// Where this run began in the file, when an earlier one had been interrupted.
    package var bytesBefore: Int64 = 0

    package init(startedAt: Instant, bytesTotal: Int64?) {
        (self.startedAt, self.bytesTotal) = (startedAt, bytesTotal)
    }

    /// 0…1; `nil` when the end is not known.
    package var share: Double? {
        guard let bytesTotal, bytesTotal > 0 else { return nil }
        return min(1, Double(bytesDone) / Double(bytesTotal))
    }

    /// Touchpoints a second.
    package func rate(at now: Instant) -> Double {
        let seconds = seconds(at: now)
        return seconds > 0 ? Double(touchpoints) / seconds : 0
    }

    /// Seconds left if it goes on as it went; `nil` when nothing tells.
    package func timeLeft(at now: Instant) -> Double? {
        guard let bytesTotal, bytesDone > bytesBefore else { return nil }
        return seconds(at: now) * Double(max(0, bytesTotal - bytesDone)) / Double(bytesDone - bytesBefore)
    }

    private func seconds(at now: Instant) -> Double {
        Double(now.microseconds - startedAt.microseconds) / 1_000_000
    }
}

extension ImportProgress {
    /// One line for a terminal: `██████░░░░  62 %  1,240,000 touchpoints  12 rejected  182,000/s  1:07 left`
    package func line(at now: Instant, of what: String = "touchpoints") -> String {
        var parts: [String] = []
        if let share {
            let full = Int(share * 20)
            parts.append(String(repeating: "█", count: full) + String(repeating: "░", count: 20 - full) + " \(Int(share * 100)) %")
        }
        parts.append("\(Self.grouped(touchpoints)) \(what)")
        if rejected > 0 { parts.append("\(Self.grouped(rejected)) rejected") }
        parts.append("\(Self.grouped(Int(rate(at: now))))/s")
        if let left = timeLeft(at: now), share != 1 { parts.append("\(Self.clock(left)) left") }
        return parts.joined(separator: "  ")
    }

    /// `1,240,000`
    static func grouped(_ number: Int) -> String {
        var digits = String(number.magnitude)
        var place = digits.count - 3
        while place > 0 {
            digits.insert(",", at: digits.index(digits.startIndex, offsetBy: place))
            place -= 3
        }
        return (number < 0 ? "-" : "") + digits
    }

    /// `1:07`, `2:05:30`
    static func clock(_ seconds: Double) -> String {
        let whole = Int(min(seconds, 359_999).rounded())
        let pairs = [whole / 60 % 60, whole % 60].map { $0 < 10 ? "0\($0)" : "\($0)" }
        return whole < 3_600 ? "\(whole / 60):\(pairs[1])" : "\(whole / 3_600):\(pairs[0]):\(pairs[1])"
    }
}
