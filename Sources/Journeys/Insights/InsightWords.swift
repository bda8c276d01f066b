import Analytics
import Kernel
import Statistics
import Timeline
import Web

/// What has become of a finding, in words.
struct InsightWords {
    let t: Texts
    let catalogue: Timeline.Catalogue
    let segments: [Segment]

    /// `Taken on by Ana, 3 Nov 2026`
    func said(_ insight: Insight) -> String {
        t("journey.insight.by.\(insight.status.rawValue)", ["author": insight.author ?? "–", "date": t.date(insight.updatedAt)])
    }

    /// What was done, since when it works, and whom it leaves alone.
    func action(_ insight: Insight) -> [String] {
        [
            insight.action.isEmpty ? nil : t.pair(t("journey.insight.action"), insight.action),
            insight.actedOn.map { t.pair(t("journey.insight.acted_on"), t.date($0)) },
            insight.holdout.map { t.pair(t("journey.insight.holdout"), name(of: $0)) },
        ].compactMap(\.self)
    }

    /// What a segment is called that an action leaves alone; one that is gone has no name.
    func name(of segment: ID<Segment>) -> String { segments.first { $0.id == segment }?.name ?? "–" }

    /// Its status, whose it is, what was done and what came of it.
    func status(_ told: InsightBoard.Told) -> HTML {
        guard let insight = told.insight else { return HTML(escaping: t("journey.summary.new")) }
        let effect = told.effect.map { FindingWords(t: t, catalogue: catalogue).effect($0, told.finding) }
        let details = (action(insight) + [effect].compactMap(\.self)).map { "<div class=\"aside\">\($0)</div>" as HTML }
        return "\(said(insight))\(details)"
    }

    /// What it costs: losses alone; where nothing is lost, the currency of which most is known says so.
    func price(_ cause: CauseStakes?, _ choice: StakeChoice, of finding: Finding) -> HTML {
        let money = StakeWords(t: t, choice: choice)
        guard let cause, let most = cause.stakes.amounts.filter({ $0.verdict != nil }).max(by: { $0.paying < $1.paying }) else { return "–" }
        let losses = cause.stakes.amounts.filter(\.isLoss)
        let alone = FindingWords(t: t, catalogue: catalogue).alone(finding)
        return (losses.isEmpty ? [most] : losses).map { amount -> HTML in
            let n = t("journey.stakes.compared", ["hit": t.number(amount.each.hit), "spared": t.number(amount.each.spared)])
            let notes = [n, money.since(cause)].compactMap(\.self).joined(separator: " · ")
            return "<div>\(alone.map { "<span class=\"aside\">\($0)</span> " as HTML })\(money.risk(amount))<div class=\"aside\">\(notes)</div></div>"
        }.joined()
    }
}
