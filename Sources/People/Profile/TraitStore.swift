package import Kernel
import Language
package import Storage

/// What is known of customers, each fact at the identifier it came with, with its source and time.
package struct TraitStore: Sendable {
    package init() {}

    package struct Entry: Sendable {
        let identifier: Int64
        let name: String
        let value: String
        let occurredAt: Instant
        let source: Int64

        package init(identifier: Int64, name: String, value: String, occurredAt: Instant, source: Int64) {
            self.identifier = identifier
            self.name = name
            self.value = value
            self.occurredAt = occurredAt
            self.source = source
        }
    }

    /// Keeps the newest of each name; of two from the same moment the greater text, so that order of arrival does not matter.
    package func record(_ entries: [Entry], in tx: Transaction) throws {
        try tx.run(
            """
            INSERT INTO trait (identifier, name, value, occurred_at, source) VALUES (\(0), \(""), \(""), \(0), \(0))
            ON CONFLICT (identifier, name) DO UPDATE SET value = excluded.value, occurred_at = excluded.occurred_at, source = excluded.source
            WHERE excluded.occurred_at > trait.occurred_at OR (excluded.occurred_at = trait.occurred_at AND excluded.value > trait.value)
            """,
            each: entries.map { [.integer($0.identifier), .text($0.name), .text($0.value), $0.occurredAt.stored, .integer($0.source)] })
        try addWords(entries.filter { Self.searched.contains($0.name) }.map { ($0.identifier, $0.value) }, tx)
    }

    /// Makes identifiers that people type findable: addresses, numbers, cards.
    package func makeFindable(_ identifiers: [(number: Int64, identifier: Identifier)], in tx: Transaction) throws {
        try addWords(identifiers.filter { Self.typed.contains($0.identifier.type) }.map { ($0.number, $0.identifier.value) }, tx)
    }

    private static let searched: Set<String> = ["name", "first_name", "last_name", "firstName", "lastName", "company", "city", "username"]
    private static let typed: Set<IdentifierType> = [.email, .social]

    private func addWords(_ texts: [(identifier: Int64, text: String)], _ tx: Transaction) throws {
        let rows = texts.flatMap { identifier, text in SearchWords.words(of: text).map { [Value.text($0), .integer(identifier)] } }
        try tx.run("INSERT INTO search_word (word, identifier) VALUES (\(""), \(0)) ON CONFLICT (word, identifier) DO NOTHING", each: rows)
    }
}
