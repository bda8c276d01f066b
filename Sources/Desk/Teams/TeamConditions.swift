/// Which conversations are a team's when they begin. Of each list one must hold; an empty list holds for all. Where all are empty nothing comes by
/// itself.
struct TeamConditions: Hashable, Sendable, Codable {
    /// Keys.
    var channels: Set<String> = []
    /// Numbers of sources: sites with a chat, programs.
    var sources: Set<Int64> = []
    /// By their numbers.
    var mailboxes: Set<Int64> = []
    /// Keys.
    var labels: Set<String> = []
    /// As two letters.
    var languages: Set<String> = []

    /// What is known of a conversation at its start.
    struct Facts: Hashable, Sendable {
        var channel = ""
        var source: Int64?
        var mailbox: Int64?
        var labels: Set<String> = []
        var language: String?
    }

    var isEmpty: Bool { self == TeamConditions() }

    func hold(for facts: Facts) -> Bool {
        guard !isEmpty else { return false }
        return holds(channels, facts.channel) && holds(sources, facts.source) && holds(mailboxes, facts.mailbox) && holds(languages, facts.language)
            && (labels.isEmpty || !labels.isDisjoint(with: facts.labels))
    }

    private func holds<Value>(_ list: Set<Value>, _ value: Value?) -> Bool { list.isEmpty || value.map(list.contains) ?? false }
}

extension Team {
    /// The first that such conversations are for, else the one that has what nobody else has.
    static func beginning(_ facts: TeamConditions.Facts, among teams: [Team]) -> Team? {
        let inUse = teams.filter { !$0.isPutAway }.sorted { ($0.rank, $0.key) < ($1.rank, $1.key) }
        return inUse.first { $0.conditions.hold(for: facts) } ?? inUse.first(where: \.takesRest)
    }
}
