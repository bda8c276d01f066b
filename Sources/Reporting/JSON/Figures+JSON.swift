import Analytics
import Kernel
import Statistics

extension Estimate {
    /// - Parameter value: what the figure is called.
    func members(_ value: String) -> [String: JSONValue] {
        [value: .number(self.value), "low": .number(interval?.low), "high": .number(interval?.high), "status": .text(status)]
    }

    private var status: String {
        switch self {
        case .none: "none"
        case .tooFew: "too_few"
        case .known: "known"
        }
    }
}

extension Proportion {
    var json: JSONValue {
        .object(["count": .integer(count), "total": .integer(total)].merging(estimate.members("share")) { first, _ in first })
    }
}

extension Duration {
    var json: JSONValue { .number(Double(microseconds) / 1_000_000) }
}

extension TimeSpread {
    var json: JSONValue { .object(["n": .integer(n), "median": median.json, "p90": p90.json, "mean": mean.json]) }
}

extension ScoreReport {
    var json: JSONValue {
        .object([
            "scale": .text(scale.key), "overall": overall.json, "change": change?.json ?? .null,
            "months": list(months) { $0.period?.month.description }, "kinds": list(kinds, \.name), "channels": list(channels, \.name),
        ])
    }

    private func list(_ groups: [ScoreGroup], _ key: (ScoreGroup) -> String?) -> JSONValue {
        .list(groups.map { .object(["key": .text(key($0)), "score": $0.figure.json]) })
    }
}

extension ScoreReport.Change {
    fileprivate var json: JSONValue {
        .object([
            "from": .text(before.period?.month.description), "to": .text(after.period?.month.description), "value": .number(difference.value),
            "low": .number(difference.interval.low), "high": .number(difference.interval.high), "z": .number(difference.z),
            "p": .number(difference.p),
        ])
    }
}

extension ScoreFigure {
    fileprivate var json: JSONValue {
        .object(["n": .integer(n)].merging(estimate.members("value")) { first, _ in first }.merging(details) { first, _ in first })
    }

    private var details: [String: JSONValue] {
        switch self {
        case .nps(let score):
            [
                "promoters": .integer(score.counts.promoters), "passives": .integer(score.counts.passives),
                "detractors": .integer(score.counts.detractors), "unweighted": .number(score.counts.value),
                "effectiveSize": .number(score.effectiveSize), "designEffect": .number(score.designEffect),
            ]
        case .satisfaction(let score):
            [
                "topTwo": .integer(score.topTwo.count), "mean": .number(score.mean), "standardDeviation": .number(score.standardDeviation),
                "effectiveSize": .number(score.share.effectiveSize), "designEffect": .number(score.share.designEffect),
            ]
        case .effort(let score): ["easyShare": .number(score.easyShare.value), "standardDeviation": .number(score.standardDeviation)]
        case .overall(let score): ["standardDeviation": .number(score.standardDeviation)]
        case .thumbs(let score): ["effectiveSize": .number(score.share.effectiveSize), "designEffect": .number(score.share.designEffect)]
        }
    }
}
