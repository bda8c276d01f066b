import Kernel
import Web

/// All that is promised, in the order in which it is asked which holds.
struct PoliciesPage {
    let t: Texts
    let policies: [ServicePolicy]
    /// All there are.
    let labels: [Label]
    /// Likewise.
    let teams: [Team]
    let hours: BusinessHours

    var title: String { t("desk.policies") }

    var html: HTML {
        let add = LinkButton(t("desk.policies.add"), href: "/settings/service-levels/new", .primary).html
        return """
            \(PageHeader(
                title, lead: HTML(escaping: t("desk.policies.about")), crumbs: [Crumb(t("web.place.settings"), "/settings")], actions: [add]))
            <section class="sheet">\(policies.isEmpty ? empty : table.html)</section>
            """
    }

    private var empty: HTML { EmptyState(.noResult, t("desk.policies.none"), t("desk.policies.none.hint")).html }

    private var table: Table<ServicePolicy> {
        Table(policies, caption: title) {
            Column(t("desk.policy.name")) { "<a href=\"\(url: "/settings/service-levels/\($0.id)")\">\($0.name)</a>" }
            Column(t("desk.policy.for")) { HTML(escaping: conditions($0)) }
            for goal in ServiceTarget.Goal.allCases {
                Column(t("desk.goal.\(goal.rawValue)")) { HTML(escaping: $0.target(goal).map(words) ?? "–") }
            }
            Column(t("desk.policy.now")) { PolicyPreview(t: t, targets: $0.terms?.targets ?? [], hours: hours).short }
        }
    }

    private func conditions(_ policy: ServicePolicy) -> String {
        guard let conditions = policy.terms?.conditions else { return "–" }
        let priorities = Conversation.Priority.allCases.map(\.key).filter(conditions.priorities.contains).map { t("desk.priority.\($0)") }
        let channels = DeskChannel.allCases.map(\.rawValue).filter(conditions.channels.contains).map { t.channelName($0) }
        let marks = labels.filter { conditions.labels.contains($0.key) }.map(\.name)
        let works = teams.filter { conditions.teams.contains($0.key) }.map(\.name)
        let all = [priorities, channels, marks, works].filter { !$0.isEmpty }.map { $0.joined(separator: ", ") }
        return all.isEmpty ? t("desk.policy.all") : all.joined(separator: " · ")
    }

    /// Opening hours make no days: 40 hours stay 40 hours.
    private func words(_ target: ServiceTarget) -> String {
        let minutes = Int(target.within.components.seconds / 60)
        let parts = [("time.hours", minutes / 60), ("time.minutes", minutes % 60)].filter { $0.1 > 0 }.map { t($0.0, ["count": $0.1]) }
        return t("desk.policy.within.\(target.clock.rawValue)", ["time": parts.joined(separator: " ")])
    }
}

/// By when what is written now would have to be answered.
struct PolicyPreview {
    let t: Texts
    let targets: [ServiceTarget]
    let hours: BusinessHours

    var html: HTML {
        let lines = targets.map { target -> HTML in
            let due = target.due(since: t.now, hours).map { t.moment($0) } ?? t("desk.policy.never")
            return "<li>\(t("desk.goal.\(target.goal.rawValue)")): <strong>\(due)</strong></li>"
        }
        return Callout("<p>\(t("desk.policy.preview.about", ["zone": hours.zone]))</p><ul>\(lines)</ul>").html
    }

    /// The first of them.
    var short: HTML { targets.first.map { HTML(escaping: $0.due(since: t.now, hours).map { t.moment($0) } ?? t("desk.policy.never")) } ?? "–" }
}

struct PolicyPage {
    let t: Texts
    let seal: String
    /// `nil` for a new one.
    let policy: ServicePolicy?
    let state: FormState
    /// All there are.
    let labels: [Label]
    /// Likewise.
    let teams: [Team]
    let preview: PolicyPreview?

    var title: String { policy?.name ?? t("desk.policies.add") }
    private var path: String { policy.map { "/settings/service-levels/\($0.id)" } ?? "/settings/service-levels" }

