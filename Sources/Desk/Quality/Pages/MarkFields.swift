import Kernel
import Web

/// The criteria of a scorecard, to be answered.
struct MarkFields: Markup {
    let t: Texts
    let card: Scorecard
    let state: FormState
    /// What speed came to, and nobody types.
    let speed: Mark?
    /// Whether something may be said about each.
    var takesComments = true

    var html: HTML { card.terms.criteria.map { $0.sort == .speed ? computed($0) : judged($0) }.joined() }

    private func computed(_ criterion: Scorecard.Criterion) -> HTML {
        let why = speed == nil ? t("quality.speed.none") : t("quality.speed.why")
        return """
            <fieldset class="field judged"><legend>\(title(criterion))</legend><p><b>\(t.mark(speed))</b></p><p class="hint">\(why)</p></fieldset>
            """
    }

    private func judged(_ criterion: Scorecard.Criterion) -> HTML {
        let name = ReviewDraft.mark(criterion)
        let choices: [(value: String, label: String)] =
            criterion.sort == .scale
            ? (0...5).map { ("\($0)", "\($0)") } : [("yes", t("quality.mark.yes")), ("no", t("quality.mark.no"))]
        let given = state[name]
        let buttons = (choices + [("", t("quality.skip"))]).map { choice -> HTML in
            """
            <label><input type="radio" name="\(name)" value="\(choice.value)"\(flag: "checked", choice.value == given)>\
            <span>\(choice.label)</span></label>
            """
        }
        let error: HTML? = state.errors[name].map { "<p class=\"error\">\(Icon.warning)\($0)</p>" }
        let about = criterion.about(t)
        return """
            <fieldset class="field judged"><legend>\(title(criterion))</legend>\
            \(about.isEmpty ? nil : "<p class=\"hint\">\(about)</p>")<div class="ticks">\(buttons)</div>\(error)\
            \(takesComments ? comment(criterion) : nil)</fieldset>
            """
    }

    private func title(_ criterion: Scorecard.Criterion) -> HTML {
        let weight: HTML = "<small class=\"aside\">\(t("quality.weight.is", ["weight": criterion.weight]))</small>"
        return "\(criterion.name(t)) \(criterion.isCritical ? Badge(t("quality.critical.short"), tone: .warn) : nil) \(weight)"
    }

    private func comment(_ criterion: Scorecard.Criterion) -> HTML {
        let name = ReviewDraft.comment(criterion)
        let isOpen = !state[name].isEmpty || state.errors[name] != nil
        let field = state.field(name, t("quality.comment.on", ["criterion": criterion.name(t)]), .area(rows: 2))
        return "<details\(flag: "open", isOpen)><summary>\(t("quality.comment"))</summary>\(field)</details>"
    }
}
