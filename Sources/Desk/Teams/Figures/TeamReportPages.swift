import Kernel
import Web

/// What the service report says of who was there.
struct TeamReportSections: Markup {
    let t: Texts
    let report: ServiceReport

    var html: HTML {
        guard !report.occupancy.isEmpty else { return .nothing }
        let table = Table(report.occupancy, caption: t("team.occupancy")) {
            Column(t("team.person")) { HTML(escaping: $0.name) }
            Column(t("team.occupancy.there"), isNumber: true) { HTML(escaping: t.span($0.there)) }
            Column(t("team.occupancy.working"), isNumber: true) { HTML(escaping: t.span($0.working)) }
            Column(t("team.occupancy"), isNumber: true) { row in HTML(escaping: row.share.map { t.percent($0, digits: 0) } ?? "–") }
        }
        return Section(t("team.occupancy"), note: HTML(escaping: t("team.occupancy.about")), content: table.html).html
    }
}
