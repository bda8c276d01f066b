/// One figure of a period: what, how much, how it changed, out of how many, and a way to who is behind it.
package struct Tile: Markup {
    let label: String
    let value: String
    var detail: String?
    var change: Change?
    var trend: Sparkline?
    var definition: String?
    var href: String?

    package init(
        _ label: String, _ value: String, detail: String? = nil, change: Change? = nil, trend: Sparkline? = nil, definition: String? = nil,
        href: String? = nil
    ) {
        self.label = label
        self.value = value
        self.detail = detail
        self.change = change
        self.trend = trend
        self.definition = definition
        self.href = href
    }

    package var html: HTML {
        let figure: HTML = if let href { "<a href=\"\(url: href)\">\(value)</a>" } else { HTML(escaping: value) }
        return """
            <article class="tile"><h2>\(label)\(definition.map { Definition(of: label, $0).html })</h2>
            <p class="figure">\(figure)</p>\(trend)
            <p class="beneath">\(change)\(detail.map { "<span class=\"detail\">\($0)</span>" as HTML })</p></article>
            """
    }
}

/// How a figure moved against what it is compared with, and whether that is good.
package struct Change: Markup {
    let text: String
    let words: String
    let tone: Tone

    /// `text`: `+4`; `words`: `against the 30 days before`; `isGood` is `nil` when it is neither.
    package init(_ text: String, _ words: String, isGood: Bool?) {
        self.text = text
        self.words = words
        tone = isGood.map { $0 ? .good : .bad } ?? .plain
    }

    package var html: HTML { "<span class=\"change \(tone.rawValue)\"><b>\(text)</b> \(words)</span> " }
}

/// Figures side by side.
package struct Tiles: Markup {
    let tiles: [Tile]

    package init(_ tiles: [Tile]) { self.tiles = tiles }
    package var html: HTML { "<div class=\"tiles\">\(tiles)</div>" }
}

/// What a word means, there where it is used; opens without a script.
package struct Definition: Markup {
    let term: String
    let text: String

    package init(of term: String, _ text: String) {
        self.term = term
        self.text = text
    }

    package var html: HTML {
        "<details class=\"definition\"><summary aria-label=\"\(term)?\">?</summary><div>\(text)</div></details>"
    }
}
