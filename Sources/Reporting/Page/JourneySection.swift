import Analytics
import Kernel
import Statistics
import Web

extension ReportPage {
    var journey: HTML {
        let stages = report.stages.stages
        guard !stages.isEmpty else { return .nothing }
        let cards = stages.indices.map(stageCard)
        let body: HTML = """
            <div class="journey">\(stages.count > 1 ? river : nil)
            <ol class="stages s\(min(9, stages.count))">\(cards)</ol></div>
            \(unobserved)
            \(figures(stageTable))
            """
        return section("The journey", [.stages, .between], body)
    }

    private func stageCard(_ place: Int) -> HTML {
        let reach = report.stages.stages[place]
        let most = Double(max(1, report.stages.stages.map(\.people).max() ?? 1))
        return """
            <li><h3>\(labels.stage(reach.stage))</h3>
            <p class="big">\(grouped(reach.people)) <small>\(reach.people == 1 ? "person" : "people")</small></p>
            \(shareBar(Double(reach.people) / most))
            <p>\(grouped(reach.inOrder)) came in order</p>
            \(report.stages.steps.indices.contains(place) ? onward(report.stages.steps[place]) : nil)</li>
            """
    }

    private func onward(_ step: StageConversion.Step) -> HTML {
        let text = step.wentOn.text
        let interval: HTML? = text.interval.isEmpty ? nil : "<br><small>\(text.interval), n \(grouped(step.wentOn.total))</small>"
        return """
            <p class="on"><strong>\(text.value)</strong> went on\(interval)</p>
            <p class="time">\(step.time.map(spread) ?? "Nobody yet")</p>
            """
    }

    private func spread(_ time: TimeSpread) -> HTML {
        "in <strong>\(told(time.median))</strong><br><small>median, n \(grouped(time.n))<br>p90 \(told(time.p90))</small>"
    }

    private var unobserved: HTML? {
        let names = report.stages.unobserved.map(labels.stage)
        return names.isEmpty ? nil : "<p class=\"note\">Nothing observed in: \(names.joined(separator: ", ")).</p>"
    }

    private var stageTable: FigureTable {
        var table = FigureTable(
            caption: "Stages of the journey",
            columns: [
                ("Stage", false), ("People", true), ("In order", true), ("In order of those before", true), ("Went on", true), ("Median time", true),
                ("Mean time", true), ("p90", true), ("n", true), ("Other way round", true),
            ])
        table.rows = report.stages.stages.enumerated().map { place, reach in
            let before = place > 0 ? report.stages.steps[place - 1].inOrder.text.whole : ""
            let step = report.stages.steps.indices.contains(place) ? report.stages.steps[place] : nil
            let times = step?.time.map { [told($0.median), told($0.mean), told($0.p90), grouped($0.n)] } ?? ["", "", "", ""]
            let texts = [labels.stage(reach.stage), grouped(reach.people), grouped(reach.inOrder), before, step?.wentOn.text.whole ?? ""]
            return (texts + times + [step.map { grouped($0.reversed) } ?? ""]).map(cell)
        }
        return table
    }
}
