#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// How many are left after a time, learnt also from those of whom we do not know yet how long they stay.
/// Kaplan & Meier 1958, "Nonparametric Estimation from Incomplete Observations".
package struct KaplanMeier: Hashable, Sendable {
    /// One for each time at which something happened, ascending.
    package let steps: [Step]
    package let n: Int

    package struct Step: Hashable, Sendable {
        package let time: Double
        /// How many were still there just before.
        package let atRisk: Int
        package let events: Int
        /// The share that is left after this time, 0…1.
        package let survival: Double
        /// Σ d / (r(r − d)): Greenwood's sum up to this time; infinite once nobody is left.
        package let greenwood: Double
    }

    /// How long somebody was watched, and whether it then happened (else we only know that it did not until then).
    package struct Observation: Hashable, Sendable {
        package let time: Double
        package let happened: Bool

        package init(time: Double, happened: Bool) {
            self.time = time
            self.happened = happened
        }
    }

    /// Of those who leave at one time, they to whom it happened are counted before they whose watch ended.
    package init(_ observations: [Observation]) {
        n = observations.count
        steps = Self.steps(observations.sorted { $0.time < $1.time })
    }
}

extension KaplanMeier {
    private static func steps(_ sorted: [Observation]) -> [Step] {
        var steps: [Step] = []
        var (survival, greenwood) = (1.0, 0.0)
        var first = sorted.startIndex
        while first < sorted.endIndex {
            let time = sorted[first].time
            let next = sorted[first...].firstIndex { $0.time > time } ?? sorted.endIndex
            let (events, atRisk) = (sorted[first..<next].count { $0.happened }, sorted.endIndex - first)
            if events > 0 {
                survival *= Double(atRisk - events) / Double(atRisk)
                greenwood += Double(events) / (Double(atRisk) * Double(atRisk - events))
                steps.append(Step(time: time, atRisk: atRisk, events: events, survival: survival, greenwood: greenwood))
            }
            first = next
        }
        return steps
    }

    private func step(at time: Double) -> Step? { steps.last { $0.time <= time } }

    /// S(t): the share that is left after `time`, 0…1; `nil` of nobody.
    package func survival(at time: Double) -> Double? {
        n > 0 ? step(at: time)?.survival ?? 1 : nil
    }

    /// Greenwood's standard error of S(t).
    package func standardError(at time: Double) -> Double? {
        guard n > 0 else { return nil }
        guard let step = step(at: time), step.survival > 0 else { return 0 }
        return step.survival * step.greenwood.squareRoot()
    }

    /// The interval of S(t) by log(−log S), which stays within 0…1. `nil` while nobody or once everybody has left: there is
    /// nothing then to estimate an error from.
    package func interval(at time: Double) -> Interval? {
        guard let step = step(at: time), step.survival > 0 else { return nil }
        let reach = exp(Normal.z95 * step.greenwood.squareRoot() / abs(log(step.survival)))
        return Interval(pow(step.survival, reach), pow(step.survival, 1 / reach))
    }

    /// The first time after which no more than half are left; `nil` if that has not come yet.
    package var median: Double? { time(untilLeft: 0.5) }

    /// The median alone, of times in ascending order: when it happened to those to whom it did, and how long the others were watched.
    package static func median(happened: [Int64], watched: [Int64]) -> Int64? {
        var (survival, atRisk, censored, place) = (1.0, happened.count + watched.count, 0, 0)
        while place < happened.count {
            let time = happened[place]
            while censored < watched.count, watched[censored] < time { (censored, atRisk) = (censored + 1, atRisk - 1) }
            let first = place
            while place < happened.count, happened[place] == time { place += 1 }
            survival *= Double(atRisk - (place - first)) / Double(atRisk)
            if survival <= 0.5 + 1e-12 { return time }
            atRisk -= place - first
        }
        return nil
    }

    /// The first time after which no more than a share `left` (0…1) is left; `nil` if that has not come yet.
    package func time(untilLeft left: Double) -> Double? {
        // A product of fractions may miss one half by a last digit.
        steps.first { $0.survival <= left + 1e-12 }?.time
    }
}
