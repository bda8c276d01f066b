import Kernel
import Web

/// How long an answer by mail can be called back.
struct AnswerPausePage {
    let t: Texts
    let seal: String
    let state: FormState

    var title: String { t("desk.answers") }

    var html: HTML {
        let fields: HTML = """
            <div class="form">\(state.field("seconds", t("desk.answers.seconds"), .number, hint: t("desk.answers.hint"), isRequired: true))
            <div class="actions">\(Button(t("desk.answers.save"), .primary))</div></div>
            """
        return """
            \(PageHeader(title, lead: HTML(escaping: t("desk.answers.about")), crumbs: [Crumb(t("web.place.settings"), "/settings")]))
            <section class="sheet">\(PostForm("/settings/answers", method: .put, seal: seal, content: fields))</section>
            """
    }
}
