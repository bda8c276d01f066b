import Kernel
import Web

/// When an appointment of a kind can begin, and who is free then; pure.
///
/// Appointments stand one behind the other from each moment at which the hours open, each with its pause; none reaches behind the closing.
struct FreeTimes: Sendable {
    let terms: BookingTerms
    let hours: BusinessHours
    /// Of each who takes it: what is taken already, with its pause.
    let busy: [ID<Viewer>: [Range<Instant>]]
    let now: Instant

    /// From the first moment that is not too short before, to the last that is not too far ahead.
    var bounds: Range<Instant> {
        let first = now.adding(.hours(Int64(terms.hoursBefore)))
        return first..<max(first, now.adding(.days(Int64(terms.daysAhead))))
    }

    /// The free ones from a moment on, in their order.
    func times(from start: Instant, atMost count: Int) -> [Instant] {
        var found: [Instant] = []
        for stretch in hours.openings(from: max(start, bounds.lowerBound)) {
            var time = stretch.lowerBound
            while time.adding(terms.length) <= stretch.upperBound, time < bounds.upperBound {
                if time >= start, time >= bounds.lowerBound, !takers(at: time).isEmpty { found.append(time) }
                if found.count == count { return found }
                time = time.adding(terms.length).adding(terms.rest)
            }
            if time >= bounds.upperBound { break }
        }
        return found
    }

    /// Whether it is one of those that are offered, free or not.
    func isOffered(_ time: Instant) -> Bool {
        guard bounds.contains(time), let stretch = hours.openings(from: time).next(), stretch.contains(time) else { return false }
        let step = terms.length.components.seconds + terms.rest.components.seconds
        let since = time.duration(since: stretch.lowerBound)
        return since.components.attoseconds == 0 && since.components.seconds % step == 0 && time.adding(terms.length) <= stretch.upperBound
    }

    /// The free ones nearest to a time that is taken, in their order.
    func near(_ time: Instant, _ count: Int) -> [Instant] {
        let around = times(from: time.adding(.days(-2)), atMost: 200)
        let nearest = around.sorted { abs($0.microseconds - time.microseconds) < abs($1.microseconds - time.microseconds) }
        return nearest.prefix(count).sorted()
    }

    /// Who is free then: whoever has least to do first.
    func takers(at time: Instant) -> [ID<Viewer>] {
        let wanted = time..<time.adding(terms.length).adding(terms.rest)
        let free = terms.takers.filter { busy[$0, default: []].allSatisfy { !$0.overlaps(wanted) } && busy[$0] != nil }
        return free.enumerated().sorted { (busy[$0.element]?.count ?? 0, $0.offset) < (busy[$1.element]?.count ?? 0, $1.offset) }.map(\.element)
    }
}
