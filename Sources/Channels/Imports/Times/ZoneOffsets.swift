import Foundation
import Kernel

/// From the clock on the wall to UTC, quickly: the offset is asked once for each quarter of an hour, which is how finely zones change.
struct ZoneOffsets {
    private let zone: TimeZone?
    private var quarter = Int64.min
    private var offset: Int64 = 0
    private var known: [Int64: Int64] = [:]

    private static let quarterLength: Int64 = 900 * 1_000_000

    /// `nil` is UTC.
    init(_ zone: TimeZone?) {
        let isUniversal = zone.map { $0.identifier == "GMT" || $0.identifier == "UTC" } ?? true
        self.zone = isUniversal ? nil : zone
    }

    /// When clocks are set back an hour exists twice: the first is meant. The hour that clocks leave out is read as if they had not yet moved.
    mutating func universal(local: Int64) -> Int64 {
        guard let zone else { return local }
        let wanted = local.flooredDivision(by: Self.quarterLength)
        if wanted != quarter {
            quarter = wanted
            offset = known[wanted] ?? Self.offset(in: zone, atLocal: wanted * 900) * 1_000_000
            if known.count > 100_000 { known.removeAll() }
            known[wanted] = offset
        }
        return local - offset
    }

    /// Seconds east of UTC when the clock shows `seconds`.
    private static func offset(in zone: TimeZone, atLocal seconds: Int64) -> Int64 {
        let before = offset(in: zone, at: seconds - 86_400)
        let here = seconds - before
        // What held a day ago still holds, unless the clocks were moved before that moment.
        return offset(in: zone, at: here) == before ? before : offset(in: zone, at: seconds - offset(in: zone, at: here))
    }

    private static func offset(in zone: TimeZone, at seconds: Int64) -> Int64 {
        Int64(zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(seconds))))
    }
}
