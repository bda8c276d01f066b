import Foundation
package import Kernel
import Storage
package import Timeline
package import Web

/// What is promised to customers: versions that are only added to.
package struct ServicePolicyStore: Sendable {
    let line: Line
    let recording: SettingsChange.Recording

    package init(line: Line, recording: @escaping SettingsChange.Recording = { _, _ in }) {
        self.line = line
        self.recording = recording
    }

    /// Beyond so many nobody knows any more which holds.
    static let most = 50

    /// The newest version of each that is in use, in the order in which they are asked.
    func policies() async throws -> [ServicePolicy] {
        let versions = try await line.database.read { try Self.versions($0) }
        return Dictionary(grouping: versions, by: \.id).values.compactMap { $0.max { $0.version < $1.version } }.filter { $0.terms != nil }
            .sorted { ($0.rank, $0.id) < ($1.rank, $1.id) }
    }

    /// By which what is promised in opening hours is counted.
    func hours() async throws -> BusinessHours { try await line.database.read { try HoursStore.valid(since: .distantFuture, $0) } }

    /// - Throws: `missing` when there is none, or it is out of use.
    func find(_ id: ID<ServicePolicy>) async throws -> ServicePolicy {
        guard let policy = try await policies().first(where: { $0.id == id }) else { throw Failure.missing("This service level") }
        return policy
    }

    /// A new policy, or a new version of one: conversations that were opened before keep theirs.
    ///
    /// - Parameters:
    ///   - id: `nil` makes a new one.
    ///   - since: from when on it is in force; `nil` is now.
    /// - Throws: `conflict` when there are too many.
    package func save(
        _ id: ID<ServicePolicy>?, name: String, rank: Int, _ terms: ServicePolicy.Terms, by staff: ID<Viewer>?, since: Instant? = nil
    ) async throws {
        let inUse = try await policies()
        guard id != nil || inUse.count < Self.most else { throw Failure.conflict("There are \(Self.most) service levels already: remove one first.") }
        let text = try PlainJSON.text(terms)
        try await line.database.write { [recording] tx in
            try Self.add(id ?? ID(at: tx.now), name: name, rank: rank, text, since: since ?? tx.now, by: staff, in: tx)
            try recording(SettingsChange(action: .policySaved, subject: name, detail: text, staff: staff), tx)
        }
    }

    /// Takes it out of use for conversations to come.
    func remove(_ policy: ServicePolicy, by staff: ID<Viewer>) async throws {
        try await line.database.write { [recording] tx in
            try Self.add(policy.id, name: policy.name, rank: policy.rank, nil, since: tx.now, by: staff, in: tx)
            try recording(SettingsChange(action: .policyRemoved, subject: policy.name, detail: "", staff: staff), tx)
        }
    }

    private static func add(
        _ id: ID<ServicePolicy>, name: String, rank: Int, _ terms: String?, since: Instant, by staff: ID<Viewer>?, in tx: Transaction
    ) throws {
        let last: Int = try tx.value("SELECT COALESCE(MAX(version), 0) FROM service_policy WHERE id = \(id)") ?? 0
        try tx.run(
            """
            INSERT INTO service_policy (id, version, since, rank, name, terms, staff)
            VALUES (\(id), \(last + 1), \(since), \(rank), \(name), \(terms), \(staff))
            """)
    }

    /// Of all policies.
    static func versions(_ reading: some Reading) throws -> [ServicePolicy] {
        try reading.rows("SELECT * FROM service_policy ORDER BY id, version").map(ServicePolicy.init)
    }

    /// The versions that were frozen for conversations, by their numbers.
    static func frozen(in conversations: [Int64], _ reading: some Reading) throws -> [Int64: ServicePolicy] {
        let versions = Dictionary(grouping: try versions(reading), by: \.id)
        var found: [Int64: ServicePolicy] = [:]
        for some in conversations.chunked(by: 500) {
            try reading.forEach("SELECT number, policy, policy_version FROM conversation WHERE number IN \(list: some)") { row in
                guard let id: ID<ServicePolicy> = try row.find(at: 1), let version: Int = try row.find(at: 2) else { return }
                found[try row.get(at: 0)] = versions[id]?.first { $0.version == version }
            }
        }
        return found
    }

    /// The version that was frozen for a conversation.
    static func policy(of conversation: Int64, _ reading: some Reading) throws -> ServicePolicy? {
        try reading.first(
            """
            SELECT service_policy.* FROM service_policy JOIN conversation ON conversation.policy = service_policy.id
            AND conversation.policy_version = service_policy.version WHERE conversation.number = \(conversation)
            """
        ).map(ServicePolicy.init)
    }
}

extension ServicePolicy {
    init(_ row: Row) throws {
        self.init(
            id: try row.get("id"), version: try row.get("version"), since: try row.get("since"), rank: try row.get("rank"),
            name: try row.get("name"),
            terms: try row.find("terms", as: String.self).map { try JSONDecoder().decode(Terms.self, from: Data($0.utf8)) })
    }
}
