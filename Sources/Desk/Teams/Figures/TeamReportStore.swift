import Kernel
import Storage
import Timeline
import Web

/// The service report by team: worked out from entries and from who was in which team when.
struct TeamReportStore {
    let teams: [Team]
    private let memberships: Memberships
    private let histories: [Int64: TeamHistory]
    private let entries: [Int64: [ConversationEntry]]
    /// As of when the report is.
    private let end: Instant

    /// - Parameter entries: of conversations, by their numbers.
    init(_ entries: [Int64: [ConversationEntry]], until end: Instant, _ reading: some Reading) throws {
        let memberships = Memberships(try MemberStore.history(reading))
        teams = try TeamStore.all(reading)
        histories = entries.mapValues { TeamHistory($0, memberships) }
        (self.memberships, self.entries, self.end) = (memberships, entries, end)
    }

    /// - Throws: `missing`.
    func team(_ key: String) throws -> Team {
        guard let team = teams.first(where: { $0.key == key }) else { throw Failure.missing("This team") }
        return team
    }

    /// Whose a conversation was when it was answered first, or else is at the end.
    func team(of number: Int64, _ figures: ServiceFigures) -> Team? {
        let key = histories[number]?.team(at: figures.firstResponse?.time.at ?? end)
        return teams.first { $0.key == key }
    }

    /// Whether it was a team's at a moment.
    func isTheirs(_ key: String, _ number: Int64, at instant: Instant) -> Bool { histories[number]?.team(at: instant) == key }

    /// Most conversations first; one that went from one team to another counts for both.
    func byTeam(_ rows: [ServiceReport.Row]) -> [(team: Team, summary: ServiceSummary)] {
        teams.map { team in (team: team, summary: ServiceSummary(rows.compactMap { part($0, of: team.key) })) }
            .filter { $0.summary.conversations > 0 }
            .sorted { ($1.summary.conversations, $0.team.name, $0.team.key) < ($0.summary.conversations, $1.team.name, $1.team.key) }
    }

    /// What of a conversation is a team's; `nil` where it was never theirs.
    func part(_ row: ServiceReport.Row, of key: String) -> ServiceReport.Row? {
        let number = row.conversation.number
        guard let history = histories[number], history.teams(until: end).contains(key) else { return nil }
        let isTheirs = { (instant: Instant) in history.team(at: instant) == key }
        var part = row.part(where: isTheirs)
        part.runs = row.runs.filter { isTheirs($0.instant ?? end) }
        let times = Dictionary((entries[number] ?? []).map { ($0.number, $0.at) }, uniquingKeysWith: { first, _ in first })
        part.questions = row.questions.filter { question in times[question.survey.resolution].map(isTheirs) ?? false }
        return part
    }

    /// Of those who were there; of a team, while they were in it.
    func occupancy(_ records: [Int64: ServiceRecord], in time: Stretch?, of team: Team?, _ reading: some Reading) throws -> [Occupancy] {
        guard let time else { return [] }
        let presences = try PresenceStore.history(from: time.from, to: time.until, reading)
        guard !presences.isEmpty else { return [] }
        let names = try ColleagueStore().names(of: Set(presences.map(\.staff)), reading)
        let ids = Dictionary(grouping: names, by: \.value).compactMapValues { $0.count == 1 ? $0[0].key : nil }
        var work: [ID<Viewer>: [Stretch]] = [:]
        for (number, record) in records {
            for held in Holding.all(entries[number] ?? [], record, ids: ids, until: time.until) { work[held.staff, default: []].append(held.time) }
        }
        return Occupancy.all(
            presences, work: work, names: names, in: time, counted: team.map { memberships.times(in: $0.key, until: time.until) })
    }
}

extension TargetRun {
    /// When it was decided; `nil` while it runs.
    var instant: Instant? {
        switch state {
        case .met(let at), .breached(let at, _): at
        case .running, .paused: nil
        }
    }
}
