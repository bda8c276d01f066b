import Statistics

/// What was aimed at, and what came of it.
struct MeasuredTarget: Hashable, Sendable {
    let target: StageTarget
    let measured: Estimate

    enum Verdict: String, Hashable, Sendable { case met, missed, open }

    /// Met or missed where all of the interval lies on one side of the target; open where the answers are too few to tell.
    var verdict: Verdict {
        let value = target.value
        guard target.figure == .days else { return measured.isAtLeast(value).map { $0 ? .met : .missed } ?? .open }
        guard let interval = measured.interval else { return .open }
        return interval.high <= value ? .met : interval.low > value ? .missed : .open
    }
}
