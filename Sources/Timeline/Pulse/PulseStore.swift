import Foundation
import Kernel
import Statistics
import Storage
import Web

/// The figures of a period, each by one query that looks at that period only.
struct PulseStore: Sendable {
    let line: Line

    /// How far the line has come: whatever is read after this knows everything up to there.
    func position() async throws -> Int64 { try await line.database.read { try LineCountsStore().counts($0).position } }

    func isEmpty() async throws -> Bool { try await line.database.read { try TouchpointStore().end($0) == 0 } }

    /// Whether something may send already: the first step of a beginning.
    func hasSource() async throws -> Bool {
        try await line.database.read { try $0.first("SELECT 1 FROM source WHERE medium = 'http' LIMIT 1") != nil }
    }

    /// The queries run side by side: what came in between two of them may be in one and not yet in the other.
    func pulse(of period: Period, in zone: TimeZone) async throws -> Pulse {
        let (catalogue, database) = (line.catalogue, line.database)
        let steps = Stretch.steps(of: period, in: zone)
        let before = Stretch(from: period.before.first, before: period.first, in: zone)
        let months = Stretch.months(Pulse.monthsShown, until: period.last, in: zone)
        async let happened = database.read { try Self.counts([before] + steps, catalogue, $0) }
        async let newcomers = database.read { try Self.newcomers([before] + steps, $0) }
        async let channels = database.read { try Self.channels(steps, catalogue, $0) }
        async let first = database.read { try Self.first(catalogue, $0) }
        async let answers = database.read { try Self.answers([before] + steps + months, $0) }
        let (counts, given) = try await (happened, answers)
        return Pulse(
            period: period, begins: try await first.map(\.day).flatMap { $0 > period.before.first ? $0 : nil }, newcomers: try await newcomers,
            touchpoints: Self.count(counts.map(\.all)), contacts: Self.count(counts.map(\.contacts)),
            answers: Self.sum(given[1...steps.count]), answersBefore: given[0], answersByStep: Array(given[1...steps.count]),
            months: zip(months, given.suffix(months.count)).map { Pulse.MonthOfAnswers(first: $0.first, answers: $1) }, channels: try await channels)
    }

    /// The first is of the time before, the others are the steps of the period.
    private static func count(_ counts: [Int]) -> Pulse.Count {
        Pulse.Count(now: counts.dropFirst().reduce(0, +), before: counts[0], steps: Array(counts.dropFirst()))
    }

    private static func sum(_ answers: ArraySlice<Pulse.Answers>) -> Pulse.Answers {
        answers.reduce(into: Pulse.Answers()) { sum, step in
            sum.nps = sum.nps + step.nps
            sum.satisfied += step.satisfied
            sum.rated += step.rated
        }
    }
}

// MARK: - Queries

extension PulseStore {
    /// When the first of all touchpoints happened, kind by kind from the index.
    private static func first(_ catalogue: Catalogue, _ session: Session) throws -> Instant? {
        try catalogue.kindNumbers.compactMap { kind in
            try session.value("SELECT MIN(occurred_at) FROM touchpoint WHERE kind = \(kind)", as: Instant.self)
        }.min()
    }

    private static func counts(_ stretches: [Stretch], _ catalogue: Catalogue, _ session: Session) throws -> [(all: Int, contacts: Int)] {
        let contacts = Activity.contactKinds.sorted().compactMap(catalogue.number(ofKind:))
        return try session.rows(
            """
            WITH \(stretch: stretches)
            SELECT (SELECT COUNT(*) FROM touchpoint WHERE kind IN \(list: catalogue.kindNumbers) 
                AND occurred_at >= since AND occurred_at < until) AS everything,
            (SELECT COUNT(*) FROM touchpoint WHERE kind IN \(list: contacts) AND occurred_at >= since AND occurred_at < until) AS contacts
            FROM stretch ORDER BY number
            """
        ).map { (all: try $0.get("everything"), contacts: try $0.get("contacts")) }
    }

    /// Those of whom nothing is known before; each counts when their first touchpoint happened, whenever it came in.
    private static func newcomers(_ stretches: [Stretch], _ session: Session) throws -> Pulse.Count {
        var counts = stretches.map { _ in 0 }
        try session.forEach(
            """
            SELECT (SELECT MIN(touchpoint.occurred_at) FROM identifier AS one JOIN touchpoint ON touchpoint.identifier = one.id
            WHERE one.person = identifier.person) AS first
            FROM identifier WHERE identifier.id = identifier.person AND NOT EXISTS (
            SELECT 1 FROM identifier AS one JOIN touchpoint ON touchpoint.identifier = one.id
            WHERE one.person = identifier.person AND touchpoint.occurred_at < \(stretches[0].since))
            """
        ) { row in
            guard let first: Instant = try row.find(at: 0), let place = stretches.firstIndex(where: { $0.until > first }) else { return }
            counts[place] += 1
        }
        return count(counts)
    }

    private static func channels(_ steps: [Stretch], _ catalogue: Catalogue, _ session: Session) throws -> [(channel: Channel, count: Int)] {
        guard let since = steps.first?.since, let until = steps.last?.until else { return [] }
        return try session.rows(
            """
            SELECT channel, COUNT(*) AS count FROM touchpoint
            WHERE kind IN \(list: catalogue.kindNumbers) AND occurred_at >= \(since) AND occurred_at < \(until)
            GROUP BY channel ORDER BY count DESC, channel LIMIT 30
            """
        ).compactMap { row in
            guard let channel = catalogue.channel(try row.get("channel")) else { return nil }
            return (channel: channel, count: try row.get("count"))
        }
    }

    /// How often each answer was given in each stretch, as answers of the two scales.
    private static func answers(_ stretches: [Stretch], _ session: Session) throws -> [Pulse.Answers] {
        var answers = stretches.map { _ in Pulse.Answers() }
        try session.forEach(
            """
            WITH \(stretch: stretches)
            SELECT number, scale, score, COUNT(*) FROM stretch CROSS JOIN touchpoint
            WHERE scale IN \(list: [Scale.nps.rawValue, Scale.csat.rawValue]) AND occurred_at >= since AND occurred_at < until
            GROUP BY number, scale, score
            """
        ) { row in
            guard let scale = Scale(rawValue: try row.get(at: 1)) else { return }
            answers[try row.get(at: 0)].add(try row.get(at: 2), on: scale, times: try row.get(at: 3))
        }
        return answers
    }
}

extension SQL.StringInterpolation {
    /// A table of stretches of time, numbered from 0: `stretch (number, since, until)`.
    fileprivate mutating func appendInterpolation(stretch stretches: [Stretch]) {
        let rows = stretches.enumerated().map { number, stretch -> SQL in
            "(CAST(\(number) AS BIGINT), CAST(\(stretch.since) AS BIGINT), CAST(\(stretch.until) AS BIGINT))"
        }
        let values = rows.dropFirst().reduce(rows[0]) { "\($0), \($1)" }
        appendInterpolation("stretch (number, since, until) AS (VALUES \(values))" as SQL)
    }
}
