import Analytics
import Kernel
import Language
import Statistics
import Timeline
import Web

/// The board: new, taken up, done with its effect, let go.
struct InsightPage {
    let t: Texts
    let seal: String
    let board: InsightBoard
    let choice: StakeChoice
    var episodes: [Episode] = []
    var measured: MeasuringTime?
    /// Of which an action may leave one alone.
    var segments: [Segment] = []
    /// Of whom one may be given an insight, and who asks.
    var colleagues: [Colleague] = []
    var reader: ID<Viewer>?
    /// What was said last and cannot be.
    var refused: RefusedEntry?
    let catalogue: Timeline.Catalogue
    let mayAct: Bool
    let query: Query

    var html: HTML {
        """
        \(PageHeader(t("journey.tab.insights"), lead: HTML(escaping: t("journey.insight.lead")),
            actions: [LinkButton(t("journey.csv"), href: "/journey/insights/insights.csv\(assumed.text)", .quiet).html]))\
        \(JourneyTabs(t: t, current: .insights, query: query))\(measured?.html)
        \(Section(t("journey.insight.new"), note: HTML(escaping: t("journey.insight.new.about")), content: news))
        \(list("taken", board.taken.map { card($0.finding, $0, nil) }))\
        \(list("done", board.done.map { card($0.insight.finding, $0.insight, $0.effect) }))\
        \(list("dismissed", board.dismissed.map { card($0.finding, $0, nil) }))\
        \(daily)\(assumptions)
        """
    }

    private var daily: EpisodeSection {
        EpisodeSection(t: t, episodes: episodes, catalogue: catalogue, insights: board.insights, form: mayAct ? form : nil)
    }

    private var form: InsightFormMaker {
        InsightFormMaker(t: t, seal: seal, segments: segments, colleagues: colleagues, reader: reader, refused: refused)
    }

    private var assumed: Query { query.keeping("after", "reach", "lasts") }

    /// What the money beside an insight rests on.
    private var assumptions: Section? {
        guard !board.stakes.isEmpty else { return nil }
        return Section(
            t("journey.stakes"), note: HTML(escaping: t.sentences([t("journey.stakes.about", ["days": choice.days]), t("journey.stakes.overlap")])),
            content: StakeForm(t: t, choice: choice, path: "/journey/insights", kept: Query()).html)
    }

    private func money(_ finding: Finding) -> [HTML] {
        guard let stakes = board.stakes[finding.key] else { return [] }
        let alone = words.alone(finding).map { $0 + " " }
        return StakeWords(t: t, choice: choice).sentences(stakes).map { "<p>\(alone)\($0)</p>" }
    }

    private var words: FindingWords { FindingWords(t: t, catalogue: catalogue) }

    private var news: HTML {
        board.news.isEmpty
            ? EmptyState(.allDone, t("journey.insight.none"), t("journey.insight.none.hint")).html
            : "<ul class=\"insights\">\(board.news.map { card($0, nil, nil) })</ul>"
    }

    private func list(_ name: String, _ cards: [HTML]) -> HTML? {
        cards.isEmpty ? nil : Section(t("journey.insight.\(name)"), content: "<ul class=\"insights\">\(cards)</ul>").html
    }

    private func card(_ finding: Finding, _ insight: Insight?, _ effect: InsightEffect?) -> HTML {
        let facts = t(
            "journey.insight.facts.\(finding.what.rawValue)",
            [
                "low": words.points(finding.low, finding.what), "high": words.points(finding.high, finding.what),
                "before": finding.countBefore, "after": finding.countAfter, "share": words.figure(finding.after, finding.what),
                "share_before": words.figure(finding.before, finding.what),
            ])
        let explained = finding.what == .experience && finding.kind != nil ? t("journey.insight.place", ["kind": words.kind(finding)]) : nil
        let owner = words.owner(finding).map { t("journey.insight.owner", ["department": $0]) }
        let details = t.sentences([facts, explained, owner])
        let told = InsightWords(t: t, catalogue: catalogue, segments: segments)
        let by = insight.map { "<p class=\"aside\">\(told.said($0))</p>" as HTML }
        let action = (insight.map(told.action) ?? []).map { "<p>\($0)</p>" as HTML }
        return """
            <li class="\(tone(finding))"><h3>\(words.sentence(finding))</h3>
            <p class="aside">\(details)</p>\(followers(finding))\(money(finding))\(ahead(finding))\(people(finding))\
            \(by)\(action)\(effect.map { self.told($0, finding) })\
            \(mayAct ? form.form(finding, insight) : nil)</li>
            """
    }

    private func tone(_ finding: Finding) -> String { finding.what == .reach ? "insight" : finding.isWorse ? "insight bad" : "insight good" }

    /// What only follows from it.
    private func followers(_ finding: Finding) -> [HTML] {
        guard finding.what == .touchpoint, let kind = finding.kind else { return [] }
        return (board.followers[kind] ?? []).map { "<p>\(t("journey.insight.follows", ["sentence": words.sentence($0)]))</p>" }
    }

    /// To those whom it has not befallen yet.
    private func ahead(_ finding: Finding) -> HTML? {
        guard let ahead = board.ahead[finding.key], !ahead.people.isEmpty else { return nil }
        let path = "/journey/insights/ahead" + Query(["finding": finding.key]).text
        return "<p><a href=\"\(url: path)\">\(t("journey.insight.ahead", ["count": ahead.people.count]))</a></p>"
    }

    /// To the people behind its figure.
    private func people(_ finding: Finding) -> HTML {
        let path = "/journey/insights/people" + Query(["finding": finding.token]).text
        return "<p><a href=\"\(url: path)\">\(t("journey.insight.people"))</a></p>"
    }

    private func told(_ effect: InsightEffect, _ finding: Finding) -> HTML {
        let sentences = words.effect(effect, finding)
        return "<p\(attribute: "class", effect.difference == nil ? "aside" : nil)>\(sentences)</p>"
    }
}
