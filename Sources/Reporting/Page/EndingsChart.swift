import Analytics
import Statistics
import Web

extension ReportPage {
    /// How long the ways are: for each number of steps, the people whose way ends there.
    var endings: HTML? {
        let columns = endingColumns
        guard columns.count > 1 else { return nil }
        return """
            <h3>After how many steps ways end</h3>
            \(chart(columns))
            \(figures(endingTable(columns)))
            """
    }

    /// The last column holds all that is longer.
    private var endingColumns: [(steps: String, people: Int)] {
        let endings = report.variants.endings
        let limit = 20
        var columns = endings.prefix(limit).enumerated().map { (steps: "\($0.offset + 1)", people: $0.element) }
        let longer = endings.dropFirst(limit).reduce(0, +)
        if longer > 0 { columns.append((steps: "\(limit + 1)+", people: longer)) }
        return columns
    }

    private func chart(_ columns: [(steps: String, people: Int)]) -> HTML {
        let most = Double(max(1, columns.map(\.people).max() ?? 1))
        let bars = columns.enumerated().map { place, column -> HTML in
            let height = 100 * Double(column.people) / most
            let middle = point(Double(place) * 48 + 24)
            return """
                <rect class="b1" x="\(place * 48 + 6)" y="\(point(122 - height))" width="36" height="\(point(height))" rx="2"/>\
                <text class="sub" x="\(middle)" y="\(point(116 - height))">\(grouped(column.people))</text>\
                <text class="sub" x="\(middle)" y="140">\(column.steps)</text>
                """
        }
        return """
            <div class="scroll" role="region" aria-label="After how many steps ways end" tabindex="0">
            <svg class="columns" viewBox="0 0 \(columns.count * 48) 146" width="\(columns.count * 48)" height="146" role="img" \
            aria-labelledby="endings-title endings-desc">
            <title id="endings-title">People by the number of steps of their way</title>
            <desc id="endings-desc">\(columns.map { "\($0.steps): \(grouped($0.people))" }.joined(separator: ", ")).</desc>
            <rect class="b0" y="122" width="\(columns.count * 48)" height="1"/>\(bars)</svg></div>
            """
    }

    private func endingTable(_ columns: [(steps: String, people: Int)]) -> FigureTable {
        var table = FigureTable(
            caption: "People by the number of steps of their way", columns: [("Steps", false), ("People", true), ("Share", true)])
        table.rows = columns.map { [cell($0.steps), cell(grouped($0.people)), cell(Proportion($0.people, of: report.variants.people).text.whole)] }
        return table
    }
}
