import Kernel
import People
import Web

/// The rule by which people are joined without anybody looking: what it would do is shown before it is set.
struct DuplicateRulePage {
    typealias Preview = (rule: DuplicateRule, count: (joined: Int, waiting: Int))

    let t: Texts
    let seal: String
    let rule: DuplicateRule?
    let state: FormState
    let preview: Preview?

    var title: String { t("duplicates.rule") }

    var html: HTML {
        """
        \(PageHeader(
            title, lead: HTML(escaping: t("duplicates.rule.about")),
            crumbs: [Crumb(t("customers.title"), "/customers"), Crumb(t("duplicates.title"), "/duplicates")]))
        \(standing)\(answer)
        <section class="sheet"><form class="form" method="get" action="/duplicates/rule">\(fields)</form></section>
        """
    }

    private var standing: HTML {
        guard let rule else { return Callout(HTML(escaping: t("duplicates.rule.none"))).html }
        let end = PostButton(t("duplicates.rule.end"), to: "/duplicates/rule", method: .delete, seal: seal, .quiet, swaps: false).html
        return Callout("<p>\(t("duplicates.rule.standing", ["rule": words(rule)]))</p>\(end)", tone: .note).html
    }

    private var answer: HTML? {
        guard let preview else { return nil }
        let names = DuplicateRule.choices.filter { preview.rule.same.contains($0) }
        let hidden = names.map { "<input type=\"hidden\" name=\"same_\($0.rawValue)\" value=\"on\">" as HTML }
        let form = PostForm(
            "/duplicates/rule", seal: seal,
            content: """
                <input type="hidden" name="probability" value="\(state["probability"])">\(hidden)\
                <div class="actions">\(Button(t("duplicates.rule.confirm"), .primary))</div>
                """)
        return Section(
            t("duplicates.rule.preview", ["joined": preview.count.joined, "waiting": preview.count.waiting]),
            note: HTML(escaping: words(preview.rule)), content: "<p>\(t("duplicates.rule.preview.about"))</p>\(form)"
        ).html
    }

    private var fields: HTML {
        let ticks = DuplicateRule.choices.map { sort in state.field("same_\(sort.rawValue)", name(sort), .tick).html }
        return """
            \(state.field("probability", t("duplicates.rule.probability"), .number, hint: t("duplicates.rule.probability.hint"), isRequired: true))
            <fieldset class="field"><legend>\(t("duplicates.rule.same"))</legend>\(ticks)<p class="hint">\(t("duplicates.rule.same.hint"))</p>\
            \(state.errors["attributes"].map { "<p class=\"error\">\(Icon.warning)\($0)</p>" as HTML })</fieldset>
            <div class="actions">\(Button(t("duplicates.rule.try")))\(LinkButton(t("customers.merge.cancel"), href: "/duplicates", .quiet))</div>
            """
    }

    private func name(_ sort: Attribute.Sort) -> String { t.name(of: Attribute(sort.rawValue, sort)) }

    private func words(_ rule: DuplicateRule) -> String {
        let names = DuplicateRule.choices.filter { rule.same.contains($0) }.map(name).joined(separator: ", ")
        return t("duplicates.rule.words", ["share": t.percent(rule.leastProbability), "attributes": names])
    }
}
