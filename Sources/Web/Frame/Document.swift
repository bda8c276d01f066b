import Language

/// What every page of ours is: a document with our stylesheet and script. Nothing is drawn before all of it has arrived, so that
/// nothing that has been drawn moves.
struct Document: Markup {
    enum Layout: String { case app, alone, wall }

    let title: String
    let t: Texts
    let layout: Layout
    let body: HTML
    /// Whether it is asked for anew each minute where no script does so.
    var isMinutely = false
    var assets = Assets.embedded

    var html: HTML {
        """
        <!doctype html>
        <html lang="\(t.language.tag)"><head><meta charset="utf-8"><title>\(title) · Throughline</title>
        <meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark">
        <link rel="icon" href="\(url: assets.path("mark.svg"))" type="image/svg+xml"><link rel="stylesheet" href="\(url: assets.path("style.css"))">
        <link rel="expect" href="#end" blocking="render"><script src="\(url: assets.path("script.js"))" defer></script>\(refresh)</head>
        <body class="\(layout.rawValue)" data-offline="\(t("web.offline"))">\(body)<i id="end" hidden></i></body>
        </html>
        """
    }
}

extension Document {
    fileprivate var refresh: HTML? { isMinutely ? "<noscript><meta http-equiv=\"refresh\" content=\"60\"></noscript>" : nil }
}

struct FlashCallout: Markup {
    let flash: Flash

    init(_ flash: Flash) { self.flash = flash }

    var html: HTML {
        let tone: Tone =
            switch flash.tone {
            case .done: .good
            case .note: .note
            case .warning: .warn
            }
        return Callout(HTML(escaping: flash.text), tone: tone, isLive: true).html
    }
}

/// Four buttons, since a language is chosen by its own name.
struct LanguageSwitch: Markup {
    let t: Texts
    let seal: String
    let to: String

    var html: HTML {
        let buttons = ReaderLanguage.allCases.map { language -> HTML in
            """
            <button class="button quiet" name="language" value="\(language.rawValue)" lang="\(language.tag)"\
            \(attribute: "aria-pressed", language == t.language ? "true" : "false")>\(language.name)</button>
            """
        }
        let content: HTML = "<input type=\"hidden\" name=\"to\" value=\"\(to)\">\(buttons)"
        return "<div class=\"languages\">\(PostForm("/language", seal: seal, label: t("web.language"), content: content))</div>"
    }
}
