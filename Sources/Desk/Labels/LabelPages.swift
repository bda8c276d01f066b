import Kernel
import Web

/// All labels, those in use first.
struct LabelsPage {
    let t: Texts
    let seal: String
    let labels: [Label]
    let uses: [String: LabelStore.Uses]

    var title: String { t("desk.labels") }

    var html: HTML {
        let add = LinkButton(t("desk.labels.add"), href: "/settings/labels/new", .primary).html
        let inUse = labels.filter { !$0.isPutAway }
        let putAway = labels.filter(\.isPutAway)
        return """
            \(PageHeader(title, lead: HTML(escaping: t("desk.labels.about")), crumbs: [Crumb(t("web.place.settings"), "/settings")], actions: [add]))
            \(inUse.isEmpty ? EmptyState(.firstUse, t("desk.labels.none"), t("desk.labels.none.hint")).html : table(inUse, title))
            \(putAway.isEmpty ? nil : Section(
                t("desk.labels.put_away"), note: HTML(escaping: t("desk.labels.put_away.about")),
                content: table(putAway, t("desk.labels.put_away"))).html)
            """
    }

    private func table(_ labels: [Label], _ caption: String) -> HTML {
        Table(labels, caption: caption) {
            Column(t("desk.label")) { LabelChip(label: $0, href: "/settings/labels/\($0.key)").html }
            Column(t("desk.labels.key")) { "<code>\($0.key)</code>" }
            Column(t("desk.view.open"), isNumber: true) { label in
                let count = uses[label.key]?.open ?? 0
                return count == 0 ? "–" : "<a href=\"\(url: InboxAddress(label: label.key).path)\">\(t.number(count))</a>"
            }
            Column(t("desk.labels.uses"), isNumber: true) { HTML(escaping: t.number(uses[$0.key]?.all ?? 0)) }
        }.html
    }
}

/// One of them, to be made or changed.
struct LabelPage {
    let t: Texts
    let seal: String
    /// `nil` for a new one.
    let label: Label?
    let state: FormState

    var title: String { label?.name ?? t("desk.labels.add") }
    private var path: String { label.map { "/settings/labels/\($0.key)" } ?? "/settings/labels" }

    static func fields(_ label: Label) -> [String: String] { ["name": label.name, "colour": label.colour.key] }

    var html: HTML {
        let crumbs = [Crumb(t("web.place.settings"), "/settings"), Crumb(t("desk.labels"), "/settings/labels")]
        let fields: HTML = """
            \(state.error.map { Callout(HTML(escaping: $0), tone: .warn) })
            <div class="form">\(state.field("name", t("desk.labels.name"), hint: t("desk.labels.name.hint"), isRequired: true))
            \(colours)
            <div class="actions">\(Button(t("desk.labels.save"), .primary))</div></div>
            """
        let lead: HTML = if let label { "\(t("desk.labels.key")): <code>\(label.key)</code>" } else { HTML(escaping: t("desk.labels.key.about")) }
        return """
            \(PageHeader(title, lead: lead, crumbs: crumbs))
            <section class="sheet">\(PostForm(path, method: label == nil ? .post : .put, seal: seal, content: fields))</section>\(shelf)
            """
    }

    /// Each as it will look.
    private var colours: HTML {
        let choices = Label.Colour.allCases.map { colour -> HTML in
            let sample = Label(key: colour.key, name: t("desk.labels.colour.\(colour.key)"), colour: colour, isPutAway: false)
            return """
                <label><input type="radio" name="colour" value="\(colour.key)"\(flag: "checked", state["colour"] == colour.key) required>\
                \(LabelChip(label: sample))</label>
                """
        }
        let error: HTML? = state.errors["colour"].map { "<p class=\"error\">\(Icon.warning)\($0)</p>" }
        return "<fieldset class=\"field radios colours\"><legend>\(t("desk.labels.colour"))</legend>\(choices)\(error)</fieldset>"
    }

    private var shelf: HTML? {
        guard let label else { return nil }
        let word = label.isPutAway ? "bring_back" : "put_away"
        let fields: HTML = """
            <input type="hidden" name="away" value="\(label.isPutAway ? "no" : "yes")">\(Button(t("desk.labels.\(word).do")))
            """
        let form = PostForm("\(path)/shelf", method: .put, seal: seal, content: fields).html
        return Section(t("desk.labels.\(word).do"), note: HTML(escaping: t("desk.labels.\(word).effect")), content: form).html
    }
}
