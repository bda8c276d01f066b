import Kernel
import Mail
package import Web

/// The mailboxes, and how it goes with each.
struct MailboxListPage {
    let t: Texts
    let mailboxes: [Mailbox]

    var title: String { t("mail.boxes") }

    var html: HTML {
        let add = LinkButton(t("mail.box.add"), href: "/settings/mailboxes/new", .primary, icon: .plus).html
        let journal = LinkButton(t("mail.journal"), href: "/settings/mail", .quiet).html
        return """
            \(PageHeader(
                title, lead: HTML(escaping: t("mail.boxes.about")), crumbs: [Crumb(t("web.place.settings"), "/settings")], actions: [journal, add]))
            \(mailboxes.isEmpty ? EmptyState(.firstUse, t("mail.boxes.none"), t("mail.boxes.none.about")).html : table.html)
            """
    }

    private var table: Table<Mailbox> {
        Table(mailboxes, caption: title) {
            Column(t("mail.box.address")) { "<a href=\"\(url: $0.path)\">\($0.address)</a>" }
            Column(t("mail.box.state")) { state($0) }
            Column(t("mail.box.comes")) { HTML(escaping: $0.fetching?.server.host ?? t("mail.box.brought")) }
            Column(t("mail.box.goes")) { HTML(escaping: $0.sending?.host ?? t("mail.box.goes.none")) }
            Column(t("mail.box.received")) { mailbox in mailbox.standing.receivedAt.map { Moment(t, $0).html } ?? "–" }
        }
    }

    private func state(_ mailbox: Mailbox) -> HTML {
        guard let alarm = mailbox.alarm(at: t.now) else { return Badge(t("mail.box.fine"), tone: .good).html }
        return Badge(t("mail.alarm.\(alarm.rawValue)"), tone: alarm == .silent ? .warn : .bad).html
    }
}

/// A mailbox, to be set up, changed and tried.
struct MailboxPage {
    let t: Texts
    let seal: String
    /// `nil` for a new one.
    let mailbox: Mailbox?
    let state: FormState
    var trial: MailboxTrial?

    var title: String { mailbox?.address ?? t("mail.box.add") }

    var html: HTML {
        """
        \(PageHeader(title, crumbs: [Crumb(t("web.place.settings"), "/settings"), Crumb(t("mail.boxes"), "/settings/mailboxes")]))
        \(alarm)\(trial.map { answers($0) })\(form)\(mailbox.map { further($0) })
        """
    }

    // MARK: - How it goes

    private var alarm: HTML? {
        guard let mailbox, let alarm = mailbox.alarm(at: t.now) else { return nil }
        let standing = mailbox.standing
        let said =
            switch alarm {
            case .notFetching: standing.fetchFault
            case .notSending: standing.sendFault
            case .silent: ""
            }
        let since: Instant? =
            switch alarm {
            case .notFetching: standing.fetchFailingSince
            case .notSending: standing.sendFailingSince
            case .silent: standing.receivedAt ?? mailbox.createdAt
            }
        let text = t("mail.alarm.\(alarm.rawValue).since", ["time": since.map { t.moment($0) } ?? ""])
        return Callout("\(text)\(said.isEmpty ? nil : " \(MailFaultText.text(said, t))" as HTML)", tone: alarm == .silent ? .warn : .bad).html
    }

    private func answers(_ trial: MailboxTrial) -> HTML {
        var answers: [HTML] = []
        switch trial.fetching {
        case .success(let count): answers.append(Callout(HTML(escaping: t("mail.trial.fetching", ["count": count])), tone: .good).html)
        case .failure(let fault): answers.append(Callout("\(t("mail.box.fetching")): \(MailFaultText.text(fault, t))", tone: .bad).html)
        case nil: answers.append(Callout(HTML(escaping: t("mail.trial.brought"))).html)
        }
        switch trial.sending {
        case .success: answers.append(Callout(HTML(escaping: t("mail.trial.sending")), tone: .good).html)
        case .failure(let fault): answers.append(Callout("\(t("mail.box.sending")): \(MailFaultText.text(fault, t))", tone: .bad).html)
        case nil: answers.append(Callout(HTML(escaping: t("mail.trial.silent"))).html)
        }
        return "<div class=\"stack\" role=\"status\">\(answers)</div>"
    }

