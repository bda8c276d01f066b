import Statistics

/// What was aimed at, and what came of it.
struct MeasuredTarget: Hashable, Sendable {
    let target: StageTarget
    let measured: Estimate

    enum Verdict: String, Hashable, Sendable { case met, missed, open }

    /// Met or missed where all of the interval lies on one side of the target; open where the answers are too few to tell.
    var verdict: Verdict {
        guard let interval = measured.interval else { return .open }
        let value = target.value
        if target.figure == .days { return interval.high <= value ? .met : interval.low > value ? .missed : .open }
        return interval.low >= value ? .met : interval.high < value ? .missed : .open
    }
}
