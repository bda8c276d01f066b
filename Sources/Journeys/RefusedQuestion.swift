import Kernel
import Web

/// What an address asks for and cannot have: said at its field, under the label that it has on the page, while the rest of the address stays.
struct RefusedQuestion: Markup {
    let t: Texts
    let path: String
    let query: Query
    private let field: String
    private let label: String
    private let reason: String

    /// - Returns: `nil` where something else failed, or nothing that has a field on the pages of the journey.
    init?(_ failure: Failure, _ view: JourneyTabs.View, _ t: Texts, path: String, _ query: Query) {
        guard case .invalid(let field, let reason) = failure, let label = Self.label(field, view, t) else { return nil }
        (self.t, self.path, self.query, self.field, self.label, self.reason) = (t, path, query, field, label, reason)
    }

    var html: HTML {
        let hidden = rest.pairs.map { "<input type=\"hidden\" name=\"\($0.name)\" value=\"\($0.value)\">" as HTML }
        return """
            <form class="form" action="\(url: path)" data-swap>\(hidden)
            \(Field(field, label, value: query[field] ?? "", error: t.reason(reason)))
            <div class="actions">\(Button(t("web.show"), .primary))\
            \(LinkButton(t("journey.refused.without"), href: path + (rest.text.isEmpty ? "?" : rest.text), .quiet))</div></form>
            """
    }

    /// All that is asked for besides.
    var rest: Query { query.with(field, nil) }

    private static func label(_ field: String, _ view: JourneyTabs.View, _ t: Texts) -> String? {
        if field.hasPrefix("within"), let place = Int(field.dropFirst(6)) { return t("journey.funnel.own_time", ["number": place]) }
        let keys = ["journey.\(view.rawValue).\(field)", "journey.stakes.\(field)", "web.period.\(field)", "web.\(field)"]
        return keys.first { t.has($0) }.map { t($0) }
    }
}
