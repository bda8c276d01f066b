import Analytics
import Kernel
import Statistics

extension TerminalReport {
    var follows: [String] {
        var table = TextTable(columns: [.left("from → to"), .right("times"), .right("people"), .right("median"), .right("mean"), .right("p90")])
        table.rows = report.graph.edges.prefix(report.options.rows).map { edge in
            [
                "\(labels.kind(edge.from)) → \(labels.kind(edge.to))".harmless, grouped(edge.events), grouped(edge.people), told(edge.time.median),
                told(edge.time.mean), told(edge.time.p90),
            ]
        }
        guard !table.rows.isEmpty else { return [] }
        return section("What follows what", [.directlyFollows], table.lines(ink) + more(report.graph.edges.count - table.rows.count))
    }

    var ways: [String] {
        let variants = report.variants
        guard variants.repeats else { return section("The ways people went", [.variants], ["  No two people went the same way."]) }
        var table = TextTable(columns: [.left("way"), .right("people"), .left("share (95 % interval)")])
        table.rows = variants.top.map { way in
            [way.kinds.map(labels.kind).joined(separator: " → ").harmless, grouped(way.people.count), way.people.text.whole]
        }
        if variants.others > 0 {
            table.rows.append([
                "\(grouped(variants.count - variants.top.count)) other ways", grouped(variants.others),
                Proportion(variants.others, of: variants.people).text.whole,
            ])
        }
        return section("The ways people went", [.variants], table.lines(ink))
    }

    var funnel: [String] {
        guard let funnel = report.funnel else { return [] }
        var table = TextTable(columns: [
            .left("step"), .right("people"), .left("of the step before"), .right("in progress"), .right("lost"), .right("median time"),
        ])
        table.rows = funnel.steps.enumerated().map { place, step in
            [
                labels.kind(step.name).harmless, grouped(step.people), place == 0 ? "" : step.ofPrevious.text.whole, grouped(step.inProgress),
                grouped(step.lost), place == 0 ? "" : step.median.map(told) ?? "not half yet",
            ]
        }
        return section("Funnel", [.funnel], table.lines(ink))
    }

    /// The last twelve months in which somebody was first seen, and twelve months of each.
    var retention: [String] {
        let cohorts = report.retention.cohorts.suffix(12)
        let depth = min(12, report.retention.depth)
        guard depth > 0 else { return [] }
        var table = TextTable(columns: [.left("first seen"), .right("people")] + (1...depth).map { .right("+\($0)") })
        table.rows = cohorts.map { cohort in
            [cohort.month.description, grouped(cohort.people)] + (1...depth).map { cell(cohort, $0) }
        }
        return section("Who comes back", [.retention], table.lines(ink))
    }

    private func cell(_ cohort: Retention.Cohort, _ place: Int) -> String {
        guard cohort.months.indices.contains(place), let share = cohort.months[place] else { return "" }
        return share.estimate.value.map { fixed($0 * 100, 0) + "%" } ?? "few"
    }
}
