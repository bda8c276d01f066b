package import Kernel

/// While when each person belonged to something, as to a company.
package struct Stays: Hashable, Sendable {
    private var times: [Int64: [Range<Instant>]] = [:]

    package init() {}

    /// From the first moment of the time, before its end.
    package mutating func add(_ time: Range<Instant>, of person: Int64) { times[person, default: []].append(time) }

    /// Empty for whoever never did.
    package func times(of person: Int64) -> [Range<Instant>] { times[person] ?? [] }

    package func contains(_ person: Int64, at moment: Instant) -> Bool { times(of: person).contains { $0.contains(moment) } }
}
