/// The frame of staff pages: the rail, the bar on top, the content.
struct Frame: Markup {
    let page: Page
    let context: Context

    private var t: Texts { context.t }

    var html: HTML {
        let body: HTML = """
            <a class="skip" href="#main">\(t("web.skip"))</a>
            \(Rail(t: t, place: page.place))
            <header class="top">\(search)\
            \(page.scope.map { ScopePickers(t: t, scope: $0, path: context.path, query: context.query) })\(menus)</header>
            \(calls)<main id="main" tabindex="-1">\(context.flash.map(FlashCallout.init))\(page.content)</main>
            <div id="live" class="quiet" role="status" aria-live="polite"></div>\(KeyList(t: t))
            """
        return Document(title: page.title, t: t, layout: .app, body: body).html
    }

    /// Where what rings for whoever looks is shown, on every page.
    private var calls: HTML? {
        guard let viewer = context.viewer, viewer.role >= .agent else { return nil }
        return LivePart("calls", on: "call", from: "/calls/live", at: "/calls", content: .nothing).html
    }

    private var search: HTML {
        """
        <form class="search" role="search" action="/search"><label for="search" class="quiet">\(t("web.search"))</label>\(Icon.search)\
        <input id="search" type="search" name="q" placeholder="\(t("web.search"))" data-key="/" autocomplete="off"></form>
        """
    }

    private var menus: HTML {
        guard let viewer = context.viewer else { return .nothing }
        return """
            <details class="menu"><summary aria-label="\(viewer.name)">\(Avatar(viewer.name))</summary><div class="sheet">
            <p><b>\(viewer.name)</b><br>\(viewer.email)<br>\(t("web.role.\(viewer.role.rawValue)"))</p>
            <ul><li><a href="/profile">\(t("web.profile"))</a></li><li><a href="/keys" data-key="?" data-keys>\(t("web.keys"))</a></li></ul>
            \(LanguageSwitch(t: t, seal: context.seal, to: context.path + context.query.text))
            \(PostButton(t("web.sign_out"), to: "/session", method: .delete, seal: context.seal, .quiet, swaps: false))</div></details>
            """
    }
}

/// The rail. The thread runs down along it to where one is.
struct Rail: Markup {
    let t: Texts
    let place: Place?

    var html: HTML {
        """
        <nav class="rail" aria-label="\(t("web.places"))"><a class="mark" href="/" aria-label="Throughline">\(Self.mark)<span>Throughline</span></a>
        <ul>\(Place.open.map(link))</ul></nav>
        """
    }

    private func link(_ place: Place) -> HTML {
        """
        <li><a href="\(url: place.path)"\(attribute: "aria-current", place == self.place ? "page" : nil) data-key="g \(place.key)">\
        \(place.icon)<span>\(t("web.place.\(place.rawValue)"))</span></a></li>
        """
    }

    private static let mark: HTML = """
        <svg viewBox="0 0 32 32" width="26" height="26" aria-hidden="true">\
        <path d="M2 21c7 0 7-11 14-11s7 9 14 6"/><circle cx="16" cy="10" r="3.4"/></svg>
        """
}
