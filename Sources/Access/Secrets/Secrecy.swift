import Web

/// Something that is shown once, ready to be copied.
struct Secrecy: Markup {
    let t: Texts
    let label: String
    let text: String

    var html: HTML {
        """
        <div class="field secret"><label for="secret">\(label)</label>\
        <div><input id="secret" type="text" value="\(text)" readonly spellcheck="false" autocomplete="off" aria-describedby="secret-hint">\
        \(CopyButton(t: t, of: "secret"))</div>\
        <p class="hint" id="secret-hint">\(t("access.shown_once"))</p></div>
        """
    }
}

/// Copies what has this id; there only where a script runs.
struct CopyButton: Markup {
    let t: Texts
    let of: String

    var html: HTML {
        "<button type=\"button\" class=\"button\" data-copy=\"\(of)\" data-copied=\"\(t("access.copied"))\">\(t("access.copy"))</button>"
    }
}

/// Lines to paste elsewhere.
struct Snippet: Markup {
    let t: Texts
    let id: String
    let text: String

    var html: HTML {
        "<div class=\"snippet\"><pre tabindex=\"0\"><code id=\"\(id)\">\(text)</code></pre>\(CopyButton(t: t, of: id))</div>"
    }
}
