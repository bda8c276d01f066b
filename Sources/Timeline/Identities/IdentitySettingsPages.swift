import Kernel
import People
import Web

/// By what customers are recognised: the types, the values that name nobody, and whose word counts.
struct IdentitySettingsPage {
    let t: Texts
    let seal: String
    let view: IdentitySettingsStore.View
    let isFirst: Bool
    let state: FormState

    var title: String { t("identities.title") }

    var html: HTML {
        """
        \(PageHeader(title, lead: HTML(escaping: t("identities.lead")), crumbs: [Crumb(t("web.place.settings"), "/settings")]))
        \(review)
        \(Section(t("identities.types"), note: HTML(escaping: t("identities.types.about")), content: types.html))
        \(Section(t("identities.blocked"), note: HTML(escaping: t("identities.blocked.about")), content: "\(blocked)\(always)\(blockForm)"))
        \(Section(t("identities.sources"), note: HTML(escaping: t("identities.sources.about")), content: sources))
        """
    }

    /// How far who is who has been worked out anew.
    private var review: HTML? {
        guard let review = view.review, review.finishedAt == nil else { return nil }
        let bar = Progress(review.share, label: t("identities.review.share", ["share": t.percent(review.share), "count": review.moved]))
        let on = PostButton(t("identities.review.go_on"), to: "/settings/identities/review", seal: seal, .quiet, swaps: false)
        return Callout("<p>\(t("identities.review"))</p>\(bar)\(on)", isLive: true).html
    }

    private var types: Table<IdentityRules.TypeRule> {
        Table(view.rules.all, caption: t("identities.types")) {
            Column(t("customers.identifier.type")) { rule in
                "<a href=\"\(url: "/settings/identities/types/\(rule.type.rawValue)")\">\(t.name(ofIdentifier: rule.type.rawValue))</a>"
            }
            Column(t("catalogue.key")) { "<code>\($0.type.rawValue)</code>" }
            Column(t("identities.order"), isNumber: true) { HTML(escaping: t.number($0.priority)) }
            Column(t("identities.most"), isNumber: true) { HTML(escaping: t.number($0.mostPerPerson)) }
        }
    }

    // MARK: - Values that name nobody

    private var blocked: HTML {
        guard !view.blocked.isEmpty else { return EmptyState(.firstUse, t("identities.blocked.none"), t("identities.blocked.none.hint")).html }
        let pages = Pages(
            t, first: isFirst ? nil : "/settings/identities",
            next: view.next.map { "/settings/identities" + Query().with("type", "\($0.type)").with("after", $0.value).text })
        return Table(view.blocked, caption: t("identities.blocked"), pages: pages) {
            Column(t("identities.value")) { "<code>\($0.value)</code>" }
            Column(t("customers.identifier.type")) { HTML(escaping: t.name(ofIdentifier: key($0.type))) }
            Column(t("customers.reason")) { HTML(escaping: $0.reason) }
            Column(t("identities.connections"), isNumber: true) { HTML(escaping: t.number($0.connections)) }
            Column(t("identities.since")) { Moment(t, $0.recordedAt, showing: .date).html }
            Column(t("identities.remove")) { removal($0) }
        }.html
    }

    /// Those that need no word of staff.
    private var always: HTML {
        let values = Identifier.valuesOfNobody.map { "<code>\($0)</code> " as HTML }
        return "<p class=\"note\">\(t("identities.blocked.always")) \(values)</p>"
    }

    private func key(_ type: Int64) -> String { view.rules[number: type]?.type.rawValue ?? "" }

    private func removal(_ value: BlockedValue) -> HTML {
        PostForm(
            "/settings/identities/blocked", method: .delete, seal: seal, label: value.value,
            content: """
                <input type="hidden" name="type" value="\(key(value.type))"><input type="hidden" name="value" value="\(value.value)">\
                \(Button(t("identities.remove"), .quiet))
                """
        ).html
    }

    private var blockForm: HTML {
        let types = view.rules.all.map { Field.Option($0.type.rawValue, t.name(ofIdentifier: $0.type.rawValue)) }
        let fields: HTML = """
            <div class="fields">\(state.field("type", t("customers.identifier.type"), .choice(types)))
            \(state.field("value", t("identities.value"), hint: t("identities.value.hint"), isRequired: true))
            \(state.field("reason", t("customers.reason"), hint: t("identities.reason.hint"), isRequired: true))
            <div class="actions">\(Button(t("identities.block"), icon: .plus))</div></div>
            """
        return PostForm("/settings/identities/blocked", seal: seal, content: fields).html
    }

    // MARK: - Whose word counts

    private var sources: HTML {
        guard !view.sources.isEmpty else { return EmptyState(.firstUse, t("identities.sources.none"), t("identities.sources.none.hint")).html }
        return Table(view.sources, caption: t("identities.sources")) {
            Column(t("customers.data.source")) { HTML(escaping: $0.name) }
            Column(t("identities.word")) { word($0) }
            Column(t("identities.source.change")) { publication($0) }
        }.html
    }

    private func word(_ source: Source) -> HTML {
        guard let publicAt = source.publicAt else { return Badge(t("identities.source.trusted"), tone: .good).html }
        return
            "\(Badge(t("identities.source.public"))) \(t.html("identities.source.since", markup: ["day": Moment(t, publicAt, showing: .date).html]))"
    }

    private func publication(_ source: Source) -> HTML {
        guard source.publicAt == nil else { return .nothing }
        return PostButton(
            t("identities.source.publish"), to: "/settings/identities/sources/\(source.id)/publication", seal: seal, .quiet, swaps: false
        ).html
    }
}

/// How many of a type one person may have, and what a change does.
struct IdentifierTypePage {
    let t: Texts
    let seal: String
    let rule: IdentityRules.TypeRule
    let state: FormState

    var title: String { t.name(ofIdentifier: rule.type.rawValue) }

    var html: HTML {
        """
        \(PageHeader(
            title, lead: "<code>\(rule.type.rawValue)</code>",
            crumbs: [Crumb(t("web.place.settings"), "/settings"), Crumb(t("identities.title"), "/settings/identities")]))
        \(Callout(HTML(escaping: t("identities.limit.warning")), tone: .warn))
        <section class="sheet">\(form)</section>
        """
    }

    private var form: PostForm {
        PostForm(
            "/settings/identities/types/\(rule.type.rawValue)", method: .put, seal: seal,
            content: """
                <div class="form">\(state.field("most", t("identities.most"), .number, hint: t("identities.most.hint"), isRequired: true))
                <div class="actions">\(Button(t("identities.limit.save"), .primary))\
                \(LinkButton(t("catalogue.cancel"), href: "/settings/identities", .quiet))</div></div>
                """)
    }
}
