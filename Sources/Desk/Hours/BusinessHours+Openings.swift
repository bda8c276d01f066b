import Kernel

extension BusinessHours {
    /// The stretches of real time in which it is open, one after the other, from the one that holds an instant or comes next. They end at last where
    /// the calendar has no more days to look at: five years and a day after the instant. Two that touch are not put together.
    func openings(from instant: Instant) -> AnyIterator<Range<Instant>> {
        guard let place = earlier.firstIndex(where: { $0.until > instant }) else {
            return openings(from: instant, since: earlier.last?.until ?? .distantPast, until: .distantFuture)
        }
        let now = earlier[place]
        var openings = now.hours.openings(from: instant, since: place == 0 ? .distantPast : earlier[place - 1].until, until: now.until)
        var isLast = false
        return AnyIterator {
            if let opening = openings.next() { return opening }
            guard !isLast else { return nil }
            (openings, isLast) = (self.openings(from: now.until), true)
            return openings.next()
        }
    }

    /// By these hours alone, as far as they are in force.
    private func openings(from instant: Instant, since: Instant, until: Instant) -> AnyIterator<Range<Instant>> {
        let all = ownOpenings(from: max(instant, since))
        return AnyIterator {
            guard let opening = all.next(), opening.lowerBound < until else { return nil }
            return max(opening.lowerBound, since)..<min(opening.upperBound, until)
        }
    }

    private func ownOpenings(from instant: Instant) -> AnyIterator<Range<Instant>> {
        let last = clock.shown(at: instant).day.adding(days: Self.reachInDays)
        // What opened yesterday may still be open.
        var (day, place) = (clock.shown(at: instant).day.adding(days: -1), 0)
        var today = intervals(on: day)
        return AnyIterator {
            while day <= last {
                while place < today.count {
                    let opening = stretch(today[place], on: day)
                    place += 1
                    if opening.upperBound > instant, !opening.isEmpty { return opening }
                }
                day = day.adding(days: 1)
                (today, place) = (intervals(on: day), 0)
            }
            return nil
        }
    }

    /// Five years with their leap days, and one more.
    static var reachInDays: Int { 5 * 365 + 3 }

    /// Where clocks are put forward over a whole interval it is empty.
    private func stretch(_ interval: OpenInterval, on day: Day) -> Range<Instant> {
        let isCut = interval.closes > OpenInterval.minutesOfDay && governsItself(day.adding(days: 1))
        let opens = clock.instant(day, interval.opens)
        return opens..<max(opens, clock.instant(day, isCut ? OpenInterval.minutesOfDay : interval.closes))
    }
}
