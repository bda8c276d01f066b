import Foundation
import Kernel
import Storage
import Timeline
import Web

/// Works the service report out of entries: nothing is counted on the side.
struct ServiceReportStore: Sendable {
    let line: Line

    /// So many conversations are looked at, the newest.
    static let most = 20_000

    /// - Parameter narrowing: behind which number the conversations are that are listed.
    /// - Throws: `missing` for a label, a team, a channel or somebody that there is not.
    func report(
        _ question: ReportQuestion, listing narrowing: ServiceReport.Narrowing? = nil, in zone: TimeZone, at now: Instant
    ) async throws -> ServiceReport {
        try await line.database.read { session in
            let ground = try ReportGroundStore(question, in: zone, at: now, session)
            let rows = try ground.rows(of: ground.begun, session)
            let intervals = Course.intervals(from: question.period.first, to: question.period.last, until: now) { $0.midnight(zone) }
            let counted = ground.theirs
            let course = Course.stages(intervals, counted.compactMap { ground.records[$0.number] }, rows)
            let listed: [Conversation] =
                switch narrowing {
                case .traffic(let place): ground.written(at: place)
                case .course(let part, let until):
                    intervals.first { $0.last == until }.map { interval in
                        counted.filter { ground.records[$0.number].map { part.holds(for: $0, in: interval) } ?? false }
                    } ?? []
                case .promised, .satisfaction, .figure, nil: []
                }
            return ServiceReport(
                period: question.period, hours: ground.hours, hoursAreSet: ground.hoursAreSet, rows: rows, summary: ServiceSummary(rows),
                byAgent: question.agent == nil ? ground.byAgent(rows) : [], byChannel: question.channel == nil ? Self.byChannel(rows) : [],
                byLabel: Self.byLabel(rows), label: ground.label, byTeam: question.team == nil ? ground.teams.byTeam(rows) : [], team: ground.team,
                channel: question.channel, agent: ground.agent, occupancy: try ground.occupancy(session), course: course,
                traffic: Traffic(ground.messages, ground.hours), choices: try Self.choices(question, session),
                listed: try ground.rows(of: listed, session), isCut: ground.isCut,
                satisfactionSettings: try SatisfactionSettingsStore.settings(session))
        }
    }

    /// What was done in conversations that began in some days, and nothing that was before.
    static func rows(begunIn question: ReportQuestion, in zone: TimeZone, at now: Instant, _ reading: some Reading) throws -> [ServiceReport.Row] {
        let ground = try ReportGroundStore(question, begunAlone: true, in: zone, at: now, reading)
        return try ground.rows(of: ground.begun, reading)
    }

    private static func byChannel(_ rows: [ServiceReport.Row]) -> [(channel: String, summary: ServiceSummary)] {
        Dictionary(grouping: rows, by: \.channel).map { (channel: $0.key, summary: ServiceSummary($0.value)) }
            .sorted { ($1.summary.conversations, $0.channel) < ($0.summary.conversations, $1.channel) }
    }

    private static func byLabel(_ rows: [ServiceReport.Row]) -> [(label: Label, summary: ServiceSummary)] {
        var bearing: [Label: [ServiceReport.Row]] = [:]
        for row in rows { for label in row.labels { bearing[label, default: []].append(row) } }
        return bearing.map { (label: $0.key, summary: ServiceSummary($0.value)) }
            .sorted { ($1.summary.conversations, $0.label.name) < ($0.summary.conversations, $1.label.name) }
    }

    private static func choices(_ question: ReportQuestion, _ reading: some Reading) throws -> ReportChoices {
        ReportChoices(
            teams: try TeamStore.all(reading).filter { !$0.isPutAway || $0.key == question.team }, agents: try ColleagueStore().all(reading),
            channels: DeskChannel.allCases.map(\.rawValue),
            labels: try LabelStore.all(reading).filter { !$0.isPutAway || $0.key == question.label })
    }
}
