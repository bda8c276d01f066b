import Analytics
import Kernel
import Statistics

extension StageConversion {
    var json: JSONValue {
        .object([
            "reach": .list(stages.map { .object(["stage": .text($0.stage), "people": .integer($0.people), "inOrder": .integer($0.inOrder)]) }),
            "steps": .list(steps.map(\.json)), "unobserved": .list(unobserved.map { .text($0) }),
        ])
    }
}

extension StageConversion.Step {
    fileprivate var json: JSONValue {
        .object([
            "from": .text(from), "to": .text(to), "inOrder": inOrder.json, "wentOn": wentOn.json, "reversed": .integer(reversed),
            "time": time?.json ?? .null,
        ])
    }
}

extension DirectlyFollowsGraph {
    var json: JSONValue {
        .object(["total": .integer(total), "nodes": .list(nodes.map(\.json)), "edges": .list(edges.map(\.json))])
    }
}

extension DirectlyFollowsGraph.Node {
    fileprivate var json: JSONValue {
        .object([
            "kind": .text(kind), "people": .integer(people), "touchpoints": .integer(touches), "starts": .integer(starts), "ends": .integer(ends),
            "place": .number(place),
        ])
    }
}

extension DirectlyFollowsGraph.Edge {
    fileprivate var json: JSONValue {
        .object(["from": .text(from), "to": .text(to), "people": .integer(people), "events": .integer(events), "time": time.json])
    }
}

extension Variants {
    var json: JSONValue {
        .object([
            "count": .integer(count), "people": .integer(people), "covered": covered.json, "endings": .list(endings.map { .integer($0) }),
            "top": .list(top.map { .object(["kinds": .list($0.kinds.map { .text($0) }), "people": $0.people.json]) }),
        ])
    }
}

extension Funnel {
    var json: JSONValue { .list(steps.map(\.json)) }
}

extension Funnel.Step {
    fileprivate var json: JSONValue {
        .object([
            "step": .text(name), "people": .integer(people), "ofPrevious": ofPrevious.json, "ofFirst": ofFirst.json,
            "inProgress": .integer(inProgress), "lost": .integer(lost), "median": median?.json ?? .null, "time": time?.json ?? .null,
        ])
    }
}

extension Retention {
    var json: JSONValue {
        .list(
            cohorts.map { cohort in
                .object([
                    "month": .text(cohort.month.description), "people": .integer(cohort.people),
                    "months": .list(cohort.months.map { $0?.json ?? .null }),
                ])
            })
    }
}
