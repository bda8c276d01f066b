import Kernel
import Language
import Web

/// Somebody's own page: who they are, their password, where they are signed in.
struct ProfilePage {
    let t: Texts
    let seal: String
    let person: Staff
    let details: FormState
    let password: FormState
    let sessions: [StaffSession]
    /// The digest of the session that asks.
    let current: [UInt8]?

    var title: String { t("access.profile") }

    var html: HTML {
        """
        \(PageHeader(title, lead: "\(person.email) · \(t("web.role.\(person.role.rawValue)"))"))
        \(telephone)<div class="columns">\(Section(t("access.profile.details"), content: detailsForm))
        \(Section(t("access.password"), content: passwordForm))</div>
        \(Section(t("access.sessions"), note: HTML(escaping: t("access.sessions.about")), content: sessionTable))
        """
    }

    /// Whoever works with customers is called.
    private var telephone: HTML? {
        person.role >= .agent ? "<p>\(LinkButton(t("calls.extension.title"), href: "/profile/phone", .quiet, icon: .phone))</p>" : nil
    }

    private var detailsForm: HTML {
        let fields: HTML = """
            <div class="form">\(details.error.map { Callout(HTML(escaping: $0), tone: .bad, isLive: true) })\
            \(details.field("name", t("access.name"), isRequired: true, autocomplete: "name"))
            \(details.field("language", t("access.language"), .choice(languageOptions(t))))
            \(details.field("time_zone", t("access.time_zone"), .choice(timeZones.map { Field.Option($0, $0.replacing("_", with: " ")) })))
            <div class="actions">\(Button(t("access.save"), .primary))</div></div>
            """
        return PostForm("/profile", method: .put, seal: seal, content: fields).html
    }

    private var passwordForm: HTML {
        let fields: HTML = """
            <div class="form"><p class="hint">\(t("access.password.about"))</p>\
            \(password.error.map { Callout(HTML(escaping: $0), tone: .bad, isLive: true) })
            <input type="hidden" autocomplete="username" value="\(person.email)">
            \(oldPassword)
            \(PasswordField(t: t, label: "access.password.new", error: password.errors["password"]))
            <div class="actions">\(Button(t("access.password.change")))</div></div>
            """
        return PostForm("/profile/password", method: .put, seal: seal, content: fields).html
    }

    private var oldPassword: Field {
        Field(
            "old_password", t("access.password.old"), .password, error: password.errors["old_password"], isRequired: true,
            autocomplete: "current-password")
    }

    private var sessionTable: HTML {
        """
        \(Table(sessions, caption: t("access.sessions")) {
            Column(t("access.sessions.begun")) { Moment(t, $0.createdAt, showing: .moment).html }
            Column(t("access.sessions.used")) { session in
                session.digest == current ? Badge(t("access.sessions.here"), tone: .good).html : Moment(t, session.usedAt).html
            }
        })
        <div class="actions">\(PostButton(t("access.sign_out_everywhere"), to: "/profile/sessions", method: .delete, seal: seal, swaps: false))</div>
        """
    }
}
