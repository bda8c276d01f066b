import Web

/// Things one below the other, each with what can be done about it: what comes first is what it is. Folds on a narrow page.
struct Rows: Markup {
    let rows: [[HTML]]

    init(_ rows: [[HTML]]) { self.rows = rows }

    var html: HTML { "<ul class=\"rows\">\(rows.map { "<li data-row>\($0.map { "<div>\($0)</div>" as HTML })</li>" as HTML })</ul>" }
}
