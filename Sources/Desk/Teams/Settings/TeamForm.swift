import Channels
import Kernel
import Language
import Timeline
import Web

/// What conditions can name.
struct TeamChoices: Sendable {
    /// Sites and programs with a key.
    var sources: [Source] = []
    var mailboxes: [Mailbox] = []
    /// All there are.
    var labels: [Label] = []
}

/// A team as a form says it.
struct TeamForm {
    /// What stands in the fields.
    static func fields(_ team: Team) -> [String: String] {
        var fields = [
            "name": team.name, "rank": "\(team.rank)", "giving": team.giving.rawValue, "giving_back": team.givingBack.rawValue,
            "sticky": team.isSticky ? "on" : "", "rest": team.takesRest ? "on" : "",
        ]
        for channel in team.conditions.channels { fields["channel_\(channel)"] = "on" }
        for source in team.conditions.sources { fields["source_\(source)"] = "on" }
        for mailbox in team.conditions.mailboxes { fields["mailbox_\(mailbox)"] = "on" }
        for label in team.conditions.labels { fields["label_\(label)"] = "on" }
        for language in team.conditions.languages { fields["language_\(language)"] = "on" }
        return fields
    }

    /// - Throws: `Failure.invalid` with the field and what is wrong with it.
    static func team(_ form: Form, _ choices: TeamChoices, key: String = "") throws -> Team {
        var team = Team(key: key, name: try form.text("name", 1...Team.longestName))
        team.rank = try form.int("rank", Team.ranks)
        guard let giving = Team.Giving(rawValue: form["giving"]) else { throw Failure.invalid("giving", "must be chosen") }
        guard let givingBack = Team.GivingBack(rawValue: form["giving_back"]) else { throw Failure.invalid("giving_back", "must be chosen") }
        (team.giving, team.givingBack, team.isSticky, team.takesRest) = (giving, givingBack, form.has("sticky"), form.has("rest"))
        team.conditions = TeamConditions(
            channels: Set(DeskChannel.allCases.map(\.rawValue).filter { form.has("channel_\($0)") }),
            sources: Set(choices.sources.map(\.id).filter { form.has("source_\($0)") }),
            mailboxes: Set(choices.mailboxes.map(\.number).filter { form.has("mailbox_\($0)") }),
            labels: Set(choices.labels.map(\.key).filter { form.has("label_\($0)") }),
            languages: Set(ReaderLanguage.allCases.map(\.rawValue).filter { form.has("language_\($0)") }))
        return team
    }
}
