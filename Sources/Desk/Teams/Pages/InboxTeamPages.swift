import Kernel
import Web

/// What the inbox knows of teams.
struct InboxTeams: Sendable {
    /// All there are, in the order in which they are asked.
    var all: [Team] = []
    /// Keys of those whose the reader is.
    var own: Set<String> = []
    /// Whether the reader is there; `nil` where they have never said anything.
    var presence: AgentPresence?

    var inUse: [Team] { all.filter { !$0.isPutAway } }
}

/// Whether the reader is there: three buttons of which one is pressed.
struct PresenceChoice: Markup {
    let t: Texts
    let seal: String
    let presence: AgentPresence?
    /// Where they are.
    let path: String

    var html: HTML {
        let current = presence?.state ?? .away
        let buttons = AgentState.allCases.map { state -> HTML in
            """
            <button class="state-\(state.key)" name="state" value="\(state.key)" aria-pressed="\(state == current ? "true" : "false")">\
            <i aria-hidden="true"></i>\(t("team.state.\(state.key)"))</button>
            """
        }
        let gone: HTML? = presence.map { $0.isByItself ? "<span class=\"aside\">\(t("team.state.gone.about"))</span>" : .nothing }
        let content: HTML = """
            <input type="hidden" name="to" value="\(path)">\
            <span class="segmented" role="group" aria-label="\(t("team.state.own"))">\(buttons)</span>
            """
        let form = PostForm("/inbox/presence", method: .put, seal: seal, label: t("team.state.own"), content: content)
        return "<div class=\"here\">\(form)\(gone)</div>"
    }
}

/// A view for each team, that goes together with all others.
struct InboxTeamList: Markup {
    let t: Texts
    let address: InboxAddress
    let teams: InboxTeams

    var html: HTML {
        let shown = teams.all.filter { !$0.isPutAway || $0.key == address.team }
        guard !shown.isEmpty else { return .nothing }
        let items = shown.map { team -> HTML in
            guard team.key == address.team else { return "<li>\(TeamChip(team: team, href: address.of(team: team.key).path))</li>" }
            let cross: HTML = """
                <a class="remove" href="\(url: address.of(team: nil).path)" aria-label="\(t("team.all"))">\(Icon.cross)</a>
                """
            return "<li>\(TeamChip(team: team, href: address.path, removal: cross, isCurrent: true))</li>"
        }
        return "<nav class=\"labels\" aria-label=\"\(t("team.title"))\"><ul class=\"chips\">\(items)</ul></nav>"
    }
}

/// A team as it is seen: a mark, and its name.
struct TeamChip: Markup {
    let team: Team
    /// Where it leads.
    var href: String?
    var removal: HTML?
    var isCurrent = false

    var html: HTML {
        let name: HTML =
            if let href { "<a href=\"\(url: href)\"\(attribute: "aria-current", isCurrent ? "true" : nil)>\(team.name)</a>" } else {
                "<span>\(team.name)</span>"
            }
        return "<span class=\"chip team\">\(Icon.customers)\(name)\(removal)</span>"
    }
}
