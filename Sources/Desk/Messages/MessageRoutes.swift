import Channels
import Hummingbird
import Kernel
import People
import Timeline
import Web

/// `POST /api/v1/messages`: what customers say on a channel of the sender's, such as a messenger. `GET /api/v1/conversations/:number` reads it back,
/// answers with it.
struct MessageRoutes: Routable {
    let messages: MessageStore
    let channels: ChannelsPart
    let conversations: ConversationStore

    var routes: RouteTable {
        RouteTable("/api/v1")
            .post("messages", access: .key(scope: "write"), use: receive)
            .get("conversations/:number", access: .key(scope: "read"), use: show)
    }

    func receive(_ request: Request, _ context: Context) async throws -> JSON<MessageReceiptJSON> {
        let source = try await channels.admit(request, context)
        let message = try context.json(MessageJSON.self).message(receivedAt: context.now, rules: messages.line.rules)
        let receipt = try await messages.receive(message, from: source)
        return JSON(MessageReceiptJSON(conversation: receipt.conversation, duplicate: receipt.isDuplicate))
    }

    func show(_ request: Request, _ context: Context) async throws -> JSON<ConversationJSON> {
        guard let number = Int64(context.parameter("number")) else { throw Failure.missing("This conversation") }
        return JSON(ConversationJSON(try await conversations.whole(number), at: context.now))
    }
}
