/// How a whole divides: promoters, passives, detractors. Figures stand in the legend, so nothing depends on colour or length alone.
package struct ShareBar: Markup {
    package struct Part: Sendable {
        let name: String
        let amount: Double
        let tone: Tone

        package init(_ name: String, _ amount: Double, tone: Tone) {
            self.name = name
            self.amount = amount
            self.tone = tone
        }
    }

    let title: String
    let t: Texts
    let parts: [Part]

    package init(title: String, _ t: Texts, _ parts: [Part]) {
        self.title = title
        self.t = t
        self.parts = parts.filter { $0.amount.isFinite && $0.amount >= 0 }
    }

    package var html: HTML {
        """
        <figure class="chart share"><figcaption>\(title)</figcaption><svg width="100%" height="14" aria-hidden="true">\(bars)</svg>
        <ul class="legend">\(parts.map(entry))</ul></figure>
        """
    }

    private func entry(_ part: Part) -> HTML {
        """
        <li><i class="key \(part.tone.rawValue)"></i>\(part.name) <b>\(t.number(part.amount, digits: 0))</b> \(t.percent(share(part)))</li>
        """
    }

    private var bars: HTML {
        var (start, bars) = (0.0, HTML.nothing)
        for part in parts {
            bars += "<rect class=\"\(part.tone.rawValue)\" x=\"\(coordinate(start))%\" width=\"\(coordinate(share(part) * 100))%\" height=\"14\"/>"
            start += share(part) * 100
        }
        return bars
    }

    private func share(_ part: Part) -> Double {
        let whole = parts.reduce(0) { $0 + $1.amount }
        return whole > 0 ? part.amount / whole : 0
    }
}
