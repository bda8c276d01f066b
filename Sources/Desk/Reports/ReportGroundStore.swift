import Foundation
import Kernel
import Storage
import Timeline
import Web

/// What a service report is worked out from, read once: conversations with all that happened in them, and whose they were.
struct ReportGroundStore {
    let question: ReportQuestion
    /// Those by which times are told, and whether somebody has set them.
    let hours: BusinessHours
    let hoursAreSet: Bool
    let label: Label?
    let team: Team?
    let agent: Colleague?
    let teams: TeamReportStore
    let records: [Int64: ServiceRecord]
    /// There were more conversations than are looked at.
    let isCut: Bool
    private let conversations: [Conversation]
    private let entries: [Int64: [ConversationEntry]]
    private let histories: [Int64: AgentHistory]
    private let names: [ID<Viewer>: String]
    /// By which is judged what was promised. Deadlines know no reader: where no hours are set they are those of UTC.
    private let promised: BusinessHours
    private let span: (start: Instant, end: Instant)
    private let now: Instant

    /// - Parameter begunAlone: leaves out what began before the period.
    /// - Throws: `missing` for a label, a team, a channel or somebody that there is not.
    init(_ question: ReportQuestion, begunAlone: Bool = false, in zone: TimeZone, at now: Instant, _ reading: some Reading) throws {
        let span = question.period.span(in: zone)
        let set = try HoursStore.kept(since: .distantPast, reading)
        hours = try set ?? HoursStore.usual(zone: zone.identifier)
        promised = try set ?? HoursStore.usual(zone: "UTC")
        label = try question.label.map { try LabelStore.find($0, reading) }
        agent = try question.agent.map { try Self.colleague($0, reading) }
        let found = try Self.conversations(question, since: begunAlone ? span.start : nil, before: span.end, reading)
        let conversations = Array(found.prefix(ServiceReportStore.most))
        let entries = try ConversationStore.happenings(of: conversations.map(\.number), reading)
        teams = try TeamReportStore(entries, until: min(now, span.end), reading)
        team = try question.team.map { [teams] in try teams.team($0) }
        records = try ConversationUnitStore.records(of: conversations.map(\.number), reading)
        let agents = records.values.flatMap { $0.all(by: now) }.compactMap(\.agent)
        let staff = entries.values.flatMap { $0.flatMap { [$0.staff, $0.assignment?.whom] } }.compactMap(\.self) + agents
        let names = try ColleagueStore().names(of: Set(staff), reading)
        let ids = Dictionary(grouping: names, by: \.value).compactMapValues { $0.count == 1 ? $0[0].key : nil }
        histories = entries.mapValues { AgentHistory($0, ids: ids) }
        (self.question, hoursAreSet, isCut) = (question, set != nil, found.count > conversations.count)
        (self.conversations, self.entries, self.names, self.span, self.now) = (conversations, entries, names, span, now)
    }

    private static func colleague(_ id: ID<Viewer>, _ reading: some Reading) throws -> Colleague {
        guard let name = try ColleagueStore().names(of: [id], reading)[id] else { throw Failure.missing("This colleague") }
        return Colleague(id: id, name: name)
    }

    /// The newest, one more than are looked at.
    private static func conversations(
        _ question: ReportQuestion, since start: Instant?, before end: Instant, _ reading: some Reading
    ) throws -> [Conversation] {
        var conditions: [SQL] = ["conversation.opened_at < \(end)"]
        // What began since was said something in since: for the standing and that time there is an index.
        if let start {
            conditions.append("conversation.opened_at >= \(start) AND conversation.status IN (1, 2, 3, 4) AND conversation.last_at >= \(start)")
        }
        if let label = question.label { conditions.append(ConversationLabelProjection.bears(label)) }
        if let channel = question.channel {
            guard DeskChannel(rawValue: channel) != nil else { throw Failure.missing("This channel") }
            conditions.append(
                """
                (SELECT begun.channel FROM conversation_entry AS begun WHERE begun.conversation = conversation.number
                ORDER BY begun.number LIMIT 1) = \(channel)
                """)
        }
        let all = conditions.dropFirst().reduce(conditions[0]) { "\($0) AND \($1)" }
        return try reading.rows(
            "\(ConversationStore.columns) WHERE \(all) ORDER BY conversation.number DESC LIMIT \(ServiceReportStore.most + 1)"
        ).map(Conversation.init)
    }
}

extension ReportGroundStore {
    /// Those begun in the period.
    var begun: [Conversation] { conversations.filter { $0.openedAt >= span.start } }

    /// All; of one team or one of staff, those that were theirs at the end of the period.
    var theirs: [Conversation] {
        let end = min(now, span.end)
        return conversations.filter { isTheirs($0.number, at: end) { $0.owner(at: end) } }
    }

    /// What customers wrote in the period; to one team or one of staff, while it was theirs.
    var messages: [Traffic.Message] {
        conversations.flatMap { conversation -> [Traffic.Message] in
            let number = conversation.number
            let messages = (entries[number] ?? []).filter { $0.happening == .message && $0.at >= span.start && $0.at < min(now, span.end) }
            return messages.filter { message in isTheirs(number, at: message.at) { $0.owner(at: message.at) } }.map {
                Traffic.Message(conversation: number, at: $0.at)
            }
        }
    }

    /// Those whose customer wrote at an hour of a day of the week.
    func written(at place: Traffic.Place) -> [Conversation] {
        let numbers = Set(messages.filter { Traffic.Place($0.at, hours.clock) == place }.map(\.conversation))
        return conversations.filter { numbers.contains($0.number) }
    }

