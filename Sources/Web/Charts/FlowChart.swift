/// Where people go, step by step: columns of boxes, as high as people are many, and bands between them as wide as people went that way.
package struct FlowChart: Markup {
    package struct Node: Sendable {
        let name: String
        let amount: Double
        /// Those for whom it ends here, or who are too few to be told apart, are drawn quietly.
        let isQuiet: Bool

        package init(_ name: String, _ amount: Double, isQuiet: Bool = false) { (self.name, self.amount, self.isQuiet) = (name, amount, isQuiet) }
    }

    /// From a box of a column to one of the next.
    package struct Band: Sendable {
        let from: Int
        let to: Int
        let amount: Double

        package init(from: Int, to: Int, _ amount: Double) { (self.from, self.to, self.amount) = (from, to, amount) }
    }

    let id: String
    let title: String
    let description: String
    let t: Texts
    let columns: [[Node]]
    let bands: [[Band]]

    /// - Parameters:
    ///   - columns: from the first step to the last; in each the boxes from above to below.
    ///   - bands: one list for each pair of neighbouring columns.
    package init(id: String, title: String, description: String, _ t: Texts, columns: [[Node]], bands: [[Band]]) {
        (self.id, self.title, self.description, self.t, self.columns, self.bands) = (id, title, description, t, columns, bands)
    }

    package var html: HTML {
        ChartFrame(
            id: id, title: title, description: description, t: t, legend: .nothing, drawing: drawing, table: table,
            instead: t("web.chart.flow.instead")
        ).html
    }
}

// MARK: - Drawing

extension FlowChart {
    private static let height = 1_000.0
    private static let gap = 14.0
    private static let width = 1_000.0

    private struct Box { let top: Double, height: Double }

    private var scale: Double {
        let most = columns.map { $0.reduce(0) { $0 + $1.amount } }.max() ?? 1
        let gaps = Double((columns.map(\.count).max() ?? 1) - 1) * Self.gap
        return most > 0 ? (Self.height - gaps) / most : 0
    }

    private func boxes(_ column: [Node]) -> [Box] {
        var (top, boxes) = (0.0, [Box]())
        for node in column {
            boxes.append(Box(top: top, height: max(1, node.amount * scale)))
            top += node.amount * scale + Self.gap
        }
        return boxes
    }

    private func left(_ column: Int) -> Double { Double(column) / Double(max(1, columns.count)) * Self.width }
    private var boxWidth: Double { 12 }

    private var drawing: HTML {
        let placed = columns.map(boxes)
        let drawn = bands.enumerated().map { ribbons($0, $1, placed) }
        let nodes = columns.indices.map { column in
            columns[column].indices.map { place -> HTML in
                let box = placed[column][place]
                return """
                    <rect class="\(columns[column][place].isQuiet ? "rest" : "box")" x="\(coordinate(left(column)))" y="\(coordinate(box.top))" \
                    width="\(coordinate(boxWidth))" height="\(coordinate(box.height))"/>
                    """
            }.joined()
        }
        return """
            <svg class="flow" width="100%" height="\(Int(Double(columns.map(\.count).max() ?? 1) * 44 + 40))">\
            <svg viewBox="0 0 1000 1000" width="100%" height="100%" preserveAspectRatio="none">\(drawn)\(nodes)</svg>\
            \(labels(placed))</svg>
            """
    }

    private func ribbons(_ column: Int, _ bands: [Band], _ placed: [[Box]]) -> HTML {
        guard placed.indices.contains(column + 1) else { return .nothing }
        var leaving = placed[column].map(\.top)
        var arriving = placed[column + 1].map(\.top)
        let (start, end) = (left(column) + boxWidth, left(column + 1))
        let bend = (start + end) / 2
        return bands.map { band -> HTML in
            let width = band.amount * scale
            let (from, to) = (leaving[band.from], arriving[band.to])
            leaving[band.from] += width
            arriving[band.to] += width
            // A thousandth of the drawing is fine enough.
            let (x0, x1, b, high) = (Int(start), Int(end), Int(bend), max(1, Int(width.rounded())))
            let (left, right) = (Int(from.rounded()), Int(to.rounded()))
            let upper = "M\(x0) \(left)C\(b) \(left) \(b) \(right) \(x1) \(right)"
            let lower = "v\(high)C\(b) \(right + high) \(b) \(left + high) \(x0) \(left + high)Z"
            return "<path class=\"\(columns[column + 1][band.to].isQuiet ? "rest" : "flowing")\" d=\"\(upper)\(lower)\"/>"
        }.joined()
    }

    /// Beside each box that is high enough for a line of words.
    private func labels(_ placed: [[Box]]) -> HTML {
        columns.indices.map { column in
            columns[column].indices.map { place -> HTML in
                let (node, box) = (columns[column][place], placed[column][place])
                guard box.height >= 16 else { return .nothing }
                return """
                    <text x="\(coordinate(left(column) / 10 + 1.6))%" y="\(coordinate((box.top + min(box.height, 60) / 2) / 10))%" dy=".35em">\
                    \(shortened(node.name)) <tspan class="aside">\(t.number(Int(node.amount)))</tspan></text>
                    """
            }.joined()
        }.joined()
    }

    /// A label has the width of a column; the table has the whole name.
    private func shortened(_ name: String) -> String {
        let most = max(8, 120 / max(1, columns.count))
        return name.count > most ? name.prefix(most - 1) + "…" : name
    }

    private var table: HTML {
        let rows = bands.enumerated().map { column, bands in
            bands.map { band -> HTML in
                """
                <tr><td class="number">\(t.number(column + 1))</td><th scope="row">\(columns[column][band.from].name)</th>\
                <td>\(columns[column + 1][band.to].name)</td><td class="number">\(t.number(Int(band.amount)))</td></tr>
                """
            }.joined()
        }
        return """
            <table><caption class="quiet">\(title)</caption><thead><tr><th scope="col">\(t("web.chart.flow.step"))</th>\
            <th scope="col">\(t("web.chart.flow.from"))</th><th scope="col">\(t("web.chart.flow.to"))</th>\
            <th scope="col">\(t("web.chart.flow.amount"))</th></tr></thead><tbody>\(rows)</tbody></table>
            """
    }
}
