package import Kernel
package import Storage

/// Whether identifiers are truly theirs: claimed until somebody trustworthy says that they were verified.
///
/// All that was said is kept. Staff's last word counts before any source's; a source whose key is public is not believed.
package struct VerificationStore: Sendable {
    package init() {}

    /// What somebody says about an identifier.
    package struct Word: Hashable, Sendable {
        package let identifier: Int64
        package let isVerified: Bool
        package let occurredAt: Instant
        package let source: Int64?
        package let staff: [UInt8]?
        package let reason: String

        package init(verified identifier: Int64, at occurredAt: Instant, source: Int64, reason: String) {
            self.init(identifier, true, occurredAt, source, nil, reason)
        }

        package init(_ identifier: Int64, isVerified: Bool, at occurredAt: Instant, staff: [UInt8], reason: String) {
            self.init(identifier, isVerified, occurredAt, nil, staff, reason)
        }

        private init(_ identifier: Int64, _ isVerified: Bool, _ occurredAt: Instant, _ source: Int64?, _ staff: [UInt8]?, _ reason: String) {
            (self.identifier, self.isVerified, self.occurredAt) = (identifier, isVerified, occurredAt)
            (self.source, self.staff, self.reason) = (source, staff, reason)
        }
    }

    /// Keeps what was said, and works out who is who where it makes a difference.
    package func record(_ words: [Word], in tx: Transaction, rules: IdentityRules) throws {
        let news = try words.filter { try isNews($0, tx) }
        guard !news.isEmpty else { return }
        let first = try tx.take(news.count, of: "verification")
        try tx.run(
            """
            INSERT INTO verification (id, identifier, is_verified, occurred_at, recorded_at, source, staff, reason)
            VALUES (\(0), \(0), \(0), \(0), \(0), \(0), \(""), \(""))
            """,
            each: news.enumerated().map { $1.values(id: first + Int64($0), now: tx.now) })
        try settle(news.map(\.identifier), in: tx, rules: rules)
    }

    /// All that was said about the identifiers of a person, in order.
    package func words(about person: Int64, _ reading: some Reading) throws -> [Word] {
        try reading.rows(
            """
            SELECT verification.identifier, is_verified, occurred_at, source, staff, reason FROM verification
            JOIN identifier ON identifier.id = verification.identifier WHERE identifier.person = \(person) ORDER BY verification.id LIMIT 2000
            """
        ).map(Word.init)
    }

    /// Works out anew what follows from the words of a source, after its key became public.
    package func reconsider(source: Int64, in tx: Transaction, rules: IdentityRules) throws {
        let said = try tx.rows("SELECT DISTINCT identifier FROM verification WHERE source = \(source) ORDER BY identifier")
        for chunk in try said.map({ try $0.get(at: 0, as: Int64.self) }).chunked(by: 500) { try settle(chunk, in: tx, rules: rules) }
    }

    /// A source says it once; only an earlier time is something new.
    private func isNews(_ word: Word, _ tx: Transaction) throws -> Bool {
        guard let source = word.source else { return true }
        return try tx.first(
            "SELECT 1 FROM verification WHERE identifier = \(word.identifier) AND source = \(source) AND occurred_at <= \(word.occurredAt) LIMIT 1")
            == nil
    }

    private func settle(_ identifiers: [Int64], in tx: Transaction, rules: IdentityRules) throws {
        let rows = try tx.rows(
            """
            SELECT verification.identifier, is_verified, occurred_at, source, staff, reason FROM verification
            LEFT JOIN source ON source.id = verification.source
            WHERE verification.identifier IN \(list: identifiers) AND public_at IS NULL ORDER BY verification.id
            """)
        let words = Dictionary(grouping: try rows.map(Word.init), by: \.identifier)
        let before = try tx.rows("SELECT id, verified_at FROM identifier WHERE id IN \(list: identifiers) ORDER BY id")
        var changed: [(identifier: Int64, verifiedAt: Instant?)] = []
        for row in before {
            let identifier: Int64 = try row.get("id")
            let verifiedAt = Self.verifiedAt(words[identifier] ?? [])
            if verifiedAt != (try row.find("verified_at")) { changed.append((identifier, verifiedAt)) }
        }
        try tx.run(
            "UPDATE identifier SET verified_at = \(0) WHERE id = \(0)",
            each: changed.map { [$0.verifiedAt?.stored ?? .null, .integer($0.identifier)] })
        if !changed.isEmpty { try IdentityStore().resolve(around: changed.map(\.identifier), in: tx, rules: rules) }
    }

    /// - Parameter words: about one identifier, in the order in which they were said.
    static func verifiedAt(_ words: [Word]) -> Instant? {
        if let word = words.last(where: { $0.staff != nil }) { return word.isVerified ? word.occurredAt : nil }
        return words.filter(\.isVerified).map(\.occurredAt).min()
    }
}

extension VerificationStore.Word {
    init(_ row: Row) throws {
        self.init(
            try row.get("identifier"), try row.get("is_verified"), try row.get("occurred_at"), try row.find("source"), try row.find("staff"),
            try row.get("reason"))
    }

    func values(id: Int64, now: Instant) -> [Value] {
        [
            .integer(id), .integer(identifier), isVerified.stored, occurredAt.stored, now.stored, source?.stored ?? .null, staff?.stored ?? .null,
            .text(reason),
        ]
    }
}
