import Kernel
import Language
import Web

/// The page that a customer answers on: no sign-in, no script, little to load.
struct RatePage {
    let t: Texts
    /// `/rate/…`
    let path: String
    let opened: SurveyAnswerStore.Opened
    let step: Step
    /// Chosen by the link of a mail, and not answered yet.
    var chosen: Int?
    /// On a device that is handed from one customer to the next: nothing of what they said is shown again.
    var isKiosk = false
    var problem: String?
    var comment: String?
    var assets = Assets.embedded

    enum Step: String, Sendable {
        case scale
        /// Why.
        case words
        case thanks
        /// Nothing can be answered any more.
        case closed
    }

    private var survey: Survey { opened.survey }

    var html: HTML {
        RateFrame(t: t, title: question, isKiosk: isKiosk, assets: assets, content: "\(head)\(problemLine)\(body)").html
    }

    private var question: String { opened.settings.question(t) }

    private var head: HTML {
        let sender: HTML? = opened.sender.isEmpty ? nil : "\(opened.sender) · "
        return "<p class=\"who\">\(sender)\(t("rate.about", ["number": "#\(survey.conversation)"]))</p>"
    }

    private var problemLine: HTML? { problem.map { "<p class=\"problem\" role=\"alert\">\($0)</p>" } }

    private var body: HTML {
        switch step {
        case .scale: scale
        case .words: words
        case .thanks: thanks
        case .closed: "<h1>\(t(survey.answer == nil ? "rate.expired" : "rate.settled"))</h1>"
        }
    }

    private func form(_ end: String, _ content: HTML) -> HTML {
        "<form method=\"post\" action=\"\(url: path + end + query)\">\(content)</form>"
    }

    private var query: String { "?lang=\(t.language.rawValue)" + (isKiosk ? "&kiosk=1" : "") }

    private func link(to step: Step, _ text: String) -> HTML {
        "<a href=\"\(url: "\(path)\(query)&step=\(step.rawValue)")\">\(text)</a>"
    }

    // MARK: - Steps

    private var scale: HTML {
        let marked = chosen ?? (isKiosk ? nil : survey.answer?.score)
        let answers = Survey.scores.map { score -> HTML in
            """
            <label class="s\("\(score)")"><input type="radio" name="answer" value="\("\(score)")" required\(flag: "checked", score == marked)>\
            \(Face(score: score))<b>\("\(score)")</b><span>\(t("csat.answer.\(score)"))</span></label>
            """
        }
        let chosen: HTML? = chosen == nil ? nil : "<p class=\"hint\">\(t("rate.chosen"))</p>"
        return form(
            "",
            """
            <fieldset><legend><h1>\(question)</h1></legend><div class="scale">\(answers)</div></fieldset>\(chosen)\
            <button>\(t("rate.send"))</button>
            """)
    }

    private var words: HTML {
        let score = survey.answer?.score ?? 3
        let ticked = isKiosk ? [] : survey.answer?.reasons ?? []
        let reasons = opened.settings.reasons(of: score).all.map { reason -> HTML in
            """
            <label><input type="checkbox" name="reason" value="\(reason.key)"\(flag: "checked", ticked.contains(reason.key))>\
            <span>\(reason.name(t))</span></label>
            """
        }
        let why = t(Survey.isSatisfied(score) ? "rate.why.high" : "rate.why.low")
        let ticks: HTML? = reasons.isEmpty ? nil : "<fieldset><legend>\(why)</legend><div class=\"ticks\">\(reasons)</div></fieldset>"
        let typed = comment ?? (isKiosk ? "" : survey.answer?.comment ?? "")
        return """
            <h1>\(t("rate.thanks"))</h1>\(isKiosk ? nil : summary)\(form("/words", """
            \(ticks)<label class="field" for="comment">\(reasons.isEmpty ? why : t("rate.comment"))</label>\
            <textarea id="comment" name="comment" rows="4" maxlength="\("\(SurveyAnswerStore.longestComment)")">\n\(typed)\
            </textarea><button>\(t("rate.send"))</button>
            """))<p class="more">\(link(to: .thanks, t("rate.nothing_more")))</p>
            """
    }

    private var thanks: HTML {
        guard !isKiosk, case .changeable = survey.standing(at: t.now) else {
            return "<h1>\(t("rate.thanks.all"))</h1>\(isKiosk ? nil : summary)"
        }
        return """
            <h1>\(t("rate.thanks.all"))</h1>\(summary)<p class="hint">\(t("rate.until"))</p>
            <p class="more">\(link(to: .scale, t("rate.change"))) \(link(to: .words, t("rate.explain")))</p>
            """
    }

    private var summary: HTML? {
        survey.answer.map { answer in
            """
            <p class="answer s\("\(answer.score)")">\(Face(score: answer.score))<span>\
            \(t("rate.said", ["score": answer.score, "answer": t("csat.answer.\(answer.score)")]))</span></p>
            """
        }
    }
}

/// A link that opens nothing.
struct RateUnknownPage {
    let t: Texts
    var assets = Assets.embedded

    var html: HTML { RateFrame(t: t, title: t("rate.title"), assets: assets, content: "<h1>\(t("rate.unknown"))</h1>").html }
}

/// What stands around each step.
struct RateFrame {
    let t: Texts
    let title: String
    var isKiosk = false
    let assets: Assets
    let content: HTML

    var html: HTML {
        VisitorFrame(t, title: title, style: "rate.css", attribute: isKiosk ? " class=kiosk" : nil, assets: assets, content: content).html
    }
}

/// A face that says 1…5 without words; the words stand beside it.
struct Face: Markup {
    let score: Int

    var html: HTML {
        let mouth =
            switch score {
            case 1: "M9 23q7-9 14 0"
            case 2: "M10 22q6-4 12 0"
            case 3: "M10 21h12"
            case 4: "M10 20q6 4 12 0"
            default: "M9 19q7 9 14 0"
            }
        return """
            <svg viewBox="0 0 32 32" aria-hidden="true"><circle cx="16" cy="16" r="14"/><path d="M11.5 12v1M20.5 12v1"/><path d="\(mouth)"/></svg>
            """
    }
}
