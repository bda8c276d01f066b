package import Kernel

/// One version of what is promised to customers. A version is never changed: a conversation keeps the one in force at its start.
package struct ServicePolicy: Hashable, Sendable {
    /// The same for all versions.
    package let id: ID<ServicePolicy>
    /// 1, 2 …
    package let version: Int
    /// From when on this version is in force.
    package let since: Instant
    /// Policies are asked in this order, the lowest first.
    package let rank: Int
    package let name: String
    /// `nil` from a version on that takes the policy out of use.
    package let terms: Terms?

    package init(id: ID<ServicePolicy>, version: Int, since: Instant, rank: Int, name: String = "", terms: Terms?) {
        (self.id, self.version, self.since, self.rank, self.name, self.terms) = (id, version, since, rank, name, terms)
    }

    /// For whom, and what.
    package struct Terms: Hashable, Sendable {
        package let conditions: ServiceConditions
        /// One or more, each of another goal.
        package let targets: [ServiceTarget]

        /// - Throws: `invalid` without a target, and for two of one goal.
        package init(_ targets: [ServiceTarget], for conditions: ServiceConditions = ServiceConditions()) throws {
            try Failure.require(!targets.isEmpty, "targets", "must be one at least")
            try Failure.require(Set(targets.map(\.goal)).count == targets.count, "targets", "must be one for each goal, not two of one")
            (self.targets, self.conditions) = (targets, conditions)
        }
    }
}

extension ServicePolicy {
    package func target(_ goal: ServiceTarget.Goal) -> ServiceTarget? { terms?.targets.first { $0.goal == goal } }

    /// The version that holds for a conversation from its start to its end: of each policy the newest in force at the start; of these the first that
    /// is for such conversations.
    ///
    /// - Parameter versions: of all policies, in any order.
    /// - Returns: `nil` when nothing is promised to it.
    package static func inForce(at start: Instant, for facts: ServiceConditions.Facts, among versions: [ServicePolicy]) -> ServicePolicy? {
        var newest: [ID<ServicePolicy>: ServicePolicy] = [:]
        for policy in versions where policy.since <= start {
            if let known = newest[policy.id], known.version > policy.version { continue }
            newest[policy.id] = policy
        }
        return newest.values.sorted { ($0.rank, $0.id) < ($1.rank, $1.id) }.first { $0.terms?.conditions.hold(for: facts) ?? false }
    }
}

/// As it is kept: `{"for":{…},"targets":[…]}`.
extension ServicePolicy.Terms: Codable {
    private enum CodingKeys: String, CodingKey { case conditions = "for", targets }

    /// - Throws: `invalid`, as when it is made.
    package init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        try self.init(
            values.decode([ServiceTarget].self, forKey: .targets), for: values.decode(ServiceConditions.self, forKey: .conditions))
    }
}
