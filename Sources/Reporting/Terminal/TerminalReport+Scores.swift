import Analytics
import Kernel
import Statistics

extension TerminalReport {
    func score(_ score: ScoreReport) -> [String] {
        var lines = ["  " + ink.strong(EstimateText(score.overall).whole)] + wrapped(score.overall.behind).map { "  " + $0 }
        lines += score.change.map { ["  " + $0.text] } ?? []
        lines += months(score)
        lines += groups(score, score.kinds[...], "asked at") { labels.kind($0.name ?? "") }
        lines += groups(score, score.channels[...], "channel") { labels.channel($0.name ?? "") }
        return section(score.scale.title, [score.scale.definition], lines)
    }

    /// The last twelve months with answers enough.
    private func months(_ score: ScoreReport) -> [String] {
        let known = score.months.filter { $0.figure.estimate.value != nil }
        let few = score.months.count - known.count
        let note = few > 0 ? [ink.quiet("  \(counted(few, "month", "months")) with too few answers (< \(Estimate.enough))")] : []
        return groups(score, known.suffix(12), "month") { $0.period?.month.description ?? "" } + (score.months.count > 1 ? note : [])
    }

    /// Nothing where there is only one group, which would say the same again.
    private func groups(_ score: ScoreReport, _ groups: ArraySlice<ScoreGroup>, _ title: String, _ name: (ScoreGroup) -> String) -> [String] {
        guard groups.count > 1 else { return [] }
        var table = TextTable(columns: [.left(title), .right("n"), .left("\(score.scale.figureName) (95 % interval)"), .bar])
        table.rows = groups.prefix(report.options.rows).map { group in
            let share = group.figure.estimate.value.map(score.scale.share) ?? 0
            return [name(group).harmless, grouped(group.figure.n), EstimateText(group.figure).whole, bar(share, width: 20)]
        }
        return [""] + table.lines(ink) + more(groups.count - table.rows.count)
    }
}