    // MARK: - What is set

    private var form: HTML {
        let error: HTML? = state.error.map { Callout(HTML(escaping: $0), tone: .warn).html }
        let fields: HTML = """
            <div class="form">\(error)
            \(state.field("address", t("mail.box.address"), .email, isRequired: true, placeholder: "help@example.com", autocomplete: "off"))
            \(state.field("name", t("mail.box.name"), hint: t("mail.box.name.hint"), isRequired: true))
            \(state.field("signature", t("mail.box.signature"), .area(rows: 3), hint: t("mail.box.signature.hint")))
            \(state.field("takes_details", t("mail.box.details"), .tick, hint: t("mail.box.details.hint")))
            \(state.field("silent_after", t("mail.box.silent_after"), .number, hint: t("mail.box.silent_after.hint")))
            <div class="columns">\(server("imap", t("mail.box.fetching"), t("mail.box.fetching.hint"), imap))\
            \(server("smtp", t("mail.box.sending"), t("mail.box.sending.hint"), nil))</div>
            <div class="actions">\(Button(t("mail.box.save"), .primary))</div></div>
            """
        let form =
            mailbox.map { PostForm($0.path, method: .put, seal: seal, content: fields) }
            ?? PostForm("/settings/mailboxes", seal: seal, content: fields)
        return "<section class=\"sheet\">\(form)</section>"
    }

    private var imap: HTML {
        """
        \(state.field("imap_folder", t("mail.box.folder")))
        \(state.field("imap_all", t("mail.box.all"), .tick, hint: t("mail.box.all.hint")))
        """
    }

    private func server(_ name: String, _ title: String, _ hint: String, _ more: HTML?) -> HTML {
        let securities = MailServer.Security.allCases.map { Field.Option($0.rawValue, t("mail.security.\($0.rawValue)")) }
        let isKept = (name == "imap" ? mailbox?.fetching?.server.password : mailbox?.sending?.password)?.isEmpty == false
        return """
            <fieldset class="stack"><legend><b>\(title)</b></legend><p class="hint">\(hint)</p>
            \(state.field("\(name)_host", t("mail.box.host"), placeholder: "\(name).example.com", autocomplete: "off"))
            \(state.field("\(name)_port", t("mail.box.port"), .number))
            \(state.field("\(name)_security", t("mail.box.security"), .choice(securities)))
            \(state.field("\(name)_user", t("mail.box.user"), autocomplete: "off"))
            \(Field(
                "\(name)_password", t("mail.box.password"), .password, hint: isKept ? t("mail.box.password.kept") : nil,
                error: state.errors["\(name)_password"], autocomplete: "new-password"))
            \(more)</fieldset>
            """
    }

    private func further(_ mailbox: Mailbox) -> HTML {
        let attempt = PostButton(t("mail.box.try"), to: mailbox.path + "/trial", seal: seal, swaps: false)
        let close = PostButton(t("mail.box.close"), to: mailbox.path, method: .delete, seal: seal, .danger, swaps: false)
        return """
            \(Section(t("mail.box.try"), note: HTML(escaping: t("mail.box.try.about")), content: attempt.html))
            \(Section(t("mail.box.close"), note: HTML(escaping: t("mail.box.close.about")), content: close.html))
            """
    }
}

/// What went wrong with a server of mail, in a sentence of ours with its own words in it.
package enum MailFaultText {
    static func text(_ fault: MailFault, _ t: Texts) -> HTML { HTML(escaping: t("mail.fault.\(fault.step.rawValue)", ["said": fault.said])) }

    /// As it is kept: what a server said, or a word of ours.
    package static func text(_ kept: String, _ t: Texts) -> HTML {
        MailFault(kept: kept).map { text($0, t) } ?? HTML(escaping: t.has("mail.fault.\(kept)") ? t("mail.fault.\(kept)") : kept)
    }
}
