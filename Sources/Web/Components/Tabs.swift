/// Views of one thing, each a page of its own.
package struct Tabs: Markup {
    package struct Tab: Sendable {
        let name: String
        let href: String
        let count: String?
        let isCurrent: Bool

        package init(_ name: String, href: String, count: String? = nil, isCurrent: Bool) {
            self.name = name
            self.href = href
            self.count = count
            self.isCurrent = isCurrent
        }
    }

    let label: String
    let tabs: [Tab]

    package init(_ label: String, _ tabs: [Tab]) {
        self.label = label
        self.tabs = tabs
    }

    package var html: HTML {
        let items = tabs.map { tab -> HTML in
            let count: HTML? = tab.count.map { " <span class=\"count\">\($0)</span>" }
            return "<li><a href=\"\(url: tab.href)\"\(attribute: "aria-current", tab.isCurrent ? "page" : nil)>\(tab.name)\(count)</a></li>"
        }
        return "<nav class=\"tabs\" aria-label=\"\(label)\"><ul>\(items)</ul></nav>"
    }
}
