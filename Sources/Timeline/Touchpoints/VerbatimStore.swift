package import Analytics
package import Kernel
import Storage

/// What customers said in their own words: answers, reviews, messages. Of those who were erased nothing is left to be found.
package struct VerbatimStore: Sendable {
    private let line: Line

    package init(line: Line) { self.line = line }

    /// Of so many of the lowest answers the words are looked for.
    private static let mostPeople = 1_000
    private static let step = 200

    /// A few people's words of each touchpoint, from when it hit them until they answered: those in the reader's language first, then the lowest
    /// answers, then the newest; of each person the words with the worst feeling, of several the last. What was said with a good feeling is no
    /// complaint. Whom several touchpoints hit speaks of the last one alone.
    ///
    /// - Parameters:
    ///   - hits: by the key of the touchpoint, the lowest answers first.
    ///   - language: `pl`; what a customer is known to speak stands for what they write in.
    package func words(of hits: [String: [Hit]], language: String) async throws -> [String: [Verbatim]] {
        let kinds = line.catalogue.kindsInCustomersWords.compactMap(line.catalogue.number(ofKind:))
        let last = Self.last(hits)
        return try await line.database.read { [catalogue = line.catalogue] session in
            try Dictionary(
                uniqueKeysWithValues: hits.map { kind, hits in
                    let own = hits.filter { last[$0.person] == kind }
                    return (kind, try Self.chosen(own, kinds, language, catalogue, session))
                })
        }
    }

    /// By person: what hit them last.
    private static func last(_ hits: [String: [Hit]]) -> [Int64: String] {
        var last: [Int64: (at: Instant, kind: String)] = [:]
        for (kind, hits) in hits {
            for hit in hits where last[hit.person].map({ ($0.at, $0.kind) < (hit.at, kind) }) ?? true { last[hit.person] = (hit.at, kind) }
        }
        return last.mapValues(\.kind)
    }

    private static func chosen(_ hits: [Hit], _ kinds: [Int64], _ language: String, _ catalogue: Catalogue, _ session: Session) throws -> [Verbatim] {
        var (own, others) = ([Verbatim](), [Verbatim]())
        for some in Array(hits.prefix(mostPeople)).chunked(by: step) {
            for verbatim in try words(of: some, kinds, catalogue, session) {
                if verbatim.language == language { own.append(verbatim) } else { others.append(verbatim) }
            }
            if own.count >= Verbatim.most { break }
        }
        return Array((own + others).prefix(Verbatim.most))
    }

    /// In the order of the hits.
    private static func words(of hits: [Hit], _ kinds: [Int64], _ catalogue: Catalogue, _ session: Session) throws -> [Verbatim] {
        let byPerson = Dictionary(hits.map { ($0.person, $0) }, uniquingKeysWith: { first, _ in first })
        let languages = try languages(of: hits.map(\.person), session)
        var worst: [Int64: (feeling: Double, words: Verbatim)] = [:]
        try session.forEach(
            """
            SELECT touchpoint.*, identifier.person AS person FROM identifier JOIN touchpoint ON touchpoint.identifier = identifier.id
            WHERE identifier.person IN \(list: hits.map(\.person)) AND touchpoint.properties IS NOT NULL
            AND (touchpoint.kind IN \(list: kinds) OR touchpoint.score IS NOT NULL)
            AND touchpoint.occurred_at BETWEEN \(hits.map(\.at).min()) AND \(hits.map(\.answeredAt).max())
            ORDER BY touchpoint.occurred_at, touchpoint.position
            """
        ) { row in
            let (person, said): (Int64, Touchpoint) = (try row.get("person"), try Touchpoint(row, catalogue))
            guard let hit = byPerson[person], hit.at <= said.occurredAt, said.occurredAt <= hit.answeredAt, let text = said.ownWords else { return }
            let score = said.score.flatMap { score in ScoreScale(rawValue: score.scale.rawValue).map { ScaledScore(score.value, on: $0) } }
            let feeling = score.flatMap { $0.scale.feeling($0.value) } ?? said.sentiment ?? 0
            guard feeling <= worst[person]?.feeling ?? 0 else { return }
            let words = Verbatim(
                text: text, person: person, position: said.position, at: said.occurredAt, kind: said.kind.key, score: score,
                language: languages[person])
            worst[person] = (feeling, words)
        }
        return hits.compactMap { worst[$0.person]?.words }
    }

    /// The newest word on it counts.
    private static func languages(of people: [Int64], _ session: Session) throws -> [Int64: String] {
        var languages: [Int64: String] = [:]
        try session.forEach(
            """
            SELECT identifier.person, trait.value FROM identifier JOIN trait ON trait.identifier = identifier.id
            WHERE identifier.person IN \(list: people) AND trait.name = 'language' ORDER BY trait.occurred_at, trait.value
            """
        ) { languages[try $0.get(at: 0)] = try $0.get(at: 1, as: String.self).prefix(2).lowercased() }
        return languages
    }
}

extension Touchpoint {
    /// What they said, cut to what is read at a glance; `nil` where they said nothing.
    fileprivate var ownWords: String? {
        let said = (property("text") ?? property("message") ?? property("comment"))?.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        guard let said, !said.isEmpty else { return nil }
        return said.count > Self.glance ? said.prefix(Self.glance) + "…" : said
    }

    private static let glance = 280
}

extension CustomerName {
    /// Their line with this touchpoint on top.
    package func path(at moment: Instant, _ position: Int64) -> String { "/customers/\(id)?before=\(moment.microseconds)-\(position + 1)" }
}
