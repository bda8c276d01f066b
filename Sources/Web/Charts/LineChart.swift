/// Values over time: one line or several, each with the band of its uncertainty, and what happened meanwhile.
package struct LineChart: Markup {
    package struct Series: Sendable {
        let name: String
        /// One for each place on the axis; `nil` leaves a gap.
        let values: [Double?]
        /// From where to where the truth probably lies, for each value.
        let band: [ClosedRange<Double>?]
        /// What this one is compared with is drawn with dashes.
        let isComparison: Bool

        package init(_ name: String, _ values: [Double?], band: [ClosedRange<Double>?] = [], isComparison: Bool = false) {
            self.name = name
            self.values = values
            self.band = band
            self.isComparison = isComparison
        }
    }

    package struct Annotation: Sendable {
        let index: Int
        let text: String

        package init(at index: Int, _ text: String) {
            self.index = index
            self.text = text
        }
    }

    let id: String
    let title: String
    let description: String
    let t: Texts
    let labels: [String]
    let series: [Series]
    let annotations: [Annotation]
    let startsAtZero: Bool
    /// From where to where the scale goes, where that is known; else the values tell.
    let scale: ClosedRange<Double>?
    let format: @Sendable (Double) -> String

    /// `id` is unique on the page; `labels` are the places on the axis, at most 400; `description` says in words what there is to see.
    package init(
        id: String, title: String, description: String, _ t: Texts, labels: [String], series: [Series], annotations: [Annotation] = [],
        startsAtZero: Bool = true, scale: ClosedRange<Double>? = nil, format: (@Sendable (Double) -> String)? = nil
    ) {
        self.id = id
        self.title = title
        self.description = description
        self.t = t
        self.labels = Array(labels.suffix(400))
        let dropped = labels.count - self.labels.count
        self.series = series.map {
            Series($0.name, Array($0.values.dropFirst(dropped)), band: Array($0.band.dropFirst(dropped)), isComparison: $0.isComparison)
        }
        self.annotations = annotations.map { Annotation(at: $0.index - dropped, $0.text) }.filter { labels.indices.contains($0.index) }
        (self.startsAtZero, self.scale) = (startsAtZero, scale)
        self.format = format ?? { t.compact($0) }
    }

    package var html: HTML {
        ChartFrame(id: id, title: title, description: description, t: t, legend: legend, drawing: drawing, table: table).html
    }
}

// MARK: - Drawing

extension LineChart {
    private var plot: Plot {
        let values = series.flatMap { $0.values.compactMap(\.self) + $0.band.compactMap(\.self).flatMap { [$0.lowerBound, $0.upperBound] } }
        let ends = scale.map { [$0.lowerBound, $0.upperBound] } ?? []
        return Plot(values + ends, count: labels.count, startsAtZero: startsAtZero)
    }

    private var drawing: HTML {
        let plot = plot
        return """
            <svg class="plot" width="100%" height="200">\(grid(plot))
            <svg class="stretch" viewBox="0 0 1000 1000" width="100%" height="100%" preserveAspectRatio="none">
            \(series.enumerated().compactMap { band(plot, $1, $0) })\(series.enumerated().map { line(plot, $1, $0) })</svg>
            \(annotations.enumerated().map { note(plot, $1, number: $0 + 1) })\(dots(plot))</svg>
            \(axis)
            """
    }

    private func grid(_ plot: Plot) -> HTML {
        plot.ticks.map { tick in
            let y = coordinate(plot.y(tick))
            return """
                <line class="grid" x1="0" x2="100%" y1="\(y)%" y2="\(y)%"/>\
                <text class="scale" x="2" y="\(y)%" dy="\(tick == plot.high ? 12 : -4)">\(format(tick))</text>
                """
        }.joined()
    }

    private func line(_ plot: Plot, _ series: Series, _ number: Int) -> HTML {
        var (path, isDown) = ("", false)
        for (index, value) in series.values.enumerated() {
            guard let value, value.isFinite else {
                isDown = false
                continue
            }
            path += "\(isDown ? "L" : "M")\(coordinate((plot.x(index) * 10).rounded())) \(coordinate((plot.y(value) * 10).rounded()))"
            isDown = true
        }
        return "<path class=\"line series-\(number)\(series.isComparison ? " compared" : nil)\" d=\"\(path)\"/>"
    }

