import Kernel
import Web

/// Where people sign in.
struct SignInPage {
    let t: Texts
    let seal: String
    /// Where they wanted to go.
    let to: String?
    /// Why they were not let in.
    var problem: String?
    var email = ""
    /// Nobody works here yet.
    var isNew = false

    var title: String { t("access.sign_in") }

    var html: HTML {
        Entry(
            title,
            """
            \(isNew ? Callout(HTML(escaping: t("access.sign_in.nobody"))) : nil)\
            \(problem.map { Callout(HTML(escaping: $0), tone: .bad, isLive: true) })\
            \(PostForm("/sign-in", seal: seal, content: "<div class=\"form\">\(fields)</div>"))
            <p class="hint">\(t("access.sign_in.forgotten"))</p>
            """
        ).html
    }

    private var fields: HTML {
        """
        \(to.map { "<input type=\"hidden\" name=\"to\" value=\"\($0)\">" as HTML })
        \(Field("email", t("access.email"), .email, value: email, isRequired: true, autocomplete: "username"))
        \(Field("password", t("access.password"), .password, isRequired: true, autocomplete: "current-password"))
        <div class="actions">\(Button(t("access.sign_in.button"), .primary))</div>
        """
    }
}
