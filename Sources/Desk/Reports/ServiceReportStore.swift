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

    /// - Parameters:
    ///   - label: the key of one that all of them bear; `nil` tells of all.
    ///   - team: the key of one whose all of it is, likewise.
    /// - Throws: `missing` for a label or a team that there is not.
    func report(
        _ period: Period, labelled label: String? = nil, ofTeam team: String? = nil, in zone: TimeZone, at now: Instant
    ) async throws -> ServiceReport {
        let span = (start: Self.midnight(period.first, zone), end: Self.midnight(period.last.adding(days: 1), zone))
        let ends = Self.ends(of: period, in: zone, until: now)
        return try await line.database.read { session in
            let set = try HoursStore.kept(since: .distantPast, session)
            let hours = try set ?? HoursStore.usual(zone: zone.identifier)
            let label = try label.map { try LabelStore.find($0, session) }
            let found = try Self.conversations(before: span.end, label, session)
            let conversations = Array(found.prefix(Self.most))
            let entries = try ConversationStore.happenings(of: conversations.map(\.number), session)
            let records = try ConversationUnitStore.records(of: conversations.map(\.number), session)
            let works = try TeamReportStore(entries, until: min(now, span.end), session)
            let only = try team.map { try works.team($0) }
            // Deadlines know no reader: where no hours are set they are those of UTC.
            let promised = try set ?? HoursStore.usual(zone: "UTC")
            var rows = try Self.rows(
                conversations.filter { $0.openedAt >= span.start }, records, hours: hours, promised: promised, at: now, session)
            for place in rows.indices { rows[place].team = works.team(of: rows[place].conversation.number, rows[place].figures) }
            if let only { rows = rows.compactMap { works.part($0, of: only.key) } }
            let counted = conversations.filter { conversation in only.map { works.isLast($0.key, of: conversation.number) } ?? true }
            return ServiceReport(
                period: period, hours: hours, hoursAreSet: set != nil, rows: rows, summary: ServiceSummary(of: rows.map(\.figures)),
                byAgent: Self.byAgent(rows), byLabel: Self.byLabel(rows), label: label, byTeam: only == nil ? works.byTeam(rows) : [], team: only,
                occupancy: label == nil
                    ? try works.occupancy(records, in: Stretch(span.start, min(now, span.end)), of: only, session) : [],
                backlog: Self.backlog(of: counted.compactMap { records[$0.number] }, ends), isCut: found.count > conversations.count,
                satisfactionSettings: try SatisfactionSettingsStore.settings(session))
        }
    }

    /// The newest, one more than are looked at.
    private static func conversations(before end: Instant, _ label: Label?, _ reading: some Reading) throws -> [Conversation] {
        let bearing = label.map { ConversationLabelProjection.bears($0.key) } ?? "1 = 1"
        return try reading.rows(
            """
            \(ConversationStore.columns) WHERE conversation.opened_at < \(end) AND \(bearing)
            ORDER BY conversation.number DESC LIMIT \(most + 1)
            """
        ).map(Conversation.init)
    }

    private static func rows(
        _ conversations: [Conversation], _ records: [Int64: ServiceRecord], hours: BusinessHours, promised: BusinessHours, at now: Instant,
        _ reading: some Reading
    ) throws -> [ServiceReport.Row] {
        let numbers = conversations.map(\.number)
        let agents = Set(numbers.compactMap { records[$0] }.flatMap { $0.all(by: now) }.compactMap(\.agent))
        let names = try ColleagueStore().names(of: agents, reading)
        let policies = try ServicePolicyStore.frozen(in: conversations.filter(\.hasPolicy).map(\.number), reading)
        let labels = try ConversationLabelProjection.labels(of: numbers, reading)
        let questions = try ConversationUnitStore.results(in: numbers, reading)
        return conversations.compactMap { conversation -> ServiceReport.Row? in
            let number = conversation.number
            guard let record = records[number], let figures = ServiceFigures(record, hours: hours, at: now) else { return nil }
            let runs = policies[number].map { TargetRun.all(of: record, policy: $0, hours: promised, at: now) }
            return ServiceReport.Row(
                conversation: conversation, figures: figures, questions: questions[number] ?? [],
                agent: figures.firstResponse?.agent.flatMap { names[$0] }, labels: labels[number] ?? [], runs: runs ?? [])
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
