import Kernel
import Timeline
import Web

/// What the forms of a page have in common.
struct InsightFormMaker {
    let t: Texts
    let seal: String
    /// Of which an action may leave one alone.
    var segments: [Segment] = []
    /// Of whom one may be given an insight.
    var colleagues: [Colleague] = []
    /// Who asks: whoever takes something on without giving it to anybody.
    var reader: ID<Viewer>?
    var refused: RefusedEntry?

    /// - Parameter insight: `nil` of what nobody has taken up.
    func form(_ finding: Finding, _ insight: Insight?) -> InsightForm { InsightForm(made: self, finding: finding, insight: insight) }
}

/// What becomes of a finding: taken up, done, let go; with whose it is, the action, its day, and whom it leaves alone.
struct InsightForm: Markup {
    let made: InsightFormMaker
    let finding: Finding
    /// `nil` of what nobody has taken up.
    let insight: Insight?

    private var t: Texts { made.t }
    private var isRefused: Bool { made.refused?.token == finding.token }

    private var state: FormState {
        if let refused = made.refused, isRefused { return refused.state }
        return FormState([
            "action": insight?.action ?? "", "acted_on": insight?.actedOn?.description ?? "",
            "holdout": insight?.holdout.map { "\($0)" } ?? "", "owner": (insight?.owner ?? made.reader).map { "\($0)" } ?? "",
        ])
    }

    var html: HTML {
        let id = "\(finding.token.unicodeScalars.reduce(UInt32(7)) { ($0 &* 31) &+ $1.value })"
        let state = state
        let buttons = Insight.Status.allCases.map { status in
            Button(
                t(status == insight?.status ? "journey.insight.save" : "journey.insight.\(status.rawValue).do"),
                status == .dismissed ? .quiet : .usual, name: "status", value: status.rawValue
            ).html
        }
        let fields: HTML = """
            <input type="hidden" name="finding" value="\(finding.token)">
            <div class="fields">\(owner(state, id))\(state.field("action", t("journey.insight.action"), id: "action-\(id)"))
            \(state.field("acted_on", t("journey.insight.acted_on"), .date, hint: began, id: "acted-\(id)"))\(holdout(state, id))</div>
            \(state.error.map { "<p class=\"error\" role=\"alert\">\($0)</p>" as HTML })<div class="actions">\(buttons)</div>
            """
        return """
            <details\(flag: "open", insight?.status == .taken || isRefused)><summary>\(t("journey.insight.act"))</summary>
            \(PostForm("/journey/insights", seal: made.seal, content: fields))</details>
            """
    }

    private var began: String { t("journey.insight.acted_on.hint", ["date": t.date(finding.begins.day)]) }

    /// Nothing where there is nobody to choose.
    private func owner(_ state: FormState, _ id: String) -> Field? {
        guard !made.colleagues.isEmpty else { return nil }
        return state.field("owner", t("journey.insight.whose"), .choice(made.colleagues.map { Field.Option("\($0.id)", $0.name) }), id: "owner-\(id)")
    }

    /// Nothing where there is no segment to choose.
    private func holdout(_ state: FormState, _ id: String) -> Field? {
        guard !made.segments.isEmpty else { return nil }
        let options = [Field.Option("", t("journey.insight.holdout.none"))] + made.segments.map { Field.Option("\($0.id)", $0.name) }
        return state.field("holdout", t("journey.insight.holdout"), .choice(options), hint: t("journey.insight.holdout.about"), id: "holdout-\(id)")
    }
}
