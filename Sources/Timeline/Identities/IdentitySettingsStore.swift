import Kernel
import People
import Storage
import Web

/// By what customers are recognised: types and their limits, values that name nobody, whose word counts.
struct IdentitySettingsStore: Sendable {
    let line: Line
    let asked: AskedWorkStore
    let recording: SettingsChange.Recording

    static let pageLength = 50

    struct View: Sendable {
        let rules: IdentityRules
        let blocked: [BlockedValue]
        /// The last one, when there are more.
        let next: BlockedValue?
        let sources: [Source]
        let review: IdentityReview?
    }

    func view(after last: (type: Int64, value: String)?) async throws -> View {
        let rules = line.rules
        return try await line.database.read { [sources = line.sources] session in
            let found = try BlockedValueStore().list(after: last, limit: Self.pageLength + 1, session)
            let shown = Array(found.prefix(Self.pageLength))
            return View(
                rules: rules, blocked: shown, next: found.count > shown.count ? shown.last : nil,
                sources: try sources.list(session).filter { $0.medium == .http }, review: try IdentityReviewStore().latest(session))
        }
    }

    /// - Throws: `missing` when no type has this key.
    func type(_ key: String) throws -> IdentityRules.TypeRule {
        guard let rule = line.rules.byType[IdentifierType(rawValue: key)] else { throw Failure.missing("The type \(key)") }
        return rule
    }

    /// Who is who is reviewed afterwards.
    func limit(_ type: IdentityRules.TypeRule, to most: Int, by staff: Viewer) async throws {
        try await line.database.write { [recording, asked, identities = line.identities] tx in
            try identities.limit(type, to: most, in: tx)
            try asked.reviewIdentities(in: tx)
            try recording(SettingsChange(action: .identifierLimited, subject: type.type.rawValue, detail: "\(most)", staff: staff.id), tx)
        }
        try await line.reload()
        asked.begin()
    }

    /// Goes on where an earlier review was interrupted.
    func goOnReviewing() async throws {
        try await line.database.write { [asked] in try asked.reviewIdentities(in: $0) }
        asked.begin()
    }

    /// - Returns: how many identifiers belong to somebody else since.
    func block(_ identifier: Identifier, reason: String, by staff: Viewer) async throws -> Int {
        let rules = line.rules
        return try await line.database.write { [recording] tx in
            try recording(SettingsChange(action: .valueBlocked, subject: identifier.value, detail: reason, staff: staff.id), tx)
            return try BlockedValueStore().block(identifier, reason: reason, in: tx, rules: rules)
        }
    }

    func unblock(_ identifier: Identifier, by staff: Viewer) async throws -> Int {
        let rules = line.rules
        return try await line.database.write { [recording] tx in
            try recording(SettingsChange(action: .valueUnblocked, subject: identifier.value, detail: "", staff: staff.id), tx)
            return try BlockedValueStore().unblock(identifier, in: tx, rules: rules)
        }
    }

    /// - Throws: `missing` when there is no such source.
    func publish(_ number: Int64, by staff: Viewer) async throws {
        guard let source = try await line.database.read({ [sources = line.sources] in try sources.find(id: number, $0) }), source.medium == .http
        else { throw Failure.missing("This source") }
        try await line.publish(source) { [recording, asked] tx in
            try asked.reviewIdentities(in: tx)
            try recording(SettingsChange(action: .sourcePublished, subject: source.name, detail: "", staff: staff.id), tx)
        }
        asked.begin()
    }
}
