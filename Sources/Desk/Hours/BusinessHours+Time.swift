package import Kernel

extension BusinessHours {
    package func isOpen(at instant: Instant) -> Bool {
        openings(from: instant).first { _ in true }.map { $0.contains(instant) } ?? false
    }

    /// When it opens next: after the instant, if it is open then. Where one interval follows another without a pause it does not open anew.
    ///
    /// - Returns: `nil` when it does not within five years.
    package func nextOpening(after instant: Instant) -> Instant? {
        var open: Instant?
        for opening in openings(from: instant) {
            if opening.lowerBound > instant, opening.lowerBound != open { return opening.lowerBound }
            open = opening.upperBound
        }
        return nil
    }

    /// How long it is open between two instants, in real time: a night in which clocks are put forward is an hour shorter. Below 0 where the end is
    /// before the beginning.
    package func businessTime(from start: Instant, to end: Instant) -> Duration {
        guard start <= end else { return .zero - businessTime(from: end, to: start) }
        var (sum, place) = (Int64(0), start)
        while place < end {
            // The openings of an instant end after five years: what is longer is taken in parts.
            let part = min(end, place.adding(.days(Int64(Self.reachInDays - 3))))
            for opening in openings(from: place) {
                guard opening.lowerBound < part else { break }
                sum += min(opening.upperBound, part).microseconds - max(opening.lowerBound, place).microseconds
            }
            place = part
        }
        return .microseconds(sum)
    }

    /// The first instant by which it has been open for so long since another one: the inverse of `businessTime`.
    ///
    /// - Parameter duration: 0 or more; after nothing it is the instant itself, open or not.
    /// - Returns: `nil` when that does not come within five years.
    package func instant(after duration: Duration, since start: Instant) -> Instant? {
        var rest = duration.microseconds
        guard rest > 0 else { return start }
        for opening in openings(from: start) {
            let from = max(opening.lowerBound, start)
            let length = opening.upperBound.microseconds - from.microseconds
            if rest <= length { return from.adding(.microseconds(rest)) }
            rest -= length
        }
        return nil
    }
}
