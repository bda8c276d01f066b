import Kernel
import Web

/// Beside a conversation: whether its customer was asked, and what they said.
struct SurveyFactsSection: Markup {
    let t: Texts
    let seal: String
    let facts: SurveyFactsStore.Facts
    /// `https://cx.example.com`
    let origin: String
    let mayWork: Bool

    private var survey: Survey { facts.survey }
    private var path: String { "/inbox/\(survey.conversation)/satisfaction" }

    var html: HTML { Section(t("csat.facts"), id: "satisfaction", content: content).html }

    private var content: HTML { "<div class=\"stack\">\(survey.answer.map(answered) ?? unanswered)</div>" }

    // MARK: - Answered

    private func answered(_ answer: Survey.Answer) -> HTML {
        var pairs: [(name: String, value: HTML)] = [(t("csat.facts.at"), Moment(t, answer.at, showing: .moment).html)]
        if !answer.reasons.isEmpty {
            let known = facts.settings.reasons(of: answer.score).all
            let names = answer.reasons.map { key in (known.first { $0.key == key } ?? SurveyReason(key: key)).name(t) }
            pairs.append((t("csat.facts.reasons"), HTML(escaping: names.joined(separator: ", "))))
        }
        if !answer.comment.isEmpty { pairs.append((t("csat.facts.comment"), HTML(escaping: answer.comment))) }
        pairs.append((t("csat.facts.agent"), HTML(escaping: facts.agent ?? "–")))
        return "<p>\(SurveyScore(t: t, score: answer.score))</p>\(KeyValues(pairs))\(concern)"
    }

    private var concern: HTML? {
        guard survey.isConcern else { return nil }
        let button = mayWork ? PostButton(t("csat.look"), to: path, method: .put, seal: seal, swaps: false).html : nil
        return "\(Callout(HTML(escaping: t("csat.concern")), tone: .bad))\(button)"
    }

    // MARK: - Not answered yet

    private var unanswered: HTML {
        if let dropped = survey.dropped { return "<p>\(t("csat.dropped.\(dropped.rawValue)"))</p>" }
        guard let askedAt = survey.askedAt else { return notAsked }
        return "<p>\(t("csat.asked", ["time": t.moment(askedAt)]))</p>\(facts.path.map(link))"
    }

    private var notAsked: HTML {
        guard facts.stands else { return "<p>\(t("csat.dropped.reopened"))</p>" }
        switch survey.way {
        case .mail: return "<p>\(t("csat.due", ["time": facts.dueAt.map { t.moment($0) } ?? ""]))</p>"
        case .chat: return "<p>\(t("csat.in_chat"))</p>"
        case .link:
            let button = mayWork ? PostButton(t("csat.hand_over"), to: path, seal: seal, swaps: false).html : nil
            return "<p>\(t("csat.hand_over.about"))</p>\(button)"
        }
    }

    private func link(_ path: String) -> HTML {
        """
        <p>\(t("csat.link"))</p>\(Snippet(t: t, id: "survey-link", text: origin + path))
        <p><a href="\(url: path + "?kiosk=1")" target="_blank" rel="noopener">\(t("csat.kiosk"))</a></p>
        """
    }
}

/// “4 of 5 · satisfied”
struct SurveyScore: Markup {
    let t: Texts
    let score: Int

    var html: HTML {
        let tone: Tone = Survey.isSatisfied(score) ? .good : Survey.isUnhappy(score) ? .bad : .plain
        return Badge(t("csat.score", ["score": score, "answer": t("csat.answer.\(score)")]), tone: tone).html
    }
}
