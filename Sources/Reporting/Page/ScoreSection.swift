import Analytics
import Kernel
import Statistics
import Web

extension ReportPage {
    func score(_ score: ScoreReport) -> HTML {
        let text = EstimateText(score.overall)
        let tables =
            groups(score, score.kinds, "Where it was asked") { labels.kind($0.name ?? "") }
            + groups(score, score.channels, "By channel") { labels.channel($0.name ?? "") }
        let body: HTML = """
            <p class="headline"><strong>\(text.value)</strong>\(text.interval.isEmpty ? nil : " <span>\(text.interval)</span>")</p>
            <p>\(score.overall.behind)</p>
            \(votes(score.overall))
            \(score.change.map { "<p>\($0.text)</p>" })
            \(pooled(score))
            \(ScoreTrend(score).map { trend($0, of: score) })
            \(tables.isEmpty ? nil : "<div class=\"two\">\(tables)</div>")
            """
        return section(score.scale.title, [score.scale.definition], body)
    }

    private func trend(_ trend: ScoreTrend, of score: ScoreReport) -> HTML {
        let table = scoreTable(score, score.months, "By month") { $0.period?.month.description ?? "" }
        return "<h3>By month</h3>\(TrendDrawing(trend: trend).html)\(figures(table))"
    }

    /// Different occasions are different questions: they are not put together in silence.
    private func pooled(_ score: ScoreReport) -> HTML? {
        guard score.kinds.count > 1 else { return nil }
        return "<p class=\"note\">All occasions together: \(score.kinds.map { labels.kind($0.name ?? "") }.joined(separator: ", ")).</p>"
    }

    private func votes(_ figure: ScoreFigure) -> HTML? {
        guard case .nps(let score) = figure, score.n > 0 else { return nil }
        let counts = score.counts
        let parts = [("v0", "Detractors", counts.detractors), ("v1", "Passives", counts.passives), ("v2", "Promoters", counts.promoters)]
        var x = 0.0
        let bars = parts.map { part -> HTML in
            let width = 100 * Double(part.2) / Double(score.n)
            defer { x += width }
            return "<rect class=\"\(part.0)\" x=\"\(point(x))\" width=\"\(point(width))\" height=\"10\"/>"
        }
        let legend = parts.map { part -> HTML in
            "<li class=\"\(part.0)\">\(part.1) \(fixed(100 * Double(part.2) / Double(score.n), 0)) %</li>"
        }
        return """
            <svg class="votes" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">\(bars)</svg><ul class="legend">\(legend)</ul>
            """
    }

    /// Nothing where there is only one group, which would say the same again.
    private func groups(_ score: ScoreReport, _ groups: [ScoreGroup], _ caption: String, _ name: (ScoreGroup) -> String) -> HTML {
        guard groups.count > 1 else { return .nothing }
        return "<div>\(scoreTable(score, groups, caption, name).html)</div>"
    }

    private func scoreTable(_ score: ScoreReport, _ groups: [ScoreGroup], _ caption: String, _ name: (ScoreGroup) -> String) -> FigureTable {
        var table = FigureTable(caption: caption, columns: [("", false), ("n", true), (score.scale.figureName, true), ("", false)])
        table.rows = groups.map { group in
            let estimate = group.figure.estimate
            var picture = HTML.nothing
            if case .known(let value, let interval, _) = estimate { picture = place(value, interval, on: score.scale) }
            return [cell(name(group)), cell(grouped(group.figure.n)), cell(EstimateText(group.figure).whole), picture]
        }
        return table
    }
}
