import Kernel
import Mail
package import Web

/// The journal: the newest message first.
struct MailJournalPage {
    let t: Texts
    let list: MailJournalStore.List
    let state: JournalMessage.State?
    let query: Query

    var title: String { t("mail.journal") }

    var html: HTML {
        let boxes = LinkButton(t("mail.boxes"), href: "/settings/mailboxes", .quiet).html
        return """
            \(PageHeader(
                title, lead: HTML(escaping: t("mail.journal.about")), crumbs: [Crumb(t("web.place.settings"), "/settings")], actions: [boxes]))
            \(tabs)\(list.messages.isEmpty ? EmptyState(.noResult, t("mail.journal.none"), t("mail.journal.none.about")).html : table.html)
            """
    }

    /// States in which there is nothing are left out.
    private var tabs: Tabs {
        let all = Tabs.Tab(t("mail.journal.all"), href: "/settings/mail", isCurrent: state == nil)
        let states = JournalMessage.State.allCases.filter { $0 == state || list.counts[$0, default: 0] > 0 }
        return Tabs(
            t("mail.journal.states"),
            [all]
                + states.map { state in
                    Tabs.Tab(
                        t("mail.state.\(state.rawValue)"), href: "/settings/mail?state=\(state.rawValue)", count: count(state),
                        isCurrent: state == self.state)
                })
    }

    private func count(_ state: JournalMessage.State) -> String {
        let count = list.counts[state, default: 0]
        return count > MailJournalStore.mostCounted ? t.number(MailJournalStore.mostCounted) + "+" : t.number(count)
    }

    private var table: Table<JournalMessage> {
        Table(list.messages, caption: title, pages: pages) {
            Column(t("mail.when")) { Moment(t, $0.recordedAt).html }
            Column(t("mail.message")) { message in
                let subject = message.subject.isEmpty ? t("mail.subject.none") : message.subject
                return "<div class=\"mail\"><a href=\"\(url: message.path)\">\(subject)</a><small>\(who(message))</small></div>"
            }
            Column(t("mail.box")) { HTML(escaping: list.mailboxes[$0.mailbox] ?? "–") }
            Column(t("mail.state")) { $0.badge(t) }
            Column(t("mail.decision")) { HTML(escaping: $0.decisionText(t)) }
        }
    }

    private func who(_ message: JournalMessage) -> String {
        guard !message.address.isEmpty else { return t("mail.sender.none") }
        let who = message.name.isEmpty ? message.address : "\(message.name) <\(message.address)>"
        return t(message.direction == .incoming ? "mail.from_who" : "mail.to_who", ["who": who])
    }

    private var pages: Pages {
        let next = list.hasMore ? list.messages.last.map { "/settings/mail" + query.with("before", "\($0.id)").text } : nil
        return Pages(t, first: query["before"] == nil ? nil : "/settings/mail" + query.with("before", nil).text, next: next)
    }
}

/// One message of the journal.
struct JournalMessagePage {
    let t: Texts
    let seal: String
    let message: JournalMessage
    /// `nil` when its content was erased.
    let headers: [MailHeader]?

    var title: String { message.subject.isEmpty ? t("mail.subject.none") : message.subject }

    var html: HTML {
        """
        \(PageHeader(
            title, lead: "\(message.badge(t)) \(message.decisionText(t))",
            crumbs: [Crumb(t("web.place.settings"), "/settings"), Crumb(t("mail.journal"), "/settings/mail")], actions: actions))
        \(fault)\(Section(t("mail.message"), content: KeyValues(facts).html))
        \(headers.map { Section(t("mail.headers"), content: KeyValues($0.map { (name: $0.name, value: HTML(escaping: $0.value)) }).html) })
        """
    }

    private var actions: [HTML] {
        var actions: [HTML] = []
        if headers != nil { actions.append(LinkButton(t("mail.download"), href: message.path + "/raw", .quiet).html) }
        if headers != nil, let again { actions.append(PostButton(again, to: message.path + "/attempts", seal: seal, swaps: false).html) }
        return actions
    }

    private var again: String? {
        switch (message.direction, message.state) {
        case (.incoming, .failed), (.outgoing, .waiting), (.outgoing, .failed), (.outgoing, .bounced): t("mail.again")
        // What names no sender is nobody's message.
        case (.incoming, .kept) where message.decision != "no_sender": t("mail.file_it")
        default: nil
        }
    }

    private var fault: HTML? {
        guard !message.fault.isEmpty else { return nil }
        return Callout(MailFaultText.text(message.fault, t), tone: message.state == .failed || message.state == .bounced ? .bad : .warn).html
    }

    private var facts: [(name: String, value: HTML)] {
        var facts: [(name: String, value: HTML)] = []
        if message.direction == .incoming {
            facts = [(t("mail.sender"), HTML(escaping: who)), (t("mail.delivered_to"), HTML(escaping: message.deliveredTo))]
        }
        facts += [
            (t("mail.recipients"), recipients),
            (t("mail.arrived"), Moment(t, message.receivedAt, showing: .moment).html),
            (t("mail.size"), HTML(escaping: t("mail.size.kb", ["size": t.number(max(1, message.size / 1_024))]))),
            ("Message-ID", HTML(escaping: message.messageID.isEmpty ? "–" : message.messageID)),
        ]
        if let conversation = message.conversation {
            let place = message.entry.map { "#entry-\($0)" } ?? ""
            facts.append((t("mail.conversation"), "<a href=\"\(url: "/inbox/\(conversation)\(place)")\">#\("\(conversation)")</a>"))
        }
        if message.arrivals > 1 { facts.append((t("mail.arrivals"), HTML(escaping: t.number(message.arrivals)))) }
        if message.attempts > 0 { facts.append((t("mail.attempts"), HTML(escaping: t.number(message.attempts)))) }
        if let next = message.nextTryAt, message.state == .waiting { facts.append((t("mail.next_try"), Moment(t, next, showing: .moment).html)) }
        for trouble in message.troubles { facts.append((t("mail.trouble"), HTML(escaping: t("mail.trouble.\(trouble)")))) }
        return facts
    }

    private var who: String { message.name.isEmpty ? message.address : "\(message.name) <\(message.address)>" }

    private var recipients: HTML {
        let lines = message.recipients.split(separator: "\n").map { "\($0)<br>" as HTML }
        let more = message.recipientCount - lines.count
        return "\(lines)\(more > 0 ? HTML(escaping: t("mail.recipients.more", ["count": more])) : nil)"
    }
}

extension JournalMessage {
    package func badge(_ t: Texts) -> HTML {
        let tone: Tone =
            switch state {
            case .failed, .bounced: .bad
            case .filed, .sent: .good
            case .waiting, .sending, .received: .note
            case .kept: .plain
            }
        return Badge(t("mail.state.\(state.rawValue)"), tone: tone).html
    }

    func decisionText(_ t: Texts) -> String { decision.isEmpty ? "" : t("mail.decision.\(decision)") }
}