    private func isTheirs(_ number: Int64, at instant: Instant, _ whose: (AgentHistory) -> ID<Viewer>?) -> Bool {
        if let team, !teams.isTheirs(team.key, number, at: instant) { return false }
        guard let agent else { return true }
        return histories[number].flatMap(whose) == agent.id
    }

    /// How much of the time people were there they had work; nothing where not all of their work is looked at.
    func occupancy(_ reading: some Reading) throws -> [Occupancy] {
        guard label == nil, question.channel == nil else { return [] }
        let all = try teams.occupancy(records, in: Stretch(span.start, min(now, span.end)), of: team, reading)
        return all.filter { row in agent.map { $0.id == row.staff } ?? true }
    }

    /// Most conversations first; one in which several did something counts for each of them.
    func byAgent(_ rows: [ServiceReport.Row]) -> [(agent: Colleague, summary: ServiceSummary)] {
        var parts: [ID<Viewer>: [ServiceReport.Row]] = [:]
        for row in rows {
            for staff in histories[row.conversation.number]?.all ?? [] {
                if let part = part(row, of: staff) { parts[staff, default: []].append(part) }
            }
        }
        return parts.compactMap { staff, rows in names[staff].map { (Colleague(id: staff, name: $0), ServiceSummary(rows)) } }
            .sorted { ($1.1.conversations, $0.0.name, $0.0.id) < ($0.1.conversations, $1.0.name, $1.0.id) }
            .map { (agent: $0.0, summary: $0.1) }
    }
}

// MARK: - Rows

extension ReportGroundStore {
    /// What there is to tell of conversations: spam and what was merged away is left out, and what is neither the team's nor theirs who is asked for.
    func rows(of conversations: [Conversation], _ reading: some Reading) throws -> [ServiceReport.Row] {
        let numbers = conversations.map(\.number)
        let policies = try ServicePolicyStore.frozen(in: conversations.filter(\.hasPolicy).map(\.number), reading)
        let labels = try ConversationLabelProjection.labels(of: numbers, reading)
        let questions = try ConversationUnitStore.results(in: numbers, reading)
        let returns = try self.returns(of: conversations, reading)
        return conversations.compactMap { conversation -> ServiceReport.Row? in
            let (number, all) = (conversation.number, entries[conversation.number] ?? [])
            guard let record = records[number], let figures = ServiceFigures(record, hours: hours, at: now) else { return nil }
            let runs = policies[number].map { TargetRun.all(of: record, policy: $0, hours: promised, at: now) }
            let fates = AnswerFates(all)
            var row = ServiceReport.Row(
                conversation: conversation, figures: figures, questions: questions[number] ?? [],
                agent: figures.firstResponse?.agent.flatMap { names[$0] }, labels: labels[number] ?? [], runs: runs ?? [],
                channel: all.first?.channel ?? conversation.channel)
            row.team = teams.team(of: number, figures)
            row.resolver = figures.resolutions.last?.agent.flatMap { names[$0] }
            row.lost = all.count { $0.happening == .reply && fates.isMissing($0.number) }
            row.firstContact = figures.resolutions.first.map { first in
                let others = (returns[conversation.person] ?? []).filter { $0.number != number }.map(\.openedAt)
                let reopened = record.happenings.filter { $0.kind == .reopened && $0.at <= now }.map(\.at)
                return FirstContactResolution.outcome(resolved: first.at, returns: reopened + others, at: now)
            }
            let teams = team.map { part(row, of: $0) } ?? row
            return agent.map { agent in teams.flatMap { part($0, of: agent.id) } } ?? teams
        }
    }

    /// All conversations of the same customers, of whatever kind, that count: by the number of the customer.
    private func returns(of conversations: [Conversation], _ reading: some Reading) throws -> [Int64: [(number: Int64, openedAt: Instant)]] {
        guard let first = conversations.map(\.openedAt).min() else { return [:] }
        var returns: [Int64: [(number: Int64, openedAt: Instant)]] = [:]
        for some in Array(Set(conversations.map(\.person))).chunked(by: 500) {
            try reading.forEach(
                """
                SELECT identifier.person AS person, conversation.number AS number, conversation.opened_at AS opened_at
                FROM identifier JOIN conversation ON conversation.identifier = identifier.id
                WHERE identifier.person IN \(list: some) AND conversation.opened_at > \(first) AND conversation.opened_at <= \(now)
                """
            ) { row in
                let number: Int64 = try row.get("number")
                if let record = records[number], !ConversationPresence(after: record.happenings).isCounted { return }
                returns[try row.get("person"), default: []].append((number, try row.get("opened_at")))
            }
        }
        return returns
    }

    private func part(_ row: ServiceReport.Row, of team: Team) -> ServiceReport.Row? { teams.part(row, of: team.key) }

    /// What of a conversation is somebody's: what they did, and what was due while it was theirs.
    private func part(_ row: ServiceReport.Row, of staff: ID<Viewer>) -> ServiceReport.Row? {
        guard let history = histories[row.conversation.number], history.all.contains(staff) else { return nil }
        var part = row.part { history.agent(at: $0) == staff }
        part.runs = row.runs.filter { history.agent(at: $0.instant ?? now) == staff }
        part.questions = row.questions.filter { $0.survey.staff == staff }
        return part
    }
}

extension ServiceReport.Row {
    /// What of it belongs to whoever has these moments.
    func part(where isTheirs: (Instant) -> Bool) -> ServiceReport.Row {
        var part = self
        part.figures = figures.part(where: isTheirs)
        if figures.resolutions.first.map({ !isTheirs($0.at) }) ?? true { part.firstContact = nil }
        return part
    }
}
