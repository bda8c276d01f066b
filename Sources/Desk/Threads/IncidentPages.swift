import Kernel
import Timeline
import Web

/// An incident: all who have the problem, and one answer to them. For a conversation that is none, what makes one of it.
struct IncidentPage {
    let t: Texts
    let seal: String
    let conversation: Conversation
    /// `nil` where it is no incident.
    let whole: IncidentStore.Whole?
    let replies: [(id: ID<SavedReply>, name: String)]
    let staff: Viewer
    let state: FormState
    let once: ID<IncidentAnswer>

    var title: String { t("desk.incident.title", ["number": "\(conversation.number)"]) }
    private var path: String { "\(conversation.path)/incident" }
    private var mayWork: Bool { staff.role >= .agent }

    var html: HTML {
        let crumbs = [Crumb(t("desk.title"), "/inbox"), Crumb("#\(conversation.number)", conversation.path)]
        let lead: HTML = "<a href=\"\(url: conversation.path)\">#\("\(conversation.number)") \(conversation.subject)</a>"
        return """
            \(PageHeader(title, lead: lead, crumbs: crumbs))
            \(whole.map { "\(children($0))\(mayWork && !$0.children.isEmpty ? answering : nil)\(answers($0.answers))" as HTML } ?? none)
            """
    }

    private var none: HTML {
        let button: HTML? =
            mayWork ? IncidentButton(t: t, seal: seal, conversation: conversation, value: "yes", label: t("desk.incident.make")).html : nil
        return Section(t("desk.incident.none"), note: HTML(escaping: t("desk.incident.about")), content: button ?? .nothing).html
    }

    private func children(_ whole: IncidentStore.Whole) -> HTML {
        let open = whole.children.count { $0.conversation.status != .resolved }
        let resolve: HTML? =
            mayWork && open > 0
            ? PostForm("\(path)/children", method: .put, seal: seal, content: Button(t("desk.incident.resolve_all"), .quiet).html).html : nil
        let note = t("desk.incident.count", ["count": whole.children.count, "open": open])
        let content: HTML =
            whole.children.isEmpty
            ? EmptyState(.firstUse, t("desk.incident.no_children"), t("desk.incident.no_children.hint")).html : table(whole.children)
        return Section(t("desk.incident.children"), note: HTML(escaping: note), actions: resolve, content: content).html
    }

    private func table(_ children: [InboxStore.List.Row]) -> HTML {
        Table(children, caption: t("desk.incident.children")) {
            Column(t("desk.conversation")) { row in
                """
                <div class="mail"><a href="\(url: row.conversation.path)">\(row.customer?.name ?? t("desk.erased"))</a>\
                <span>\(row.conversation.subject)</span><small>#\("\(row.conversation.number)") · \(row.conversation.preview)</small></div>
                """
            }
            Column(t("desk.incident.standing")) { row in
                let status = row.conversation.status(at: t.now)
                return Badge(t("desk.status.\(status.key)"), tone: status == .open ? .note : status == .resolved ? .good : .plain).html
            }
            Column(t("desk.channel")) { HTML(escaping: t.channelName($0.conversation.channel)) }
            Column(t("desk.unanswered")) { row in
                HTML(escaping: row.conversation.unansweredSince.map { t.span(t.now.duration(since: $0)) } ?? "–")
            }
            Column(t("desk.assignee")) { HTML(escaping: $0.assigneeName ?? "–") }
        }.html
    }

    private var answering: HTML {
        let options = [Field.Option("", t("desk.incident.typed"))] + replies.map { Field.Option($0.id.description, $0.name) }
        let saved: HTML? =
            replies.isEmpty ? nil : state.field("saved", t("desk.incident.saved"), .choice(options), hint: t("desk.incident.saved.hint")).html
        let fields: HTML = """
            \(state.error.map { Callout(HTML(escaping: $0), tone: .warn) })
            <div class="form"><input type="hidden" name="once" value="\(once.description)">
            \(state.field("text", t("desk.reply"), .area(rows: 5)))\(saved)
            <div class="actions">\(Button(t("desk.incident.send"), .primary, name: "then", value: ""))\
            \(Button(t("desk.incident.send_resolve"), name: "then", value: "resolved"))</div></div>
            """
        return Section(
            t("desk.incident.answer"), note: HTML(escaping: t("desk.incident.answer.about")),
            content: PostForm("\(path)/answers", seal: seal, content: fields).html
        ).html
    }

    private func answers(_ answers: [IncidentAnswer]) -> HTML? {
        guard !answers.isEmpty else { return nil }
        let items = answers.map { answer -> HTML in
            let name = answer.reply.map { id in replies.first { $0.id == id }?.name ?? t("desk.incident.saved") }
            let failed = answer.failures.map { failure -> HTML in
                "<li><a href=\"\(url: "/inbox/\(failure.conversation)")\">#\("\(failure.conversation)")</a>: \(t.reason(failure.fault))</li>"
            }
            let failures: HTML? =
                failed.isEmpty
                ? nil : Callout("<p>\(t("desk.incident.failed", ["count": failed.count]))</p><ul>\(failed)</ul>", tone: .warn).html
            let waiting: HTML? = answer.waiting == 0 ? nil : " \(Badge(t("desk.incident.waiting", ["count": answer.waiting]), tone: .note))"
            return """
                <li class="us"><header><b>\(answer.staffName)</b> \(Moment(t, answer.at, showing: .moment)) \
                \(Badge(t("desk.incident.sent", ["count": answer.sent]), tone: .good))\(waiting)</header>
                <p class="words">\(name ?? answer.text)</p>\(failures)</li>
                """
        }
        return Section(t("desk.incident.answers"), content: "<ol class=\"talk\">\(items)</ol>").html
    }
}

/// Sets what a conversation is to an incident: one itself, a child of one, or neither.
struct IncidentButton: Markup {
    let t: Texts
    let seal: String
    let conversation: Conversation
    let value: String
    let label: String

    var html: HTML {
        let fields: HTML = "<input type=\"hidden\" name=\"incident\" value=\"\(value)\">\(Button(label, .quiet))"
        return PostForm("\(conversation.path)/incident", method: .put, seal: seal, content: fields).html
    }
}
