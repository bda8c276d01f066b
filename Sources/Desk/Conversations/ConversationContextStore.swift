import Channels
import Kernel
import People
import Storage
import Timeline

/// What stands beside a conversation: who it is with, what happened before they wrote, and whom it can be given to.
struct ConversationContextStore: Sendable {
    let line: Line

    struct Beside: Sendable {
        /// `nil` when they were erased.
        let customer: CustomerName?
        /// What happened before they wrote, newest first.
        let before: [Touchpoint]
        let colleagues: [Colleague]
        /// All there are, those that are put away too.
        let labels: [Label]
        /// By which answers go out where neither mail nor chat takes them.
        let webhook: Webhook?
    }

    static let mostBefore = 8

    func beside(_ conversation: Conversation) async throws -> Beside {
        let (catalogue, rules) = (line.catalogue, line.rules)
        let (before, colleagues, labels, isErased, webhook) = try await line.database.read { [identities = line.identities] session in
            let identifiers = try identities.identifiers(of: conversation.person, session)
            var wanted = TouchpointStore.Wanted()
            wanted.limit = Self.mostBefore
            wanted.before = TouchpointStore.Place(occurredAt: conversation.openedAt, position: 0)
            let before = try TouchpointStore().line(of: identifiers.map(\.id), wanted, catalogue, session)
            let source: Int64? = try session.value("SELECT source FROM conversation WHERE number = \(conversation.number)")
            let webhook = try source.flatMap { try WebhookStore.carrying(.answered, of: $0, session) }
            return (
                before, try ColleagueStore().all(session), try LabelStore.all(session), identifiers.allSatisfy { rules[number: $0.type] == nil },
                webhook
            )
        }
        let customer = isErased ? nil : try await CustomerNameStore(line: line).names([conversation.person]).first
        return Beside(customer: customer, before: before, colleagues: colleagues, labels: labels, webhook: webhook)
    }
}
