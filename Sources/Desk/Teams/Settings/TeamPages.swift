import Channels
import Kernel
import Language
import Timeline
import Web

/// All teams, those in use first, and when somebody counts as away.
struct TeamsPage {
    let t: Texts
    let seal: String
    let overview: TeamSettingsStore.Overview
    let state: FormState

    var title: String { t("team.title") }

    var html: HTML {
        let add = LinkButton(t("team.add"), href: "/settings/teams/new", .primary).html
        let (inUse, putAway) = (overview.teams.filter { !$0.isPutAway }, overview.teams.filter(\.isPutAway))
        return """
            \(PageHeader(title, lead: HTML(escaping: t("team.title.about")), crumbs: [Crumb(t("web.place.settings"), "/settings")], actions: [add]))
            <section class="sheet">\(inUse.isEmpty ? EmptyState(.firstUse, t("team.none"), t("team.none.hint")).html : table(inUse, title))</section>
            \(putAway.isEmpty ? nil : Section(
                t("team.put_away"), note: HTML(escaping: t("team.put_away.about")), content: table(putAway, t("team.put_away"))).html)
            \(away)
            """
    }

    private func table(_ teams: [Team], _ caption: String) -> HTML {
        Table(teams, caption: caption) {
            Column(t("team.name")) { "<a href=\"\(url: "/settings/teams/\($0.key)")\">\($0.name)</a>" }
            Column(t("team.giving")) { HTML(escaping: t("team.giving.\($0.giving.rawValue)")) }
            Column(t("team.members"), isNumber: true) { HTML(escaping: t.number(overview.members[$0.key] ?? 0)) }
            Column(t("team.waiting"), isNumber: true) { team in
                let count = overview.waiting[team.key] ?? 0
                return count == 0 ? "–" : "<a href=\"\(url: InboxAddress(view: .unassigned, team: team.key).path)\">\(t.number(count))</a>"
            }
            Column(t("team.rest.short")) { $0.takesRest ? Badge(t("team.rest.yes"), tone: .note).html : "–" }
        }.html
    }

    private var away: HTML {
        let fields: HTML = """
            \(state.error.map { Callout(HTML(escaping: $0), tone: .warn) })<div class="fields">\
            \(state.field("away_after", t("team.away_after"), .number, hint: t("team.away_after.hint"), isRequired: true))\
            <div class="actions">\(Button(t("team.save")))</div></div>
            """
        let form = PostForm("/settings/teams", method: .put, seal: seal, content: fields).html
        return Section(t("team.presence"), note: HTML(escaping: t("team.presence.about")), content: form).html
    }
}

/// One of them, to be made or changed.
struct TeamPage {
    let t: Texts
    let seal: String
    /// `nil` for a new one.
    let whole: TeamSettingsStore.Whole?
    let choices: TeamChoices
    let state: FormState
    /// Of the form for one member.
    var memberState: (staff: String, state: FormState)?

    private var team: Team? { whole?.team }
    var title: String { team?.name ?? t("team.add") }
    private var path: String { team.map { "/settings/teams/\($0.key)" } ?? "/settings/teams" }

    var html: HTML {
        let crumbs = [Crumb(t("web.place.settings"), "/settings"), Crumb(t("team.title"), "/settings/teams")]
        let lead: HTML = if let team { "\(t("desk.labels.key")): <code>\(team.key)</code>" } else { HTML(escaping: t("team.key.about")) }
        let form = PostForm(path, method: team == nil ? .post : .put, seal: seal, content: "<div class=\"stack\">\(fields)</div>")
        return """
            \(PageHeader(title, lead: lead, crumbs: crumbs))
            <div class="stack">\(whole.map { TeamMembersSection(t: t, seal: seal, whole: $0, state: memberState).html })
            \(Section(t("team.how"), content: form.html))\(shelf)</div>
            """
    }

    private var fields: HTML {
        """
        \(state.error.map { Callout(HTML(escaping: $0), tone: .warn) })
        <div class="fields">\(state.field("name", t("team.name"), hint: t("team.name.hint"), isRequired: true))\
        \(state.field("rank", t("team.rank"), .number, hint: t("team.rank.hint"), isRequired: true))</div>
        \(state.field("giving", t("team.giving"), .radios(options("team.giving", Team.Giving.allCases.map(\.rawValue))), isRequired: true))
        \(state.field("sticky", t("team.sticky"), .tick, hint: t("team.sticky.hint")))
        \(state.field(
            "giving_back", t("team.giving_back"), .radios(options("team.giving_back", Team.GivingBack.allCases.map(\.rawValue))),
            hint: t("team.giving_back.hint"), isRequired: true))
        \(conditions)
        \(state.field("rest", t("team.rest"), .tick, hint: t("team.rest.hint")))
        <div class="actions">\(Button(t("team.save"), .primary))</div>
        """
    }

