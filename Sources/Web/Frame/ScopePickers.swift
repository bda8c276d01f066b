import Kernel

/// Period and segment. Links, not a form, for the usual periods; a form for days of one's own, all in the address.
struct ScopePickers: Markup {
    let t: Texts
    let scope: Page.Scope
    let path: String
    let query: Query

    var html: HTML {
        "<div class=\"scope\">\(scope.period.map(periods))\(scope.segments.isEmpty ? nil : segments)</div>"
    }

    private func periods(_ period: Period) -> HTML {
        let links = Period.Choice.allCases.map { choice -> HTML in
            let target = query.with("from", nil).with("to", nil).with("period", choice.rawValue)
            return """
                <a href="\(url: path + target.text)" data-swap\(attribute: "aria-current", choice == period.choice ? "true" : nil)>\
                \(t("web.period.\(choice.rawValue)"))</a>
                """
        }
        return """
            <div class="choices" role="group" aria-label="\(t("web.period"))">\(links)</div>
            <details class="menu"><summary>\(t.shortDate(period.first)) – \(t.date(period.last))\(Icon.down)</summary>
            <form class="sheet" action="\(url: path)" data-swap>\(carried(without: "from", "to", "period"))
            \(Field("from", t("web.period.from"), .date, value: period.first.description))
            \(Field("to", t("web.period.to"), .date, value: period.last.description))
            \(Button(t("web.show"), .primary))</form></details>
            """
    }

    private var segments: HTML {
        let options = scope.segments.map { "<option value=\"\($0.key)\"\(flag: "selected", $0.key == query["segment"])>\($0.name)</option>" as HTML }
        return """
            <form class="segment" action="\(url: path)" data-swap data-auto>\(carried(without: "segment"))\
            <label class="quiet" for="segment">\(t("web.segment"))</label>
            <select id="segment" name="segment">\
            <option value="">\(t("web.segment.all"))</option>\(options)</select>\(Button(t("web.show"), .quiet))</form>
            """
    }

    private func carried(without names: String...) -> HTML {
        query.pairs.filter { !names.contains($0.name) && $0.name != "after" }
            .map { "<input type=\"hidden\" name=\"\($0.name)\" value=\"\($0.value)\">" as HTML }.joined()
    }
}
