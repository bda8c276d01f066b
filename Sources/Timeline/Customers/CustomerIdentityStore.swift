import Kernel
import People
import Storage
import Web

/// Why identifiers are one person, and what staff have said about it.
struct IdentityView: Sendable {
    struct Entry: Sendable {
        let identifier: KnownIdentifier
        let type: String
        let seenAt: Instant
        /// What counts of all that was said about whether it is truly theirs.
        let word: VerificationStore.Word?

        var isVerified: Bool { identifier.verifiedAt != nil }
    }

    let identifiers: [Entry]
    let evidence: [IdentityStore.KnownEvidence]
    let decisions: [IdentityStore.Decision]

    func value(_ number: Int64) -> String { identifiers.first { $0.identifier.id == number }?.identifier.value ?? "?" }
}

struct CustomerIdentityStore: Sendable {
    let line: Line
    let recording: SettingsChange.Recording

    func view(of person: Int64) async throws -> IdentityView {
        let rules = line.rules
        return try await line.database.read { [identities = line.identities] session in
            let seenAt = try Self.firstSeen(person, session)
            let words = Dictionary(grouping: try VerificationStore().words(about: person, session), by: \.identifier)
            let entries = try identities.identifiers(of: person, session).map { identifier in
                IdentityView.Entry(
                    identifier: identifier, type: rules[number: identifier.type]?.type.rawValue ?? "\(identifier.type)",
                    seenAt: seenAt[identifier.id] ?? .distantPast, word: Self.counting(words[identifier.id] ?? []))
            }
            return IdentityView(
                identifiers: entries, evidence: try identities.evidence(among: person, session),
                decisions: try identities.decisions(about: person, session))
        }
    }

    /// Staff's last word, else the earliest of a source.
    private static func counting(_ words: [VerificationStore.Word]) -> VerificationStore.Word? {
        words.last { $0.staff != nil } ?? words.min { $0.occurredAt < $1.occurredAt }
    }

    /// When each identifier first stood on the line, by itself or as evidence.
    private static func firstSeen(_ person: Int64, _ session: Session) throws -> [Int64: Instant] {
        let rows = try session.rows(
            """
            SELECT id, (SELECT MIN(occurred_at) FROM touchpoint WHERE touchpoint.identifier = identifier.id) AS touched,
            (SELECT MIN(occurred_at) FROM identity_link WHERE one = identifier.id OR other = identifier.id) AS linked, seen_at
            FROM identifier WHERE person = \(person) ORDER BY id LIMIT 1000
            """)
        let moments = try rows.map { row -> (Int64, Instant) in
            let known: [Instant] = [try row.find("touched"), try row.find("linked")].compactMap { $0 }
            return (try row.get("id"), try known.min() ?? row.get("seen_at"))
        }
        return Dictionary(moments, uniquingKeysWith: min)
    }

    func merge(_ person: Int64, with other: Int64, by staff: Viewer, reason: String) async throws {
        let rules = line.rules
        try await line.database.write { [recording, identities = line.identities] tx in
            // As they are called before: afterwards one of the two leads to the other.
            let both = try [person, other].map { try PersonStore().find(number: $0, tx).id.description }
            try identities.merge(person, with: other, by: staff.id.bytes, reason: reason, in: tx, rules: rules)
            try recording(SettingsChange(action: .peopleJoined, subject: both[0], detail: both[1], staff: staff.id), tx)
        }
    }

    func separate(_ chosen: [Int64], from person: Int64, by staff: Viewer, reason: String) async throws {
        let rules = line.rules
        try await line.database.write { [recording, identities = line.identities] tx in
            let whole = try PersonStore().find(number: person, tx).id.description
            try identities.separate(chosen, from: person, by: staff.id.bytes, reason: reason, in: tx, rules: rules)
            try recording(SettingsChange(action: .peopleSeparated, subject: whole, detail: "\(chosen.count)", staff: staff.id), tx)
        }
    }

    /// - Throws: `missing` when nobody has said this about the person, `conflict` when it was taken back already.
    func undo(_ decision: IdentityStore.Decision.Reference, about person: Int64, by staff: Viewer, reason: String) async throws {
        let rules = line.rules
        try await line.database.write { [recording, identities = line.identities] tx in
            let isOpen = try identities.decisions(about: person, tx).contains { $0.reference == decision }
            if try !isOpen && !identities.isTakenBack(decision, tx) { throw Failure.missing("This decision") }
            let whole = try PersonStore().find(number: person, tx).id.description
            try identities.undo(decision, by: staff.id.bytes, reason: reason, in: tx, rules: rules)
            try recording(SettingsChange(action: .decisionUndone, subject: whole, detail: "", staff: staff.id), tx)
        }
    }
}

extension CustomerIdentityStore {
    /// That it is truly theirs, or that this is not so certain after all.
    ///
    /// - Throws: `missing` when it is none of the customer's, or nothing that can be verified.
    func verify(_ identifier: Int64, _ isVerified: Bool, of person: Person, by staff: Viewer) async throws {
        let rules = line.rules
        try await line.database.write { [recording, identities = line.identities] tx in
            let known = try identities.identifiers(of: person.number, tx).first { $0.id == identifier }
            guard let known, let type = rules[number: known.type]?.type, !type.isOfThing else { throw Failure.missing("This identifier") }
            let word = VerificationStore.Word(identifier, isVerified: isVerified, at: tx.now, staff: staff.id.bytes, reason: "")
            try VerificationStore().record([word], in: tx, rules: rules)
            // Who it is, and not what it is: records are kept for ever.
            let change = SettingsChange(
                action: isVerified ? .identifierVerified : .verificationWithdrawn, subject: type.rawValue, detail: "\(person.id)", staff: staff.id)
            try recording(change, tx)
        }
    }
}
