import Kernel
import Web

/// What conversations are judged by, and how many are drawn.
struct ScorecardPage {
    let t: Texts
    let seal: String
    /// Oldest first.
    let versions: [Scorecard]
    let state: FormState

    var title: String { t("quality.card") }
    private var rows: Int { min(Int(state["rows"]) ?? 0, Scorecard.Terms.most + ScorecardForm.free) }

    var html: HTML {
        let known: HTML? = versions.isEmpty ? Callout(HTML(escaping: t("quality.card.begin"))).html : nil
        let fields: HTML = """
            \((state.error ?? state.errors["criteria"].map { "\(t("quality.criteria")): \($0)" }).map { Callout(HTML(escaping: $0), tone: .warn) })
            <input type="hidden" name="rows" value="\(rows)"><input type="hidden" name="after" value="\("\(versions.last?.version ?? 0)")">
            \((0..<rows).map(row))
            <div class="form">\(state.field("share", t("quality.share"), .number, hint: t("quality.share.hint"), isRequired: true))</div>
            <div class="actions">\(Button(t(versions.isEmpty ? "quality.card.start" : "quality.card.save"), .primary))</div>
            """
        let form = PostForm("/settings/quality", method: .put, seal: seal, content: "<div class=\"stack\">\(fields)</div>")
        return """
            \(PageHeader(
                title, lead: HTML(escaping: t("quality.card.about")), crumbs: [Crumb(t("web.place.settings"), "/settings")],
                actions: [LinkButton(t("quality.title"), href: "/inbox/quality", .quiet).html]))
            \(known)<section class="sheet">\(form)</section>\(history)
            """
    }

    private func row(_ place: Int) -> HTML {
        let key = state["key_\(place)"]
        let name = state["name_\(place)"]
        let isNew = key.isEmpty
        let sorts = Scorecard.Sort.allCases.filter { $0 != .speed }.map { Field.Option($0.rawValue, t("quality.sort.\($0.rawValue)")) }
        let sort: HTML =
            isNew
            ? state.field("sort_\(place)", t("quality.sort"), .choice(sorts)).html
            : """
            <div class="field"><span class="aside">\(t("quality.sort"))</span><span>\(t("quality.sort.\(state["sort_\(place)"])"))</span></div>
            """
        let hidden: HTML? =
            isNew
            ? nil
            : """
            <input type="hidden" name="key_\(place)" value="\(key)"><input type="hidden" name="sort_\(place)" value="\(state["sort_\(place)"])">
            """
        let mayBeCritical = isNew || state["sort_\(place)"] == Scorecard.Sort.pass.rawValue
        let ticks: HTML = """
            <div class="ticks">\(mayBeCritical ? state.field("critical_\(place)", t("quality.critical"), .tick) : nil)\
            \(isNew ? nil : state.field("gone_\(place)", t("quality.criterion.remove"), .tick))</div>
            """
        let fields: HTML = """
            <fieldset class="stack judged"><legend class="quiet">\(isNew ? t("quality.criterion.new") : name)</legend>\(hidden)
            <div class="fields">\(state.field("name_\(place)", t("quality.criterion.name")))\
            \(state.field("weight_\(place)", t("quality.weight"), .number))\(sort)</div>
            \(state.field("about_\(place)", t("quality.criterion.asks"), .area(rows: 1)))\(ticks)</fieldset>
            """
        guard isNew else { return fields }
        let isOpen = !name.isEmpty || state.errors.keys.contains { $0.hasSuffix("_\(place)") }
        return "<details\(flag: "open", isOpen)><summary>\(t("quality.criterion.new"))</summary>\(fields)</details>"
    }

    private var history: HTML? {
        guard versions.count > 1 else { return nil }
        let table = Table(Array(versions.reversed()), caption: t("quality.versions")) {
            Column(t("quality.version")) { HTML(escaping: "\($0.version)") }
            Column(t("quality.version.since")) { Moment(t, $0.since, showing: .moment).html }
            Column(t("quality.criteria")) { version in
                HTML(escaping: version.terms.criteria.map { "\($0.name(t)) \($0.weight)" }.joined(separator: " · "))
            }
        }
        return Section(t("quality.versions"), note: HTML(escaping: t("quality.versions.about")), content: table.html).html
    }
}
