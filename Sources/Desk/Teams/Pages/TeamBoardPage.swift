import Kernel
import Web

/// For whoever leads: who is there, and what waits.
struct TeamBoardPage {
    let t: Texts
    let board: TeamBoardStore.Board

    var title: String { t("team.board") }

    var html: HTML {
        LivePart(
            "board", on: "inbox there", from: "/inbox/live?after=\(board.newestEntry)", at: "/inbox/teams",
            content: """
                \(PageHeader(title, lead: HTML(escaping: t("team.board.about")), crumbs: [Crumb(t("desk.title"), "/inbox")], actions: [settings]))
                <div class="stack">\(board.teams.isEmpty ? none : "\(board.teams.map(section))")\(others)</div>
                """
        ).html
    }

    private var settings: HTML { LinkButton(t("team.title"), href: "/settings/teams", .quiet).html }

    private var none: HTML {
        EmptyState(
            .firstUse, t("team.none"), t("team.none.hint"), action: LinkButton(t("team.add"), href: "/settings/teams/new", .primary).html
        ).html
    }

    private func section(_ row: TeamBoardStore.Board.Row) -> HTML {
        let note: HTML =
            if let since = row.since {
                """
                <a href="\(url: InboxAddress(view: .unassigned, team: row.team.key).path)">\(t("team.board.waiting", ["count": row.waiting]))</a> · \
                \(t("team.board.oldest", ["time": t.span(t.now.duration(since: since))]))\(row.due.map { due in
                    due <= t.now ? " \(Badge(t("team.board.late"), tone: .bad))" as HTML : .nothing
                })
                """
            } else { HTML(escaping: t("team.board.nothing_waits")) }
        let stranded = row.waiting > 0 && row.team.giving.isAutomatic && !row.people.contains { $0.presence?.state == .online }
        let warning: HTML? = stranded ? Callout(HTML(escaping: t("team.board.nobody_there")), tone: .warn).html : nil
        let content = row.people.isEmpty ? "<p class=\"aside\">\(t("team.members.none"))</p>" : table(row.people, row.team.name)
        return Section(row.team.name, note: note, content: "\(warning)\(content)").html
    }

    private var others: HTML? {
        board.others.isEmpty ? nil : Section(t("team.board.others"), content: table(board.others, t("team.board.others"))).html
    }

    private func table(_ people: [TeamBoardStore.Board.Person], _ caption: String) -> HTML {
        Table(people.sorted { (rank($0), $0.agent.name) < (rank($1), $1.agent.name) }, caption: caption) {
            Column(t("team.person")) { "<span class=\"who\">\(Avatar($0.agent.name)) \($0.agent.name)</span>" }
            Column(t("team.state")) { StateBadge(t: t, presence: $0.presence).html }
            Column(t("team.state.since")) { person in person.presence.map { Moment(t, $0.since).html } ?? "–" }
            Column(t("team.board.open"), isNumber: true) { person in
                HTML(escaping: t("team.board.of", ["open": person.open, "capacity": person.agent.capacity]))
            }
            Column(t("team.skills")) { HTML(escaping: $0.agent.skills.isEmpty ? "–" : $0.agent.skills.sorted().joined(separator: ", ")) }
        }.html
    }

    private func rank(_ person: TeamBoardStore.Board.Person) -> Int16 { person.presence?.state.rawValue ?? 4 }
}

/// Whether somebody is there, as a word and a colour.
struct StateBadge: Markup {
    let t: Texts
    /// `nil` where they have never said anything.
    let presence: AgentPresence?

    var html: HTML {
        guard let presence else { return Badge(t("team.state.unsaid")).html }
        let word = presence.isByItself ? "team.state.gone" : "team.state.\(presence.state.key)"
        return Badge(t(word), tone: presence.state == .online ? .good : presence.state == .busy ? .warn : .plain).html
    }
}
