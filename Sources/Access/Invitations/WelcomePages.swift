import Language
import Web

/// Where somebody introduces themselves: the first owner of an installation, or a colleague who was invited.
struct WelcomePage {
    let t: Texts
    let seal: String
    let path: String
    let invitation: Invitation
    let state: FormState

    var title: String { invitation.purpose == .first ? t("access.welcome.first") : t("access.welcome.colleague") }

    var html: HTML {
        Entry(
            title,
            """
            <p class="lead">\(lead)</p>\(state.error.map { Callout(HTML(escaping: $0), tone: .bad, isLive: true) })
            \(PostForm(path, seal: seal, content: "<div class=\"form\">\(fields)</div>"))
            """
        ).html
    }

    private var lead: String {
        invitation.purpose == .first
            ? t("access.welcome.first.about")
            : t("access.welcome.colleague.about", ["role": t("web.role.\(invitation.role.rawValue)")])
    }

    private var fields: HTML {
        """
        \(state.field("name", t("access.name"), isRequired: true, autocomplete: "name"))
        \(email)
        \(PasswordField(t: t, error: state.errors["password"]))
        \(state.field("language", t("access.language"), .choice(languageOptions(t))))
        <div class="actions">\(Button(t("access.welcome.join"), .primary))</div>
        """
    }

    /// The address an invitation was made for stands; password stores see it all the same.
    private var email: HTML {
        guard let email = invitation.email else {
            return state.field("email", t("access.email"), .email, isRequired: true, autocomplete: "username").html
        }
        return """
            <div class="field"><label for="invited-email">\(t("access.email"))</label>\
            <input id="invited-email" type="email" value="\(email)" readonly autocomplete="username"></div>
            """
    }
}

/// Where somebody chooses a new password in place of the one they forgot.
struct NewPasswordPage {
    let t: Texts
    let seal: String
    let path: String
    let state: FormState

    var title: String { t("access.password.new") }

    var html: HTML {
        Entry(title, "<p class=\"lead\">\(t("access.password.new.about"))</p>\(PostForm(path, seal: seal, content: fields))").html
    }

    private var fields: HTML {
        """
        <div class="form">\(PasswordField(t: t, error: state.errors["password"]))
        <div class="actions">\(Button(t("access.password.save"), .primary))</div></div>
        """
    }
}

/// Where a link leads that no longer lets anybody in.
struct DeadLinkPage {
    let t: Texts

    var title: String { t("access.dead_link") }

    var html: HTML {
        Entry(
            title,
            """
            <p class="lead">\(t("access.refusal.dead_link"))</p>
            <div class="actions">\(LinkButton(t("access.sign_in"), href: "/sign-in"))</div>
            """
        ).html
    }
}

/// A place for a new password, with what makes a good one.
struct PasswordField: Markup {
    let t: Texts
    var label = "access.password"
    let error: String?

    var html: HTML {
        Field(
            "password", t(label), .password, hint: t("access.password.hint", ["count": NewPassword.shortest]), error: error, isRequired: true,
            autocomplete: "new-password"
        ).html
    }
}

func languageOptions(_ t: Texts) -> [Field.Option] {
    [Field.Option("", t("access.language.browser"))] + ReaderLanguage.allCases.map { Field.Option($0.rawValue, $0.name) }
}
