import Analytics
import Kernel
import Statistics

extension Episode {
    var json: JSONValue { .list(incidents.map(\.json)) }
}

extension Incident {
    fileprivate var json: JSONValue {
        .object([
            "kind": .text(kind), "group": group.map { .object(["name": .text($0), "value": .text(value)]) } ?? .null,
            "from": .text(from.description), "until": .text(until?.description), "before": before.json, "during": during.json,
            "low": .number(difference?.interval.low), "high": .number(difference?.interval.high),
        ])
    }
}
