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
        \(Section(t("access.sources.list"), content: sources.isEmpty ? nothingYet : sourceRows.html))
        \(Section(t("access.sources.new"), note: HTML(escaping: t("access.sources.new.hint")), content: sourceForm))
        \(keys.isEmpty ? nil : Section(t("access.keys"), note: HTML(escaping: t("access.keys.about")), content: keyRows.html))
        \(Section(t("access.keys.new"), note: HTML(escaping: t("access.keys.new.hint")), content: keyForm))
        """
    }

    private var nothingYet: HTML { EmptyState(.firstUse, t("access.sources.none"), t("access.sources.none.about")).html }

    private var sourceRows: Rows {
        Rows(
            sources.map { source in
                [
                    "<span class=\"who\"><b>\(source.name)</b>\(Badge(t("access.medium.\(source.medium)")))</span>",
                    traffic(source),
                    source.takesKeys ? "<span>\(t("access.keys.count", ["count": openKeys(of: source)]))</span>" : .nothing,
                    source.takesKeys ? further(source) : .nothing,
                ]
            })
    }

    private func further(_ source: SourceSummary) -> HTML {
        PostButton(
            t("access.keys.further"), to: "/settings/sources/\(source.id)/keys", seal: seal, .quiet, icon: .plus, swaps: false
        ).html
    }

    private func traffic(_ source: SourceSummary) -> HTML {
        let count = source.touchpoints.map { t("access.sources.touchpoints", ["count": $0]) }
        return "<span class=\"who\"><span>\(count)\(last(source))</span></span>"
    }

    private func last(_ source: SourceSummary) -> HTML? {
        source.lastReceivedAt.map { "<small>\(t.html("access.sources.last", markup: ["when": Moment(t, $0).html]))</small>" }
    }

    private func openKeys(of source: SourceSummary) -> Int { keys.count { $0.source == source.id && $0.revokedAt == nil } }

    private var sourceForm: HTML {
        let fields: HTML = """
            \(newSource.error.map { Callout(HTML(escaping: $0), tone: .bad, isLive: true) })
            <div class="fields">\(newSource.field("source", t("access.title"), isRequired: true))
            <div class="actions">\(Button(t("access.sources.add"), .primary, icon: .plus))</div></div>
            """
        return PostForm("/settings/sources", seal: seal, content: fields).html
    }
}

// MARK: - Keys

extension SourcesPage {
    private var keyRows: Rows {
        Rows(
            keys.map { key in
                let made: [String: HTML] = [
                    "when": Moment(t, key.createdAt, showing: .date).html, "who": HTML(escaping: key.createdBy ?? "Throughline"),
                ]
                return [
                    """
                    <span class="who"><span><b>\(key.name)</b>\
                    <small><code>tl_…\(key.hint)</code> · \(t.html("access.keys.made", markup: made))</small></span></span>
                    """,
                    Badge(t("access.scope.\(key.scope.rawValue)")).html, state(of: key),
                ]
            })
    }

    private func state(of key: IssuedKey) -> HTML {
        guard let revokedAt = key.revokedAt else {
            return LinkButton(t("access.keys.revoke"), href: "/settings/keys/\(key.id)/revocation", .quiet).html
        }
        return t.html("access.keys.revoked_on", markup: ["when": Moment(t, revokedAt, showing: .date).html])
    }

    private var keyForm: HTML {
        let scopes = [IssuedKey.Scope.read, .manage].map { Field.Option($0.rawValue, t("access.scope.\($0.rawValue)")) }
        let fields: HTML = """
            \(newKey.error.map { Callout(HTML(escaping: $0), tone: .bad, isLive: true) })
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
