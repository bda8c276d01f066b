import Analytics
import Kernel
import Statistics
import Web

extension ReportPage {
    var funnel: HTML {
        guard let funnel = report.funnel else { return .nothing }
        return section("Funnel", [.funnel], (window.map { "<p>Within \($0) of the first step.</p>" } ?? .nothing) + table(funnel).html)
    }

    private var window: String? { report.options.funnel?.window.map(told) }

    private func table(_ funnel: Funnel) -> FigureTable {
        var table = FigureTable(
            caption: "Steps of the funnel",
            columns: [
                ("Step", false), ("People", true), ("Of the first step", false), ("Of the step before", true), ("In progress", true), ("Lost", true),
                ("Median time", true),
            ])
        table.rows = funnel.steps.enumerated().map { place, step in
            [
                cell(labels.kind(step.name)), cell(grouped(step.people)), ofFirst(step), cell(place == 0 ? "" : step.ofPrevious.text.whole),
                cell(grouped(step.inProgress)), cell(grouped(step.lost)), cell(place == 0 ? "" : step.median.map(told) ?? "not half yet"),
            ]
        }
        return table
    }

    private func ofFirst(_ step: Funnel.Step) -> HTML {
        "\(shareBar(step.ofFirst.share ?? 0, step.ofFirst.interval)) <small>\(step.ofFirst.text.whole)</small>"
    }
}
