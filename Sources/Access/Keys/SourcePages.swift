import Kernel
import Web

/// Who sends touchpoints, and the keys of programs.
struct SourcesPage {
    let t: Texts
    let seal: String
    let sources: [SourceSummary]
    let keys: [IssuedKey]
    let newSource: FormState
    let newKey: FormState

    var title: String { t("access.sources") }

    var html: HTML {
        """
        \(PageHeader(title, lead: HTML(escaping: t("access.sources.about")), crumbs: [Crumb(t("web.place.settings"), "/settings")]))
        \(Section(t("access.sources.list"), content: sources.isEmpty ? nothingYet : sourceTable.html))
        \(Section(t("access.sources.new"), note: HTML(escaping: t("access.sources.new.hint")), content: sourceForm))
        \(keys.isEmpty ? nil : Section(t("access.keys"), note: HTML(escaping: t("access.keys.about")), content: keyTable.html))
        \(Section(t("access.keys.new"), note: HTML(escaping: t("access.keys.new.hint")), content: keyForm))
        """
    }

    private var nothingYet: HTML { EmptyState(.firstUse, t("access.sources.none"), t("access.sources.none.about")).html }

    private var sourceTable: Table<SourceSummary> {
        Table(sources, caption: t("access.sources.list")) {
            Column(t("access.title")) { HTML(escaping: $0.name) }
            Column(t("access.sources.medium")) { Badge(t("access.medium.\($0.medium)")).html }
            Column(t("access.sources.touchpoints"), isNumber: true) { HTML(escaping: $0.touchpoints.map { t.number($0) } ?? "–") }
            Column(t("access.sources.last")) { source in source.lastReceivedAt.map { Moment(t, $0).html } ?? HTML(escaping: t("access.sources.never")) }
            Column(t("access.keys")) { keysOf($0) }
        }
    }

    private func keysOf(_ source: SourceSummary) -> HTML {
        guard source.takesKeys else { return "–" }
        let count = keys.count { $0.source == source.id && $0.revokedAt == nil }
        return """
            <div class="actions">\(t("access.keys.count", ["count": count]))\
            \(PostButton(t("access.keys.further"), to: "/settings/sources/\(source.id)/keys", seal: seal, .quiet, icon: .plus, swaps: false))</div>
            """
    }

    private var sourceForm: HTML {
        let fields: HTML = """
            <div class="fields">\(newSource.field("source", t("access.title"), isRequired: true))
            <div class="actions">\(Button(t("access.sources.add"), .primary, icon: .plus))</div></div>
            """
        return PostForm("/settings/sources", seal: seal, content: fields).html
    }
}

// MARK: - Keys

extension SourcesPage {
    private var keyTable: Table<IssuedKey> {
        Table(keys, caption: t("access.keys")) {
            Column(t("access.title")) { "<span class=\"who\"><span>\($0.name)<small><code>tl_…\($0.hint)</code></small></span></span>" }
            Column(t("access.keys.scope")) { HTML(escaping: t("access.scope.\($0.scope.rawValue)")) }
            Column(t("access.keys.made")) { key in
                "<span class=\"who\"><span>\(Moment(t, key.createdAt, showing: .date))<small>\(key.createdBy)</small></span></span>"
            }
            Column(t("access.keys.state")) { key in
                key.revokedAt.map { "\(Badge(t("access.keys.is_revoked"), tone: .warn)) \(Moment(t, $0, showing: .date))" }
                    ?? LinkButton(t("access.keys.revoke"), href: "/settings/keys/\(key.id)/revocation", .quiet).html
            }
        }
    }

    private var keyForm: HTML {
        let scopes = [IssuedKey.Scope.read, .manage].map { Field.Option($0.rawValue, t("access.scope.\($0.rawValue)")) }
        let fields: HTML = """
            <div class="fields">\(newKey.field("key", t("access.title"), isRequired: true))
            \(newKey.field("scope", t("access.keys.scope"), .choice(scopes)))
            <div class="actions">\(Button(t("access.keys.add"), icon: .plus))</div></div>
            """
        return PostForm("/settings/keys", seal: seal, content: fields).html
    }
}

/// Asked before a key stops working, since nothing brings it back.
struct RevocationPage {
    let t: Texts
    let seal: String
    let key: IssuedKey

    var title: String { t("access.keys.revoke.question", ["name": key.name]) }

    var html: HTML {
        Question(
            title, "<p>\(t("access.keys.revoke.about", ["hint": key.hint]))</p>",
            answers: """
                \(PostButton(t("access.keys.revoke"), to: "/settings/keys/\(key.id)", method: .delete, seal: seal, .danger, swaps: false))\
                \(LinkButton(t("access.keep"), href: "/settings/sources"))
                """
        ).html
    }
}
