import Kernel
import Language
import Web

/// A question that waits in a chat window, or was answered there and can still be changed.
struct ChatSurvey: Sendable {
    let survey: Survey
    let settings: SatisfactionSettings
    /// Of the page on which they can say why.
    let path: String

    func more(_ t: Texts) -> String { "\(path)?lang=\(t.language.rawValue)&step=words" }
}

/// Five faces below what was said. Works as a form; where a script runs, it fills in what is asked and shows it when it is time.
struct ChatSurveyForm: Markup {
    let t: Texts
    /// `nil` while nothing is asked.
    let asked: ChatSurvey?
    /// What stands in each form of the window.
    let hidden: HTML

    private var score: Int? { asked?.survey.answer?.score }

    var html: HTML {
        let said = asked.map { score == nil ? $0.settings.question(t) : t("rate.thanks") }
        let buttons = Survey.scores.map { score -> HTML in
            """
            <button class="s\("\(score)")" name="answer" value="\("\(score)")" title="\(t("csat.answer.\(score)"))" \
            aria-label="\(t("csat.answer.\(score)"))" aria-pressed="\(score == self.score ? "true" : "false")">\(Face(score: score))</button>
            """
        }
        return """
            <form id="rate" method="post" action="\(url: "/chat/survey?lang=\(t.language.rawValue)")"\(flag: "hidden", asked == nil)>\(hidden)\
            <fieldset><legend>\(said)</legend><div>\(buttons)</div></fieldset>\
            <a id="rate-more" href="\(url: asked?.more(t) ?? "/")" target="_blank" rel="noopener"\(flag: "hidden", score == nil)>\
            \(t("chat.rate.more"))</a></form>
            """
    }
}
