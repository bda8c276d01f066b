/// A box to search a list with: a plain form, exchanged in place where there is a script.
package struct SearchForm: Markup {
    let path: String
    let id: String
    let label: String
    let placeholder: String
    let value: String
    let button: String
    /// What else stays in the address.
    let kept: [(name: String, value: String)]

    package init(
        _ t: Texts, at path: String, id: String, label: String, placeholder: String, value: String?,
        keeping kept: [(name: String, value: String)] = []
    ) {
        self.path = path
        self.id = id
        self.label = label
        self.placeholder = placeholder
        self.value = value ?? ""
        self.kept = kept
        button = t("web.search")
    }

    package var html: HTML {
        """
        <form class="search wide" role="search" action="\(url: path)" data-swap><label class="quiet" for="\(id)">\(label)</label>\(Icon.search)\
        <input id="\(id)" type="search" name="q" value="\(value)" placeholder="\(placeholder)" autocomplete="off">\
        \(kept.map { "<input type=\"hidden\" name=\"\($0.name)\" value=\"\($0.value)\">" as HTML })\(Button(button))</form>
        """
    }
}
