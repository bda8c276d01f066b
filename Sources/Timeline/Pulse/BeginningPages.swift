import Web

/// What stands in place of the figures while there are none: five steps, and a company to look around in.
struct BeginningPage {
    let t: Texts
    let role: Role
    let hasSource: Bool

    var html: HTML {
        """
        \(PageHeader(t("pulse.begin"), lead: HTML(escaping: t("pulse.begin.about"))))
        <ol class="steps sheet">\(steps)</ol>
        \(Section(
            t("pulse.sample"), note: HTML(escaping: t("pulse.sample.about")),
            content: "<div class=\"snippet\"><pre tabindex=\"0\"><code>throughline demo</code></pre></div>"))
        """
    }

    private var steps: [HTML] {
        [
            step("source", href: "/settings/sources", least: .admin, isDone: hasSource),
            step("import", href: "/settings/imports", least: .manager, code: "throughline import orders.csv --dry-run"),
            step("customer", href: "/customers", least: .viewer), step("colleague", href: "/settings/people", least: .admin),
            step("report", code: "throughline report --html report.html"),
        ]
    }

    /// A step that the reader's role does not open is told, not linked.
    private func step(_ name: String, href: String? = nil, least: Role = .viewer, isDone: Bool = false, code: String? = nil) -> HTML {
        let title = t("pulse.begin.\(name)")
        let head: HTML = if let href, role >= least { "<a href=\"\(url: href)\">\(title)</a>" } else { HTML(escaping: title) }
        return """
            <li><h2>\(head) \(isDone ? Badge(t("pulse.begin.done"), tone: .good) : nil)</h2><p>\(t("pulse.begin.\(name).about"))</p>\
            \(code.map { "<p><code>\($0)</code></p>" as HTML })</li>
            """
    }
}
