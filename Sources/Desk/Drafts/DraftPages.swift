import Kernel
import Web

/// Below what is typed: that it is kept, or that there is something newer from another window, to be taken over.
struct DraftLine: Markup {
    let t: Texts
    let number: Int64
    let draft: Draft
    /// Whether what stands in the field is something else than what is kept.
    var isTyped = false
    /// Whether the draft is from another window, and newer.
    var isOvertaken = false

    var html: HTML {
        """
        <div class="draft" id="draft" data-draft="/inbox/\("\(number)")/draft?_method=put"\(flag: "data-typed", isTyped)\
        \(flag: "data-overtaken", isOvertaken)><input type="hidden" name="draft" value="\("\(draft.version)")">\
        \(isOvertaken ? newer : kept)</div>
        """
    }

    private var kept: HTML {
        let said = draft.text.isEmpty ? nil : draft.keptAt.map { t("desk.draft.kept", ["time": t.moment($0)]) }
        return "<p class=\"aside\">\(said)</p>"
    }

    private var newer: HTML {
        guard !draft.text.isEmpty else {
            return Callout("\(t("desk.draft.gone")) \(keep)", tone: .warn, isLive: true).html
        }
        let text: HTML = """
            <p>\(t("desk.draft.newer", ["time": draft.keptAt.map { t.moment($0) } ?? ""]))</p>
            <blockquote class="words">\(draft.text)</blockquote>
            <div class="actions">\(Button(t("desk.draft.take"), .quiet, name: "then", value: "take", skipsChecks: true))\(keep)</div>
            """
        return Callout(text, tone: .warn, isLive: true).html
    }

    private var keep: HTML { Button(t("desk.draft.keep_mine"), .quiet, name: "then", value: "draft", skipsChecks: true).html }
}
