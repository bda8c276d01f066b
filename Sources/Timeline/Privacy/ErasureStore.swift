package import Kernel
package import People
import Storage
package import Web

/// Erases one person: what they were and said goes; that something happened stays, and is nobody's. It cannot be undone.
package struct ErasureStore: Sendable {
    let line: Line
    let recording: SettingsChange.Recording

    package init(line: Line, recording: @escaping SettingsChange.Recording) {
        self.line = line
        self.recording = recording
    }

    /// What was taken off, in numbers.
    package struct Erasure: Hashable, Sendable {
        package var identifiers = 0
        package var touchpoints = 0
        package var rejectedEvents = 0
        package var companies = 0
    }

    /// - Parameter companies: whether companies that nobody else acts for lose their name and facts too.
    /// - Throws: `missing`.
    package func erase(_ id: ID<Person>, companies: Bool = false, by staff: ID<Viewer>?, key: String? = nil) async throws -> Erasure {
        let rules = line.rules
        let erasure = try await line.database.write { [self] tx in
            // Nobody appends meanwhile, here or on another server, and whoever appends next forgets what was remembered.
            try tx.run("UPDATE counter SET value = value WHERE name = 'position'")
            try tx.run("UPDATE counter SET value = value + 1 WHERE name = 'erasure'")
            let person = try PersonStore().find(id, tx)
            let erasure = try erase(person.number, companies, rules, in: tx)
            try recording(
                SettingsChange(action: .personErased, subject: "\(person.id)", detail: "\(erasure.touchpoints)", staff: staff, key: key), tx)
            return erasure
        }
        try await line.database.purge()
        return erasure
    }

    private func erase(_ person: Int64, _ companies: Bool, _ rules: IdentityRules, in tx: Transaction) throws -> Erasure {
        let erased = try ErasedStore(in: tx)
        let known = try Self.identifiers(of: person, rules, tx)
        try erased.remember(known.filter { !$0.isBlocked }.compactMap(\.identifier), in: tx)
        var erasure = Erasure()
        erasure.identifiers = known.count
        erasure.rejectedEvents = try Self.eraseRejected(known.compactMap(\.identifier), in: tx)
        if companies { erasure.companies = try Self.eraseCompanies(of: person, in: tx) }
        let neighbours = try Self.neighbours(of: person, tx)
        for case (_, .deleted(let statement)) in PersonalDataStore.tables { try tx.run(statement(.init(person: person))) }
        for number in known.map(\.number) {
            erasure.touchpoints += try Self.detach("identifier = \(number)", to: { _ in person }, erased, in: tx)
        }
        try tx.run("DELETE FROM identifier WHERE person = \(person) AND id <> \(person)")
        let (nobody, type) = (ID<Identifier>(at: tx.now).description, AnonymousStore.type)
        try tx.run("UPDATE identifier SET type = \(type), value = \(nobody), seen_at = \(tx.now), verified_at = NULL WHERE id = \(person)")
        try line.identities.resolve(around: neighbours, in: tx, rules: rules)
        return erasure
    }

    /// Makes touchpoints nobody's, a few thousand at a time; returns how many.
    static func detach(_ which: SQL, to owner: (Int64) throws -> Int64, _ erased: ErasedStore, in tx: Transaction) throws -> Int {
        var (count, last): (Int, Int64) = (0, 0)
        while true {
            let rows = try tx.rows(
                """
                SELECT position, identifier, source, source_key FROM touchpoint WHERE \(which) AND flags < 64 AND position > \(last)
                ORDER BY position LIMIT 5000
                """)
            guard let end = rows.last else { return count }
            last = try end.get("position")
            try tx.run(
                """
                UPDATE touchpoint SET identifier = \(0), source_key = \(""), subject_type = NULL, subject_id = NULL, properties = NULL,
                flags = flags + 64 WHERE position = \(0)
                """,
                each: rows.map { row in
                    let key = erased.key(try row.get("source_key"), of: try row.get("source"))
                    return [.integer(try owner(row.get("identifier"))), key.stored, .integer(try row.get("position"))]
                })
            count += rows.count
        }
    }
}

// MARK: - Parts

extension ErasureStore {
    private struct Known {
        let number: Int64
        /// `nil` of a type that is none any more.
        let identifier: Identifier?
        /// It names nobody, and may come again.
        let isBlocked: Bool
    }

    private static func identifiers(of person: Int64, _ rules: IdentityRules, _ tx: Transaction) throws -> [Known] {
        try tx.rows(
            """
            SELECT identifier.id, identifier.type, identifier.value, blocked_identifier.value AS blocked FROM identifier
            LEFT JOIN blocked_identifier ON blocked_identifier.type = identifier.type AND blocked_identifier.value = identifier.value
            WHERE identifier.person = \(person) ORDER BY identifier.id
            """
        ).map { row in
            let value: String = try row.get("value")
            let identifier = rules[number: try row.get("type")].flatMap { Identifier($0.type, value) }
            return Known(
                number: try row.get("id"), identifier: identifier,
                isBlocked: try row.find("blocked", as: String.self) != nil || identifier?.namesNobody == true)
        }
    }

    /// Whoever evidence connects with them: they are worked out anew without it.
    private static func neighbours(of person: Int64, _ tx: Transaction) throws -> [Int64] {
        let own: SQL = "(SELECT id FROM identifier WHERE person = \(person))"
        let ends = try tx.rows("SELECT one, other FROM identity_link WHERE one IN \(own) OR other IN \(own)")
        let all = Set(try ends.flatMap { [try $0.get("one", as: Int64.self), try $0.get("other", as: Int64.self)] })
        let inside = Set(try tx.rows("SELECT id FROM identifier WHERE person = \(person)").map { try $0.get(at: 0, as: Int64.self) })
        return all.subtracting(inside).sorted()
    }

    private static func eraseRejected(_ identifiers: [Identifier], in tx: Transaction) throws -> Int {
        let naming = try RejectedMentionStore().ids(naming: identifiers, tx)
        for chunk in naming.chunked(by: 500) { try tx.run("DELETE FROM rejected_event WHERE id IN \(list: chunk)") }
        return naming.count
    }

    private static func eraseCompanies(of person: Int64, in tx: Transaction) throws -> Int {
        let companies = try CompanyStore().actedForOnly(by: person, tx)
        for company in companies {
            let nobody = ID<Company>(at: tx.now).description
            try tx.run("DELETE FROM company_trait WHERE company = \(company.number)")
            try tx.run("UPDATE company SET key = \(nobody), name = 'Erased' WHERE number = \(company.number)")
        }
        return companies.count
    }
}
