import Language
import Statistics
import Timeline
import Web

extension Texts {
    /// The name of a kind under which the reader knows it; the key where the catalogue has none.
    func name(ofKind key: String, _ catalogue: Timeline.Catalogue) -> String { catalogue.kind(key: key).map { name(of: $0) } ?? key }

    func name(of stage: StageName) -> String { stage.moment.map { name(of: $0) } ?? stage.key }

    func name(ofChannel key: String) -> String { has("channel.\(key)") ? self("channel.\(key)") : key }

    /// Customers of a group, or all of them.
    func whom(_ group: String?, _ value: String?) -> String {
        guard let group, let value else { return self("journey.insight.everybody") }
        return self("journey.insight.group", ["name": group, "value": value])
    }

    /// All who were asked, or those of them who were chosen.
    func everybody(isNarrowed: Bool) -> String { self(isNarrowed ? "journey.chosen" : "journey.everybody") }

    /// All kinds but these, by the names under which the reader knows them.
    func kindOptions(_ catalogue: Timeline.Catalogue, besides: Set<String> = []) -> [Field.Option] {
        catalogue.kinds.filter { !besides.contains($0.key) }.map { (key: $0.key, name: name(of: $0)) }.sorted { $0.name < $1.name }
            .map { Field.Option($0.key, $0.name) }
    }

    /// A figure with its interval and n, or why there is none.
    func figure(_ estimate: Estimate, _ format: (Double) -> String) -> HTML {
        switch estimate {
        case .none: "–"
        case .tooFew(let n): HTML(escaping: self("pulse.too_few", ["count": n, "enough": Estimate.enough]))
        case .known(let value, let interval, let n):
            "<b>\(format(value))</b> <span class=\"aside\">\(format(interval.low)) … \(format(interval.high)), n \(number(n))</span>"
        }
    }

    /// Sentences one after the other, as the language sets them.
    func sentences(_ sentences: [String?]) -> String { sentences.compactMap(\.self).joined(separator: language == .zh ? "" : " ") }

    /// `It works since: 3 Nov 2026`
    func pair(_ name: String, _ value: String) -> String { self("journey.pair", ["name": name, "value": value]) }

    /// Points of NPS, with their sign.
    func points(_ value: Double) -> String { change(value, digits: 0) }
    /// A feeling of −1…1, with its sign.
    func feeling(_ value: Double) -> String { change(value, digits: 2) }
}

extension Query {
    /// What belongs to the scope of the journey.
    var scope: Query { keeping(JourneyScope.names) }

    /// Whether it is of some of the people, or of some of what happened to them.
    var isNarrowed: Bool { self["segment"] != nil || JourneyScope.narrowing.contains { self[$0] != nil } }

    /// The scope, for a form that asks for something else.
    var scopeFields: HTML {
        scope.pairs.map { "<input type=\"hidden\" name=\"\($0.name)\" value=\"\($0.value)\">" as HTML }.joined()
    }
}
