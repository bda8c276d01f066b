import Analytics
import Kernel
import Statistics

extension Diagnosis {
    /// - Parameter verbatims: customers' own words, by kind.
    func json(_ verbatims: [String: [Verbatim]]) -> JSONValue {
        .object([
            "verdict": .text(verdict?.rawValue), "change": change?.json ?? .null,
            "causes": .list(
                causes.map { cause in
                    .object([
                        "kind": .text(cause.kind), "since": .text(cause.since?.description), "met": cause.effect.reach.json,
                        "metBefore": cause.reachBefore?.json ?? .null, "effect": .number(cause.effect.effect),
                        "low": .number(cause.effect.interval.low), "high": .number(cause.effect.interval.high),
                        "pointsAtStake": .number(cause.effect.pointsAtStake),
                        "verbatims": .list((verbatims[cause.kind] ?? []).map(\.json)),
                    ])
                }),
        ])
    }
}

extension Verbatim {
    fileprivate var json: JSONValue {
        .object([
            "text": .text(text), "kind": .text(kind), "at": .text(at.description), "score": .number(score?.value), "scale": .text(score?.scale.key),
            "language": .text(language),
        ])
    }
}

extension Diagnosis.Change {
    fileprivate var json: JSONValue {
        .object([
            "month": .text(month.description),
            "group": group.map { .object(["name": .text($0.name), "value": .text($0.value), "people": .integer($0.people)]) } ?? .null,
            "before": .number(experience.before?.estimate.value), "now": .number(experience.now.estimate.value),
            "p": .number(experience.difference?.p),
        ])
    }
}

extension Drivers {
    var json: JSONValue {
        .object([
            "outcome": .text(question.outcome.key), "n": .integer(n), "explained": .number(explained),
            "drivers": .list(
                drivers.map { driver in
                    .object([
                        "kind": .text(driver.kind), "n": .integer(driver.n), "importance": .number(driver.importance),
                        "low": .number(driver.interval?.low), "high": .number(driver.interval?.high), "shapley": .number(driver.shapley),
                        "sort": .text(driver.contrast?.kind?.rawValue), "bad": driver.low.json, "pointsAtStake": .number(driver.pointsAtStake),
                    ])
                }),
        ])
    }
}
