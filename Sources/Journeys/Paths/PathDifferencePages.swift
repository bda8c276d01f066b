import Analytics
import Kernel
import Statistics
import Timeline
import Web

/// What was measured of two groups.
struct MeasuredDifference: Sendable {
    let difference: PathDifference
    let both: Int
}

/// What two segments do unlike on their way.
struct PathDifferenceSection: Markup {
    let t: Texts
    let measured: MeasuredDifference
    /// What the two are called.
    let names: (one: String, other: String)
    let catalogue: Timeline.Catalogue
    let query: Query

    /// So many rows are shown; the file has all.
    static let most = 20

    private var difference: PathDifference { measured.difference }

    var html: HTML {
        let title = t("journey.difference.title", ["one": names.one, "other": names.other])
        let action = LinkButton(t("journey.csv"), href: "/journey/paths/difference.csv\(query.text)", .quiet).html
        return Section(title, note: HTML(escaping: about), actions: action, id: "difference", content: content).html
    }

    private var about: String {
        let counts = t("journey.difference.counts", ["one": difference.one, "other": difference.other])
        let both = measured.both > 0 ? t("journey.difference.both", ["count": measured.both]) : nil
        return t.sentences([counts, both, t("journey.difference.about", ["enough": Estimate.enough])])
    }

    private var content: HTML {
        guard min(difference.one, difference.other) >= Estimate.enough, !difference.rows.isEmpty else {
            return EmptyState(.noResult, t("journey.difference.few"), t("journey.difference.few.hint", ["enough": Estimate.enough])).html
        }
        return "\(verdict)\(table)\(rest)"
    }

    /// What was found, or how small a difference could have been.
    private var verdict: HTML {
        let count = difference.rows.count(where: \.isBeyondChance)
        if count > 0 { return "<p>\(t("journey.difference.found", ["count": count, "of": difference.rows.count]))</p>" }
        guard let least = difference.smallestDetectable else { return "<p>\(t("journey.difference.none.blind"))</p>" }
        return "<p>\(t("journey.difference.none", ["points": t.number(least * 100, digits: 1)]))</p>"
    }

    /// How many rows stand in the file alone.
    private var rest: HTML? {
        let count = difference.rows.count - Self.most
        return count > 0 ? "<p class=\"aside\">\(t("journey.difference.rest", ["shown": Self.most, "count": count]))</p>" : nil
    }

    private var table: HTML {
        Table(Array(difference.rows.prefix(Self.most)), caption: t("journey.difference.table")) {
            Column(t("journey.difference.what")) { what($0.passing) }
            Column(names.one, isNumber: true) { share($0.one, $0.passing, "one") }
            Column(names.other, isNumber: true) { share($0.other, $0.passing, "other") }
            Column(t("journey.moments.difference"), isNumber: true) { points($0) }
            Column(t("journey.difference.p"), isNumber: true) {
                HTML(escaping: $0.p < 0.001 ? "< \(t.number(0.001, digits: 3))" : t.number($0.p, digits: 3))
            }
            Column(t("journey.difference.certain")) { row in
                Badge(
                    t(row.isBeyondChance ? "journey.difference.beyond_chance" : "journey.benchmark.chance"),
                    tone: row.isBeyondChance ? .thread : .plain
                )
                .html
            }
        }.html
    }

    private func what(_ passing: Passing) -> HTML {
        let to = t.name(ofKind: passing.to, catalogue)
        return passing.from.map { "\(t.name(ofKind: $0, catalogue)) <span class=\"aside\">→</span> \(to)" } ?? "\(to)"
    }

    private func share(_ share: Proportion, _ passing: Passing, _ group: String) -> HTML {
        let address = "/journey/paths/people" + query.with("via", passing.from).with("at", passing.to).with("of", group).text
        let value = share.share.map { t.percent($0, digits: 1) } ?? "–"
        return "<a href=\"\(url: address)\">\(value)</a> <span class=\"aside\">\(t.number(share.count))</span>"
    }

    private func points(_ row: PathDifference.Row) -> HTML {
        let interval = row.difference.interval.scaled(by: 100)
        return """
            <b>\(t.points(row.one.share ?? 0, less: row.other.share ?? 0, digits: 1))</b> <span class="aside">\(t.change(interval.low, digits: 1)) … \
            \(t.change(interval.high, digits: 1))</span>
            """
    }
}

/// All that was compared, a row for each, as a file for spreadsheets.
struct PathDifferenceCSV {
    let measured: MeasuredDifference
    let names: (one: String, other: String)

    var text: String {
        let head = [
            "from", "to", "one", "one_people", "one_of", "one_share", "other", "other_people", "other_of", "other_share", "difference",
            "difference_low", "difference_high", "p_adjusted",
        ]
        return CSV.sheet([head] + measured.difference.rows.map(row))
    }

    private func row(_ row: PathDifference.Row) -> [String] {
        func share(_ name: String, _ share: Proportion) -> [String] {
            [CSV.harmless(name), "\(share.count)", "\(share.total)", CSV.figure(share.share)]
        }
        let difference = [row.difference.value, row.difference.interval.low, row.difference.interval.high, row.p].map(CSV.figure)
        return [CSV.harmless(row.passing.from ?? ""), CSV.harmless(row.passing.to)] + share(names.one, row.one) + share(names.other, row.other)
            + difference
    }
}
