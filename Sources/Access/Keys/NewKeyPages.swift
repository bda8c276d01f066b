import Web

/// A key that was just made, and how it is used.
struct NewKeyPage {
    let t: Texts
    let secret: String
    let scope: IssuedKey.Scope
    let name: String
    /// `https://cx.example.com`
    let site: String

    var title: String { t("access.keys.fresh", ["name": name]) }

    var html: HTML {
        """
        \(PageHeader(title, crumbs: [Crumb(t("web.place.settings"), "/settings"), Crumb(t("access.sources"), "/settings/sources")]))
        <section class="sheet">\(Secrecy(t: t, label: t("access.keys.key"), text: secret))</section>
        \(scope == .write ? writing : Section(t("access.use.api"), content: Snippet(t: t, id: "snippet-api", text: reading).html).html)
        <div class="actions">\(LinkButton(t("access.done"), href: "/settings/sources", .primary))</div>
        """
    }

    private var writing: HTML {
        """
        \(Section(
            t("access.use.browser"), note: HTML(escaping: t("access.use.browser.about")),
            content: Snippet(t: t, id: "snippet-browser", text: script).html))
        \(Section(
            t("access.use.chat"), note: HTML(escaping: t("access.use.chat.about")),
            content: Snippet(t: t, id: "snippet-chat", text: chat).html))
        \(Section(
            t("access.use.server"), note: HTML(escaping: t("access.use.server.about")),
            content: Snippet(t: t, id: "snippet-server", text: sending).html))
        """
    }

    private var script: String { "<script src=\"\(site)/t.js\" data-key=\"\(secret)\" async></script>" }

    private var chat: String { "<script src=\"\(site)/chat.js\" data-key=\"\(secret)\" async></script>" }

    private var sending: String {
        """
        curl \(site)/v1/track \\
          --user '\(secret):' \\
          --header 'Content-Type: application/json' \\
          --data '{"userId": "1001", "event": "Order Placed", "properties": {"value": 249.90, "currency": "EUR"}}'
        """
    }

    private var reading: String {
        """
        curl \(site)/api/v1/people \\
          --header 'Authorization: Bearer \(secret)'
        """
    }
}
