import Kernel
import Statistics
import Web

/// How satisfied customers were, as a part of the service report: every number opens the conversations behind it.
struct SatisfactionReport: Markup {
    let t: Texts
    let report: ServiceReport
    /// What the report is of.
    let query: Query

    private var figures: SatisfactionFigures { SatisfactionFigures(report.questions) }

    var tiles: [Tile] {
        guard figures.responses.total > 0 else { return [] }
        return [
            Tile(
                t("csat.report"), value(figures), detail: detail(figures), definition: t("csat.report.definition"),
                href: address(SurveyFilter(part: .answered))),
            Tile(
                t("csat.report.responses"), figures.responses.share.map { t.percent($0) } ?? "–",
                detail: t("csat.report.responses.detail", ["count": figures.responses.count, "n": figures.responses.total]),
                definition: t("csat.report.responses.definition"), href: address(SurveyFilter(part: .asked))),
        ]
    }

    var html: HTML { figures.responses.total > 0 ? "\(agents)\(reasons)" : .nothing }

    /// Which conversations are listed.
    func words(_ filter: SurveyFilter, count: Int) -> String {
        var words = [t("csat.report.part.\(filter.part.rawValue)")]
        if let agent = filter.agent, let name = report.questions.first(where: { $0.survey.staff == agent })?.agent {
            words.append(t("csat.report.of_agent", ["who": name]))
        }
        if let reason = filter.reason {
            let known = report.satisfactionSettings.low.all + report.satisfactionSettings.high.all
            words.append("“\((known.first { $0.key == reason } ?? SurveyReason(key: reason)).name(t))”")
        }
        return t("csat.report.listed", ["count": count, "what": words.joined(separator: " · ")])
    }

    // MARK: - Parts

    private func address(_ filter: SurveyFilter) -> String {
        ServiceReport.Narrowing.satisfaction(filter).address(query)
    }

    private func value(_ figures: SatisfactionFigures) -> String { figures.answers.topTwo.share.map { t.percent($0) } ?? "–" }

    /// The interval of few is too wide to be read as a figure: then words say so.
    private func detail(_ figures: SatisfactionFigures) -> String {
        let n = figures.answers.n
        guard let mean = figures.answers.mean else { return t("csat.report.none") }
        guard n >= Estimate.enough, let interval = figures.answers.topTwo.interval else {
            return t("csat.report.too_few", ["n": n, "mean": t.number(mean, digits: 1)])
        }
        return t(
            "csat.report.detail",
            ["n": n, "mean": t.number(mean, digits: 2), "low": t.percent(interval.low), "high": t.percent(interval.high)])
    }

    private var agents: HTML? {
        let agents = report.satisfactionByAgent
        guard !agents.isEmpty else { return nil }
        let table = Table(agents, caption: t("csat.report.agents")) {
            Column(t("csat.facts.agent")) { HTML(escaping: $0.name) }
            Column(t("csat.report"), isNumber: true) { agent in
                link(SurveyFilter(part: .answered, agent: agent.id), value(agent.figures), agent.figures.answers.n)
            }
            Column(t("csat.report.answers")) { HTML(escaping: detail($0.figures)) }
            Column(t("csat.report.low"), isNumber: true) { agent in
                let low = agent.figures.answers.n - agent.figures.answers.topTwo.count
                return link(SurveyFilter(part: .low, agent: agent.id), t.number(low), low)
            }
            Column(t("csat.report.responses"), isNumber: true) { agent in
                link(
                    SurveyFilter(part: .asked, agent: agent.id), agent.figures.responses.share.map { t.percent($0) } ?? "–",
                    agent.figures.responses.total)
            }
        }
        return Section(t("csat.report.agents"), note: HTML(escaping: t("csat.report.agents.about")), id: "satisfaction", content: table.html).html
    }

    private var reasons: HTML? {
        let counts = ReasonCount.all(of: report.questions, report.satisfactionSettings)
        guard !counts.isEmpty else { return nil }
        let table = Table(counts, caption: t("csat.report.reasons")) {
            Column(t("csat.report.reason")) { HTML(escaping: $0.reason.name(t)) }
            Column(t("csat.report.high"), isNumber: true) { link(SurveyFilter(part: .high, reason: $0.reason.key), t.number($0.high), $0.high) }
            Column(t("csat.report.low"), isNumber: true) { link(SurveyFilter(part: .low, reason: $0.reason.key), t.number($0.low), $0.low) }
        }
        return Section(t("csat.report.reasons"), note: HTML(escaping: t("csat.report.reasons.about")), content: table.html).html
    }

    private func link(_ filter: SurveyFilter, _ text: String, _ count: Int) -> HTML {
        count == 0 ? HTML(escaping: text) : "<a href=\"\(url: address(filter))\">\(text)</a>"
    }
}
