package import Kernel

/// The days a figure is about, kept in the address: `?period=30d`, or `?from=2026-11-01&to=2026-11-22`.
package struct Period: Hashable, Sendable {
    package enum Choice: String, CaseIterable, Sendable {
        case week = "7d"
        case month = "30d"
        case quarter = "90d"
        case year = "365d"
        case all

        var days: Int {
            switch self {
            case .week: 7
            case .month: 30
            case .quarter: 90
            case .year: 365
            // As far back as days are given at all.
            case .all: 3_653
            }
        }
    }

    /// `nil` when the days were given one by one.
    package let choice: Choice?
    /// The first and the last day, both within.
    package let first: Day
    package let last: Day

    package init(_ choice: Choice, until today: Day) {
        self.choice = choice
        first = today.adding(days: 1 - choice.days)
        last = today
    }

    /// The two days in either order; ten years at most, cut at the beginning.
    package init(from: Day, to: Day) {
        choice = nil
        last = max(from, to)
        first = max(min(from, to), last.adding(days: -3652))
    }

    package init(_ query: Query, today: Day) {
        if let from = query.day("from"), let to = query.day("to") {
            self.init(from: from, to: to)
        } else {
            self.init(query.choice("period") ?? .month, until: today)
        }
    }
}

extension Period {
    package var length: Int { Int(last.number - first.number) + 1 }

    /// As many days right before these: what they are compared with.
    package var before: Period { Period(from: first.adding(days: -length), to: first.adding(days: -1)) }

    /// The days one by one.
    package var days: [Day] { (0..<length).map { first.adding(days: $0) } }
}

extension Context {
    package var period: Period { Period(query, today: t.today) }
    /// The segment the reader looks at, by the key in the address.
    package var segment: String? { query["segment"] }
}
