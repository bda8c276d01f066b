import Analytics

extension TerminalReport {
    var episodes: [String] {
        var table = TextTable(columns: EpisodeText.columns.map { $0.isNumber ? .right($0.title) : .left($0.title) })
        table.rows = EpisodeText.rows(report.episodes, labels: labels, most: report.options.rows).map { row in
            // What and of whom may be long; all else has its width.
            row.cells.enumerated().map { $0 < 2 ? $1.harmless.cut(to: 22) : $1 }
        }
        return section("What changed", [.episodes], table.rows.isEmpty ? [] : table.lines(ink))
    }
}
