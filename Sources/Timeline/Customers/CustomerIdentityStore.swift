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
    }

    let identifiers: [Entry]
    let evidence: [IdentityStore.KnownEvidence]
    let decisions: [IdentityStore.Decision]

    func value(_ number: Int64) -> String { identifiers.first { $0.identifier.id == number }?.identifier.value ?? "?" }
}

struct CustomerIdentityStore: Sendable {
    let line: Line

    func view(of person: Int64) async throws -> IdentityView {
        let rules = line.rules
        return try await line.database.read { [identities = line.identities] session in
            let seen = try session.rows("SELECT id, seen_at FROM identifier WHERE person = \(person) ORDER BY id LIMIT 1000")
            let seenAt = Dictionary(try seen.map { (try $0.get("id", as: Int64.self), try $0.get("seen_at", as: Instant.self)) }, uniquingKeysWith: { first, _ in first })
            let entries = try identities.identifiers(of: person, session).map { identifier in
                IdentityView.Entry(
                    identifier: identifier, type: rules[number: identifier.type]?.type.rawValue ?? "\(identifier.type)",
                    seenAt: seenAt[identifier.id] ?? .distantPast)
            }
            return IdentityView(
                identifiers: entries, evidence: try identities.evidence(among: person, session), decisions: try identities.decisions(about: person, session))
        }
    }

    func merge(_ person: Int64, with other: Int64, by staff: Viewer, reason: String) async throws {
        let rules = line.rules
        try await line.database.write { [identities = line.identities] tx in
            try identities.merge(person, with: other, by: staff.id.bytes, reason: reason, in: tx, rules: rules)
        }
    }

    func separate(_ chosen: [Int64], from person: Int64, by staff: Viewer, reason: String) async throws {
        let rules = line.rules
        try await line.database.write { [identities = line.identities] tx in
            try identities.separate(chosen, from: person, by: staff.id.bytes, reason: reason, in: tx, rules: rules)
        }
    }

    /// - Throws: `missing` when nobody has said this about the person.
    func undo(_ decision: IdentityStore.Decision.Reference, about person: Int64, by staff: Viewer, reason: String) async throws {
        let rules = line.rules
        try await line.database.write { [identities = line.identities] tx in
            guard try identities.decisions(about: person, tx).contains(where: { $0.reference == decision }) else { throw Failure.missing("This decision") }
            try identities.undo(decision, by: staff.id.bytes, reason: reason, in: tx, rules: rules)
        }
    }
}
