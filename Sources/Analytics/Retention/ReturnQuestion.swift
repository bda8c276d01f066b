package import Kernel

/// Who comes back, and when, after the first time they did something.
package struct ReturnQuestion: Hashable, Sendable {
    /// Kinds of which a person's first touch begins, and kinds of which a later touch is a return; `nil` is any.
    package var first: Set<String>?
    package var returning: Set<String>?
    package var measure: Measure
    /// Which beginnings stand together.
    package var cohorts: Cohorts
    /// The first moment at which a beginning counts, and the first at which none does any more.
    package var from: Instant?
    package var until: Instant?

    /// Days and months are of UTC and are counted from that of the first touch, which is number 0.
    package enum Measure: Hashable, Sendable {
        /// On one of these days after the first.
        case within([ClosedRange<Int>])
        /// On that day or at any time later.
        case from([Int])
        /// In the first, second, … month after that of the first touch.
        case months(Int)
    }

    package enum Cohorts: String, Hashable, Sendable, CaseIterable { case week, month }

    /// - Parameter measure: of at most ``most`` figures; no day is below 0.
    package init(
        first: Set<String>? = nil, returning: Set<String>? = nil, _ measure: Measure, by cohorts: Cohorts = .month, from: Instant? = nil,
        until: Instant? = nil
    ) {
        (self.first, self.returning, self.measure, self.cohorts) = (first, returning, measure, cohorts)
        (self.from, self.until) = (from, until)
    }

    /// A figure is a bit of a word.
    package static let most = 32
}

extension ReturnQuestion {
    /// How many figures a cohort has.
    package var count: Int {
        switch measure {
        case .within(let spans): spans.count
        case .from(let days): days.count
        case .months(let count): count
        }
    }

    /// The first day of the cohort to which a first touch of that day belongs.
    package func cohort(of day: Day) -> Day {
        switch cohorts {
        case .week: day.startOfWeek
        case .month: day.month.firstDay
        }
    }

    /// Whether nobody of a cohort can still change the figure – or, of those that have no end, whether everybody has come to its beginning.
    ///
    /// - Parameter place: of the figure.
    package func isOver(_ place: Int, of cohort: Day, at now: Instant) -> Bool {
        let last =
            switch cohorts {
            case .week: cohort.adding(days: 6)
            case .month: Month(number: cohort.month.number + 1).firstDay.adding(days: -1)
            }
        let end =
            switch measure {
            case .within(let spans): last.adding(days: spans[place].upperBound + 1)
            case .from(let days): last.adding(days: days[place] + 1)
            case .months: Month(number: last.month.number + place + 2).firstDay
            }
        return end.start <= now
    }

    func counts(beginningAt time: Instant) -> Bool { time >= from ?? .distantPast && until.map { time < $0 } ?? true }
}
