package import Analytics
package import Kernel
import Language
import Statistics
import Storage

/// What customers said in their own words: answers, reviews, messages. Of those who were erased nothing is left to be found.
package struct VerbatimStore: Sendable {
    private let line: Line

    package init(line: Line) { self.line = line }

    /// Of so many of the lowest answers the words are looked for.
    private static let mostPeople = 1_000
    private static let step = 200
    /// So many others are heard, of each kind and each scale, to know what people complain of anyway.
    private static let mostOthers = 300

    /// A few people's words of each touchpoint, from when it hit them until they answered: those that speak of what those whom it hit say more
    /// than others, in the reader's language first, then those of the lowest answers, then the newest; of each person one. What was said with a
    /// good feeling is no complaint. Whom several touchpoints hit speaks of the last one alone.
    ///
    /// - Parameters:
    ///   - hits: by the key of the touchpoint, the lowest answers first.
    ///   - language: `pl`; what a customer is known to speak stands for what they write in.
    package func words(of hits: [String: [Hit]], language: String) async throws -> [String: [Verbatim]] {
        let kinds = line.catalogue.kindsInCustomersWords.compactMap(line.catalogue.number(ofKind:))
        let last = Self.last(hits)
        return try await line.database.read { [catalogue = line.catalogue] session in
            let all = hits.values.joined()
            guard let from = all.map(\.at).min(), let to = all.map(\.answeredAt).max() else { return [:] }
            var said: [String: [Complaint]] = [:]
            for (kind, hits) in hits {
                let own = Array(hits.filter { last[$0.person] == kind }.prefix(Self.mostPeople))
                said[kind] = try own.chunked(by: Self.step).flatMap { try Self.complaints(of: $0, kinds, catalogue, session) }
            }
            let others = try Self.others(from, to, kinds, catalogue, session).filter { last[$0.words.person] == nil }
            return said.reduce(into: [:]) { chosen, cause in
                let rest = said.filter { $0.key != cause.key }.values.joined() + others
                chosen[cause.key] = Self.chosen(cause.value, among: rest, language)
            }
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

    /// - Parameter complaints: in the order of their answers, those of one person behind each other.
    private static func chosen(_ complaints: [Complaint], among others: [Complaint], _ language: String) -> [Verbatim] {
        let elsewhere = Dictionary(grouping: others, by: \.words.language)
        let telling = Dictionary(grouping: complaints, by: \.words.language).reduce(into: [:]) { telling, own in
            telling[own.key] = TellingTerms(of: own.value.map(\.terms), among: elsewhere[own.key, default: []].map(\.terms))
        }
        var ranked: [(weight: Double, complaint: Complaint)] = []
        for complaint in complaints {
            let weight = telling[complaint.words.language]?.weight(of: complaint.terms) ?? 0
            guard let known = ranked.last, known.complaint.words.person == complaint.words.person else {
                ranked.append((weight, complaint))
                continue
            }
            if (known.weight, -known.complaint.feeling) <= (weight, -complaint.feeling) { ranked[ranked.count - 1] = (weight, complaint) }
        }
        let plainest = ranked.map(\.weight).max() ?? 0
        // Where nothing tells them from others, they are heard as they come.
        let plain = ranked.filter { $0.weight >= plainest / 2 }.map(\.complaint)
        var chosen: [Complaint] = []
        for complaint in plain.filter({ $0.words.language == language }) + plain.filter({ $0.words.language != language }) {
            guard chosen.count < Verbatim.most else { break }
            // Who says the same in nearly the same words adds nothing.
            if !chosen.contains(where: complaint.repeats) { chosen.append(complaint) }
        }
        return chosen.map(\.words)
    }

    /// What the people hit said with a bad feeling, or with none, from when it hit them until they answered; in the order of the hits, then of time.
    private static func complaints(of hits: [Hit], _ kinds: [Int64], _ catalogue: Catalogue, _ session: Session) throws -> [Complaint] {
        let byPerson = Dictionary(hits.map { ($0.person, $0) }, uniquingKeysWith: { first, _ in first })
        let found = try complaints(
            """
            SELECT touchpoint.*, identifier.person AS person FROM identifier JOIN touchpoint ON touchpoint.identifier = identifier.id
            WHERE identifier.person IN \(list: hits.map(\.person)) AND touchpoint.properties IS NOT NULL
            AND (touchpoint.kind IN \(list: kinds) OR touchpoint.score IS NOT NULL)
            AND touchpoint.occurred_at BETWEEN \(hits.map(\.at).min()) AND \(hits.map(\.answeredAt).max())
            ORDER BY touchpoint.occurred_at, touchpoint.position
            """, catalogue, session
        ) { person, said in byPerson[person].map { $0.at <= said.occurredAt && said.occurredAt <= $0.answeredAt } ?? false }
        let saidBy = Dictionary(grouping: found, by: \.words.person)
        return hits.flatMap { saidBy[$0.person, default: []] }
    }

    /// The newest complaints of anybody.
    private static func others(
        _ from: Instant, _ to: Instant, _ kinds: [Int64], _ catalogue: Catalogue, _ session: Session
    ) throws -> [Complaint] {
        let places: [SQL] = kinds.map { "kind = \($0)" } + Scale.allCases.map { "scale = \($0.rawValue)" }
        let positions = try places.flatMap { place in
            try session.rows(
                """
                SELECT position FROM touchpoint WHERE \(place) AND occurred_at BETWEEN \(from) AND \(to) AND properties IS NOT NULL
                ORDER BY occurred_at DESC LIMIT \(mostOthers)
                """
            ).map { try $0.get(at: 0, as: Int64.self) }
        }
        return try Set(positions).sorted().chunked(by: 500).flatMap { some in
            try complaints(
                """
                SELECT touchpoint.*, identifier.person AS person FROM touchpoint JOIN identifier ON identifier.id = touchpoint.identifier
                WHERE touchpoint.position IN \(list: some) ORDER BY touchpoint.position
                """, catalogue, session
            ) { _, _ in true }
        }
    }

    private static func complaints(
        _ query: SQL, _ catalogue: Catalogue, _ session: Session, where isMeant: (Int64, Touchpoint) -> Bool
    ) throws -> [Complaint] {
        var found: [(person: Int64, said: Touchpoint)] = []
        try session.forEach(query) { row in
            let (person, said): (Int64, Touchpoint) = (try row.get("person"), try Touchpoint(row, catalogue))
            if isMeant(person, said) { found.append((person, said)) }
        }
        let languages = try languages(of: Array(Set(found.map(\.person))), session)
        return found.compactMap { Complaint($0.said, of: $0.person, in: languages[$0.person]) }
    }

    /// The newest word on it counts.
    private static func languages(of people: [Int64], _ session: Session) throws -> [Int64: String] {
        var languages: [Int64: String] = [:]
        for some in people.chunked(by: 500) {
            try session.forEach(
                """
                SELECT identifier.person, trait.value FROM identifier JOIN trait ON trait.identifier = identifier.id
                WHERE identifier.person IN \(list: some) AND trait.name = 'language' ORDER BY trait.occurred_at, trait.value
                """
            ) { languages[try $0.get(at: 0)] = try $0.get(at: 1, as: String.self).prefix(2).lowercased() }
        }
        return languages
    }
}

/// What somebody said, unless it was said with a good feeling.
private struct Complaint {
    let words: Verbatim
    /// −1…1; 0 where nothing says.
    let feeling: Double
    let terms: Set<String>

    init?(_ said: Touchpoint, of person: Int64, in language: String?) {
        guard let text = said.ownWords else { return nil }
        let score = said.score.flatMap { score in ScoreScale(rawValue: score.scale.rawValue).map { ScaledScore(score.value, on: $0) } }
        feeling = score.flatMap { $0.scale.feeling($0.value) } ?? said.sentiment ?? 0
        guard feeling <= 0 else { return nil }
        words = Verbatim(
            text: text, person: person, position: said.position, at: said.occurredAt, kind: said.kind.key, score: score, language: language)
        terms = SearchWords.terms(of: text)
    }

    /// Short words of two are alike by chance.
    func repeats(_ other: Complaint) -> Bool {
        let shared = terms.intersection(other.terms).count
        return shared >= 4 && Double(shared) > 0.6 * Double(min(terms.count, other.terms.count))
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
