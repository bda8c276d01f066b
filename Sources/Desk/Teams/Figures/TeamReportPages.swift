import Analytics
import Kernel
import Statistics
import Web

/// What the service report says of teams, and of who was there.
struct TeamReportSections: Markup {
    let t: Texts
    let report: ServiceReport
    let query: Query

    /// Of the address.
    static let name = "team"

    var html: HTML { "\(teams)\(occupancy)" }

    /// Of one team alone, and the way back to all.
    var narrowed: HTML? {
        report.team.map { team in
            let cross: HTML = """
                <a class="remove" href="\(url: "/inbox/report" + query.with(Self.name, nil).text)" aria-label="\(t("team.all"))">\(Icon.cross)</a>
                """
            return "<p>\(TeamChip(team: team, href: InboxAddress(team: team.key).path, removal: cross))</p>"
        }
    }

    private var teams: HTML? {
        guard !report.byTeam.isEmpty else { return nil }
        let table = Table(report.byTeam, caption: t("team.report")) {
            Column(t("team.one")) { TeamChip(team: $0.team, href: "/inbox/report" + query.with(Self.name, $0.team.key).text).html }
            Column(t("desk.report.conversations"), isNumber: true) { HTML(escaping: t.number($0.summary.conversations)) }
            Column(t("desk.report.first"), isNumber: true) { HTML(escaping: median($0.summary.firstResponse)) }
            Column(t("desk.report.next"), isNumber: true) { HTML(escaping: median($0.summary.nextResponse)) }
            Column(t("desk.report.resolution"), isNumber: true) { HTML(escaping: median($0.summary.fullResolution)) }
            Column(t("desk.report.reopened"), isNumber: true) { HTML(escaping: t.number($0.summary.reopened.count)) }
        }
        return Section(t("team.report"), note: HTML(escaping: t("team.report.about")), content: table.html).html
    }

    private var occupancy: HTML? {
        guard !report.occupancy.isEmpty else { return nil }
        let table = Table(report.occupancy, caption: t("team.occupancy")) {
            Column(t("team.person")) { HTML(escaping: $0.name) }
            Column(t("team.occupancy.there"), isNumber: true) { HTML(escaping: t.span($0.there)) }
            Column(t("team.occupancy.working"), isNumber: true) { HTML(escaping: t.span($0.working)) }
            Column(t("team.occupancy"), isNumber: true) { row in HTML(escaping: row.share.map { t.percent($0, digits: 0) } ?? "–") }
        }
        return Section(t("team.occupancy"), note: HTML(escaping: t("team.occupancy.about")), content: table.html).html
    }

    private func median(_ spread: ElapsedSpread?) -> String { spread.map { t.span($0.business.median) } ?? "–" }
}
