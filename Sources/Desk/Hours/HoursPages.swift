import Kernel
import Web

struct HoursPage {
    let t: Texts
    let seal: String
    let state: FormState
    /// Why a file of holidays could not be read.
    let refusal: String?

    var html: HTML {
        let week = HoursForm.days.map { state.field($0, t("desk.hours.\($0)"), placeholder: t("desk.hours.closed")).html }
        let special = state.field(
            "special", t("desk.hours.special"), .area(rows: 3), hint: t("desk.hours.special.hint"), placeholder: "2026-12-24 09:00-12:00")
        let fields: HTML = """
            \(state.field("zone", t("desk.hours.zone"), hint: t("desk.hours.zone.hint"), isRequired: true))
            <p class="aside">\(t("desk.hours.week.hint"))</p><div class="columns">\(week)</div>
            \(state.field("holidays", t("desk.hours.holidays"), .area(rows: 5), hint: t("desk.hours.holidays.hint"), placeholder: "2026-12-25"))
            \(special)
            <div class="actions">\(Button(t("desk.hours.save"), .primary))</div>
            """
        return """
            \(PageHeader(t("desk.hours"), lead: HTML(escaping: t("desk.hours.about")), crumbs: [Crumb(t("web.place.settings"), "/settings")]))
            <section class="sheet">\(PostForm("/settings/hours", method: .put, seal: seal, content: "<div class=\"form\">\(fields)</div>"))</section>
            \(holidays)
            """
    }

    private var holidays: HTML {
        let fields: HTML = """
            \(refusal.map { Callout(HTML(escaping: $0), tone: .warn) })
            <div class="fields">\(Field("file", t("desk.hours.file"), .file, value: "", isRequired: true))\
            <div class="actions">\(Button(t("desk.hours.file.take")))</div></div>
            """
        let form = PostForm("/settings/hours/holidays", seal: seal, isUpload: true, content: fields).html
        return Section(t("desk.hours.file"), note: HTML(escaping: t("desk.hours.file.about")), content: form).html
    }
}
