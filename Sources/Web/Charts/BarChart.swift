/// Amounts of several things side by side, the longest bar the whole width; for a handful to thirty things.
package struct BarChart: Markup {
    package struct Bar: Sendable {
        let name: String
        let value: Double
        /// Beside the value: `n = 42`.
        let detail: String?
        let tone: Tone
        let href: String?
        /// From where to where the truth probably lies.
        let interval: ClosedRange<Double>?

        package init(
            _ name: String, _ value: Double, detail: String? = nil, tone: Tone = .thread, href: String? = nil, interval: ClosedRange<Double>? = nil
        ) {
            self.name = name
            self.value = value
            self.detail = detail
            self.tone = tone
            self.href = href
            self.interval = interval
        }
    }

    let title: String
    let bars: [Bar]
    let format: @Sendable (Double) -> String

    package init(title: String, _ t: Texts, _ bars: [Bar], format: (@Sendable (Double) -> String)? = nil) {
        self.title = title
        self.bars = Array(bars.prefix(400))
        self.format = format ?? { t.compact($0) }
    }

    /// Already a table: the bars stand in a column of their own, so no second one is needed.
    package var html: HTML {
        """
        <figure class="chart bars"><figcaption>\(title)</figcaption>
        <table><caption class="quiet">\(title)</caption><tbody>\(bars.map(row))</tbody></table></figure>
        """
    }

    private func row(_ bar: Bar) -> HTML {
        let name: HTML = if let href = bar.href { "<a href=\"\(url: href)\">\(bar.name)</a>" } else { HTML(escaping: bar.name) }
        return """
            <tr><th scope="row">\(name)</th><td class="bar">\(drawing(bar))</td><td class="number">\(format(bar.value))\
            \(bar.detail.map { " <span class=\"detail\">\($0)</span>" as HTML })</td></tr>
            """
    }

    private func drawing(_ bar: Bar) -> HTML {
        let (start, end) = (min(place(0), place(bar.value)), max(place(0), place(bar.value)))
        let whisker: HTML? = bar.interval.map {
            let (low, high) = (coordinate(place($0.lowerBound)), coordinate(place($0.upperBound)))
            return "<line class=\"whisker\" x1=\"\(low)%\" x2=\"\(high)%\" y1=\"8\" y2=\"8\"/>"
        }
        return """
            <svg width="100%" height="16" aria-hidden="true"><rect class="\(bar.tone.rawValue)" x="\(coordinate(start))%" y="3" \
            width="\(coordinate(max(0.5, end - start)))%" height="10" rx="1.5"/>\(whisker)</svg>
            """
    }

    /// Percent of the width, zero included.
    private func place(_ value: Double) -> Double {
        let ends = bars.flatMap { [$0.value, $0.interval?.lowerBound ?? 0, $0.interval?.upperBound ?? 0] }.filter(\.isFinite)
        let (low, high) = (min(0, ends.min() ?? 0), max(0, ends.max() ?? 0))
        guard value.isFinite, high > low else { return 0 }
        return (value - low) / (high - low) * 100
    }
}
