/// Somebody in a list: their mark, their name as a way to them, and a line beneath.
package struct Who: Markup {
    let name: String
    let href: String
    let beneath: String?

    package init(_ name: String, href: String, beneath: String? = nil) {
        self.name = name
        self.href = href
        self.beneath = beneath
    }

    package var html: HTML {
        """
        <span class="who">\(Avatar(name))<span><a href="\(url: href)">\(name)</a>\(beneath.map { "<small>\($0)</small>" as HTML })</span></span>
        """
    }
}
