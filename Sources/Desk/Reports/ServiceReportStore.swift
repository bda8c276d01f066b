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
    /// So many days of the backlog are told.
    static let mostDays = 31

    /// - Parameter key: of a label that all of them bear; `nil` tells of all.
    /// - Throws: `missing` for a label that there is not.
    func report(_ period: Period, labelled key: String? = nil, in zone: TimeZone, at now: Instant) async throws -> ServiceReport {
        let (start, end) = (Self.midnight(period.first, zone), Self.midnight(period.last.adding(days: 1), zone))
        let ends = Self.ends(of: period, in: zone, until: now)
        return try await line.database.read { session in
            let set = try HoursStore.kept(since: .distantPast, session)
            let hours = try set ?? HoursStore.usual(zone: zone.identifier)
            // Deadlines know no reader: where no hours are set they are those of UTC.
            let promised = try set ?? HoursStore.usual(zone: "UTC")
            let label = try key.map { try LabelStore.find($0, session) }
            let bearing = label.map { ConversationLabelProjection.bears($0.key) } ?? "1 = 1"
            let found = try session.rows(
                """
                \(ConversationStore.columns) WHERE conversation.opened_at < \(end) AND \(bearing)
                ORDER BY conversation.number DESC LIMIT \(Self.most + 1)
                """
            ).map(Conversation.init)
            let conversations = Array(found.prefix(Self.most))
            let known = try ConversationUnitStore.records(of: conversations.map(\.number), session)
            let records = conversations.map { known[$0.number] ?? ServiceRecord([]) }
            let agents = Set(records.flatMap { $0.all(by: now) }.compactMap(\.agent))
            let names = try ColleagueStore().names(of: agents, session)
            let policies = try ServicePolicyStore.frozen(in: conversations.filter(\.hasPolicy).map(\.number), session)
            let labels = try ConversationLabelProjection.labels(of: conversations.map(\.number), session)
            let questions = try ConversationUnitStore.results(in: conversations.filter { $0.openedAt >= start }.map(\.number), session)
            let rows = zip(conversations, records).compactMap { conversation, record -> ServiceReport.Row? in
                guard conversation.openedAt >= start, let figures = ServiceFigures(record, hours: hours, at: now) else { return nil }
                let runs = policies[conversation.number].map { TargetRun.all(of: record, policy: $0, hours: promised, at: now) }
                return ServiceReport.Row(
                    conversation: conversation, figures: figures, questions: questions[conversation.number] ?? [],
                    agent: figures.firstResponse?.agent.flatMap { names[$0] }, labels: labels[conversation.number] ?? [], runs: runs ?? [])
            }
            return ServiceReport(
                period: period, hours: hours, hoursAreSet: set != nil, rows: rows, summary: ServiceSummary(of: rows.map(\.figures)),
                byAgent: Self.byAgent(rows),
                byLabel: Self.byLabel(rows), label: label,
                backlog: Self.backlog(of: records, ends),
                isCut: found.count > conversations.count, satisfactionSettings: try SatisfactionSettingsStore.settings(session))
        }
    }

    private static func byAgent(_ rows: [ServiceReport.Row]) -> [(name: String, summary: ServiceSummary)] {
        Dictionary(grouping: rows.filter { $0.agent != nil }, by: { $0.agent ?? "" })
            .map { (name: $0.key, summary: ServiceSummary(of: $0.value.map(\.figures))) }
            .sorted { ($1.summary.conversations, $0.name) < ($0.summary.conversations, $1.name) }
    }

    private static func byLabel(_ rows: [ServiceReport.Row]) -> [(label: Label, summary: ServiceSummary)] {
        var figures: [Label: [ServiceFigures]] = [:]
        for row in rows { for label in row.labels { figures[label, default: []].append(row.figures) } }
        return figures.map { (label: $0.key, summary: ServiceSummary(of: $0.value)) }
            .sorted { ($1.summary.conversations, $0.label.name) < ($0.summary.conversations, $1.label.name) }
    }

    /// The midnights of the last days of the period, the one before them first; today ends now.
    private static func ends(of period: Period, in zone: TimeZone, until now: Instant) -> [Instant] {
        let days = period.days.suffix(mostDays)
        let ends = ([days.first].compactMap(\.self) + days.map { $0.adding(days: 1) }).map { midnight($0, zone) }
        return ends.filter { $0 < now } + (ends.contains { $0 >= now } ? [now] : [])
    }

    /// Since there is anything to tell.
    private static func backlog(of records: [ServiceRecord], _ ends: [Instant]) -> [Backlog] {
        guard let start = ends.first else { return [] }
        let all = Backlog.all(of: records, from: start, ends: Array(ends.dropFirst()))
        return Array(all.drop { $0.unresolved == 0 && $0.movement == Backlog.Movement() })
    }

    private static func midnight(_ day: Day, _ zone: TimeZone) -> Instant {
        day.start.adding(.seconds(-zone.secondsFromGMT(for: day.start.date)))
    }
}
