import Analytics
import Kernel
import Statistics
import Web

extension ReportPage {
    /// The last two years in which somebody was first seen, and twelve months of each.
    var retention: HTML {
        let cohorts = Array(report.retention.cohorts.suffix(24))
        let depth = min(13, cohorts.map(\.months.count).max() ?? 0)
        guard depth > 1 else { return .nothing }
        let head = (0..<depth).map { place -> HTML in "<th scope=\"col\" class=\"n\">\(place == 0 ? "Month 0" : "+\(place)")</th>" }
        let body: HTML = """
            <div class="scroll" role="region" aria-label="Who comes back" tabindex="0"><table class="heat">
            <caption>Share of the people first seen in a month who were seen again, in percent</caption>
            <thead><tr><th scope="col">First seen</th><th scope="col" class="n">People</th>\(head)</tr></thead>
            <tbody>\(cohorts.map { row($0, depth) })
            \(together(depth))</tbody>
            </table></div>
            \(figures(table(cohorts, depth)))
            """
        return section("Who comes back", [.retention], body)
    }

    private func row(_ cohort: Retention.Cohort, _ depth: Int) -> HTML {
        let cells = (0..<depth).map { place -> HTML in
            heat(cohort.months.indices.contains(place) ? cohort.months[place] : nil)
        }
        return "<tr><th scope=\"row\">\(cohort.month.description)</th><td class=\"n\">\(grouped(cohort.people))</td>\(cells)</tr>\n"
    }

    private func together(_ depth: Int) -> HTML {
        let shares = report.retention.together
        let cells = (0..<depth).map { heat(shares.indices.contains($0) ? shares[$0] : nil) }
        let people = report.retention.cohorts.reduce(0) { $0 + $1.people }
        return "<tr class=\"sum\"><th scope=\"row\">Together</th><td class=\"n\">\(grouped(people))</td>\(cells)</tr>"
    }

    private func table(_ cohorts: [Retention.Cohort], _ depth: Int) -> FigureTable {
        var table = FigureTable(
            caption: "Share of people seen again, with intervals",
            columns: [("First seen", false), ("People", true)] + (0..<depth).map { ($0 == 0 ? "Month 0" : "+\($0)", true) })
        table.rows = cohorts.map { cohort in
            [cell(cohort.month.description), cell(grouped(cohort.people))]
                + (0..<depth).map { cell(cohort.months.indices.contains($0) ? cohort.months[$0]?.text.whole ?? "" : "") }
        }
        return table
    }

    /// Eleven shades; the interval and the counts are told on pointing.
    private func heat(_ share: Proportion?) -> HTML {
        guard let share else { return "<td></td>" }
        guard let value = share.estimate.value else { return "<td class=\"n few\" title=\"\(share.text.whole)\">few</td>" }
        let shade = Int((value * 10).rounded())
        let told = "\(share.text.whole), \(grouped(share.count)) of \(grouped(share.total))"
        return "<td class=\"n h\(shade)\" title=\"\(told)\">\(fixed(value * 100, 0))</td>"
    }
}
