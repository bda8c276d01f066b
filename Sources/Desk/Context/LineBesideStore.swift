import Kernel
import People
import Storage
import Timeline

/// Reads what stands beside a conversation from the customer's line.
struct LineBesideStore: Sendable {
    let catalogue: Catalogue

    /// - Parameter identifiers: all of the customer's.
    func beside(_ conversation: Conversation, _ identifiers: [Int64], at now: Instant, _ reading: some Reading) throws -> LineBeside {
        guard !identifiers.isEmpty else { return LineBeside() }
        var beside = LineBeside()
        let earlier = try line(identifiers, LineBeside.mostBefore, before: conversation.openedAt, reading)
        let recently = earlier.prefix { conversation.openedAt.duration(since: $0.occurredAt) <= LineBeside.recent }
        beside.before = Array(earlier.prefix(max(recently.count, LineBeside.fewestBefore)))
        let newest = try line(identifiers, LineBeside.mostSince, before: nil, reading)
        // What is read in the talk already.
        let read = try ConversationUnitStore.members(of: conversation.number, reading) + [conversation.splitFrom].compactMap(\.self)
        let own = Set(read.map { Subject("conversation", "\($0)") })
        beside.since = newest.filter { $0.occurredAt >= conversation.openedAt && !($0.subject.map(own.contains) ?? false) }.reversed()
        beside.stage = newest.lazy.compactMap(\.kind.stage).first ?? beside.before.lazy.compactMap(\.kind.stage).first
        beside.scores = try scores(identifiers, reading)
        beside.orders = LineBeside.openOrders(try kinds(LineBeside.orderKinds, identifiers, 200, reading).filter { $0.subject?.type == "order" })
        beside.asked = try asked(conversation, identifiers, since: now.adding(.zero - LineBeside.rest), reading)
        return beside
    }

    private func line(_ identifiers: [Int64], _ limit: Int, before: Instant?, _ reading: some Reading) throws -> [Touchpoint] {
        var wanted = TouchpointStore.Wanted()
        wanted.limit = limit
        wanted.before = before.map { TouchpointStore.Place(occurredAt: $0, position: 0) }
        return try TouchpointStore().line(of: identifiers, wanted, catalogue, reading)
    }

    private func kinds(_ keys: [String], _ identifiers: [Int64], _ limit: Int, _ reading: some Reading) throws -> [Touchpoint] {
        var wanted = TouchpointStore.Wanted()
        (wanted.limit, wanted.kinds) = (limit, keys.compactMap { catalogue.number(ofKind: $0) })
        guard !wanted.kinds.isEmpty else { return [] }
        return try TouchpointStore().line(of: identifiers, wanted, catalogue, reading)
    }

    private func scores(_ identifiers: [Int64], _ reading: some Reading) throws -> [Touchpoint] {
        try [Scale.nps, .csat, .ces].compactMap { scale in
            guard let survey = scale.survey else { return nil }
            return try kinds([survey], identifiers, 1, reading).first { $0.score != nil }
        }
    }

    /// Ours, which stand here at once, and those of others, as their line has them.
    private func asked(_ conversation: Conversation, _ identifiers: [Int64], since: Instant, _ reading: some Reading) throws -> [LineBeside.Asked] {
        let theirs = try kinds(["survey_sent", "survey_nps", "survey_csat", "survey_ces"], identifiers, 20, reading)
            // Answers to ours come onto the line a day later: they stand here already.
            .filter { $0.occurredAt > since && $0.property("conversation") == nil }
            .map { LineBeside.Asked(at: $0.occurredAt, kind: $0.kind, score: $0.score, isAnswered: $0.score != nil) }
        let kind = catalogue.number(ofKind: "survey_csat").flatMap { catalogue.kind($0) }
        guard let kind else { return theirs }
        let ours = try reading.rows(
            """
            SELECT asked_at, changed_at, score FROM csat_survey WHERE asked_at > \(since) AND conversation IN
            (SELECT number FROM conversation WHERE identifier IN \(list: identifiers)) ORDER BY asked_at DESC LIMIT 20
            """
        ).map { row -> LineBeside.Asked in
            let score: Int? = try row.find("score")
            let at: Instant = try row.find("changed_at") ?? row.get("asked_at")
            return LineBeside.Asked(at: at, kind: kind, score: score.flatMap { Score(Double($0), on: .csat) }, isAnswered: score != nil)
        }
        return (ours + theirs).sorted { $0.at > $1.at }
    }
}
