import Kernel
import Statistics

/// Recommendation of others: what a competitor's customers say, or our own staff.
struct Benchmark: Hashable, Sendable {
    enum Sort: String, Hashable, Sendable, CaseIterable { case competitor, staff }

    let id: ID<Benchmark>
    let sort: Sort
    let name: String
    /// −100…100.
    let nps: Double
    /// `nil` where nobody says how many were asked.
    let answers: Int?
    /// Both within.
    let first: Day
    let last: Day
    /// Where the figure is from, in somebody's words.
    let origin: String

    static let most = 100

    /// With so many decimals its figure is shown, and what is compared with it.
    var digits: Int { nps == nps.rounded() ? 0 : 1 }
}

/// A benchmark beside our own figure of the same days.
struct ComparedBenchmark: Sendable {
    let benchmark: Benchmark
    let own: WeightedNPS

    /// Ours less theirs; `nil` where it is not said how many they asked, or too few answered us. Of theirs the shares are not known, so their error
    /// is taken as large as it can be for such a score: 100 · √((1 − (NPS/100)²) / n).
    var difference: Difference? {
        guard benchmark.sort == .competitor, let answers = benchmark.answers, own.estimate.value != nil, let value = own.value,
            let error = own.standardError
        else { return nil }
        let share = benchmark.nps / 100
        let variance = error * error + 10_000 * (1 - share * share) / Double(answers)
        return Difference(value: value - benchmark.nps, standardError: variance.squareRoot())
    }
}
