import Kernel
import Web

/// A segment while it is made: the rules so far, how many they hold for, and what else could be asked.
struct SegmentDraftPage {
    let t: Texts
    let seal: String
    let draft: SegmentDraft
    let state: FormState
    /// The form whose rule could not be added.
    let adding: String?
    let catalogue: Catalogue
    let traits: [String]
    let count: Int
    let words: SegmentWords

    var title: String { draft.id == nil ? t("segments.new") : t("segments.edit") }

    var html: HTML {
        """
        \(PageHeader(
            title, lead: HTML(escaping: t("segments.draft.about")),
            crumbs: [Crumb(t("customers.title"), "/customers"), Crumb(t("segments.title"), "/segments")]))
        \(Section(t("segments.who"), note: HTML(escaping: t("customers.count", ["count": count])), content: soFar))
        \(Section(t("segments.add"), note: HTML(escaping: t("segments.add.about")), content: "<div class=\"rules\">\(forms)</div>"))
        """
    }

    // MARK: - So far

    private var soFar: HTML {
        let isEverybody = draft.rules.rules.isEmpty
        return "\(error("rule"))\(isEverybody ? "<p class=\"aside\">\(t("segments.everybody"))</p>" : rules)\(isEverybody ? nil : saving)\(removing)"
    }

    private var rules: HTML {
        let chips = draft.rules.rules.enumerated().map { place, rule -> HTML in
            let text = words.text(rule)
            return "<li>\(Chip(text, removal: (href: draft.without(place).path, label: t("segments.remove_rule", ["rule": text]))))</li>"
        }
        return "\(draft.rules.rules.count > 1 ? matching : nil)<ul class=\"chips\">\(chips)</ul>"
    }

    private var matching: HTML {
        let links = [SegmentRules.Match.all, .any].map { match -> HTML in
            let isCurrent = match == draft.rules.match ? "true" : nil
            let name = t("segments.match.\(match.rawValue)")
            return "<a href=\"\(url: draft.matching(match).path)\" data-swap\(attribute: "aria-current", isCurrent)>\(name)</a>"
        }
        return "<p><span class=\"choices\" role=\"group\" aria-label=\"\(t("segments.match"))\">\(links)</span></p>"
    }

    private var saving: HTML {
        let carried = draft.fields.filter { $0.name != "name" }.map { "<input type=\"hidden\" name=\"\($0.name)\" value=\"\($0.value)\">" as HTML }
        let fields: HTML = """
            \(carried)<div class="fields">\(state.field("name", t("segments.name"), hint: t("segments.name.hint"), isRequired: true))
            <div class="actions">\(Button(t("segments.save"), .primary))</div></div>
            """
        return PostForm("/segments", seal: seal, content: fields).html
    }

    private var removing: HTML? {
        draft.id.map { PostButton(t("segments.remove"), to: "/segments/\($0)", method: .delete, seal: seal, .danger, swaps: false).html }
    }

    private func error(_ field: String) -> HTML? {
        state.errors[field].map { Callout(HTML(escaping: "\(t("segments.rules")): \($0)"), tone: .bad).html }
    }
}

// MARK: - What else could be asked

extension SegmentDraftPage {
    private var forms: HTML {
        let kinds = catalogue.kinds.map { Field.Option($0.key, t.name(of: $0)) }
        let channels = catalogue.channels.map { Field.Option($0.key, t.name(of: $0)) }
        return """
            \(form("did", [
                choice("did", "how", "segments.how", [.init("did", t("segments.how.did")), .init("never", t("segments.how.never"))]),
                choice("did", "kind", "segments.kind", kinds),
                field("did", "times", "segments.times", .number, "1"),
                field("did", "days", "segments.days", .number, "", hint: "segments.days.hint"),
            ]))\(form("trait", [
                choice("trait", "trait", "segments.trait", traits.map { Field.Option($0, $0) }),
                choice("trait", "test", "segments.test", ["equals", "contains", "present"].map { .init($0, t("segments.test.\($0)")) }),
                field("trait", "value", "segments.value", .text, "", hint: "segments.value.hint"),
            ]))\(form("used", [
                choice("used", "channel", "customers.channel", channels),
                field("used", "days", "segments.days", .number, "", hint: "segments.days.hint"),
            ]))\(form("first_seen", [field("first_seen", "days", "segments.days", .number, "30")]))\
            \(form("member", [field("member", "company", "customers.company", .text, "", hint: "segments.company.hint")]))
            """
    }

    /// Open where something was wrong. Ids must differ on one page, so each form's fields are told apart by its name.
    private func form(_ name: String, _ fields: [HTML]) -> HTML {
        let carried = draft.fields.map { "<input type=\"hidden\" name=\"\($0.name)\" value=\"\($0.value)\">" as HTML }
        return """
            <details class="sheet"\(flag: "open", adding == name)><summary>\(t("segments.add.\(name)"))</summary>
            <form class="form" action="\(url: SegmentDraft.path)">\(carried)<input type="hidden" name="add" value="\(name)">\(fields)
            <div class="actions">\(Button(t("segments.add.button")))</div></form></details>
            """
    }

    private func choice(_ form: String, _ name: String, _ label: String, _ options: [Field.Option]) -> HTML {
        field(form, name, label, .choice(options), "")
    }

    private func field(_ form: String, _ name: String, _ label: String, _ kind: Field.Kind, _ value: String, hint: String? = nil) -> HTML {
        let isMine = adding == form
        return Field(
            name, t(label), kind, value: isMine ? state[name] : value, hint: hint.map { t($0) }, error: isMine ? state.errors[name] : nil,
            id: "\(form)-\(name)"
        ).html
    }
}
