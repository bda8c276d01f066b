import Analytics
import Kernel
import Statistics

extension TerminalReport {
    var stages: [String] {
        var table = TextTable(columns: [
            .left("stage"), .right("people"), .bar, .right("in order"), .left("went on"), .right("median"), .right("p90"), .right("n"),
        ])
        let most = max(1, report.stages.stages.map(\.people).max() ?? 1)
        table.rows = report.stages.stages.enumerated().map { place, reach in
            let step = report.stages.steps.indices.contains(place) ? report.stages.steps[place] : nil
            let time = step?.time.map { [told($0.median), told($0.p90), grouped($0.n)] } ?? ["", "", ""]
            return [
                labels.stage(reach.stage).harmless, grouped(reach.people), bar(Double(reach.people) / Double(most), width: 6), grouped(reach.inOrder),
                step?.wentOn.text.whole ?? "",
            ] + time
        }
        return section("The journey", table.rows.isEmpty ? [] : [.stages, .between], table.rows.isEmpty ? [] : table.lines(ink) + unobserved)
    }

    private var unobserved: [String] {
        let names = report.stages.unobserved.map { labels.stage($0).harmless }
        return names.isEmpty ? [] : ["  Nothing observed in: \(names.joined(separator: ", ")).".cut(to: TextTable.width)]
    }

    var shares: [String] {
        section("Channels", [], ranking(report.overview.channels, labels.channel))
            + section("Touchpoints", [], ranking(report.overview.kinds, labels.kind))
    }

    private func ranking(_ shares: [Overview.Share], _ label: (String) -> String) -> [String] {
        var table = TextTable(columns: [.left(""), .right("touchpoints"), .bar, .right("people")])
        let most = Double(max(1, shares.first?.touches ?? 1))
        table.rows = shares.prefix(report.options.rows).map {
            [label($0.name).harmless, grouped($0.touches), bar(Double($0.touches) / most, width: 20), grouped($0.people)]
        }
        return table.lines(ink) + more(shares.count - table.rows.count)
    }

    func more(_ count: Int) -> [String] { count > 0 ? [ink.quiet("  … and \(grouped(count)) more")] : [] }
}
