import Kernel
import Timeline
import Web

/// What the report is of besides its days: what was chosen, with a way to take each off, and what else there is.
struct ReportNarrowingForm: Markup {
    let t: Texts
    let report: ServiceReport
    /// What it is of.
    let query: Query

    var html: HTML { "\(chips)\(form)" }

    private var chips: HTML? {
        let chips = [
            report.team.map { TeamChip(team: $0, href: InboxAddress(team: $0.key).path, removal: cross(.team, t("team.all"))).html },
            report.agent.map { chip($0.name, .agent, t("desk.report.agent.all")) },
            report.channel.map { chip(t.channelName($0), .channel, t("desk.report.channel.all")) },
            report.label.map { LabelChip(label: $0, href: InboxAddress(label: $0.key).path, removal: cross(.label, t("desk.labels.all"))).html },
        ].compactMap(\.self)
        guard !chips.isEmpty else { return nil }
        return "<p class=\"chips\">\(t("desk.report.only")) \(chips)</p>"
    }

    private func chip(_ text: String, _ name: ReportQuestion.Name, _ all: String) -> HTML {
        Chip(text, removal: (href: "/inbox/report" + query.with(name, nil).text, label: all)).html
    }

    private func cross(_ name: ReportQuestion.Name, _ all: String) -> HTML {
        "<a class=\"remove\" href=\"\(url: "/inbox/report" + query.with(name, nil).text)\" aria-label=\"\(all)\">\(Icon.cross)</a>"
    }

    private var form: HTML {
        let choices = report.choices
        let days = query.keeping("period", "from", "to").pairs.map { name, value in
            "<input type=\"hidden\" name=\"\(name)\" value=\"\(value)\">" as HTML
        }
        return """
            <details class="sheet"><summary>\(t("desk.report.narrow"))</summary>
            <form class="filters" action="/inbox/report" data-swap>\(days)<div class="fields">\
            \(field(.team, t("team.one"), choices.teams.map { Field.Option($0.key, $0.name) }))\
            \(field(.agent, t("desk.report.agent.one"), choices.agents.map { Field.Option($0.id.description, $0.name) }))\
            \(field(.channel, t("desk.channel"), choices.channels.map { Field.Option($0, t.channelName($0)) }))\
            \(field(.label, t("desk.label"), choices.labels.map { Field.Option($0.key, $0.name) }))</div>\(Button(t("web.show"), .primary))</form>\
            </details>
            """
    }

    /// Nothing where there is nothing to choose. Somebody who has left stays chosen.
    private func field(_ name: ReportQuestion.Name, _ label: String, _ options: [Field.Option]) -> HTML? {
        var options = options
        if name == .agent, let agent = report.agent, !report.choices.agents.contains(agent) {
            options.append(.init(agent.id.description, agent.name))
        }
        guard !options.isEmpty else { return nil }
        return Field(name.rawValue, label, .choice([.init("", t("desk.report.any"))] + options), value: query[name.rawValue] ?? "").html
    }
}
