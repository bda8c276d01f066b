import Analytics
import Kernel
import Statistics
import Timeline
import Web

/// What was met by more or fewer of a day's customers than before, from which day to which.
struct EpisodeSection: Markup {
    let t: Texts
    let episodes: [Episode]
    let catalogue: Timeline.Catalogue
    /// What has been taken up; of those that have, the form stands above.
    var insights: [Insight] = []
    /// `nil` for whoever may not take anything up.
    var form: InsightFormMaker?

    /// So many are shown, of those that began within so many days; the file has all.
    static let most = 12
    static let days = 365

    private struct Line {
        let incident: Incident
        let isFirst: Bool
    }

    private var recent: [Episode] { episodes.filter { $0.first.from > t.today.adding(days: -Self.days) } }

    private var lines: [Line] {
        recent.prefix(Self.most).flatMap { $0.incidents.enumerated().map { Line(incident: $1, isFirst: $0 == 0) } }
    }

    var html: HTML {
        guard !recent.isEmpty else { return .nothing }
        let table = Table(lines, caption: t("journey.episode.title")) {
            Column(t("journey.touchpoint")) { what($0) }
            Column(t("journey.episode.whom")) { HTML(escaping: t.whom($0.incident.group, $0.incident.value)) }
            Column(t("journey.episode.from")) { HTML(escaping: t.date($0.incident.from)) }
            Column(t("journey.episode.to")) { HTML(escaping: $0.incident.until.map { t.date($0.adding(days: -1)) } ?? t("journey.episode.still")) }
            Column(t("journey.episode.before"), isNumber: true) { share($0.incident.before) }
            Column(t("journey.episode.during"), isNumber: true) { share($0.incident.during) }
            Column(t("journey.summary.owner")) { HTML(escaping: owner($0.incident) ?? "–") }
            Column(t("journey.episode.status")) { status($0) }
        }
        return Section(
            t("journey.episode.title"), note: HTML(escaping: t("journey.episode.about")),
            actions: LinkButton(t("journey.csv"), href: "/journey/insights/episodes.csv", .quiet).html,
            content: "<div class=\"stack\">\(table)\(takingUp)</div>"
        ).html
    }

    /// A form for each that nobody has taken up; what went along with another one goes with that.
    private var takingUp: HTML? {
        guard let form else { return nil }
        let untold = lines.filter { $0.isFirst && insight($0) == nil }
        let forms = untold.map { line -> HTML in
            let finding = Finding(line.incident)
            return "<li class=\"insight\"><h3>\(FindingWords(t: t, catalogue: catalogue).sentence(finding))</h3>\(form.form(finding, nil))</li>"
        }
        return untold.isEmpty ? nil : "<ul class=\"insights\">\(forms)</ul>"
    }

    /// What was said of it, or of the same thing told by the month.
    private func insight(_ line: Line) -> Insight? {
        let finding = Finding(line.incident)
        return insights.first { $0.finding.isSame(as: finding) } ?? insights.first { $0.finding.isAbout(finding) }
    }

    private func owner(_ incident: Incident) -> String? { FindingWords(t: t, catalogue: catalogue).owner(Finding(incident)) }

    /// What has become of it; of what went along with another one nothing is done by itself.
    private func status(_ line: Line) -> HTML {
        line.isFirst ? HTML(escaping: insight(line).map { t("journey.insight.\($0.status.rawValue)") } ?? t("journey.summary.new")) : .nothing
    }

    /// Opens those whom it befell, from that day on.
    private func what(_ line: Line) -> HTML {
        let name = t.name(ofKind: line.incident.kind, catalogue)
        let group = line.incident.group.flatMap { group in line.incident.value.map { SegmentRule.trait(group, .equals($0)) } }
        let days = max(1, Int(t.today.number - line.incident.from.number) + 1)
        let path = SegmentRules(.all, [group, .did(line.incident.kind, atLeast: 1, withinDays: days)].compactMap(\.self)).draftPath(named: name)
        let text = line.isFirst ? name : t("journey.episode.with", ["kind": name])
        return "<a href=\"\(url: path)\">\(text)</a>"
    }

    private func share(_ proportion: Proportion) -> HTML { t.figure(proportion.estimate) { t.percent($0, digits: 1) } }
}

/// All of them as a file for spreadsheets; what changed on the same days has the same number.
struct EpisodesCSV {
    let episodes: [Episode]

    var text: String {
        let head = [
            "episode", "touchpoint", "group", "value", "from", "until", "before", "during", "met_before", "seen_before", "met_during", "seen_during",
            "difference_low", "difference_high",
        ]
        let rows = episodes.enumerated().flatMap { number, episode in episode.incidents.map { row($0, number + 1) } }
        return CSV.sheet([head] + rows)
    }

    private func row(_ incident: Incident, _ number: Int) -> [String] {
        let words = [incident.kind, incident.group ?? "", incident.value ?? ""].map(CSV.harmless)
        let days = [incident.from.description, incident.until?.description ?? ""]
        let shares = [incident.before.share, incident.during.share].map(CSV.figure)
        let counts = [incident.before.count, incident.before.total, incident.during.count, incident.during.total].map { "\($0)" }
        let difference = [incident.difference?.interval.low, incident.difference?.interval.high].map(CSV.figure)
        return ["\(number)"] + words + days + shares + counts + difference
    }
}
