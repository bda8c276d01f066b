import Kernel
import Storage
import Timeline
import Web

/// Takes what customers write to our bots: each update once, since up to which one it was taken is written with what it brought.
package struct TelegramReadingWorker: Sendable {
    let line: Line
    /// So many seconds Telegram may wait for something to happen.
    var patience = 20

    private var store: TelegramStore { TelegramStore(line: line) }

    /// Asks for all bots at the same time, each once.
    package func readAll() async throws {
        let bots = try await store.all()
        await withDiscardingTaskGroup { group in
            for bot in bots {
                group.addTask {
                    // What is wrong with one is said there, and holds up no other.
                    try? await read(bot)
                }
            }
        }
    }

    /// - Returns: how many updates came.
    @discardableResult
    func read(_ bot: TelegramBot) async throws -> Int {
        guard try await store.lease(bot.id, for: .seconds(patience + 40)) else { return 0 }
        let (api, next) = try await line.database.read { session in
            (try TelegramStore.api(bot.id, session), try session.value("SELECT next_update FROM telegram_bot WHERE id = \(bot.id)") ?? 0 as Int64)
        }
        guard let api, let source = line.source(number: bot.source) else { return 0 }
        switch await api.updates(from: next, waiting: patience) {
        case .done(let updates):
            do { for update in updates { try await take(update, of: bot, source) } } catch {
                try await store.read(bot.id, fault: "\(error)", pause: .seconds(5))
                throw error
            }
            try await store.read(bot.id, fault: nil)
            return updates.count
        case .later(let pause, let fault): try await store.read(bot.id, fault: fault, pause: pause)
        case .refused(_, let fault): try await store.read(bot.id, fault: fault, pause: .seconds(60))
        case .unreached(let fault), .unknown(let fault): try await store.read(bot.id, fault: fault, pause: .seconds(10))
        }
        return 0
    }

    private func take(_ item: Lenient<TelegramUpdate>, of bot: TelegramBot, _ source: Source) async throws {
        guard let number = item.thing?.updateID ?? item.number else { return }
        if let message = item.thing?.incoming {
            do {
                let receipt = try await MessageStore(line: line).receive(message, from: source) { tx, _ in
                    try TelegramStore.taken(number, of: bot.id, in: tx)
                }
                if !receipt.isDuplicate { return }
            } catch Failure.invalid {
                // What cannot be taken – somebody who was erased writes – is passed over, and does not hold up the others.
            }
        }
        let membership = item.thing?.myChatMember
        try await line.write { tx in
            if let membership { try Self.note(membership, update: number, source, in: tx) }
            try TelegramStore.taken(number, of: bot.id, in: tx)
        }
    }

    /// Somebody has blocked the bot, or lets it write again: their conversation says so.
    private static func note(_ membership: TelegramUpdate.Membership, update: Int64, _ source: Source, in tx: Transaction) throws {
        let isBlocked = membership.new.status == "kicked"
        guard isBlocked || membership.new.status == "member", membership.chat.type == "private" else { return }
        let thread = TelegramUpdate.Message.thread(membership.chat.id)
        let number: Int64? = try tx.value("SELECT number FROM conversation WHERE source = \(source.id) AND thread = \(thread)")
        guard let number, try tx.first("SELECT 1 FROM conversation_entry WHERE once = \("telegram:\(source.id):\(update)")") == nil else { return }
        let entry = ConversationStore.NewEntry(
            happening: .note, at: Instant(seconds: membership.date), channel: DeskChannel.messenger.rawValue,
            detail: isBlocked ? TelegramOutgoingStore.blocked : TelegramOutgoingStore.unblocked, once: "telegram:\(source.id):\(update)")
        let read = try ConversationUnitStore.root(of: number, tx)
        let written = try ConversationStore.record([entry], leaving: read, in: tx)
        if read.number != number { try ConversationUnitStore.forward([written], of: number, in: tx) }
    }
}

extension TelegramUpdate {
    /// What it says to the desk.
    var incoming: IncomingMessage? { message?.incoming(edited: false) ?? editedMessage?.incoming(edited: true) }
}
