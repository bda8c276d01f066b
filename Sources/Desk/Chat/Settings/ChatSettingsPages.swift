import Kernel
import Timeline
import Web

/// Which sites carry the chat, and what is set for one of them.
struct ChatSettingsPage {
    let t: Texts
    let seal: String
    let sites: [(source: Source, site: ChatSite?)]
    /// The source that is looked at; `nil` where there is none yet.
    let source: Source?
    let state: FormState
    /// A secret that was just made, shown this once.
    var secret: String?
    /// Whether somebody has set opening hours.
    let hoursAreSet: Bool
    /// `https://cx.example.com`
    let origin: String

    private var site: ChatSite? { sites.first { $0.source.id == source?.id }?.site }

    var html: HTML {
        """
        \(PageHeader(t("chat.title"), lead: HTML(escaping: t("chat.title.about")), crumbs: [Crumb(t("web.place.settings"), "/settings")]))
        \(source.map { content($0) } ?? EmptyState(
            .firstUse, t("chat.no_source"), t("chat.no_source.hint"),
            action: LinkButton(t("chat.to_sources"), href: "/settings/sources", .primary).html).html)
        """
    }

    private func content(_ source: Source) -> HTML {
        let path = "/settings/chat/\(source.id)"
        let origins = state.field(
            "origins", t("chat.origins"), .area(rows: 3), hint: t("chat.origins.hint"), isRequired: true, placeholder: "https://shop.example")
        let look: HTML = """
            <div class="form">\(state.field("name", t("chat.name"), hint: t("chat.name.hint"), isRequired: true))
            \(state.field("greeting", t("chat.greeting.label"), .area(rows: 2), hint: t("chat.greeting.hint"), placeholder: t("chat.greeting")))
            \(state.field("accent", t("chat.accent"), hint: t("chat.accent.hint"), isRequired: true, placeholder: Accent.usual.text))
            \(origins)
            <div class="actions">\(Button(t("chat.save"), .primary))</div></div>
            """
        return """
            \(tabs)\(hoursAreSet ? nil : Callout(
                t.html("chat.no_hours", markup: ["hours": "<a href=\"/settings/hours\">\(t("desk.hours"))</a>"])).html)
            <div class="columns"><section class="sheet" aria-label="\(source.name)">\
            \(PostForm(path, method: .put, seal: seal, content: look))</section>
            \(site.map { Section(t("chat.preview"), content: ChatPreview(t: t, site: $0).html) })</div>
            \(site == nil ? nil : snippet)\(site == nil ? nil : identity(path))
            """
    }

    private var tabs: HTML? {
        guard sites.count > 1 else { return nil }
        return Tabs(
            t("chat.sites"),
            sites.map { .init($0.source.name, href: "/settings/chat?source=\($0.source.id)", isCurrent: $0.source.id == source?.id) }
        ).html
    }

    private var snippet: HTML {
        let text = "<script src=\"\(origin)/chat.js\" data-key=\"tl_…\" async></script>"
        return Section(
            t("chat.snippet"),
            note: t.html("chat.snippet.about", markup: ["sources": "<a href=\"/settings/sources\">\(t("chat.snippet.sources"))</a>"]),
            content: Snippet(t: t, id: "snippet-chat", text: text).html
        ).html
    }

    private func identity(_ path: String) -> HTML {
        let count = site?.secrets.count ?? 0
        let state: HTML = "<p>\(t("chat.identity.secrets", ["count": count]))</p>"
        let button = PostButton(
            count == 0 ? t("chat.identity.make") : t("chat.identity.renew"), to: path + "/secrets", seal: seal, icon: .key, swaps: false)
        let shown: HTML? = secret.map { Secrecy(t: t, label: t("chat.identity.secret"), text: $0).html }
        return Section(t("chat.identity"), note: HTML(escaping: t("chat.identity.about")), id: "identity", content: "\(shown)\(state)\(button)").html
    }
}

/// What the button and the window look like, in small.
struct ChatPreview: Markup {
    let t: Texts
    let site: ChatSite

    var html: HTML {
        let (accent, ink) = (site.accent.text, site.accent.ink)
        return """
            <svg class="chat-preview" viewBox="0 0 260 240" width="260" height="240" role="img" \
            aria-label="\(t("chat.preview.about", ["name": site.name]))">
            <rect x="1" y="1" width="258" height="178" rx="12" class="paper"/>
            <path d="M1 13a12 12 0 0 1 12-12h234a12 12 0 0 1 12 12v39H1z" fill="\(accent)"/>
            <text x="16" y="24" fill="\(ink)" class="name">\(site.name)</text>
            <text x="16" y="42" fill="\(ink)">\(t("chat.open"))</text>
            <rect x="16" y="66" width="176" height="34" rx="9" class="bubble"/><text x="26" y="87" class="ink">\(greeting)</text>
            <rect x="112" y="110" width="132" height="28" rx="9" fill="\(accent)"/><text x="122" y="128" fill="\(ink)">…</text>
            <circle cx="230" cy="210" r="26" fill="\(accent)"/>
            <path d="M220 201h20v13h-12l-5 4v-4h-3z" fill="none" stroke="\(ink)" stroke-width="2"/></svg>
            """
    }

    /// As much as there is room for.
    private var greeting: String {
        let text = site.greeting.isEmpty ? t("chat.greeting") : site.greeting
        return text.count > 26 ? text.prefix(25) + "…" : text
    }
}
