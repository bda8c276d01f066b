import Channels
import Kernel
import Timeline
import Web

struct InboxPage {
    let t: Texts
    let view: InboxView
    let list: InboxStore.List
    let isFirst: Bool
    /// Mailboxes that something is wrong with, so that nobody wonders at the quiet.
    let ill: [Mailbox]
    /// Whether the reader answers customers.
    let mayWork: Bool

    var title: String { t("desk.title") }

    var html: HTML {
        LivePart(
            "inbox", on: "inbox", from: "/inbox/live?after=\(list.newestEntry)",
            content: """
                \(PageHeader(title, lead: HTML(escaping: t("desk.about")), actions: mayWork ? [quality, standards, report] : [report]))
                \(alarms)\(InboxSearch(t: t))\(tabs)\(list.rows.isEmpty ? empty : table.html)
                """
        ).html
    }

    private var alarms: [HTML] {
        ill.compactMap { mailbox in
            mailbox.alarm(at: t.now).map { Callout("\(mailbox.address): \(t("mail.alarm.\($0.rawValue)"))", tone: $0 == .silent ? .warn : .bad).html }
        }
    }

    private var quality: HTML { LinkButton(t("quality.title"), href: "/inbox/quality", .quiet).html }
    private var standards: HTML { LinkButton(t("standards.title"), href: "/inbox/standards", .quiet).html }
    private var report: HTML { LinkButton(t("desk.report"), href: "/inbox/report", .quiet).html }

    private var tabs: Tabs {
        Tabs(
            t("desk.views"),
            InboxView.allCases.map { view in
                .init(t("desk.view.\(view.rawValue)"), href: view.path, count: count(of: view), isCurrent: view == self.view)
            })
    }

    private func count(of view: InboxView) -> String? {
        guard let count = list.counts[view], view != .resolved else { return nil }
        return count > InboxStore.mostCounted ? t.number(InboxStore.mostCounted) + "+" : t.number(count)
    }

    private var table: Table<InboxStore.List.Row> {
        Table(list.rows, caption: t("desk.view.\(view.rawValue)"), pages: pages) {
            Column(t("desk.conversation")) { about($0) }
            Column(t("desk.channel")) { HTML(escaping: t.channelName($0.conversation.channel)) }
            Column(t("desk.unanswered")) { "\(unanswered($0.conversation)) \($0.conversation.due.map { DeadlineBadge(t: t, due: $0) })" }
            Column(t("desk.assignee")) { HTML(escaping: $0.assigneeName ?? "–") }
            Column(t("desk.last")) { Moment(t, $0.conversation.lastAt).html }
        }
    }

    private func about(_ row: InboxStore.List.Row) -> HTML {
        let conversation = row.conversation
        let name = row.customer?.name ?? t("desk.erased")
        return """
            <div class="mail"><a href="\(url: conversation.path)">\(name)</a> \(priority(conversation)) \
            <span>\(conversation.subject)</span><small>#\("\(conversation.number)") · \(conversation.preview)</small></div>
            """
    }

    private func priority(_ conversation: Conversation) -> HTML? {
        guard conversation.priority != .normal else { return nil }
        return Badge(t("desk.priority.\(conversation.priority.key)"), tone: conversation.priority > .normal ? .warn : .plain).html
    }

    private func unanswered(_ conversation: Conversation) -> HTML {
        guard let since = conversation.unansweredSince, conversation.status != .resolved else { return "–" }
        return "<time datetime=\"\(since.description)\" title=\"\(t.moment(since))\">\(t.span(t.now.duration(since: since)))</time>"
    }

    private var pages: Pages {
        let query = Query(view == .usual ? "" : "view=\(view.rawValue)")
        return Pages(t, first: isFirst ? nil : view.path, next: list.next.map { "/inbox" + query.with("after", $0.text).text })
    }

    private var empty: HTML {
        switch view {
        case .mine:
            EmptyState(
                .noResult, t("desk.none_mine"), t("desk.none_mine.hint"),
                action: LinkButton(t("desk.none_mine.action"), href: InboxView.unassigned.path).html
            ).html
        case .unassigned, .open: EmptyState(.allDone, t("desk.none"), t("desk.none.hint")).html
        case .due, .waiting, .snoozed, .resolved: EmptyState(.noResult, t("desk.none_here"), t("desk.none_here.hint")).html
        }
    }
}

extension Texts {
    /// A channel of the catalogue by its key.
    func channelName(_ key: String) -> String { name(of: Channel(key, key)) }
}
