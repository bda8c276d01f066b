package import Language

/// What stands around a page for visitors, who are not signed in: a sheet of its own, little to load, and nothing told to where they go next.
package struct VisitorFrame {
    private let t: Texts
    private let title: String
    private let style: String
    private let script: String?
    private let attribute: HTML?
    private let content: HTML
    private let footer: HTML?
    private let assets: Assets

    /// - Parameters:
    ///   - style: the name of its stylesheet: `rate.css`.
    ///   - script: likewise, where it has one.
    ///   - attribute: of the body.
    package init(
        _ t: Texts, title: String, style: String, script: String? = nil, attribute: HTML? = nil, assets: Assets = .embedded, content: HTML,
        footer: HTML? = nil
    ) {
        (self.t, self.title, self.style, self.script, self.attribute) = (t, title, style, script, attribute)
        (self.content, self.footer, self.assets) = (content, footer, assets)
    }

    package var html: HTML {
        let script: HTML? = script.map { "<script src=\"\(url: assets.path($0))\" defer></script>" }
        return """
            <!doctype html>
            <html lang="\(t.language.tag)"><head><meta charset="utf-8"><title>\(title)</title>
            <meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark">\
            <meta name="robots" content="noindex"><meta name="referrer" content="no-referrer">\
            <link rel="icon" href="\(url: assets.path("mark.svg"))" type="image/svg+xml">\
            <link rel="stylesheet" href="\(url: assets.path(style))">\(script)</head>
            <body\(attribute)><main>\(content)</main>\(footer)</body></html>
            """
    }
}
