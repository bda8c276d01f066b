import Kernel
import Web

/// One review: what was given and why, what was said about it, and what may be done.
struct ReviewPage {
    let t: Texts
    let seal: String
    let review: QualityReview
    /// The blind second, or of a second one the first.
    let calibration: Calibration?
    let staff: Viewer
    let state: FormState

    var title: String { t("quality.review.of", ["number": "\(review.conversation)"]) }
    private var isLead: Bool { staff.role >= .manager }

    var html: HTML {
        let crumbs = [Crumb(t("desk.title"), "/inbox"), Crumb(t("quality.title"), "/inbox/quality")]
        let lead = t("quality.review.about", ["agent": review.agentName, "reviewer": review.reviewerName, "time": t.moment(review.at)])
        let open = LinkButton(t("quality.open"), href: "/inbox/\(review.conversation)").html
        return """
            \(PageHeader(title, lead: HTML(escaping: lead), crumbs: crumbs, actions: [open]))
            <div class="desk"><div class="stack">\(marks)\(note)\(calibration.map(compared))\(history)\(deeds)</div>\
            <aside class="stack">\(facts)\(review.awaitsSecond ? waiting : nil)</aside></div>
            """
    }

    private var facts: HTML {
        Section(
            t("quality.iqs"), note: HTML(escaping: t("quality.iqs.definition")),
            content: KeyValues([
                (t("quality.iqs"), ScoreBadge(t: t, review: review).html),
                (t("quality.state"), Badge(t("quality.state.\(review.state.rawValue)"), tone: review.state.tone).html),
                (t("quality.reason"), HTML(escaping: t.reason(review.reason))),
                (t("quality.version"), HTML(escaping: "\(review.card.version)")),
            ]).html
        ).html
    }

    // MARK: - What was given

    private var marks: HTML {
        let isChanged = review.marks != review.given
        let table = Table(review.card.terms.criteria, caption: t("quality.marks")) {
            Column(t("quality.criterion")) { criterion in
                let about = review.comments[criterion.key] ?? ""
                let critical: HTML? = criterion.isCritical ? Badge(t("quality.critical.short"), tone: .warn).html : nil
                return
                    "<div class=\"mail whole\"><span>\(criterion.name(t)) \(critical)</span>\(about.isEmpty ? nil : "<small>\(about)</small>")</div>"
            }
            Column(t("quality.weight"), isNumber: true) { HTML(escaping: "\($0.weight)") }
            Column(t("quality.mark")) { HTML(escaping: t.mark(review.marks[$0.key])) }
            if isChanged { Column(t("quality.mark.first")) { HTML(escaping: t.mark(review.given[$0.key])) } }
            Column(t("quality.points"), isNumber: true) { HTML(escaping: review.marks[$0.key].map { t.percent($0.share) } ?? "–") }
        }
        return Section(t("quality.marks"), note: HTML(escaping: t("quality.marks.about")), content: table.html).html
    }

    private var note: HTML {
        let text: HTML = review.note.isEmpty ? "<p class=\"aside\">\(t("quality.note.none"))</p>" : "<p class=\"words\">\(review.note)</p>"
        return Section(t("quality.note"), content: text).html
    }

    private func compared(_ pair: Calibration) -> HTML {
        let table = Table(pair.lines, caption: t("quality.calibration")) {
            Column(t("quality.criterion")) { HTML(escaping: $0.criterion.name(t)) }
            Column(pair.first.reviewerName) { HTML(escaping: t.mark($0.first)) }
            Column(pair.second.reviewerName) { HTML(escaping: t.mark($0.second)) }
            Column(t("quality.agreement")) { line in
                line.agrees.map { Badge(t($0 ? "quality.alike" : "quality.apart"), tone: $0 ? .good : .warn).html } ?? "–"
            }
        }
        let scores = t(
            "quality.compared", ["first": t.score(pair.first.card.terms.score(pair.first.given)), "second": t.score(pair.second.score)])
        return Section(t("quality.calibration"), note: HTML(escaping: scores), content: table.html).html
    }

    private var history: HTML? {
        guard !review.entries.isEmpty else { return nil }
        let items = review.entries.reversed().map { entry in
            TimelineList.Item(
                at: entry.at, icon: .note,
                title: HTML(escaping: t("quality.deed.\(entry.deed.rawValue)", ["who": entry.staffName ?? t("desk.staff")])),
                detail: entry.text.isEmpty ? nil : "<p class=\"words\">\(entry.text)</p>")
        }
        return Section(t("quality.history"), content: TimelineList(t, items).html).html
    }

    // MARK: - What may be done

    private var deeds: HTML {
        "\(review.mayDispute(staff) ? dispute : nil)\(isLead && review.state == .disputed && review.agent != staff.id ? decision : nil)"
    }

    private var waiting: HTML {
        let button = PostButton(t("quality.second.withdraw"), to: "\(review.path)/second", method: .delete, seal: seal, .quiet, swaps: false).html
        return Section(t("quality.second"), note: HTML(escaping: t("quality.second.waits")), content: button).html
    }

    private var dispute: HTML {
        let fields: HTML = """
            \(state.error.map { Callout(HTML(escaping: $0), tone: .warn) })
            <div class="form">\(state.field("text", t("quality.dispute.why"), .area(rows: 4), isRequired: true))
            <div class="actions">\(Button(t("quality.dispute.do")))</div></div>
            """
        let form = PostForm("\(review.path)/dispute", seal: seal, content: fields).html
        return Section(t("quality.dispute"), note: HTML(escaping: t("quality.dispute.about")), content: form).html
    }

    private var decision: HTML {
        let speed = review.card.terms.criteria.first { $0.sort == .speed }.flatMap { review.given[$0.key] }
        let fields: HTML = """
            \(state.error.map { Callout(HTML(escaping: $0), tone: .warn) })<input type="hidden" name="card" value="\("\(review.card.version)")">
            <div class="form">\(state.field("text", t("quality.decision.why"), .area(rows: 3), isRequired: true))\
            \(MarkFields(t: t, card: review.card, state: state, speed: speed, takesComments: false))
            <div class="actions">\(Button(t("quality.decision.upheld"), name: "do", value: "uphold"))\
            \(Button(t("quality.decision.changed"), .primary, name: "do", value: "change"))</div></div>
            """
        let form = PostForm("\(review.path)/decision", seal: seal, content: fields).html
        return Section(t("quality.decision"), note: HTML(escaping: t("quality.decision.about")), content: form).html
    }
}
