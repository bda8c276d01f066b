import Analytics
import Kernel
import Statistics
import Timeline
import Web

struct CallListPage {
    let t: Texts
    let list: CallListStore.List
    let mayLog: Bool

    var html: HTML {
        let crumbs = [Crumb(t("desk.title"), "/inbox")]
        let log = LinkButton(t("calls.log"), href: "/inbox/calls/new", icon: .plus).html
        return """
            \(PageHeader(t("calls.title"), lead: HTML(escaping: t("calls.about")), crumbs: crumbs, actions: mayLog ? [log] : []))
            \(Tiles(tiles))<div class="stack">\(agents)\(table)</div>
            """
    }

    private var figures: CallFigures { list.figures }

    private var tiles: [Tile] {
        [
            Tile(t("calls.incoming"), t.number(figures.incoming), detail: t("calls.outgoing.count", ["count": figures.outgoing])),
            Tile(
                t("calls.missed"), figures.missedShare.share.map { t.percent($0, digits: 0) } ?? "–",
                detail: t("calls.missed.count", ["count": figures.missed, "n": figures.incoming]), definition: t("calls.missed.definition")),
            time("waiting", figures.waiting), time("talking", figures.talking),
        ]
    }

    private func time(_ name: String, _ spread: TimeSpread?) -> Tile {
        let detail = spread.map { t("calls.spread", ["p90": t.seconds($0.p90), "n": $0.n]) } ?? t("desk.report.none")
        return Tile(t("calls.\(name)"), spread.map { t.seconds($0.median) } ?? "–", detail: detail, definition: t("calls.\(name).definition"))
    }

    private var agents: HTML? {
        guard !list.byAgent.isEmpty else { return nil }
        let table = Table(list.byAgent, caption: t("calls.agents")) {
            Column(t("desk.report.agent")) { HTML(escaping: $0.name) }
            Column(t("calls.answered"), isNumber: true) { HTML(escaping: t.number($0.answered)) }
            Column(t("calls.talking"), isNumber: true) { HTML(escaping: $0.talking.map { t.seconds($0.median) } ?? "–") }
        }
        return Section(t("calls.agents"), content: table.html).html
    }

    private var table: HTML {
        guard !list.rows.isEmpty else { return EmptyState(.noResult, t("calls.none"), t("calls.none.hint")).html }
        let table = Table(list.rows, caption: t("calls.title")) {
            Column(t("calls.began")) { Moment(t, $0.call.beganAt, showing: .moment).html }
            Column(t("calls.who")) { who($0) }
            Column(t("calls.outcome")) { outcome($0.call) }
            Column(t("desk.report.agent")) { HTML(escaping: $0.agent ?? "–") }
            Column(t("calls.waiting"), isNumber: true) {
                HTML(escaping: $0.call.channel == .phone ? $0.call.waited.map { t.seconds($0) } ?? "–" : "–")
            }
            Column(t("calls.talking"), isNumber: true) { HTML(escaping: $0.call.talked.map { t.seconds($0) } ?? "–") }
        }
        let cut: HTML? = list.isCut ? "<p class=\"aside\">\(t("calls.cut", ["count": list.rows.count]))</p>" : nil
        return Section(t("calls.list"), content: "\(table)\(cut)").html
    }

    private func who(_ row: CallListStore.Row) -> HTML {
        let name = row.customer?.name ?? (row.call.phone.isEmpty ? t("calls.withheld") : row.call.phone)
        let shown: HTML =
            if let customer = row.customer { "<a href=\"\(url: "/customers/\(customer.id)")\">\(name)</a>" } else { HTML(escaping: name) }
        let conversation = row.call.conversation.map { " <a href=\"\(url: "/inbox/\($0)")\">#\("\($0)")</a>" as HTML }
        return "\(shown)\(conversation)"
    }

    private func outcome(_ call: Call) -> HTML {
        if call.channel != .phone { return Badge(t("calls.in_person"), tone: .plain).html }
        let tone: Tone = call.outcome == .answered ? .good : call.outcome == .ringing ? .plain : .warn
        let direction = t("calls.direction.\(call.direction.key)")
        let word = call.direction == .outgoing && call.outcome == .missed ? "vain" : call.outcome.rawValue
        return "\(direction) \(Badge(t("calls.outcome.\(word)"), tone: tone))"
    }
}
