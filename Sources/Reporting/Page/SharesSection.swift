import Analytics
import Web

extension ReportPage {
    var shares: HTML {
        section(
            "Where and what", [],
            """
            <div class="two">\(ranking("Channels", report.overview.channels, labels.channel))
            \(ranking("Touchpoints", report.overview.kinds, labels.kind))</div>
            """)
    }

    private func ranking(_ title: String, _ shares: [Overview.Share], _ label: (String) -> String) -> HTML {
        var table = FigureTable(caption: title, columns: [("Name", false), ("Times", true), ("", false), ("People", true)])
        let most = Double(max(1, shares.first?.touches ?? 1))
        table.rows = shares.prefix(report.options.rows).map {
            [cell(label($0.name)), cell(grouped($0.touches)), shareBar(Double($0.touches) / most), cell(grouped($0.people))]
        }
        return "<div>\(table.html)\(more(shares.count - table.rows.count))</div>"
    }

    func more(_ count: Int) -> HTML? { count > 0 ? "<p class=\"note\">… and \(grouped(count)) more</p>" : nil }
}
