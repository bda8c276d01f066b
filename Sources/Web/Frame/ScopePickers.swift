import Kernel

/// Period and segment. Links, not a form, for the usual periods; a form for days of one's own, all in the address.
struct ScopePickers: Markup {
    let t: Texts
    let scope: Page.Scope
    let path: String
    let query: Query

    var html: HTML {
        """
        <div class="scope">\(scope.period.map(periods))\(choice(.init("segment", t("web.segment"), none: t("web.segment.all"), scope.segments)))\
        \(choice(.init("compare", t("web.compare"), none: t("web.compare.none"), scope.comparisons)))\(scope.further.compactMap(choice))\
        \(narrowing)</div>
        """
    }

    private func periods(_ period: Period) -> HTML {
        let links = Period.Choice.allCases.filter { $0 != .all || scope.offersAll }.map { choice -> HTML in
            let target = query.with("from", nil).with("to", nil).with("period", choice.rawValue)
            return """
                <a href="\(url: path + target.text)" data-swap\(attribute: "aria-current", choice == period.choice ? "true" : nil)>\
                \(t("web.period.\(choice.rawValue)"))</a>
                """
        }
        return """
            <div class="choices" role="group" aria-label="\(t("web.period"))">\(links)</div>
            <details class="menu"><summary>\(days(period))\(Icon.down)</summary>
            <form class="sheet" action="\(url: path)" data-swap>\(carried(without: "from", "to", "period"))
            \(Field("from", t("web.period.from"), .date, value: period.first.description))
            \(Field("to", t("web.period.to"), .date, value: period.last.description))
            \(Button(t("web.show"), .primary))</form></details>
            """
    }

    private func days(_ period: Period) -> String {
        period.choice == .all ? t("web.period.own") : "\(first(period)) – \(t.date(period.last))"
    }

    private func first(_ period: Period) -> String {
        period.first.civil.year == period.last.civil.year ? t.shortDate(period.first) : t.date(period.first)
    }

    /// Nothing where there is nothing to choose.
    private func choice(_ choice: Page.Scope.Choice) -> HTML? {
        guard !choice.choices.isEmpty else { return nil }
        let (name, chosen) = (choice.name, query[choice.name])
        let options = choice.choices.map { "<option value=\"\($0.key)\"\(flag: "selected", $0.key == chosen)>\($0.name)</option>" as HTML }
        return """
            <form class="segment" action="\(url: path)" data-swap data-auto>\(carried(without: name))\
            <label class="quiet" for="\(name)">\(choice.label)</label>
            <select id="\(name)" name="\(name)">\
            <option value="">\(choice.none)</option>\(options)</select>\(Button(t("web.show"), .quiet))</form>
            """
    }

    /// What is filtered by stands on the button.
    private var narrowing: HTML? {
        guard !scope.narrowing.isEmpty else { return nil }
        let names = scope.narrowing.map(\.name)
        let chosen = names.compactMap { query[$0] }
        let none = names.reduce(query) { $0.with($1, nil) }.text
        let removal = chosen.isEmpty ? nil : LinkButton(t("web.narrow.none"), href: path + (none.isEmpty ? "?" : none), .quiet).html
        let label = chosen.isEmpty ? t("web.narrow") : chosen.joined(separator: " · ")
        return """
            <details class="menu"\(flag: "open", scope.narrowing.contains { $0.error != nil })><summary>\(label)\(Icon.down)</summary>
            <form class="sheet" action="\(url: path)" data-swap>\(carried(without: names))
            \(scope.narrowing.map(field))
            <div class="actions">\(Button(t("web.show"), .primary))\(removal)</div></form></details>
            """
    }

    private func field(_ narrowing: Page.Scope.Narrowing) -> HTML {
        let (id, value) = ("narrow-\(narrowing.name)", query[narrowing.name] ?? "")
        let kind: Field.Kind = narrowing.suggestions.isEmpty ? .text : .suggested(list: "\(id)-list")
        let options = narrowing.suggestions.map { "<option value=\"\($0)\">" as HTML }
        let list: HTML? = narrowing.suggestions.isEmpty ? nil : "<datalist id=\"\(id)-list\">\(options)</datalist>"
        return "\(Field(narrowing.name, narrowing.label, kind, value: value, error: narrowing.error, id: id))\(list)"
    }

    private func carried(without names: String...) -> HTML { carried(without: names) }

    private func carried(without names: [String]) -> HTML {
        query.pairs.filter { !names.contains($0.name) }
            .map { "<input type=\"hidden\" name=\"\($0.name)\" value=\"\($0.value)\">" as HTML }.joined()
    }
}
