/// Something that is shown once, ready to be copied.
package struct Secrecy: Markup {
    let t: Texts
    let label: String
    let text: String

    package init(t: Texts, label: String, text: String) { (self.t, self.label, self.text) = (t, label, text) }

    package var html: HTML {
        """
        <div class="field secret"><label for="secret">\(label)</label>\
        <div><input id="secret" type="text" value="\(text)" readonly spellcheck="false" autocomplete="off" aria-describedby="secret-hint">\
        \(CopyButton(t: t, of: "secret"))</div>\
        <p class="hint" id="secret-hint">\(t("access.shown_once"))</p></div>
        """
    }
}

/// Copies what has this id; there only where a script runs.
package struct CopyButton: Markup {
    let t: Texts
    let of: String

    package init(t: Texts, of: String) { (self.t, self.of) = (t, of) }

    package var html: HTML {
        "<button type=\"button\" class=\"button\" data-copy=\"\(of)\" data-copied=\"\(t("access.copied"))\">\(t("access.copy"))</button>"
    }
}

/// Lines to paste elsewhere.
package struct Snippet: Markup {
    let t: Texts
    let id: String
    let text: String

    package init(t: Texts, id: String, text: String) { (self.t, self.id, self.text) = (t, id, text) }

    package var html: HTML {
        "<div class=\"snippet\"><pre tabindex=\"0\"><code id=\"\(id)\">\(text)</code></pre>\(CopyButton(t: t, of: id))</div>"
    }
}
