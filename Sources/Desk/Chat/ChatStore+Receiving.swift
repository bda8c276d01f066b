import Foundation
import Kernel
import People
import Storage
import Timeline
import Web

/// What visitors write: by the same way as what comes on any other channel.
extension ChatStore {
    static let longestText = 20_000

    /// The first message: a conversation, and what opens it.
    ///
    /// Whoever sends the same first message again, since the answer to it was lost, is given what opens the conversation anew: within ten minutes
    /// of its beginning, to the one who knows by which key it was sent.
    ///
    /// - Parameter once: what makes it this message; made by the browser, and known to it alone.
    func begin(
        _ text: String, _ files: [NewFile] = [], once: String, _ beginning: ChatBeginning, at site: Source, now: Instant
    ) async throws -> (token: KeySecret, chat: Chat) {
        let (from, source) = try await writer(beginning, site)
        var message = IncomingMessage(key: once, thread: "chat:\(once)", channel: .chat, from: from, text: Self.said(text, files), at: now)
        (message.site, message.language) = (site.id, beginning.language)
        if let identity = beginning.identity {
            message.traits = identity.name.map { ["name": $0] } ?? [:]
            message.verified = Set(from.filter { $0.type == .email })
        }
        let token = KeySecret(.chat)
        let receipt = try await MessageStore(line: line).receive(message, from: source) { tx, filed in
            try tx.run(
                """
                INSERT INTO chat (conversation, site, token, verified, language, page, address, begun_at, visitor_read, staff_read)
                VALUES (\(filed.conversation), \(site.id), \(Array(token.digest)), \(beginning.identity == nil ? 0 : 1), \(beginning.language),
                \(beginning.page), \(beginning.address), \(tx.now), 0, 0)
                """)
            try ConversationFileStore.keep(files, beside: filed.entry, tx)
        }
        if receipt.isDuplicate { try await renew(token, of: receipt.conversation, now) }
        if beginning.identity != nil { try await join(beginning, from, once, site, now) }
        return (token, try await find(token.text))
    }

    /// A further message.
    func say(_ text: String, _ files: [NewFile] = [], once: String, in chat: Chat, now: Instant) async throws {
        let rules = line.rules
        if !files.isEmpty {
            let size = try await ConversationFileStore(line: line).size(heardIn: chat.conversation) + files.reduce(0) { $0 + $1.content.count }
            guard size <= ChatFiles.mostInConversation else { throw ChatFiles.full }
        }
        let (thread, number, from) = try await line.database.read { session -> (String, Int64, Identifier?) in
            let row = try session.first(
                """
                SELECT conversation.thread AS thread, conversation.source AS source, identifier.type AS type, identifier.value AS value
                FROM conversation JOIN identifier ON identifier.id = conversation.identifier WHERE conversation.number = \(chat.conversation)
                """)
            guard let row else { throw Failure.missing("This conversation") }
            let value: String = try row.get("value")
            return (try row.get("thread"), try row.get("source"), rules[number: try row.get("type")].flatMap { Identifier($0.type, value) })
        }
        guard let from, let source = line.source(number: number) else { throw Failure.missing("This conversation") }
        let message = IncomingMessage(key: once, thread: thread, channel: .chat, from: [from], text: Self.said(text, files), at: now)
        _ = try await MessageStore(line: line).receive(message, from: source) { tx, filed in
            try ConversationFileStore.keep(files, beside: filed.entry, tx)
        }
    }

    // MARK: - Parts

    private static func said(_ text: String, _ files: [NewFile]) -> String { text.isEmpty ? files.names : text }

    /// Who writes, and whose word that is: what the site has signed comes from us, who have looked at the signature; all else is a claim of its key.
    private func writer(_ beginning: ChatBeginning, _ site: Source) async throws -> ([Identifier], Source) {
        if let identity = beginning.identity {
            let from = [Identifier(.userID, identity.userID), identity.email.flatMap { Identifier(.email, $0) }].compactMap(\.self)
            try Failure.require(!from.isEmpty, SignedIdentity.field, "must have a “sub” of 1 to 200 characters")
            return (from, try await line.source("chat", name: "Chat", medium: .system))
        }
        let name = beginning.anonymousID ?? "chat-" + base32(randomBytes(8))
        guard let browser = Identifier(.anonymousID, name) else { throw Failure.invalid("anonymousId", "must be a text") }
        return ([browser], site)
    }

    /// That this browser is theirs is what the page says, and a claim as the tracker's own word is.
    private func join(_ beginning: ChatBeginning, _ from: [Identifier], _ once: String, _ site: Source, _ now: Instant) async throws {
        guard let browser = beginning.anonymousID.flatMap({ Identifier(.anonymousID, $0) }), let user = from.first else { return }
        let seen = NewTouchpoint("identify", channel: "web", by: [user, browser], at: now, key: SourceKey("chat:identify:\(once)"))
        _ = try await line.append([seen], from: site)
    }

    private func renew(_ token: KeySecret, of conversation: Int64, _ now: Instant) async throws {
        let renewed = try await line.database.write { tx in
            try tx.run(
                """
                UPDATE chat SET token = \(Array(token.digest)) WHERE conversation = \(conversation) AND begun_at > \(now.adding(.minutes(-10)))
                AND (SELECT COUNT(*) FROM conversation_entry WHERE conversation_entry.conversation = \(conversation) AND happening = 1) = 1
                """)
        }
        guard renewed == 1 else { throw Failure.conflict("This message was sent before.") }
    }
}
