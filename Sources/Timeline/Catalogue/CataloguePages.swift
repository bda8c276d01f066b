import Kernel
import Web

/// All kinds by their place on the journey, what nobody has placed yet first; then the channels.
struct CataloguePage {
    let t: Texts
    let catalogue: Catalogue
    let use: CatalogueSettingsStore.Use

    var title: String { t("catalogue.title") }

    var html: HTML {
        """
        \(PageHeader(title, lead: HTML(escaping: t("catalogue.title.about")), crumbs: [Crumb(t("web.place.settings"), "/settings")]))
        \(unplaced)\(Stage.allCases.map { group(t.name(of: $0), catalogue.kinds(at: $0)) })
        \(group(t("catalogue.any_moment"), catalogue.kinds.filter { $0.stage == nil && !$0.isUnplaced }, note: t("catalogue.any_moment.about")))
        \(Section(t("catalogue.channels"), note: HTML(escaping: t("catalogue.channels.about")), content: channels.html))
        """
    }

    private var unplaced: HTML? {
        let kinds = catalogue.kinds.filter(\.isUnplaced)
        return kinds.isEmpty ? nil : group(t("catalogue.unplaced"), kinds, note: t("catalogue.unplaced.about"))
    }

    /// The most used first; beyond five hundred nobody reads on.
    private func group(_ name: String, _ kinds: [Kind], note: String? = nil) -> HTML {
        guard !kinds.isEmpty else { return .nothing }
        let sorted = kinds.sorted { (use.kinds[$1.key] ?? 0, $0.key) < (use.kinds[$0.key] ?? 0, $1.key) }
        return Section(name, note: note.map { HTML(escaping: $0) }, content: table(Array(sorted.prefix(500)), caption: name).html).html
    }

    private func table(_ kinds: [Kind], caption: String) -> Table<Kind> {
        Table(kinds, caption: caption) {
            Column(t("catalogue.kind")) { kind in
                """
                <span class="who"><span><a href="\(url: kind.settingsPath)">\(t.name(of: kind))</a>\
                \(kind.goal.isEmpty ? nil : "<small>\(kind.goal)</small>" as HTML)</span></span>
                """
            }
            Column(t("catalogue.key")) { "<code>\($0.key)</code>" }
            Column(t("catalogue.department")) { HTML(escaping: t.name(ofDepartment: $0.department)) }
            Column(t("catalogue.control")) { Badge(t("catalogue.control.\($0.control.key)"), tone: $0.control == .direct ? .plain : .note).html }
            Column(t("catalogue.use", ["count": Int(CatalogueSettingsStore.days)]), isNumber: true) {
                HTML(escaping: t.number(use.kinds[$0.key] ?? 0))
            }
        }
    }

    private var channels: Table<Channel> {
        let sorted = catalogue.channels.sorted { (use.channels[$1.key] ?? 0, $0.key) < (use.channels[$0.key] ?? 0, $1.key) }
        return Table(sorted, caption: t("catalogue.channels")) {
            Column(t("customers.channel")) { HTML(escaping: t.name(of: $0)) }
            Column(t("catalogue.key")) { "<code>\($0.key)</code>" }
            Column(t("catalogue.use", ["count": Int(CatalogueSettingsStore.days)]), isNumber: true) {
                HTML(escaping: t.number(use.channels[$0.key] ?? 0))
            }
        }
    }
}

/// What a kind says of itself.
struct KindPage {
    let t: Texts
    let seal: String
    let kind: Kind
    let departments: [String]
    let state: FormState

    var title: String { t.name(of: kind) }

    var html: HTML {
        """
        \(PageHeader(
            title, lead: "<code>\(kind.key)</code>",
            crumbs: [Crumb(t("web.place.settings"), "/settings"), Crumb(t("catalogue.title"), "/settings/catalogue")]))
        <section class="sheet">\(PostForm(kind.settingsPath, method: .put, seal: seal, content: "<div class=\"form\">\(fields)</div>"))</section>
        """
    }

    private var fields: HTML {
        let stages = [Field.Option("", t("catalogue.any_moment"))] + Stage.allCases.map { Field.Option($0.key, t.name(of: $0)) }
        let owners = [Field.Option("", t("catalogue.department.none"))] + departments.map { Field.Option($0, t.name(ofDepartment: $0)) }
        let controls = Control.allCases.map { Field.Option($0.key, t("catalogue.control.\($0.key).about")) }
        return """
            \(state.field("name", t("catalogue.name"), hint: t("catalogue.name.hint"), isRequired: true))
            \(state.field("stage", t("customers.stage"), .choice(stages), hint: t("catalogue.stage.hint")))
            \(state.field("department", t("catalogue.department"), .choice(owners)))
            \(state.field("new_department", t("catalogue.department.new"), hint: t("catalogue.department.new.hint")))
            \(state.field("control", t("catalogue.control"), .radios(controls)))
            \(state.field("goal", t("catalogue.goal"), .area(rows: 2), hint: t("catalogue.goal.hint")))
            <div class="actions">\(Button(t("catalogue.save"), .primary))\
            \(LinkButton(t("catalogue.cancel"), href: "/settings/catalogue", .quiet))</div>
            """
    }
}

extension Catalogue {
    fileprivate func kinds(at stage: Stage) -> [Kind] { kinds.filter { $0.stage == stage } }
}

extension Kind {
    fileprivate var settingsPath: String { "/settings/catalogue/kind" + Query().with("key", key).text }
}

extension Texts {
    /// Ours in the reader's language, others as they were named.
    package func name(ofDepartment key: String) -> String { has("department.\(key)") ? self("department.\(key)") : key }
}