    var html: HTML {
        let fields: HTML = """
            \(state.error.map { Callout(HTML(escaping: $0), tone: .warn) })
            <div class="fields">\(state.field("name", t("desk.policy.name"), isRequired: true))\
            \(state.field("rank", t("desk.policy.rank"), .number, hint: t("desk.policy.rank.hint"), isRequired: true))</div>
            \(ServiceTarget.Goal.allCases.map(goal))
            \(group("desk.policy.pauses", ServiceTarget.Pause.allCases.map { ("pause_\($0.rawValue)", t("desk.policy.pause.\($0.rawValue)")) }))
            \(group("desk.priority", Conversation.Priority.allCases.map { ("priority_\($0.key)", t("desk.priority.\($0.key)")) }))
            \(group("desk.channel", DeskChannel.allCases.map { ("channel_\($0.rawValue)", t.channelName($0.rawValue)) }))
            \(marks)\(works)\(preview?.html)
            <div class="actions">\(Button(t("desk.policy.save"), .primary, name: "do", value: "save"))\
            \(Button(t("desk.policy.preview"), name: "do", value: "preview"))</div>
            """
        let form = PostForm(path, method: policy == nil ? .post : .put, seal: seal, content: "<div class=\"stack\">\(fields)</div>")
        let crumbs = [Crumb(t("web.place.settings"), "/settings"), Crumb(t("desk.policies"), "/settings/service-levels")]
        return """
            \(PageHeader(title, lead: HTML(escaping: t("desk.policy.about")), crumbs: crumbs))
            <section class="sheet">\(form)</section>\(removal)
            """
    }

    private func goal(_ goal: ServiceTarget.Goal) -> HTML {
        let name = goal.rawValue
        let clocks = ServiceTarget.Clock.allCases.map { Field.Option($0.rawValue, t("desk.policy.clock.\($0.rawValue)")) }
        return """
            <fieldset class="stack"><legend><b>\(t("desk.goal.\(name)"))</b></legend><div class="fields">\
            \(state.field(name, t("desk.policy.within"), hint: t("desk.policy.within.hint"), placeholder: "4h"))\
            \(state.field("\(name)_clock", t("desk.policy.clock"), .choice(clocks)))\
            \(state.field("\(name)_warning", t("desk.policy.warning"), hint: t("desk.policy.warning.hint"), placeholder: "30m"))</div></fieldset>
            """
    }

    /// Labels that a first message may bring.
    private var marks: HTML? {
        let shown = labels.map { (label: $0, field: PolicyForm.field(ofLabel: $0.key)) }.filter { !$0.label.isPutAway || state[$0.field] == "on" }
        guard !shown.isEmpty else { return nil }
        let ticks = group("desk.labels", shown.map { ($0.field, $0.label.name) })
        return "<div>\(ticks)<p class=\"hint\">\(t("desk.policy.labels.hint"))</p></div>"
    }

    /// Teams whose a conversation may be from its start.
    private var works: HTML? {
        let shown = teams.map { (team: $0, field: PolicyForm.field(ofTeam: $0.key)) }.filter { !$0.team.isPutAway || state[$0.field] == "on" }
        guard !shown.isEmpty else { return nil }
        let ticks = group("team.title", shown.map { ($0.field, $0.team.name) })
        return "<div>\(ticks)<p class=\"hint\">\(t("team.policy.hint"))</p></div>"
    }

    private func group(_ title: String, _ ticks: [(name: String, label: String)]) -> HTML {
        """
        <fieldset class="stack"><legend><b>\(t(title))</b></legend>\
        <div class="ticks">\(ticks.map { state.field($0.name, $0.label, .tick) })</div></fieldset>
        """
    }

    private var removal: HTML? {
        guard policy != nil else { return nil }
        let button = PostButton(t("desk.policy.remove"), to: path, method: .delete, seal: seal, .danger, swaps: false).html
        return Section(t("desk.policy.remove"), note: HTML(escaping: t("desk.policy.remove.about")), content: button).html
    }
}