    /// A piece for each stretch without a gap.
    private func band(_ plot: Plot, _ series: Series, _ number: Int) -> HTML? {
        var (pieces, upper, lower): ([String], [String], [String]) = ([], [], [])
        for (index, range) in (series.band + [nil]).enumerated() {
            if let range {
                let x = coordinate((plot.x(index) * 10).rounded())
                upper.append("\(x) \(coordinate((plot.y(range.upperBound) * 10).rounded()))")
                lower.append("\(x) \(coordinate((plot.y(range.lowerBound) * 10).rounded()))")
            } else {
                if upper.count > 1 { pieces.append("M\((upper + lower.reversed()).joined(separator: "L"))Z") }
                (upper, lower) = ([], [])
            }
        }
        return pieces.isEmpty ? nil : "<path class=\"band series-\(number)\" d=\"\(pieces.joined())\"/>"
    }

    private func note(_ plot: Plot, _ annotation: Annotation, number: Int) -> HTML {
        let x = coordinate(plot.x(annotation.index))
        return """
            <g class="annotation"><line x1="\(x)%" x2="\(x)%" y1="0" y2="100%"/><circle cx="\(x)%" cy="8" r="8"/>\
            <text x="\(x)%" y="12">\(number)</text></g>
            """
    }

    /// Where the last value stands, and each that has a gap on both sides and so no line.
    private func dots(_ plot: Plot) -> HTML {
        series.enumerated().map { number, series -> HTML in
            func isKnown(_ index: Int) -> Bool { series.values.indices.contains(index) && series.values[index]?.isFinite == true }
            let last = series.isComparison ? nil : series.values.indices.last(where: isKnown)
            return series.values.indices.map { index -> HTML in
                guard let value = series.values[index], isKnown(index), index == last || !isKnown(index - 1) && !isKnown(index + 1) else {
                    return .nothing
                }
                return "<circle class=\"dot series-\(number)\" cx=\"\(coordinate(plot.x(index)))%\" cy=\"\(coordinate(plot.y(value)))%\" r=\"3.5\"/>"
            }.joined()
        }.joined()
    }

    /// Few labels share the width; of many some stand where they belong.
    private var axis: HTML {
        guard labels.count > 5 else { return "<div class=\"axis\" aria-hidden=\"true\">\(labels.map { "<span>\($0)</span>" as HTML })</div>" }
        let marks = thinned(Array(labels.indices), to: 5).map { index -> HTML in
            let anchor = index == 0 ? "start" : index == labels.count - 1 ? "end" : "middle"
            return "<text class=\"scale\" x=\"\(coordinate(plot.x(index)))%\" y=\"12\" text-anchor=\"\(anchor)\">\(labels[index])</text>"
        }
        return "<svg class=\"marks\" width=\"100%\" height=\"16\" aria-hidden=\"true\">\(marks)</svg>"
    }
}

// MARK: - In words

extension LineChart {
    private var legend: HTML {
        let names = series.enumerated().map { number, series -> HTML in
            "<li><i class=\"key series-\(number)\(series.isComparison ? " compared" : nil)\"></i>\(series.name)</li>"
        }
        let notes = annotations.enumerated().map { "<li><i class=\"pin\">\($0 + 1)</i> \(labels[$1.index]): \($1.text)</li>" as HTML }
        if names.count + notes.count < 2 { return .nothing }
        return "<ul class=\"legend\">\(names)\(notes)</ul>"
    }

    private var table: HTML {
        let heads = series.map { "<th scope=\"col\" class=\"number\">\($0.name)</th>" as HTML }
        let rows = labels.enumerated().map { index, label -> HTML in
            "<tr><th scope=\"row\">\(label)</th>\(series.map { "<td class=\"number\">\(cell($0, index))</td>" as HTML })</tr>"
        }
        return "<table><thead><tr><td></td>\(heads)</tr></thead><tbody>\(rows)</tbody></table>"
    }

    private func cell(_ series: Series, _ index: Int) -> String {
        guard series.values.indices.contains(index), let value = series.values[index] else { return "–" }
        guard series.band.indices.contains(index), let range = series.band[index] else { return format(value) }
        return "\(format(value)) (\(format(range.lowerBound))–\(format(range.upperBound)))"
    }
}
