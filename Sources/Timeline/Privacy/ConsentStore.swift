import Kernel
import People
package import Storage
import Web

/// What customers have said about purposes, read from the line and written to it.
package struct ConsentStore: Sendable {
    package init() {}

    /// All that was said by these identifiers, newest first; of thousands of words the last thousand.
    package func words(of identifiers: [Int64], _ catalogue: Catalogue, _ reading: some Reading) throws -> [Consent] {
        var wanted = TouchpointStore.Wanted()
        wanted.kinds = [Consent.given, Consent.withdrawn].compactMap(catalogue.number(ofKind:))
        wanted.limit = 1_000
        guard !wanted.kinds.isEmpty else { return [] }
        return try TouchpointStore().line(of: identifiers, wanted, catalogue, reading).flatMap(Consent.words)
    }
}

extension Consent {
    /// The one question of whoever sends: may this person be written to, or worked with, for this purpose?
    ///
    ///     guard try Consent.allows(.marketing, person: number, line.catalogue, tx) else { … }
    package static func allows(_ purpose: Purpose, person: Int64, _ catalogue: Catalogue, _ reading: some Reading) throws -> Bool {
        let identifiers = try IdentityStore().identifiers(of: person, reading).map(\.id)
        return allows(purpose, by: try ConsentStore().words(of: identifiers, catalogue, reading))
    }
}

/// What staff note of a customer's word.
struct ConsentNote: Sendable {
    let purpose: Consent.Purpose
    let isGiven: Bool
    let channel: String
    let reason: String
}

extension CustomerStore {
    /// Puts a word on the customer's line, as coming from staff.
    func note(_ note: ConsentNote, of customer: CustomerRow, by staff: Viewer, at now: Instant) async throws {
        let best = customer.profile.identifiers.lazy.compactMap { known in
            customer.rules[number: known.type].flatMap { Identifier($0.type, known.value) }
        }.first
        guard let best else { throw Failure.conflict("This customer has nothing to be recognised by.") }
        let source = try await line.source("staff", name: "Staff", medium: .staff)
        let properties = try PlainJSON.text(["purpose": note.purpose.rawValue, "reason": note.reason, "staff": staff.id.description])
        let touchpoint = NewTouchpoint(
            note.isGiven ? Consent.given : Consent.withdrawn, channel: note.channel, by: [best], at: now,
            properties: properties)
        let appended = try await line.append([touchpoint], from: source)
        if case .rejected(let failure)? = appended.fates.first { throw failure }
    }

    /// All that was said about purposes, newest first.
    func consents(of customer: CustomerRow) async throws -> [Consent] {
        let (identifiers, catalogue) = (customer.profile.identifiers.map(\.id), line.catalogue)
        return try await line.database.read { try ConsentStore().words(of: identifiers, catalogue, $0) }
    }
}
