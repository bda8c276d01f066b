package import Kernel
package import People

/// Which conversations a policy is for. Of each list one must hold; an empty list holds for all.
package struct ServiceConditions: Hashable, Sendable, Codable {
    package var priorities: Set<String>
    package var channels: Set<String>
    package var labels: Set<String>
    package var teams: Set<String>
    package var companies: Set<ID<Company>>

    package init(
        priorities: Set<String> = [], channels: Set<String> = [], labels: Set<String> = [], teams: Set<String> = [], companies: Set<ID<Company>> = []
    ) {
        (self.priorities, self.channels, self.labels, self.teams, self.companies) = (priorities, channels, labels, teams, companies)
    }

    /// What is known of a conversation at its start, by keys.
    package struct Facts: Hashable, Sendable {
        package var priority: String?
        package var channel: String?
        package var labels: Set<String>
        package var team: String?
        package var company: ID<Company>?

        package init(
            priority: String? = nil, channel: String? = nil, labels: Set<String> = [], team: String? = nil, company: ID<Company>? = nil
        ) {
            (self.priority, self.channel, self.labels, self.team, self.company) = (priority, channel, labels, team, company)
        }
    }
}

extension ServiceConditions {
    package func hold(for facts: Facts) -> Bool {
        holds(priorities, facts.priority) && holds(channels, facts.channel) && holds(teams, facts.team) && holds(companies, facts.company)
            && (labels.isEmpty || !labels.isDisjoint(with: facts.labels))
    }

    private func holds<Value>(_ list: Set<Value>, _ value: Value?) -> Bool { list.isEmpty || value.map(list.contains) ?? false }
}
