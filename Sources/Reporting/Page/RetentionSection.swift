import Analytics
import Kernel
import Statistics
import Web

extension ReportPage {
    /// The last two years in which somebody was first seen, and twelve months of each.
    var retention: HTML {
        let triangle = RetentionTriangle(report.retention)
        guard triangle.depth > 0 else { return .nothing }
        return section("Who comes back", [.retention], triangle.html + figures(triangle.table, "With intervals"))
    }
}

private struct RetentionTriangle {
    let cohorts: [Retention.Cohort]
    let together: [Proportion]
    let people: Int
    /// How many months after the first are shown. The first month is everybody and says nothing.
    let depth: Int

    init(_ retention: Retention) {
        cohorts = retention.cohorts.suffix(24)
        together = retention.together
        people = retention.cohorts.reduce(0) { $0 + $1.people }
        depth = min(12, retention.depth)
    }

    private func share(_ months: [Proportion?], _ since: Int) -> Proportion? { months.indices.contains(since) ? months[since] : nil }
}

extension RetentionTriangle {
    var html: HTML {
        let head = (1...depth).map { since -> HTML in "<th scope=\"col\" class=\"n\">+\(since)</th>" }
        return """
            <div class="scroll" role="region" aria-label="Who comes back" tabindex="0"><table class="heat">
            <caption>Seen again so many months after their first, in percent</caption>
            <thead><tr><th scope="col">First seen</th><th scope="col" class="n">People</th>\(head)</tr></thead>
            <tbody>
            \(cohorts.map { "<tr>\(row($0.month.description, $0.people, $0.months))</tr>\n" })\
            <tr class="sum">\(row("Together", people, together))</tr></tbody>
            </table></div>
            """
    }

    private func row(_ name: String, _ people: Int, _ months: [Proportion?]) -> HTML {
        "<th scope=\"row\">\(name)</th><td class=\"n\">\(grouped(people))</td>\((1...depth).map { heat(share(months, $0)) })"
    }

    private func heat(_ share: Proportion?) -> HTML {
        guard let share else { return "<td></td>" }
        guard let value = share.estimate.value else { return "<td class=\"n few\">few</td>" }
        return "<td class=\"n h\(shade(value))\">\(fixed(value * 100, 0))</td>"
    }

    /// 0…10, the darkest for the largest share there is.
    private func shade(_ value: Double) -> Int {
        let known = (1...depth).flatMap { since in cohorts.compactMap { share($0.months, since)?.estimate.value } }
        return Int((10 * min(1, value / max(0.01, known.max() ?? 1))).rounded())
    }

    var table: FigureTable {
        var table = FigureTable(
            caption: "People seen again, with intervals", columns: [("First seen", false), ("People", true)] + (1...depth).map { ("+\($0)", true) })
        table.rows = cohorts.map { cohort in
            [cell(cohort.month.description), cell(grouped(cohort.people))]
                + (1...depth).map { cell(share(cohort.months, $0)?.text.whole ?? "") }
        }
        return table
    }
}
