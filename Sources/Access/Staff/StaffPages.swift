import Kernel
import Web

/// Who works here, and who was asked to.
struct StaffPage {
    let t: Texts
    let seal: String
    let viewer: Viewer
    let staff: [Staff]
    let waiting: [Invitation]
    let invitation: FormState

    var title: String { t("access.people") }

    var html: HTML {
        """
        \(PageHeader(title, lead: HTML(escaping: t("access.people.about")), crumbs: [Crumb(t("web.place.settings"), "/settings")]))
        \(Section(t("access.people.here", ["count": staff.count { $0.isActive }]), content: people.html))
        \(Section(t("access.invite"), note: HTML(escaping: t("access.invite.about")), content: inviteForm))
        \(waiting.isEmpty ? nil : Section(t("access.waiting"), content: invitations.html))
        """
    }

    private var people: Rows {
        Rows(
            staff.map { person in
                let name: HTML = """
                    <span class="who">\(Avatar(person.name))<span><a href="\(url: "/settings/people/\(person.id)")">\(person.name)</a>\
                    <small>\(person.email)</small></span></span>
                    """
                let role = person.isActive ? Badge(t("web.role.\(person.role.rawValue)")) : Badge(t("access.people.is_disabled"), tone: .warn)
                return [name, role.html, t.html("access.people.here_since", markup: ["when": Moment(t, person.createdAt, showing: .date).html])]
            })
    }

    private var inviteForm: HTML {
        let roles = viewer.rolesToGive.map { Field.Option($0.rawValue, t("web.role.\($0.rawValue)")) }
        let fields: HTML = """
            \(invitation.error.map { Callout(HTML(escaping: $0), tone: .bad, isLive: true) })
            <div class="fields">\(invitation.field("email", t("access.email"), .email, isRequired: true))
            \(invitation.field("role", t("access.role"), .choice(roles)))
            <div class="actions">\(Button(t("access.invite.make"), .primary, icon: .plus))</div></div>
            """
        return PostForm("/settings/people/invitations", seal: seal, content: fields).html
    }

    private var invitations: Rows {
        Rows(
            waiting.map { invitation in
                let path = "/settings/people/invitations/\(invitation.id)"
                return [
                    "<b>\(invitation.email)</b>", Badge(t("web.role.\(invitation.role.rawValue)")).html,
                    t.html("access.waiting.until", markup: ["when": Moment(t, invitation.expiresAt, showing: .date).html]),
                    PostButton(t("access.waiting.withdraw"), to: path, method: .delete, seal: seal, .quiet).html,
                ]
            })
    }
}

/// One person: what they may do, a way back in, and the way out.
struct PersonPage {
    let t: Texts
    let seal: String
    let viewer: Viewer
    let person: Staff
    let sessions: [StaffSession]

    var title: String { person.name }

    var html: HTML {
        """
        \(PageHeader(
            title, lead: HTML(escaping: "\(person.email) · \(t("web.role.\(person.role.rawValue)"))"),
            crumbs: [Crumb(t("web.place.settings"), "/settings"), Crumb(t("access.people"), "/settings/people")]))
        \(person.isActive ? nil : Callout(HTML(escaping: t("access.person.disabled", ["at": person.disabledAt ?? t.now])), tone: .warn))
        \(viewer.mayManage(person.role) ? changes : Callout(HTML(escaping: t("access.person.above_you"))).html)
        """
    }

    private var facts: [(name: String, value: HTML)] {
        [
            (t("access.people.since"), Moment(t, person.createdAt, showing: .date).html),
            (t("access.person.signed_in"), HTML(escaping: t("access.person.browsers", ["count": sessions.count]))),
        ]
    }

    private var changes: HTML {
        """
        <div class="columns">\(Section(t("access.role"), content: roleForm))<div class="stack">\
        \(person.isActive ? Section(t("access.person.password"), content: passwordLink) : nil)\
        \(Section(t("access.person.access"), content: person.id == viewer.id ? KeyValues(facts).html : access))</div></div>
        """
    }

    private var path: String { "/settings/people/\(person.id)" }

    private var roleForm: HTML {
        let choices = viewer.rolesToGive.reversed().map { role -> HTML in
            """
            <label><input type="radio" name="role" value="\(role.rawValue)"\(flag: "checked", role == person.role)>\
            <span>\(t("web.role.\(role.rawValue)"))<small>\(t("access.role.\(role.rawValue)"))</small></span></label>
            """
        }
        let content: HTML = """
            <div class="form"><fieldset class="field radios described"><legend>\(t("access.role.question"))</legend>\(choices)</fieldset>
            <div class="actions">\(Button(t("access.save"), .primary))</div></div>
            """
        return PostForm("\(path)/role", method: .put, seal: seal, content: content).html
    }

    private var passwordLink: HTML {
        let button = PostButton(t("access.person.password.make"), to: "\(path)/password-links", seal: seal, swaps: false)
        return "<div class=\"stack\"><p>\(t("access.person.password.about"))</p>\(button)</div>"
    }

    private var access: HTML {
        let button =
            person.isActive
            ? PostButton(t("access.person.disable"), to: "\(path)/suspension", method: .put, seal: seal, .danger)
            : PostButton(t("access.person.enable"), to: "\(path)/suspension", method: .delete, seal: seal)
        return "<div class=\"stack\">\(KeyValues(facts))<p>\(t("access.person.access.about"))</p>\(button)</div>"
    }
}

/// A link that was just made, to be handed on; it cannot be shown again.
struct LinkPage {
    let t: Texts
    let email: String
    let link: String
    let purpose: Invitation.Purpose

    var title: String { t("access.link.\(purpose.rawValue)") }

    var html: HTML {
        """
        \(PageHeader(title, crumbs: [Crumb(t("web.place.settings"), "/settings"), Crumb(t("access.people"), "/settings/people")]))
        <section class="sheet stack"><p>\(t("access.link.\(purpose.rawValue).about", ["email": email]))</p>
        \(Secrecy(t: t, label: t("access.link"), text: link))
        <div class="actions">\(LinkButton(t("access.link.mail"), href: mail, icon: .mail))\
        \(LinkButton(t("access.done"), href: "/settings/people", .primary))</div></section>
        """
    }

    private var mail: String {
        // An address may contain what would begin another part of the link; in mails a space is %20, not a plus.
        let name = Query([email: ""]).text.dropFirst().dropLast()
        return "mailto:\(name)\(Query(["subject": t("access.link.mail.subject"), "body": link]).text.replacing("+", with: "%20"))"
    }
}
