#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

extension KaplanMeier {
    /// The share to whom it has happened by a time, 1 − S(t), with its interval by log(−log S). Where it has happened to nobody yet the interval
    /// is Wilson's of those who are still watched then, and where to everybody of all.
    ///
    /// - Parameters:
    ///   - happened: when it did, to those to whom it did; ascending.
    ///   - watched: how long the others were watched; ascending.
    ///   - never: to how many it is known not to happen.
    package static func happened(by time: Int64, _ happened: [Int64], watched: [Int64], never: Int = 0) -> Estimate {
        let n = happened.count + watched.count + never
        var (survival, greenwood, atRisk, censored, place) = (1.0, 0.0, n, 0, 0)
        while place < happened.count, happened[place] <= time {
            let moment = happened[place]
            while censored < watched.count, watched[censored] < moment { (censored, atRisk) = (censored + 1, atRisk - 1) }
            let first = place
            while place < happened.count, happened[place] == moment { place += 1 }
            let events = place - first
            survival *= Double(atRisk - events) / Double(atRisk)
            greenwood += Double(events) / (Double(atRisk) * Double(atRisk - events))
            atRisk -= events
        }
        if place == 0 { return Estimate(0, Proportion(0, of: n - watched.prefix { $0 < time }.count).interval, n: n) }
        if atRisk == 0 { return Estimate(1, Proportion(n, of: n).interval, n: n) }
        let reach = exp(Normal.z95 * greenwood.squareRoot() / abs(log(survival)))
        return Estimate(1 - survival, Interval(1 - pow(survival, 1 / reach), 1 - pow(survival, reach)), n: n)
    }
}
