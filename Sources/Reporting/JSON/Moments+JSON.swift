import Analytics
import Statistics

extension Moments {
    var json: JSONValue { .object(["outcome": .text(outcome), "moments": .list(moments.map(\.json))]) }
}

extension Moments.Moment {
    fileprivate var json: JSONValue {
        let difference = impact.difference
        return .object([
            "kind": .text(kind), "people": reach.json, "low": impact.bad.json, "high": impact.good.json, "difference": .number(difference?.value),
            "differenceLow": .number(difference?.interval.low), "differenceHigh": .number(difference?.interval.high), "p": .number(p),
            "standing": .text(held?.standing.key), "follows": .text(held?.standing.other), "isDecisive": .flag(isDecisive),
        ])
    }
}

extension HeldImpact.Standing {
    fileprivate var key: String {
        switch self {
        case .own: "own"
        case .follows: "follows"
        case .general: "general"
        case .unsure: "unsure"
        }
    }

    fileprivate var other: String? { if case .follows(let kind) = self { kind } else { nil } }
}
