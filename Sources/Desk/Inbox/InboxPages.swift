import Channels
import Kernel
import Timeline
import Web

struct InboxPage {
    let t: Texts
    let seal: String
    let address: InboxAddress
    let list: InboxStore.List
    let staff: Viewer
    /// Mailboxes that something is wrong with, so that nobody wonders at the quiet.
    let ill: [Mailbox]
    var macros: [SavedReply] = []
    /// What whoever looks did last, and can take back.
    var undo: UndoStore.Offer?
    /// What rings, for browsers without a script.
    var pops: HTML?
    /// What became of what was done with several; or why nothing was.
    var outcome: BulkWork.Outcome?
    var fault: String?

    private var view: InboxView { address.view }
    private var mayWork: Bool { staff.role >= .agent }

    var title: String { t("desk.title") }

    var html: HTML {
        LivePart(
            "inbox", on: "inbox", from: "/inbox/live?after=\(list.newestEntry)", at: address.path,
            content: """
                \(PageHeader(title, lead: HTML(escaping: t("desk.about")), actions: actions))\(pops.map { "<noscript>\($0)</noscript>" as HTML })
                \(alarms)\(said)\(undo.map { UndoLine(t: t, seal: seal, offer: $0, to: address.path) })\(presence)\(InboxSearch(t: t))\(tabs)\
                \(InboxTeamList(t: t, address: address, teams: list.teams))\
                \(KeptListChips(t: t, seal: seal, address: address, list: list, staff: staff))\
                \(InboxLabels(t: t, address: address, labels: list.labels))\
                \(InboxFields(t: t, address: address, fields: list.fields))\
                \(list.rows.isEmpty ? empty : "\(table)\(bar)")
                """
        ).html
    }

    private var alarms: [HTML] {
        ill.compactMap { mailbox in
            mailbox.alarm(at: t.now).map { Callout("\(mailbox.address): \(t("mail.alarm.\($0.rawValue)"))", tone: $0 == .silent ? .warn : .bad).html }
        }
    }

    private var actions: [HTML] {
        let board = staff.role >= .manager ? LinkButton(t("team.board"), href: "/inbox/teams", .quiet).html : .nothing
        return mayWork ? [calls, appointments, desks, board, wall, quality, standards, report] : [calls, wall, report]
    }

    /// Where work is given out, or they have said something already.
    private var presence: PresenceChoice? {
        guard mayWork, !list.teams.inUse.isEmpty || list.teams.presence != nil else { return nil }
        return PresenceChoice(t: t, seal: seal, presence: list.teams.presence, path: address.path)
    }

    private var calls: HTML { LinkButton(t("calls.title"), href: "/inbox/calls", .quiet, icon: .phone).html }
    private var appointments: HTML { LinkButton(t("booking.appointments"), href: AppointmentListRoutes.path, .quiet).html }
    private var desks: HTML { LinkButton(t("shop.desks"), href: "/inbox/desks", .quiet).html }
    private var quality: HTML { LinkButton(t("quality.title"), href: "/inbox/quality", .quiet).html }
    private var wall: HTML { LinkButton(t("board.title"), href: "/inbox/board" + Query(["team": address.team]).text, .quiet).html }
    private var standards: HTML { LinkButton(t("standards.title"), href: "/inbox/standards", .quiet).html }
    private var said: HTML {
        "\(outcome.map { BulkOutcomeCallout(t: t, outcome: $0).html })\(fault.map { Callout(HTML(escaping: $0), tone: .warn).html })"
    }

    private var report: HTML { LinkButton(t("desk.report"), href: "/inbox/report", .quiet).html }

    private var tabs: Tabs {
        Tabs(
            t("desk.views"),
            InboxView.allCases.filter { $0 != .teams || !list.teams.inUse.isEmpty || view == .teams }.map { view in
                .init(t("desk.view.\(view.rawValue)"), href: address.of(view).path, count: count(of: view), isCurrent: view == self.view)
            })
    }

    private func count(of view: InboxView) -> String? {
        guard let count = list.counts[view] else { return nil }
        return count > InboxStore.mostCounted ? t.number(InboxStore.mostCounted) + "+" : t.number(count)
    }

    private var table: InboxTable {
        let pages = Pages(
            t, first: address.after == nil ? nil : address.from(nil).path, next: list.next.map { address.from($0).path })
        return InboxTable(
            t: t, caption: t("desk.view.\(view.rawValue)"), rows: list.rows, pages: pages, mayChoose: mayWork,
            chosen: Set(outcome?.refused.map(\.number) ?? []))
    }

    private var bar: HTML? {
        guard mayWork else { return nil }
        return BulkBar(
            t: t, seal: seal, address: address, labels: list.labels.filter { !$0.isPutAway }, colleagues: list.colleagues, teams: list.teams.inUse,
            macros: macros, incidents: list.incidents, staff: staff
        ).html
    }

    private var empty: HTML {
        guard address.label == nil, address.team == nil else {
            return EmptyState(.noResult, t("desk.none_here"), t(address.label == nil ? "team.none_here" : "desk.none_here.label")).html
        }
        switch view {
        case .mine:
            return EmptyState(
                .noResult, t("desk.none_mine"), t("desk.none_mine.hint"),
                action: LinkButton(t("desk.none_mine.action"), href: address.of(.unassigned).path).html
            ).html
        case .teams where list.teams.own.isEmpty: return EmptyState(.noResult, t("desk.none_here"), t("team.none_of_yours")).html
        case .teams, .unassigned, .open: return EmptyState(.allDone, t("desk.none"), t("desk.none.hint")).html
        case .unhappy: return EmptyState(.allDone, t("csat.none_unhappy"), t("csat.none_unhappy.hint")).html
        case .mentions: return EmptyState(.noResult, t("desk.none_mentions"), t("desk.none_mentions.hint")).html
        case .drafts: return EmptyState(.allDone, t("desk.none_drafts"), t("desk.none_drafts.hint")).html
        case .due, .waiting, .snoozed, .resolved: return EmptyState(.noResult, t("desk.none_here"), t("desk.none_here.hint")).html
        }
    }
}

extension Texts {
    /// A channel of the catalogue by its key.
    func channelName(_ key: String) -> String { name(of: Channel(key, key)) }
}
