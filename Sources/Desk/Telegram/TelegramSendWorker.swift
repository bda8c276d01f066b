import Kernel
import Storage
import Timeline
import Web

/// Sends what waits for a chat, one after the other.
///
/// The Bot API takes no key by which it would know a message again. So one that it may have taken without saying so – a line broke while it was
/// answering, or this server was killed in between – is not sent a second time: the conversation says that it may not have arrived.
struct TelegramSendWorker: Sendable {
    let line: Line

    var handler: JobHandler {
        JobHandler(TelegramOutgoingStore.job, mostAttempts: .max) { run in
            let parts = run.job.payload.split(separator: " ")
            guard parts.count == 2, let bot = ID<TelegramBot>(String(parts[0])), let chat = Int64(parts[1]) else {
                throw Failure.missing("This chat")
            }
            try await sendAll(bot, chat)
        }
    }

    /// So long nobody else sends what somebody has begun to send: longer than Telegram is waited for.
    private static let exclusive = Duration.seconds(60)
    /// After so long an answer comes too late to be one.
    private static let patience = Duration.days(1)
    static let unknown = "unknown"

    private struct Piece: Sendable {
        let entry: Int64
        let part: Int
        let conversation: Int64
        let text: String
        let attempts: Int
        let putAt: Instant
    }

    private enum Beginning {
        case sending(Piece, TelegramAPI)
        /// Somebody was killed while they sent it.
        case unsure(Piece)
        case closed(Piece)
        case nothing
    }

    func sendAll(_ bot: ID<TelegramBot>, _ chat: Int64) async throws {
        while true {
            switch try await begin(bot, chat) {
            case .nothing: return
            case .unsure(let piece): try await fail(piece, Self.unknown)
            case .closed(let piece): try await fail(piece, "closed")
            case .sending(let piece, let api): if try await !send(piece, bot, chat, api) { return }
            }
        }
    }

    /// That it is being sent is on disk before anything is said to anybody.
    private func begin(_ bot: ID<TelegramBot>, _ chat: Int64) async throws -> Beginning {
        try await line.database.write { tx in
            guard
                let row = try tx.first(
                    """
                    SELECT * FROM telegram_outgoing WHERE bot = \(bot) AND chat = \(chat) AND state IN ('waiting', 'sending')
                    ORDER BY entry, part LIMIT 1
                    """)
            else { return .nothing }
            let entry: Int64 = try row.get("entry")
            // It may have been taken into another conversation since.
            let conversation: Int64? = try tx.value("SELECT conversation FROM conversation_entry WHERE number = \(entry)")
            let piece = Piece(
                entry: entry, part: try row.get("part"), conversation: try conversation ?? row.get("conversation"), text: try row.get("text"),
                attempts: try row.get("attempts"), putAt: try row.get("put_at"))
            let next: Instant? = try row.find("next_try_at")
            if try row.get("state", as: String.self) == "sending" {
                if let next, next > tx.now { throw Failure.limited(retryAfter: next.duration(since: tx.now)) }
                return .unsure(piece)
            }
            let quiet: Instant? = try TelegramStore.row(bot, tx)?.find("quiet_until")
            if let due = [next, quiet].compactMap(\.self).max(), due > tx.now {
                try TelegramOutgoingStore.wake(bot, chat, due: due, in: tx)
                return .nothing
            }
            guard let api = try TelegramStore.api(bot, tx), !piece.text.isEmpty else { return .closed(piece) }
            try tx.run(
                """
                UPDATE telegram_outgoing SET state = 'sending', attempts = attempts + 1, next_try_at = \(tx.now.adding(Self.exclusive))
                WHERE entry = \(piece.entry) AND part = \(piece.part)
                """)
            return .sending(piece, api)
        }
    }

    /// - Returns: whether the next may follow.
    private func send(_ piece: Piece, _ bot: ID<TelegramBot>, _ chat: Int64, _ api: TelegramAPI) async throws -> Bool {
        switch await api.send(piece.text, to: chat) {
        case .done(let sent):
            try await line.write { tx in
                try tx.run(
                    """
                    UPDATE telegram_outgoing SET state = 'sent', text = '', fault = '', next_try_at = NULL, message = \(sent.id)
                    WHERE entry = \(piece.entry) AND part = \(piece.part)
                    """)
            }
            return true
        case .later(let pause, let fault): return try await tryLater(piece, bot, chat, after: pause, fault, isForAll: true)
        case .unreached(let fault): return try await tryLater(piece, bot, chat, after: Self.pause(after: piece.attempts + 1), fault, isForAll: false)
        // What is wrong is the token: it can be set right.
        case .refused(let code, let fault) where code == 401 || code == 404:
            return try await tryLater(piece, bot, chat, after: .minutes(5), fault, isForAll: true)
        case .refused(let code, let fault):
            try await fail(piece, fault, isBlocked: code == 403)
            return true
        case .unknown:
            try await fail(piece, Self.unknown)
            return true
        }
    }

    private func tryLater(
        _ piece: Piece, _ bot: ID<TelegramBot>, _ chat: Int64, after pause: Duration, _ fault: String, isForAll: Bool
    ) async throws -> Bool {
        let isTooLate = try await line.database.write { tx in
            guard tx.now.duration(since: piece.putAt) < Self.patience else { return true }
            let next = tx.now.adding(pause)
            try tx.run(
                """
                UPDATE telegram_outgoing SET state = 'waiting', fault = \(fault), next_try_at = \(next)
                WHERE entry = \(piece.entry) AND part = \(piece.part)
                """)
            if isForAll { try tx.run("UPDATE telegram_bot SET quiet_until = \(next) WHERE id = \(bot)") }
            try TelegramOutgoingStore.wake(bot, chat, due: next, in: tx)
            return false
        }
        guard isTooLate else { return false }
        try await fail(piece, fault)
        return true
    }

    /// Ten seconds after the first time, then twice as long each time, ten minutes at most.
    static func pause(after attempts: Int) -> Duration { attempts > 6 ? .minutes(10) : min(.minutes(10), .seconds(10 << max(0, attempts - 1))) }

    /// It did not come to the customer, or nobody knows whether it did: its conversation says so, and comes back before those who work on it.
    private func fail(_ piece: Piece, _ fault: String, isBlocked: Bool = false) async throws {
        let touchpoints = try await AnswerFateStore(line: line).onLine(piece.entry, in: piece.conversation)
        let change: @Sendable (Transaction) throws -> Void = { tx in
            // What belongs to the same answer is not sent without its beginning.
            try tx.run(
                """
                UPDATE telegram_outgoing SET state = 'failed', text = '', fault = \(fault), next_try_at = NULL
                WHERE entry = \(piece.entry) AND state IN ('waiting', 'sending')
                """)
            try AnswerFateStore.tell(
                .refused, of: piece.entry, in: piece.conversation, on: .messenger, fault: isBlocked ? TelegramOutgoingStore.blocked : fault,
                at: tx.now, tx)
        }
        guard !touchpoints.isEmpty else { return try await line.write(change) }
        let source = try await line.source("staff", name: "Staff", medium: .staff)
        _ = try await line.append(touchpoints, from: source) { tx, _ in try change(tx) }
    }
}
