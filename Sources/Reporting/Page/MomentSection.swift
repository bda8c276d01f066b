import Analytics
import Web

extension ReportPage {
    var moments: HTML {
        guard let moments = report.moments, !moments.moments.isEmpty else { return .nothing }
        let text = MomentText(moments: moments, labels: labels)
        var table = FigureTable(caption: "Moments of truth", columns: MomentText.columns.map { ($0.title.capitalisedFirst, $0.isNumber) })
        table.rows = text.rows(most: report.options.rows).map { $0.map(cell) }
        return section("Moments of truth", [.moments], "<p>\(text.lead)</p>\(table.html)\(more(moments.moments.count - table.rows.count))")
    }
}
