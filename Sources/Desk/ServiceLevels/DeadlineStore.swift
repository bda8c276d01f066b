import Foundation
import Kernel
import People
import Storage
import Timeline

/// Keeps the next deadline of each conversation beside it, for the lists: written in the transaction of what moves it.
struct DeadlineStore {
    /// Freezes the version that holds for a conversation from its start to its end.
    ///
    /// - Parameters:
    ///   - labels: keys of those that its first message brings.
    ///   - team: key of the one whose it is at its start.
    func promise(_ number: Int64, labels: Set<String>, team: String?, in tx: Transaction) throws {
        let versions = try ServicePolicyStore.versions(tx)
        guard !versions.isEmpty else { return }
        let conversation = try ConversationStore.find(number, tx)
        let facts = ServiceConditions.Facts(priority: conversation.priority.key, channel: conversation.channel, labels: labels, team: team)
        guard let policy = ServicePolicy.inForce(at: conversation.openedAt, for: facts, among: versions) else { return }
        try tx.run("UPDATE conversation SET policy = \(policy.id), policy_version = \(policy.version) WHERE number = \(number)")
    }

    /// Works the next deadline out anew, from all that happened.
    func renew(_ number: Int64, in tx: Transaction) throws {
        guard let policy = try ServicePolicyStore.policy(of: number, tx) else { return }
        let record = try ConversationUnitStore.records(of: [number], tx)[number] ?? ServiceRecord([])
        let beginning = record.all(by: .distantFuture).first?.at ?? tx.now
        let due = NextDeadline(record, policy, try HoursStore.valid(since: beginning, tx))
        try tx.run(
            """
            UPDATE conversation SET due_at = \(due?.at), due_goal = \(due?.goal.rawValue), due_warning = \(due?.warning) WHERE number = \(number)
            """)
    }

    /// Those that are not resolved and to which something is promised, from a number on: when the opening hours change, what lies ahead of them does.
    ///
    /// - Returns: the last one; `nil` when there are no more.
    func renew(after number: Int64, atMost count: Int, in tx: Transaction) throws -> Int64? {
        let numbers: [Int64] = try tx.rows(
            """
            SELECT number FROM conversation WHERE policy IS NOT NULL AND status <> \(ConversationStatus.resolved.rawValue) AND number > \(number)
            ORDER BY number LIMIT \(count)
            """
        ).map { try $0.get(at: 0) }
        for number in numbers { try renew(number, in: tx) }
        return numbers.last
    }
}

extension NextDeadline {
    /// `nil` where the row has none.
    init?(_ row: Row) throws {
        guard let at: Instant = try row.find("due_at"), let goal = ServiceTarget.Goal(rawValue: try row.find("due_goal") ?? "") else { return nil }
        self.init(goal: goal, at: at, warning: try row.find("due_warning"))
    }
}
