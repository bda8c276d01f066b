/// Things by two measures, each a numbered dot; lines across divide the field into four parts that have names.
package struct ScatterChart: Markup {
    package struct Point: Sendable {
        let name: String
        let x: Double
        let y: Double
        /// From where to where the truth probably lies.
        let xInterval: ClosedRange<Double>?
        let yInterval: ClosedRange<Double>?

        package init(_ name: String, x: Double, y: Double, xInterval: ClosedRange<Double>? = nil, yInterval: ClosedRange<Double>? = nil) {
            (self.name, self.x, self.y, self.xInterval, self.yInterval) = (name, x, y, xInterval, yInterval)
        }
    }

    package struct Axis: Sendable {
        let name: String
        /// Where the line across stands.
        let divide: Double
        let format: @Sendable (Double) -> String

        package init(_ name: String, divide: Double, format: @escaping @Sendable (Double) -> String) {
            (self.name, self.divide, self.format) = (name, divide, format)
        }
    }

    /// What the four parts of the field are called.
    package struct Parts: Sendable {
        let highLeft: String
        let highRight: String
        let lowLeft: String
        let lowRight: String

        package init(highLeft: String, highRight: String, lowLeft: String, lowRight: String) {
            (self.highLeft, self.highRight, self.lowLeft, self.lowRight) = (highLeft, highRight, lowLeft, lowRight)
        }
    }

    let id: String
    let title: String
    let t: Texts
    let points: [Point]
    let x: Axis
    let y: Axis
    let parts: Parts

    /// - Parameter id: unique on the page.
    package init(id: String, title: String, _ t: Texts, _ points: [Point], x: Axis, y: Axis, parts: Parts) {
        (self.id, self.title, self.t, self.x, self.y, self.parts) = (id, title, t, x, y, parts)
        self.points = points.filter { $0.x.isFinite && $0.y.isFinite }
    }

    package var html: HTML {
        ChartFrame(id: id, title: title, description: description, t: t, legend: legend, drawing: drawing, table: table).html
    }

    /// In which part of the field a point lies.
    package func part(of point: Point) -> String {
        switch (point.y >= y.divide, point.x >= x.divide) {
        case (true, false): parts.highLeft
        case (true, true): parts.highRight
        case (false, false): parts.lowLeft
        case (false, true): parts.lowRight
        }
    }

    /// What stands above and at the left.
    private var description: String {
        let names = points.filter { part(of: $0) == parts.highLeft }.map(\.name)
        return "\(parts.highLeft): \(names.isEmpty ? "–" : names.joined(separator: ", "))"
    }
}

// MARK: - Drawing

extension ScatterChart {
    private func plot(_ values: [Double], _ intervals: [ClosedRange<Double>?], _ divide: Double) -> Plot {
        Plot(values + intervals.compactMap(\.self).flatMap { [$0.lowerBound, $0.upperBound] } + [divide], count: 1, startsAtZero: false)
    }

    private var across: Plot { plot(points.map(\.x), points.map(\.xInterval), x.divide) }
    private var up: Plot { plot(points.map(\.y), points.map(\.yInterval), y.divide) }

    private var drawing: HTML {
        let (across, up) = (across, up)
        let dots = points.map { whiskers($0, across, up) } + points.enumerated().map { dot($1, number: $0 + 1, across, up) }
        return """
            <p class="axis-name">\(y.name)</p>
            <svg class="plot scatter" width="100%" height="320">\(scale(up))\(divides(across, up))\(names)\(dots)</svg>
            <div class="axis" aria-hidden="true">\(across.ticks.map { "<span>\(x.format($0))</span>" as HTML })</div>
            <p class="axis-name end">\(x.name)</p>
            """
    }

    private func left(_ value: Double, _ plot: Plot) -> String { coordinate(100 - plot.y(value)) }

    private func scale(_ up: Plot) -> HTML {
        up.ticks.map { tick in
            let place = coordinate(up.y(tick))
            return """
                <line class="grid" x1="0" x2="100%" y1="\(place)%" y2="\(place)%"/>\
                <text class="scale" x="2" y="\(place)%" dy="\(tick == up.high ? 12 : -4)">\(y.format(tick))</text>
                """
        }.joined()
    }

    private func divides(_ across: Plot, _ up: Plot) -> HTML {
        let (x, y) = (left(x.divide, across), coordinate(up.y(y.divide)))
        return """
            <line class="divide" x1="\(x)%" x2="\(x)%" y1="0" y2="100%"/><line class="divide" x1="0" x2="100%" y1="\(y)%" y2="\(y)%"/>
            """
    }

    private var names: HTML {
        """
        <text class="corner" x="50" y="14">\(parts.highLeft)</text>\
        <text class="corner end" x="100%" dx="-4" y="14">\(parts.highRight)</text>\
        <text class="corner" x="50" y="100%" dy="-8">\(parts.lowLeft)</text>\
        <text class="corner end" x="100%" dx="-4" y="100%" dy="-8">\(parts.lowRight)</text>
        """
    }

    private func whiskers(_ point: Point, _ across: Plot, _ up: Plot) -> HTML {
        let (x, y) = (left(point.x, across), coordinate(up.y(point.y)))
        let wide: HTML? = point.xInterval.map {
            let (low, high) = (left($0.lowerBound, across), left($0.upperBound, across))
            return "<line class=\"reach\" x1=\"\(low)%\" x2=\"\(high)%\" y1=\"\(y)%\" y2=\"\(y)%\"/>"
        }
        let high: HTML? = point.yInterval.map {
            let (low, high) = (coordinate(up.y($0.lowerBound)), coordinate(up.y($0.upperBound)))
            return "<line class=\"reach\" x1=\"\(x)%\" x2=\"\(x)%\" y1=\"\(low)%\" y2=\"\(high)%\"/>"
        }
        return "\(wide)\(high)"
    }

    private func dot(_ point: Point, number: Int, _ across: Plot, _ up: Plot) -> HTML {
        let (x, y) = (left(point.x, across), coordinate(up.y(point.y)))
        return """
            <g class="spot\(part(of: point) == parts.highLeft ? " bad" : nil)"><circle cx="\(x)%" cy="\(y)%" r="10"/>\
            <text x="\(x)%" y="\(y)%" dy=".35em">\(number)</text></g>
            """
    }
}

// MARK: - In words

extension ScatterChart {
    private var legend: HTML {
        let names = points.enumerated().map { "<li><i class=\"pin\">\($0 + 1)</i> \($1.name)</li>" as HTML }
        return "<ul class=\"legend\">\(names)</ul>"
    }

    private var table: HTML {
        let rows = points.map { point -> HTML in
            """
            <tr><th scope="row">\(point.name)</th><td class="number">\(cell(point.x, point.xInterval, x))</td>\
            <td class="number">\(cell(point.y, point.yInterval, y))</td><td>\(part(of: point))</td></tr>
            """
        }
        return """
            <table><caption class="quiet">\(title)</caption><thead><tr><td></td><th scope="col" class="number">\(x.name)</th>\
            <th scope="col" class="number">\(y.name)</th><th scope="col">\(t("web.chart.part"))</th></tr></thead><tbody>\(rows)</tbody></table>
            """
    }

    private func cell(_ value: Double, _ interval: ClosedRange<Double>?, _ axis: Axis) -> String {
        guard let interval else { return axis.format(value) }
        return "\(axis.format(value)) (\(axis.format(interval.lowerBound))–\(axis.format(interval.upperBound)))"
    }
}
