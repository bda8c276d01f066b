import Analytics
import Kernel
import Timeline
import Web

/// Whose return the address asks for: `?first=order_placed&back=stage.decision&measure=within&days=1-7,8-30&by=week`.
struct ReturnChoice: Hashable, Sendable {
    /// Keys of kinds, or `stage.` and the key of a stage; `nil` is anything.
    let first: String?
    let returning: String?
    let measure: Measure
    let cohorts: ReturnQuestion.Cohorts
    /// Days after the first, ascending.
    let spans: [ClosedRange<Int>]

    enum Measure: String, Hashable, Sendable, CaseIterable {
        case months
        /// On just that day.
        case day
        /// On one of several days.
        case within
        /// On that day or later.
        case later

        fileprivate var usual: [ClosedRange<Int>] {
            switch self {
            case .months: []
            case .day: [1...1, 2...2, 3...3, 7...7, 14...14, 30...30, 60...60, 90...90]
            case .within: [1...7, 8...14, 15...30, 31...60, 61...90, 91...180, 181...365]
            case .later: [1...1, 7...7, 14...14, 30...30, 60...60, 90...90, 180...180]
            }
        }
    }

    static let mostSpans = 12
    static let months = 12

    /// - Throws: `invalid` where something is not understood.
    init(_ query: Query, _ catalogue: Timeline.Catalogue) throws {
        (first, returning) = (query["first"], query["back"])
        measure = try query.understood("measure") ?? .months
        cohorts = try query.understood("by") ?? .month
        for (name, step) in [("first", first), ("back", returning)] {
            try Failure.require(step.map { catalogue.kinds(ofStep: $0) != nil } ?? true, name, "must be a touchpoint of the catalogue or a stage")
        }
        spans = try measure == .months ? [] : query["days"].map(Self.spans) ?? measure.usual
        try Failure.require(measure == .within || spans.allSatisfy { $0.count == 1 }, "days", "must be days, such as 1, 7, 30")
    }

    /// `1-7, 8-30` or `1, 7, 30`.
    private static func spans(_ text: String) throws -> [ClosedRange<Int>] {
        let spans = text.split(separator: ",").map { part -> ClosedRange<Int>? in
            let ends = part.split(separator: "-", omittingEmptySubsequences: false).map { Int($0.filter { !$0.isWhitespace }) }
            guard (1...2).contains(ends.count), let low = ends[0], let high = ends[ends.count - 1], low <= high, low >= 0, high <= 3_650 else {
                return nil
            }
            return low...high
        }
        try Failure.require(
            !spans.isEmpty && spans.count <= mostSpans && !spans.contains(nil), "days",
            "must be days or spans of days, such as 1, 7, 8-30, at most 12")
        return spans.compactMap(\.self).sorted { ($0.lowerBound, $0.upperBound) < ($1.lowerBound, $1.upperBound) }
    }

    /// - Parameter filter: whose first and last moment say which beginnings are meant; who comes back may do so later.
    func question(_ filter: Filter, _ catalogue: Timeline.Catalogue) -> ReturnQuestion {
        let measure: ReturnQuestion.Measure =
            switch self.measure {
            case .months: .months(Self.months)
            case .day, .within: .within(spans)
            case .later: .from(spans.map(\.lowerBound))
            }
        return ReturnQuestion(
            first: first.flatMap(catalogue.kinds(ofStep:)), returning: returning.flatMap(catalogue.kinds(ofStep:)), measure, by: cohorts,
            from: filter.from, until: filter.until)
    }

    var text: String { spans.map { $0.count == 1 ? "\($0.lowerBound)" : "\($0.lowerBound)-\($0.upperBound)" }.joined(separator: ", ") }
}
