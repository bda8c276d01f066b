import Channels
import Kernel
import People
import Storage
import Timeline

/// How an answer comes to the customer.
enum AnswerWay: Sendable {
    /// To an address.
    case mail(String)
    case chat
    /// By the bot of that name.
    case telegram(String)
    case webhook(Webhook)
    /// It is kept, and can be fetched by the API.
    case nobody

    var isCarried: Bool { if case .nobody = self { false } else { true } }
}

/// What stands beside a conversation: who it is with, what happened before they wrote, and whom it can be given to.
struct ConversationContextStore: Sendable {
    let line: Line

    struct Beside: Sendable {
        /// `nil` when they were erased.
        let customer: CustomerName?
        /// What their line says.
        let line: LineBeside
        let colleagues: [Colleague]
        /// All there are, those that are put away too.
        let labels: [Label]
        /// Likewise.
        let teams: [Team]
        let way: AnswerWay
        /// Who else could have the answer by mail.
        let proposed: [String]
    }

    func way(of number: Int64) async throws -> AnswerWay { try await line.database.read { try Self.way(of: number, $0) } }

    private static func way(of number: Int64, _ reading: some Reading) throws -> AnswerWay {
        let target = try TelegramOutgoingStore.target(in: ConversationStore.find(number, reading), reading)
        if let target, target.isOpen { return .telegram(target.name) }
        if let latest = try OutgoingMailStore.latest(in: number, reading) { return .mail(latest.address) }
        if try ChatHearingStore.reaches(number, reading) { return .chat }
        let source: Int64? = try reading.value("SELECT source FROM conversation WHERE number = \(number)")
        return try source.flatMap { try WebhookStore.carrying(.answered, of: $0, reading) }.map { .webhook($0) } ?? .nobody
    }

    func beside(_ conversation: Conversation, at now: Instant) async throws -> Beside {
        let (catalogue, rules) = (line.catalogue, line.rules)
        let (beside, colleagues, labels, teams, isErased, way, proposed) = try await line.database.read { [identities = line.identities] session in
            let identifiers = try identities.identifiers(of: conversation.person, session)
            let way = try Self.way(of: conversation.number, session)
            let proposed =
                if case .mail(let address) = way { try CopyStore.proposed(in: conversation.number, besides: address, session) } else { [String]() }
            return (
                try LineBesideStore(catalogue: catalogue).beside(conversation, identifiers.map(\.id), at: now, session),
                try ColleagueStore().all(session), try LabelStore.all(session), try TeamStore.all(session),
                identifiers.allSatisfy { rules[number: $0.type] == nil }, way, proposed
            )
        }
        let customer = isErased ? nil : try await CustomerNameStore(line: line).names([conversation.person]).first
        return Beside(customer: customer, line: beside, colleagues: colleagues, labels: labels, teams: teams, way: way, proposed: proposed)
    }
}
