/// A figure as it may be printed: with its number of answers and its interval, or with the reason why not.
package enum Estimate: Hashable, Sendable {
    /// Nobody was asked, or nobody answered.
    case none
    /// Somebody answered, but fewer than ``enough``: their figure would be read for more than it is.
    case tooFew(n: Int)
    case known(_ value: Double, _ interval: Interval, n: Int)

    /// From how many answers on a figure is printed.
    package static let enough = 30

    package init(_ value: Double?, _ interval: Interval?, n: Int) {
        if n == 0 {
            self = .none
        } else if n >= Self.enough, let value, let interval {
            self = .known(value, interval, n: n)
        } else {
            self = .tooFew(n: n)
        }
    }
}

extension Estimate {
    package var n: Int {
        switch self {
        case .none: 0
        case .tooFew(let n), .known(_, _, let n): n
        }
    }

    /// `nil` unless there are enough answers.
    package var value: Double? {
        guard case .known(let value, _, _) = self else { return nil }
        return value
    }

    package var interval: Interval? {
        guard case .known(_, let interval, _) = self else { return nil }
        return interval
    }
}

extension Estimate {
    /// Whether the whole interval lies at a mark or above it, or below it; `nil` where the mark lies within it, or the answers are too few to tell.
    package func isAtLeast(_ mark: Double) -> Bool? {
        guard let interval else { return nil }
        return interval.low >= mark ? true : interval.high < mark ? false : nil
    }
}

extension Estimate {
    /// The figure of something of which this is one part of many: a mean of a person, and how many people there are.
    package func scaled(by factor: Double) -> Estimate {
        guard case .known(let value, let interval, let n) = self else { return self }
        return .known(value * factor, interval.scaled(by: factor), n: n)
    }
}
