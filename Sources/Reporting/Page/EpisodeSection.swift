import Analytics
import Web

extension ReportPage {
    var episodes: HTML {
        guard !report.episodes.isEmpty else { return .nothing }
        var table = FigureTable(caption: "What changed", columns: EpisodeText.columns.map { ($0.title.capitalisedFirst, $0.isNumber) })
        table.rows = EpisodeText.rows(report.episodes, labels: labels, most: .max).map { row in
            let cells = row.cells.map(cell)
            return [row.isFirst ? "<strong>\(cells[0])</strong>" : cells[0]] + cells.dropFirst()
        }
        return section("What changed", [.episodes], table.html)
    }
}

extension String {
    var capitalisedFirst: String { prefix(1).uppercased() + dropFirst() }
}
