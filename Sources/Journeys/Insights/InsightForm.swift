import Kernel
import Timeline
import Web

/// What becomes of a finding: taken up, done, let go; with the action, its day, and whom it leaves alone.
struct InsightForm: Markup {
    let t: Texts
    let seal: String
    let finding: Finding
    /// `nil` of what nobody has taken up.
    let insight: Insight?
    /// Of which an action may leave one alone.
    let segments: [Segment]

    var html: HTML {
        let id = "\(finding.token.unicodeScalars.reduce(UInt32(7)) { ($0 &* 31) &+ $1.value })"
        let buttons = Insight.Status.allCases.map { status in
            Button(
                t(status == insight?.status ? "journey.insight.save" : "journey.insight.\(status.rawValue).do"),
                status == .dismissed ? .quiet : .usual, name: "status", value: status.rawValue
            ).html
        }
        let fields: HTML = """
            <input type="hidden" name="finding" value="\(finding.token)">
            <div class="fields">\(Field("action", t("journey.insight.action"), .text, value: insight?.action ?? "", id: "action-\(id)"))
            \(Field("acted_on", t("journey.insight.acted_on"), .date, value: insight?.actedOn?.description ?? "", id: "acted-\(id)"))\
            \(holdout(id))</div>
            <div class="actions">\(buttons)</div>
            """
        return """
            <details\(flag: "open", insight?.status == .taken)><summary>\(t("journey.insight.act"))</summary>
            \(PostForm("/journey/insights", seal: seal, content: fields))</details>
            """
    }

    /// Nothing where there is no segment to choose.
    private func holdout(_ id: String) -> Field? {
        guard !segments.isEmpty else { return nil }
        let options = [Field.Option("", t("journey.insight.holdout.none"))] + segments.map { Field.Option("\($0.id)", $0.name) }
        return Field(
            "holdout", t("journey.insight.holdout"), .choice(options), value: insight?.holdout.map { "\($0)" } ?? "",
            hint: t("journey.insight.holdout.about"), id: "holdout-\(id)")
    }
}
