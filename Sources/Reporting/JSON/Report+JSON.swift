import Analytics
import Kernel
import Statistics

extension Report {
    /// The report for programs: keys sorted, numbers as numbers, times as seconds and moments as RFC 3339, `null` for what is
    /// not known. Its shape:
    ///
    ///     { "version": 1, "title", "first", "last", "knownUntil", "people", "touchpoints",
    ///       "channels" | "kinds" | "stages": [ { "key", "name", "people", "touchpoints" } ],
    ///       "journey": { "reach": [ { "stage", "people", "inOrder" } ], "unobserved": [ stage ],
    ///                    "steps": [ { "from", "to", "inOrder": SHARE, "wentOn": SHARE, "reversed", "time": TIME } ] },
    ///       "directlyFollows": { "total", "nodes": [ { "kind", "people", "touchpoints", "starts", "ends", "place" } ],
    ///                            "edges": [ { "from", "to", "people", "events", "time": TIME } ] },
    ///       "variants": { "count", "people", "covered": SHARE, "endings": [ people by length ], "top": [ { "kinds", "people": SHARE } ] },
    ///       "funnel": null | [ { "step", "people", "ofPrevious": SHARE, "ofFirst": SHARE, "inProgress", "lost", "median", "time": TIME } ],
    ///       "retention": [ { "month", "people", "months": [ null | SHARE ] } ],
    ///       "scores": [ { "scale", "overall": SCORE, "months" | "kinds" | "channels": [ { "key", "score": SCORE } ], "change" } ],
    ///       "diagnosis": { "verdict", "change": null | { "month", "group": null | { "name", "value", "people" }, "before", "now", "p" },
    ///                      "causes": [ { "kind", "since", "met": SHARE, "metBefore": SHARE, "effect", "low", "high", "pointsAtStake",
    ///                                    "verbatims": [ { "text", "kind", "at", "score", "scale", "language" } ] } ] },
    ///       "moments": null | { "outcome", "moments": [ { "kind", "people": SHARE, "low": SHARE, "high": SHARE, "difference", "differenceLow",
    ///                  "differenceHigh", "p", "standing": null | "own" | "follows" | "general" | "unsure", "follows", "isDecisive" } ] },
    ///       "drivers": [ { "outcome", "n", "explained", "drivers": [ { "kind", "n", "importance", "low", "high", "shapley", "sort",
    ///                      "bad": SHARE, "pointsAtStake" } ] } ],
    ///       "episodes": [ [ { "kind", "group": null | { "name", "value" }, "from", "until", "before": SHARE, "during": SHARE, "low", "high" } ] ],
    ///       "caveats": { "file": null | { "rows", "rejected", "examples": [ { "line", "reason" } ], "doubt": null | sentence,
    ///                                      "scales": null | sentence, "offers": [ sentence ] },
    ///                    "ahead": null | { "touchpoints", "last" }, "withoutStage": [ { "kind", "people", "touchpoints" } ] },
    ///       "definitions": { figure: sentence } }
    ///
    /// SHARE is `{ "count", "total", "status", "share", "low", "high" }`, TIME `null` or `{ "n", "median", "p90", "mean" }`,
    /// SCORE `{ "n", "status", "value", "low", "high", … }` with its counts; `status` is `known`, `too_few` or `none`.
    package var json: String {
        var text = ""
        JSONValue.object(members).write(to: &text)
        return text + "\n"
    }

    private var members: [String: JSONValue] {
        [
            "version": .integer(1), "title": .text(options.title), "first": .text(overview.first?.description),
            "last": .text(overview.last?.description),
            "knownUntil": isEmpty ? .null : .text(now.description), "people": .integer(overview.people), "touchpoints": .integer(overview.touches),
            "channels": list(overview.channels, labels.channel), "kinds": list(overview.kinds, labels.kind),
            "stages": list(overview.stages, labels.stage), "journey": stages.json, "directlyFollows": graph.json, "variants": variants.json,
            "funnel": funnel?.json ?? .null, "retention": retention.json, "scores": .list(scores.map(\.json)),
            "diagnosis": diagnosis.json(verbatims), "moments": moments?.json ?? .null, "drivers": .list(drivers.map(\.json)),
            "episodes": .list(episodes.map(\.json)), "caveats": caveats.json,
            "definitions": .object(Dictionary(uniqueKeysWithValues: Definition.allCases.map { ($0.rawValue, .text($0.text)) })),
        ]
    }

    private func list(_ shares: [Overview.Share], _ label: (String) -> String) -> JSONValue {
        .list(
            shares.map {
                .object([
                    "key": .text($0.name), "name": .text(label($0.name)), "people": .integer($0.people), "touchpoints": .integer($0.touches),
                ])
            })
    }
}
