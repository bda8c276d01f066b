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

    /// A month, unless something else is asked for. Of two days one is enough: until today, or the month up to it.
    package init(_ query: Query, today: Day) {
        let (from, to) = (query.day("from"), query.day("to"))
        switch (from, to) {
        case (let from?, let to): self.init(from: from, to: to ?? max(today, from))
        case (nil, let to?): self.init(from: Period(.month, until: to).first, to: to)
        case (nil, nil): self.init(query.choice("period") ?? .month, until: today)
        }
    }

    /// - Throws: `invalid` where the address asks for days that there are not.
    package static func requireDays(_ query: Query) throws {
        try Failure.require(query["period"] == nil || query.choice("period", of: Choice.self) != nil, "period", "must be one of the choices")
        for name in ["from", "to"] {
            try Failure.require(query[name] == nil || query.day(name) != nil, name, "must be a day, such as 2026-11-22")
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
