import Language
import Web

/// A page as a shop has them: what visitors see of a chat before it stands on a site.
struct ChatExamplePage {
    let t: Texts
    let site: ChatSite
    let key: String
    /// What the address asks for; the chat then speaks it too.
    let language: String?
    var assets = Assets.embedded

    static let contentPolicy = """
        default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; frame-src 'self'; base-uri 'none'; \
        form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'
        """

    var html: HTML {
        """
        <!doctype html>
        <html lang="\(t.language.tag)"><head><meta charset="utf-8"><title>\(site.name) · \(t("chat.example"))</title>
        <meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark">\
        <meta name="robots" content="noindex"><link rel="icon" href="\(url: assets.path("mark.svg"))" type="image/svg+xml">\
        <link rel="stylesheet" href="\(url: assets.path("style.css"))"><script src="/t.js" data-key="\(key)" async></script>
        <script src="/chat.js" data-key="\(key)"\(attribute: "data-language", language) async></script></head>
        <body class="alone"><main id="main"><h1>\(t("chat.example.heading"))</h1><p>\(t("chat.example.text"))</p>
        <p class="aside">\(t("chat.example.about"))</p></main></body></html>
        """
    }
}
