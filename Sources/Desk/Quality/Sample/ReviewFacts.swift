import Kernel
import Statistics
import Web

/// What is known of a conversation that may be reviewed, from what happened in it.
struct ReviewFacts: Sendable {
    let number: Int64
    /// Who answered most often, of several who answered last: whose work is reviewed. `nil` where nobody of staff answered.
    let agent: ID<Viewer>?
    /// Everybody who answered or whose it is. They do not review it.
    let involved: Set<ID<Viewer>>
    let resolvedAt: Instant?
    /// How many replies came in time of those that something was promised about; `nil` where nothing was.
    let speed: Mark?
    let risks: [Risk]

    /// What makes a conversation worth a look.
    enum Risk: String, Sendable, CaseIterable {
        /// The customer said that they were not content: 1 or 2 of 5.
        case unhappy
        /// It was opened again after it had been resolved.
        case reopened
        /// Something that was promised was not kept.
        case late
        /// Many messages.
        case long
    }

    /// From so many messages on a conversation is long.
    static let long = 12
}

extension ReviewFacts {
    /// - Parameters:
    ///   - assignee: whose it is now.
    ///   - runs: how it stands with what was promised.
    init(
        _ number: Int64, _ record: ServiceRecord, assignee: ID<Viewer>?, runs: [TargetRun], isUnhappy: Bool, hours: BusinessHours, at now: Instant
    ) {
        let replies = record.own(by: now).filter { $0.kind == .reply }.compactMap(\.agent)
        var counts: [ID<Viewer>: (count: Int, last: Int)] = [:]
        for (place, agent) in replies.enumerated() { counts[agent] = ((counts[agent]?.count ?? 0) + 1, place) }
        let figures = ServiceFigures(record, hours: hours, at: now)
        self.number = number
        agent = counts.max { ($0.value.count, $0.value.last) < ($1.value.count, $1.value.last) }?.key
        involved = Set(replies + [assignee].compactMap(\.self))
        resolvedAt = figures?.fullResolution == nil ? nil : figures?.resolutions.last?.at
        speed = Self.speed(runs)
        let found: [Risk: Bool] = [
            .unhappy: isUnhappy, .reopened: figures.map { $0.reopens > 0 } ?? false, .long: figures.map { $0.messages >= Self.long } ?? false,
            .late: ServiceTarget.Goal.allCases.contains { goal in
                let share = compliance(goal, of: runs)
                return share.count < share.total
            },
        ]
        risks = Risk.allCases.filter { found[$0] ?? false }
    }

    /// First and further replies together.
    static func speed(_ runs: [TargetRun]) -> Mark? {
        let shares = [ServiceTarget.Goal.firstResponse, .nextResponse].map { compliance($0, of: runs) }
        let total = shares.reduce(0) { $0 + $1.total }
        return total > 0 ? .speed(kept: shares.reduce(0) { $0 + $1.count }, of: total) : nil
    }
}
