import Kernel
import Web

/// A policy as a form says it.
struct PolicyForm {
    /// What stands in the fields.
    static func fields(_ policy: ServicePolicy) -> [String: String] {
        var fields = ["name": policy.name, "rank": "\(policy.rank)"]
        guard let terms = policy.terms else { return fields }
        for priority in terms.conditions.priorities { fields["priority_\(priority)"] = "on" }
        for channel in terms.conditions.channels { fields["channel_\(channel)"] = "on" }
        for label in terms.conditions.labels { fields[field(ofLabel: label)] = "on" }
        for team in terms.conditions.teams { fields[field(ofTeam: team)] = "on" }
        for target in terms.targets {
            let name = target.goal.rawValue
            fields[name] = written(target.within)
            fields["\(name)_clock"] = target.clock.rawValue
            fields["\(name)_warning"] = target.warning.map(written)
            for pause in target.pauses { fields["pause_\(pause.rawValue)"] = "on" }
        }
        return fields
    }

    static func field(ofLabel key: String) -> String { "label_\(key)" }

    static func field(ofTeam key: String) -> String { "team_\(key)" }

    /// What a new one begins with.
    static let usual = [
        "rank": "10", "first_response": "4h", "first_response_clock": "business", "first_response_warning": "30m", "next_response_clock": "business",
        "resolution_clock": "business", "pause_waiting": "on",
    ]

    /// - Parameters:
    ///   - labels: keys of all there are.
    ///   - teams: likewise.
    /// - Throws: `Failure.invalid` with the field and what is wrong with it.
    static func terms(_ form: Form, labels: [String], teams: [String]) throws -> ServicePolicy.Terms {
        let pauses = Set(ServiceTarget.Pause.allCases.filter { form.has("pause_\($0.rawValue)") })
        let targets = try ServiceTarget.Goal.allCases.compactMap { goal -> ServiceTarget? in
            let name = goal.rawValue
            guard let within = try duration(form, name) else { return nil }
            let warning = try duration(form, "\(name)_warning")
            do {
                return try ServiceTarget(goal, within: within, clock: try form.choice("\(name)_clock"), warning: warning, pauses: pauses)
            } catch Failure.invalid("within", let reason) {
                throw Failure.invalid(name, reason)
            } catch Failure.invalid("warning", let reason) {
                throw Failure.invalid("\(name)_warning", reason)
            }
        }
        let conditions = ServiceConditions(
            priorities: Set(Conversation.Priority.allCases.map(\.key).filter { form.has("priority_\($0)") }),
            channels: Set(DeskChannel.allCases.map(\.rawValue).filter { form.has("channel_\($0)") }),
            labels: Set(labels.filter { form.has(field(ofLabel: $0)) }), teams: Set(teams.filter { form.has(field(ofTeam: $0)) }))
        do {
            return try ServicePolicy.Terms(targets, for: conditions)
        } catch Failure.invalid("targets", let reason) {
            throw Failure.invalid(ServiceTarget.Goal.firstResponse.rawValue, reason)
        }
    }

    /// `1h 30m`, `45m`; `nil` where nothing is said.
    private static func duration(_ form: Form, _ field: String) throws -> Duration? {
        let text = try form.text(field, 0...20).lowercased()
        guard !text.isEmpty else { return nil }
        guard let match = text.wholeMatch(of: /(?:([0-9]{1,4})\s*h)?\s*(?:([0-9]{1,4})\s*m)?/), match.1 != nil || match.2 != nil else {
            throw Failure.invalid(field, "must be a time such as 4h, 30m or 1h 30m")
        }
        return .minutes((match.1.flatMap { Int64($0) } ?? 0) * 60 + (match.2.flatMap { Int64($0) } ?? 0))
    }

    static func written(_ duration: Duration) -> String {
        let minutes = duration.components.seconds / 60
        let parts = [(minutes / 60, "h"), (minutes % 60, "m")].filter { $0.0 > 0 }
        return parts.map { "\($0.0)\($0.1)" }.joined(separator: " ")
    }
}
