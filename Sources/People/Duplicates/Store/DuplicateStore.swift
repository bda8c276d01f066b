import Dispatch
import Kernel
package import Storage

/// Suggestions of people who may be one, and what staff have said to them.
package struct DuplicateStore: Sendable {
    package init() {}

    /// Looks through all people anew. Suggestions nobody has decided on are replaced; what was decided stays decided.
    ///
    /// - Throws: `Failure.conflict` when there are more people than that of whom anything is known.
    package func refresh(_ database: any Database, most: Int = .max) async throws -> DuplicateRefresh {
        let people = try await database.read { session in try self.people(session, most: most) }
        let apart = try await database.read { session in try self.apart(session) }
        let findings = await Self.search(people, apart)
        return try await database.write { tx in
            let suggestions = findings.suggestions.map { Found($0, people.numbers) }
            try self.replace(suggestions, in: tx)
            let joined = try self.joinByRule(suggestions, in: tx)
            return DuplicateRefresh(people: people.numbers.count, suggestions: suggestions.count - joined, joined: joined)
        }
    }

    /// On a thread of its own: it takes seconds, and others want to be served meanwhile.
    private static func search(_ people: KnownPeople, _ apart: [(Int64, Int64)]) async -> DuplicateFindings {
        var search = DuplicateSearch()
        let places = Dictionary(uniqueKeysWithValues: people.numbers.enumerated().map { ($1, $0) })
        search.apart = apart.compactMap { one, other in
            guard let first = places[one], let second = places[other] else { return nil }
            return (first, second)
        }
        return await withCheckedContinuation { [search] continuation in
            DispatchQueue.global(qos: .utility).async { continuation.resume(returning: search.run(people.roster)) }
        }
    }

    /// A suggestion by the numbers of the people.
    struct Found {
        let one: Int64
        let other: Int64
        let suggestion: DuplicateSuggestion

        init(_ suggestion: DuplicateSuggestion, _ numbers: [Int64]) {
            let pair = [numbers[suggestion.one], numbers[suggestion.other]]
            (one, other) = (min(pair[0], pair[1]), max(pair[0], pair[1]))
            self.suggestion = suggestion
        }
    }

    private func replace(_ suggestions: [Found], in tx: Transaction) throws {
        try tx.run(
            """
            DELETE FROM duplicate_suggestion WHERE NOT EXISTS (SELECT 1 FROM duplicate_decision
            WHERE duplicate_decision.one = duplicate_suggestion.one AND duplicate_decision.other = duplicate_suggestion.other)
            """)
        try tx.run(
            """
            INSERT INTO duplicate_suggestion (one, other, probability, reasons, found_at) VALUES (\(0), \(0), \(0.0), \(""), \(0))
            ON CONFLICT (one, other) DO NOTHING
            """,
            each: suggestions.map {
                [
                    .integer($0.one), .integer($0.other), .real($0.suggestion.probability),
                    .text(try DuplicateReasonJSON.text($0.suggestion.reasons)), tx.now.stored,
                ]
            })
    }

    /// People who are known not to be one: staff said so, or joined them and took it back.
    private func apart(_ reading: some Reading) throws -> [(Int64, Int64)] {
        try reading.rows(
            """
            SELECT a.person AS one, b.person AS other FROM duplicate_decision
            JOIN identifier AS a ON a.id = duplicate_decision.one JOIN identifier AS b ON b.id = duplicate_decision.other WHERE a.person <> b.person
            UNION SELECT a.person, b.person FROM identity_link
            JOIN identifier AS a ON a.id = identity_link.one JOIN identifier AS b ON b.id = identity_link.other
            LEFT JOIN identity_unlink ON identity_unlink.link = identity_link.id
            WHERE identity_link.grade = 9 AND identity_unlink.link IS NULL AND a.person <> b.person
            """
        ).map { (try $0.get("one"), try $0.get("other")) }
    }
}
