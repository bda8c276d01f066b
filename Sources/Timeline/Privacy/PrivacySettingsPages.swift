import Kernel
import Web

/// How long what is kept, and who was erased.
struct PrivacySettingsPage {
    let t: Texts
    let seal: String
    let rules: [RetentionRule]
    /// What each would take off now; `nil` until somebody asks.
    let counts: [Int]?
    /// What the rule in the form would take off.
    let draftCount: Int?
    let catalogue: Catalogue
    let types: [String]
    let figures: PrivacySettingsStore.Figures
    let state: FormState

    static let path = "/settings/privacy"

    var title: String { t("privacy.title") }

    var html: HTML {
        """
        \(PageHeader(title, lead: HTML(escaping: t("privacy.title.about")), crumbs: [Crumb(t("web.place.settings"), "/settings")]))
        \(Section(t("privacy.retention"), note: HTML(escaping: t("privacy.retention.about")), actions: countButton, content: list))
        <div class="columns">\(Section(t("privacy.retention.new"), id: "rule", content: ruleForm))\
        \(Section(t("privacy.erased.title"), note: HTML(escaping: t("privacy.erased.about")), content: "\(KeyValues(facts))\(readmission)"))</div>
        """
    }

    // MARK: - Rules

    private var countButton: HTML? {
        rules.isEmpty || counts != nil ? nil : LinkButton(t("privacy.retention.count"), href: Self.path + "?count=1", .quiet).html
    }

    private var list: HTML {
        guard !rules.isEmpty else { return EmptyState(.firstUse, t("privacy.retention.none"), t("privacy.retention.none.hint")).html }
        let places = Dictionary(rules.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
        return Table(rules, caption: t("privacy.retention")) {
            Column(t("privacy.retention.scope")) { HTML(escaping: name($0.scope)) }
            Column(t("privacy.retention.months"), isNumber: true) { HTML(escaping: t("privacy.retention.month_count", ["count": $0.months])) }
            Column(t("privacy.retention.deed")) { HTML(escaping: t("privacy.retention.deed.\($0.deed.rawValue)")) }
            if let counts {
                Column(t("privacy.retention.now"), isNumber: true) { rule in HTML(escaping: t.number(places[rule.id].map { counts[$0] } ?? 0)) }
            }
            Column(t("privacy.retention.change")) {
                PostButton(t("privacy.retention.remove"), to: Self.path + "/rules/\($0.id)", method: .delete, seal: seal, .quiet).html
            }
        }.html
    }

    private func name(_ scope: RetentionRule.Scope) -> String {
        switch scope {
        case .kind(let kind): t.name(of: kind)
        case .channel(let channel): t("privacy.retention.all_of", ["channel": t.name(of: channel)])
        }
    }

    /// The same fields for looking and for saving: two buttons.
    private var ruleForm: HTML {
        let channels = catalogue.channels.map { RetentionRule.Scope.channel($0) }
        let kinds = catalogue.kinds.filter { !RetentionRule.Scope.neverEnding.contains($0.key) }.map { RetentionRule.Scope.kind($0) }
        let scopes = (channels + kinds).map { Field.Option($0.key, name($0)) }
        let deeds = RetentionRule.Deed.allCases.map { Field.Option($0.rawValue, t("privacy.retention.deed.\($0.rawValue).about")) }
        let found = draftCount.map { Callout(HTML(escaping: t("privacy.retention.would", ["count": $0])), isLive: true).html }
        return PostForm(
            Self.path + "/rules", seal: seal,
            content: """
                <div class="form">\(found)\(state.field("scope", t("privacy.retention.scope"), .choice(scopes)))\
                \(state.field("months", t("privacy.retention.months"), .number, isRequired: true))\
                \(state.field("deed", t("privacy.retention.deed"), .radios(deeds)))
                <div class="actions"><button class="button" formaction="\(url: Self.path + "/look")">\(t("privacy.retention.look"))</button>\
                \(Button(t("privacy.retention.save"), .primary))</div></div>
                """
        ).html
    }

    // MARK: - Erased people

    private var facts: [(name: String, value: HTML)] {
        [
            (t("privacy.erased.identifiers"), HTML(escaping: t.number(figures.identifiers))),
            (t("privacy.erased.refused"), HTML(escaping: t.number(figures.refused))),
        ]
    }

    private var readmission: HTML {
        let options = types.map { Field.Option($0, t.name(ofIdentifier: $0)) }
        return PostForm(
            Self.path + "/readmissions", seal: seal,
            content: """
                <div class="form">\(state.field("type", t("customers.identifier.type"), .choice(options)))\
                \(state.field("value", t("privacy.readmit"), hint: t("privacy.readmit.hint"), isRequired: true, autocomplete: "off"))
                <div class="actions">\(Button(t("privacy.readmit.save")))</div></div>
                """
        ).html
    }
}
