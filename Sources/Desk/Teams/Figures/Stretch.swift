import Kernel

/// A time from one moment to another.
struct Stretch: Hashable, Sendable {
    let from: Instant
    let until: Instant

    /// `nil` where there is nothing between.
    init?(_ from: Instant, _ until: Instant) {
        guard from < until else { return nil }
        (self.from, self.until) = (from, until)
    }
}

extension [Stretch] {
    /// The same time, in order, and none of it twice.
    var joined: [Stretch] {
        var joined: [Stretch] = []
        for stretch in sorted(by: { ($0.from, $0.until) < ($1.from, $1.until) }) {
            guard let last = joined.last, stretch.from <= last.until else {
                joined.append(stretch)
                continue
            }
            if let longer = Stretch(last.from, Swift.max(last.until, stretch.until)) { joined[joined.count - 1] = longer }
        }
        return joined
    }

    /// The time that is in both.
    func within(_ others: [Stretch]) -> [Stretch] {
        let (own, others) = (joined, others.joined)
        var (found, a, b): ([Stretch], Int, Int) = ([], 0, 0)
        while a < own.count, b < others.count {
            if let both = Stretch(Swift.max(own[a].from, others[b].from), Swift.min(own[a].until, others[b].until)) { found.append(both) }
            if own[a].until < others[b].until { a += 1 } else { b += 1 }
        }
        return found
    }

    /// How long it is together.
    var length: Duration { joined.reduce(.zero) { $0 + $1.until.duration(since: $1.from) } }
}
