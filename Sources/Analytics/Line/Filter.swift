package import Kernel

/// Which touches a question is about. Left empty, all of them.
package struct Filter: Hashable, Sendable {
    /// The first moment that counts, and the first that no longer does.
    package var from: Instant?
    package var until: Instant?
    /// Names; `nil` is every kind.
    package var kinds: Set<String>?
    package var channels: Set<String>?
    package var people: Set<Int64>?
    /// While when each person's touches count, as while they belong to a company.
    package var stays: Stays?
    /// Which touches count, as those with a property.
    package var touches: TouchSet?

    package init(
        from: Instant? = nil, until: Instant? = nil, kinds: Set<String>? = nil, channels: Set<String>? = nil, people: Set<Int64>? = nil,
        stays: Stays? = nil, touches: TouchSet? = nil
    ) {
        self.from = from
        self.until = until
        self.kinds = kinds
        self.channels = channels
        self.people = people
        self.stays = stays
        self.touches = touches
    }

    package static let everything = Filter()

    /// The same on all days.
    package var ofAllDays: Filter {
        var whole = self
        (whole.from, whole.until) = (nil, nil)
        return whole
    }

    /// The same, of those of these people alone.
    package func among(_ people: Set<Int64>) -> Filter {
        var narrowed = self
        narrowed.people = self.people.map { $0.intersection(people) } ?? people
        return narrowed
    }
}

extension JourneyLog {
    /// Calls `body` with each person's touches that pass the filter, unless there are none, whose line begins first coming first.
    package func eachLine(_ filter: Filter, _ body: (ArraySlice<Touch>) -> Void) {
        if filter == .everything { return everyLine(body) }
        let sieve = Sieve(filter, self)
        for place in 0..<people {
            let line = line(of: place)
            guard let person = line.first?.person, sieve.passes(person: person) else { continue }
            let kept = line.filter(sieve.passes)
            if !kept.isEmpty { body(kept[...]) }
        }
    }

    private func everyLine(_ body: (ArraySlice<Touch>) -> Void) {
        for place in 0..<people { body(line(of: place)) }
    }
}

/// A filter with its names looked up.
private struct Sieve {
    let filter: Filter
    let kinds: [Bool]?
    let channels: [Bool]?

    init(_ filter: Filter, _ log: JourneyLog) {
        self.filter = filter
        kinds = filter.kinds.map { wanted in log.kinds.all.map(wanted.contains) }
        channels = filter.channels.map { wanted in log.channels.all.map(wanted.contains) }
    }

    func passes(person: Int64) -> Bool { filter.people?.contains(person) ?? true }

    func passes(_ touch: Touch) -> Bool {
        if let from = filter.from, touch.occurredAt < from { return false }
        if let until = filter.until, touch.occurredAt >= until { return false }
        if let kinds, !kinds[Int(touch.kind.number)] { return false }
        if let channels, !channels[Int(touch.channel.number)] { return false }
        if let stays = filter.stays, !stays.contains(touch.person, at: touch.occurredAt) { return false }
        if let touches = filter.touches, !touches.contains(touch.position) { return false }
        return true
    }
}
