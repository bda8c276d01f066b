import Kernel
import Language
import Web

/// Whether, when and about what customers are asked once their conversation is resolved.
struct SatisfactionPage {
    let t: Texts
    let seal: String
    let state: FormState

    var title: String { t("csat.title") }

    var html: HTML {
        """
        \(PageHeader(title, lead: HTML(escaping: t("csat.title.about")), crumbs: [Crumb(t("web.place.settings"), "/settings")]))
        <section class="sheet">\(PostForm("/settings/satisfaction", method: .put, seal: seal, content: fields))</section>
        """
    }

    private var fields: HTML {
        """
        <div class="stack">\(state.field("on", t("csat.on"), .tick, hint: t("csat.on.hint")))
        \(group(t("csat.questions"), hint: t("csat.questions.hint"), content: "\(questions)"))
        \(group(t("csat.when"), content: when))
        \(group(t("csat.channels"), hint: t("csat.channels.hint"), content: "<div class=\"ticks\">\(channels)</div>"))
        \(SatisfactionForm.lists.map { reasons($0) })
        <div class="actions">\(Button(t("csat.save"), .primary))</div></div>
        """
    }

    private func group(_ legend: String, hint: String? = nil, content: HTML) -> HTML {
        """
        <fieldset class="stack"><legend><b>\(legend)</b></legend>\(hint.map { "<p class=\"hint\">\($0)</p>" as HTML })\(content)</fieldset>
        """
    }

    /// The words of the product stand where there are none of the company.
    private var questions: [HTML] {
        ReaderLanguage.allCases.map { language in
            state.field(
                SatisfactionForm.question(language), language.name, placeholder: Texts(language, now: t.now)("csat.question")
            ).html
        }
    }

    private var when: HTML {
        """
        <div class="columns">\(state.field("delay", t("csat.delay"), .number, hint: t("csat.delay.hint"), isRequired: true))\
        \(state.field("rest", t("csat.rest"), .number, hint: t("csat.rest.hint"), isRequired: true))</div>
        """
    }

    private var channels: [HTML] {
        DeskChannel.allCases.map { state.field(SatisfactionForm.channel($0), t.channelName($0.rawValue), .tick).html }
    }

    private func reasons(_ list: String) -> HTML {
        let usual = SurveyReason.Usual.allCases.map {
            state.field(SatisfactionForm.reason(list, $0), t("csat.reason.\($0.rawValue)"), .tick).html
        }
        let own = state.field(
            SatisfactionForm.own(list), t("csat.reasons.own"), .area(rows: 2), hint: t("csat.reasons.own.hint"),
            placeholder: "Delivery | Доставка | Dostawa | 配送")
        return group(t("csat.reasons.\(list)"), content: "<div class=\"ticks\">\(usual)</div>\(own)")
    }
}
