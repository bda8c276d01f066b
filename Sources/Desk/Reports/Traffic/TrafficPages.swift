import Kernel
import Statistics
import Web

/// When customers write: a table of the hours of the week. How many stands in each cell; how dark it is says the same.
struct TrafficSection: Markup {
    let t: Texts
    let traffic: Traffic
    /// What the report is of.
    let query: Query

    var html: HTML {
        guard traffic.outside.total > 0 else { return .nothing }
        let csv = LinkButton(t("desk.report.csv"), href: "/inbox/report/traffic.csv" + query.text, .quiet).html
        let outside = t(
            "desk.report.traffic.outside",
            ["share": t.percent(traffic.outside.share ?? 0, digits: 0), "n": traffic.outside.total, "zone": traffic.zone])
        return Section(
            t("desk.report.traffic"), note: HTML(escaping: t("desk.report.traffic.about")), actions: csv, id: "traffic",
            content:
                "<p>\(outside)</p>\(table)<p class=\"aside\"><i class=\"open-mark\" aria-hidden=\"true\"></i> \(t("desk.report.traffic.legend"))</p>"
        ).html
    }

    private var table: HTML {
        let caption = t("desk.report.traffic")
        let heads = (0...23).map { "<th scope=\"col\" class=\"number\">\(clock($0 * 60).prefix(2).description)</th>" as HTML }
        let sums = (0...23).map { hour in "<td class=\"number\">\(t.number(traffic.sum { $0.hour == hour }))</td>" as HTML }
        return """
            <div class="table" tabindex="0" role="region" aria-label="\(caption)">\
            <table class="heat traffic"><caption class="quiet">\(caption)</caption>
            <thead><tr><th scope="col">\(t("desk.report.traffic.day"))</th>\(heads)\
            <th scope="col" class="number">\(t("desk.report.traffic.sum"))</th>\
            </tr></thead><tbody>\((1...7).map(row))</tbody>\
            <tfoot><tr><th scope="row">\(t("desk.report.traffic.sum"))</th>\(sums)\
            <td class="number">\(t.number(traffic.outside.total))</td></tr></tfoot>\
            </table></div>
            """
    }

    private func row(_ weekday: Int) -> HTML {
        let cells = (0...23).map { cell(Traffic.Place(weekday: weekday, hour: $0)) }
        let sum = traffic.sum { $0.weekday == weekday }
        return "<tr><th scope=\"row\">\(t.weekday(weekday))</th>\(cells)<td class=\"number sum\">\(t.number(sum))</td></tr>"
    }

    private func cell(_ place: Traffic.Place) -> HTML {
        let (count, isOpen) = (traffic.cell(place.weekday, place.hour).messages, traffic.open.contains(place))
        let mark: HTML = isOpen ? " open" : ""
        // What a row and a column say is said again: a cell alone is read out so too.
        let title = t.name(of: place) + " · " + t(isOpen ? "desk.report.traffic.open" : "desk.report.traffic.closed")
        guard count > 0 else { return "<td class=\"number none\(mark)\" title=\"\(title)\">0</td>" }
        let address = ServiceReport.Narrowing.traffic(place).address(query)
        return """
            <td class="number h\("\(shade(count))")\(mark)"><a href="\(url: address)" title="\(title)">\(t.number(count))</a></td>
            """
    }

    /// 1…8, the darkest for the most there is.
    private func shade(_ count: Int) -> Int { max(1, Int((8 * Double(count) / Double(max(1, traffic.most))).rounded())) }
}

extension Texts {
    /// - Parameter number: 1 Monday … 7 Sunday.
    func weekday(_ number: Int) -> String { self("desk.hours.\(weekdayNames[number - 1].lowercased())") }

    /// `Monday, 09:00–10:00`
    func name(of place: Traffic.Place) -> String {
        "\(weekday(place.weekday)), \(clock(place.hour * 60))–\(clock((place.hour + 1) * 60))"
    }
}
