import Kernel
import Statistics
import Timeline
import Web

/// Customers who stand just before what hurts, so that somebody can act before they meet it.
struct AheadPage {
    let t: Texts
    let finding: Finding
    let ahead: Ahead
    let names: [CustomerName]
    let catalogue: Timeline.Catalogue
    let query: Query

    /// So many are listed; the file has all.
    static let most = 200

    private var words: FindingWords { FindingWords(t: t, catalogue: catalogue) }
    var title: String { t("journey.insight.ahead.title", ["kind": words.kind(finding)]) }

    var html: HTML {
        let steps = ahead.before.map { step -> HTML in
            let facts = ["kind": t.name(ofKind: step.kind, catalogue), "share": t.percent(step.share.share ?? 0), "next": words.kind(finding)]
            return "<li>\(t("journey.insight.ahead.step", facts))</li>"
        }
        let header = PageHeader(
            title, lead: HTML(escaping: t("journey.insight.ahead.lead", ["count": ahead.people.count])),
            crumbs: [Crumb(t("journey.tab.insights"), "/journey/insights")],
            actions: [LinkButton(t("journey.csv"), href: "/journey/insights/ahead.csv\(query.text)", .quiet).html])
        return """
            \(header)<ul class="findings">\(steps)</ul>\(PeopleList(t: t, title: title, names: names, count: ahead.people.count))
            """
    }
}

/// The weightiest findings in words, for the page that opens the day: what is new first, then what somebody works on, then what was done. What was
/// let go is not told, and what only follows from another one stands with that.
struct ChangesSection: Markup {
    let t: Texts
    let list: InsightList
    let catalogue: Timeline.Catalogue

    static let most = 5

    /// Whether there is anything to tell.
    var isEmpty: Bool { lines.isEmpty }

    private var lines: [(finding: Finding, insight: Insight?)] {
        list.news.map { ($0, nil) } + (list.taken + list.done).map { ($0.finding, $0) }
    }

    var html: HTML {
        let (words, told) = (FindingWords(t: t, catalogue: catalogue), InsightWords(t: t, catalogue: catalogue, segments: []))
        let sentences = lines.prefix(Self.most).map { line -> HTML in
            let owner = words.owner(line.finding).map { t("journey.insight.owner", ["department": $0]) }
            let status = line.insight.map(told.said)
            let notes = [owner, status].compactMap(\.self).map { " <span class=\"aside\">\($0)</span>" as HTML }
            return "<li>\(words.sentence(line.finding))\(notes)</li>"
        }
        let more = lines.count - Self.most
        let further: HTML? =
            more > 0 ? "<p class=\"aside\"><a href=\"/journey/insights\">\(t("journey.summary.further", ["count": more]))</a></p>" : nil
        return Section(
            t("journey.changes"), actions: LinkButton(t("journey.tab.insights"), href: "/journey/insights", .quiet).html,
            content: "<ul class=\"findings\">\(sentences)</ul>\(further)"
        ).html
    }
}
