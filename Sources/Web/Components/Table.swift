/// A table of rows, its columns sortable by links, its pages by key.
///
///     Table(customers, caption: t("customers.title"), query: query) {
///         Column(t("customers.name"), sort: "name") { "<a href=\"\(url: $0.path)\">\($0.name)</a>" }
///         Column(t("customers.spend"), sort: "spend", isNumber: true) { "\(t.money($0.spend))" }
///     }
package struct Table<Row>: Markup {
    let rows: [Row]
    let caption: String
    let query: Query?
    let path: String
    let columns: [Column<Row>]
    let pages: Pages?
    let id: ((Row) -> String)?

    /// - Parameter id: what a row keeps while rows come and go above it, so that what was ticked in it stays.
    package init(
        _ rows: [Row], caption: String, query: Query? = nil, path: String = "", pages: Pages? = nil, id: ((Row) -> String)? = nil,
        @ListBuilder<Column<Row>> columns: () -> [Column<Row>]
    ) {
        self.rows = rows
        self.caption = caption
        self.query = query
        self.path = path
        self.pages = pages
        self.id = id
        self.columns = columns()
    }

    package var html: HTML {
        var body = HTML.nothing
        for row in rows { body += line(row) }
        return """
            <div class="table" tabindex="0" role="region" aria-label="\(caption)"><table><caption class="quiet">\(caption)</caption>
            <thead><tr>\(columns.map(head))</tr></thead><tbody>\(body)</tbody></table></div>\(pages)
            """
    }

    private func line(_ row: Row) -> HTML {
        var cells = HTML.nothing
        for (place, column) in columns.enumerated() {
            let cell = column.content(row)
            cells += place == 0 ? "<th scope=\"row\">\(cell)</th>" : "<td\(column.cellClass)>\(cell)</td>"
        }
        return "<tr data-row\(attribute: "data-id", id?(row))>\(cells)</tr>"
    }

    private func head(_ column: Column<Row>) -> HTML {
        guard let sort = column.sort, let query else { return "<th scope=\"col\"\(column.cellClass)>\(column.title)</th>" }
        let isUp = query["sort"] == sort
        let isDown = query["sort"] == "-" + sort
        let next = query.with("sort", isDown ? sort : isUp ? "-" + sort : column.isNumber ? "-" + sort : sort).with("after", nil)
        return """
            <th scope="col"\(column.cellClass)\(attribute: "aria-sort", isUp ? "ascending" : isDown ? "descending" : nil)>\
            <a href="\(url: path + (next.text.isEmpty ? "?" : next.text))" data-swap>\
            \(column.title)\(isUp ? Icon.up : isDown ? Icon.down : nil)</a></th>
            """
    }
}

package struct Column<Row> {
    let title: String
    let sort: String?
    let isNumber: Bool
    let content: (Row) -> HTML

    package init(_ title: String, sort: String? = nil, isNumber: Bool = false, content: @escaping (Row) -> HTML) {
        self.title = title
        self.sort = sort
        self.isNumber = isNumber
        self.content = content
    }

    var cellClass: HTML { isNumber ? " class=\"number\"" : "" }
}

/// Where the rows before and after are: keys, not page numbers, so that nothing is skipped or shown twice while rows come in.
package struct Pages: Markup {
    let t: Texts
    let first: String?
    let next: String?

    package init(_ t: Texts, first: String?, next: String?) {
        self.t = t
        self.first = first
        self.next = next
    }

    package var html: HTML {
        guard first != nil || next != nil else { return .nothing }
        let back: HTML? = first.map { "<a class=\"button quiet\" href=\"\(url: $0)\" data-swap>\(t("web.pages.first"))</a>" }
        let on: HTML? = next.map { "<a class=\"button\" href=\"\(url: $0)\" rel=\"next\" data-swap>\(t("web.pages.next"))\(Icon.right)</a>" }
        return "<nav class=\"pages\" aria-label=\"\(t("web.pages"))\">\(back)\(on)</nav>"
    }
}

/// Lets a list be written line by line.
@resultBuilder package enum ListBuilder<Element> {
    package static func buildExpression(_ element: Element) -> [Element] { [element] }
    package static func buildBlock(_ parts: [Element]...) -> [Element] { parts.flatMap(\.self) }
    package static func buildOptional(_ part: [Element]?) -> [Element] { part ?? [] }
    package static func buildEither(first: [Element]) -> [Element] { first }
    package static func buildEither(second: [Element]) -> [Element] { second }
    package static func buildArray(_ parts: [[Element]]) -> [Element] { parts.flatMap(\.self) }
}
