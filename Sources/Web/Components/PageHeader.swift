/// What a page is about, in its first line; what can be done there, at its right.
package struct PageHeader: Markup {
    let title: HTML
    let lead: HTML?
    let crumbs: [Crumb]
    let actions: [HTML]

    package init(_ title: String, lead: HTML? = nil, crumbs: [Crumb] = [], actions: [HTML] = []) {
        self.init(markup: HTML(escaping: title), lead: lead, crumbs: crumbs, actions: actions)
    }

    package init(markup title: HTML, lead: HTML? = nil, crumbs: [Crumb] = [], actions: [HTML] = []) {
        self.title = title
        self.lead = lead
        self.crumbs = crumbs
        self.actions = actions
    }

    package var html: HTML {
        """
        <header class="page-head">\(crumbs.isEmpty ? nil : Breadcrumbs(crumbs).html)
        <div class="page-title"><h1>\(title)</h1>\(actions.isEmpty ? nil : "<div class=\"actions\">\(actions)</div>")</div>
        \(lead.map { "<p class=\"lead\">\($0)</p>" as HTML })</header>
        """
    }
}

/// A page above this one.
package struct Crumb: Sendable {
    let name: String
    let href: String

    package init(_ name: String, _ href: String) {
        self.name = name
        self.href = href
    }
}

struct Breadcrumbs: Markup {
    let crumbs: [Crumb]

    init(_ crumbs: [Crumb]) { self.crumbs = crumbs }

    var html: HTML {
        let links = crumbs.map { "<li><a href=\"\(url: $0.href)\">\($0.name)</a></li>" as HTML }
        return "<nav class=\"crumbs\" aria-label=\"Breadcrumb\"><ol>\(links)</ol></nav>"
    }
}

/// A part of a page with its own heading; on a sheet of its own.
package struct Section: Markup {
    let title: HTML
    let note: HTML?
    let actions: HTML?
    let id: String?
    let content: HTML

    package init(_ title: String, note: HTML? = nil, actions: HTML? = nil, id: String? = nil, content: HTML) {
        self.title = HTML(escaping: title)
        self.note = note
        self.actions = actions
        self.id = id
        self.content = content
    }

    package var html: HTML {
        """
        <section class="sheet"\(attribute: "id", id)><header><h2>\(title)</h2>\
        \(note.map { "<p class=\"aside\">\($0)</p>" as HTML })\(actions)</header>
        \(content)</section>
        """
    }
}
