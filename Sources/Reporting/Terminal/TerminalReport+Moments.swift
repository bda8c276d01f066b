import Analytics

extension TerminalReport {
    var moments: [String] {
        guard let moments = report.moments, !moments.moments.isEmpty else { return [] }
        let text = MomentText(moments: moments, labels: labels)
        var table = TextTable(columns: MomentText.columns.map { $0.isNumber ? .right($0.title) : .left($0.title) })
        table.rows = text.rows(most: report.options.rows).map { row in row.enumerated().map { $0 == 0 || $0 == 5 ? $1.harmless.cut(to: 20) : $1 } }
        return section("Moments of truth", [.moments], wrapped(text.lead.harmless).map { "  " + $0 } + table.lines(ink))
    }
}