    private func options(_ text: String, _ values: [String]) -> [Field.Option] { values.map { Field.Option($0, t("\(text).\($0)")) } }

    private var conditions: HTML {
        let labels = choices.labels.filter { !$0.isPutAway || state["label_\($0.key)"] == "on" }
        return """
            <div><h3>\(t("team.conditions"))</h3><p class="hint">\(t("team.conditions.about"))</p></div>
            \(group("desk.channel", DeskChannel.allCases.map { ("channel_\($0.rawValue)", t.channelName($0.rawValue)) }))
            \(group("team.mailboxes", choices.mailboxes.map { ("mailbox_\($0.number)", $0.address) }))
            \(group("team.sources", choices.sources.map { ("source_\($0.id)", $0.name) }))
            \(group("desk.labels", labels.map { ("label_\($0.key)", $0.name) }))
            \(group("team.languages", ReaderLanguage.allCases.map { ("language_\($0.rawValue)", t("chat.language.\($0.rawValue)")) }))
            """
    }

    private func group(_ title: String, _ ticks: [(name: String, label: String)]) -> HTML? {
        guard !ticks.isEmpty else { return nil }
        return """
            <fieldset class="stack"><legend><b>\(t(title))</b></legend>\
            <div class="ticks">\(ticks.map { state.field($0.name, $0.label, .tick) })</div></fieldset>
            """
    }

    private var shelf: HTML? {
        guard let team else { return nil }
        let word = team.isPutAway ? "bring_back" : "put_away"
        let fields: HTML = """
            <input type="hidden" name="away" value="\(team.isPutAway ? "no" : "yes")">\(Button(t("team.\(word).do")))
            """
        let form = PostForm("\(path)/shelf", method: .put, seal: seal, content: fields).html
        return Section(t("team.\(word).do"), note: HTML(escaping: t("team.\(word).effect")), content: form).html
    }
}

/// Who is in a team: how much they take at once, and what they can do.
struct TeamMembersSection: Markup {
    let t: Texts
    let seal: String
    let whole: TeamSettingsStore.Whole
    /// What was typed about one of them and cannot be.
    let state: (staff: String, state: FormState)?

    private var path: String { "/settings/teams/\(whole.team.key)/members" }

    var html: HTML {
        let list: HTML =
            whole.members.isEmpty
            ? "<p class=\"aside\">\(t("team.members.none"))</p>" : "<ul class=\"plain members\">\(whole.members.map(member))</ul>"
        return Section(t("team.members"), note: HTML(escaping: t("team.members.about")), content: "\(list)\(adding)").html
    }

    private func member(_ agent: DeskAgent) -> HTML {
        let id = agent.staff.description
        let shown = state?.staff == id ? state?.state : nil
        let fields = shown ?? FormState(["capacity": "\(agent.capacity)", "skills": agent.skills.sorted().joined(separator: ", ")])
        let content: HTML = """
            <div class="fields">\(fields.field("capacity", t("team.capacity"), .number, isRequired: true, id: "capacity-\(id)"))\
            \(fields.field("skills", t("team.skills"), placeholder: "pl, delivery", id: "skills-\(id)"))\
            <div class="actions">\(Button(t("team.save")))</div></div>
            """
        let form = PostForm("\(path)/\(id)", method: .put, seal: seal, label: agent.name, content: content).html
        let removal = PostButton(t("team.members.remove"), to: "\(path)/\(id)", method: .delete, seal: seal, .quiet, swaps: false).html
        return "<li><div class=\"who\">\(Avatar(agent.name))<b>\(agent.name)</b>\(removal)</div>\(form)</li>"
    }

    private var adding: HTML? {
        guard !whole.others.isEmpty, !whole.team.isPutAway else { return nil }
        let people = [Field.Option("", t("desk.labels.choose"))] + whole.others.map { Field.Option($0.id.description, $0.name) }
        let content: HTML = """
            <div class="fields">\(Field("member", t("team.members.add"), .choice(people), isRequired: true))\
            <div class="actions">\(Button(t("team.members.add.do")))</div></div>
            """
        return PostForm(path, seal: seal, content: content).html
    }
}
