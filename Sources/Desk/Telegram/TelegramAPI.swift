import Channels
import Foundation
import Kernel

/// Speaks with the Bot API of Telegram for one bot.
struct TelegramAPI: Sendable {
    /// Questions for news are held open, each on a thread.
    private static let service = ServiceCall(threads: 8)

    let base: String
    let token: TelegramBot.Token

    /// What came of a question.
    enum Outcome<Result: Sendable>: Sendable {
        case done(Result)
        /// Not now: again after so long.
        case later(Duration, fault: String)
        /// Never.
        case refused(code: Int, fault: String)
        /// Nobody was reached.
        case unreached(fault: String)
        /// It may have been done.
        case unknown(fault: String)
    }

    private struct Reply<Result: Decodable>: Decodable {
        let ok: Bool
        let result: Result?
        let code: Int?
        let description: String?
        let parameters: Parameters?

        struct Parameters: Decodable {
            let retryAfter: Int64?
            private enum CodingKeys: String, CodingKey { case retryAfter = "retry_after" }
        }

        private enum CodingKeys: String, CodingKey { case ok, result, code = "error_code", description, parameters }
    }

    struct Bot: Decodable, Sendable { let username: String? }
    struct Sent: Decodable, Sendable {
        let id: Int64
        private enum CodingKeys: String, CodingKey { case id = "message_id" }
    }

    func me() async -> Outcome<Bot> { await ask("getMe", [String: String](), within: 15) }

    /// Waits up to so many seconds for something to happen.
    func updates(from offset: Int64, waiting seconds: Int) async -> Outcome<[Lenient<TelegramUpdate>]> {
        await ask(
            "getUpdates",
            Asked(offset: offset, limit: 100, timeout: seconds, allowed: ["message", "edited_message", "my_chat_member"]),
            within: seconds + 15)
    }

    func send(_ text: String, to chat: Int64) async -> Outcome<Sent> { await ask("sendMessage", Said(chat: chat, text: text), within: 30) }

    private struct Asked: Encodable {
        let offset: Int64
        let limit: Int
        let timeout: Int
        let allowed: [String]

        private enum CodingKeys: String, CodingKey { case offset, limit, timeout, allowed = "allowed_updates" }
    }

    private struct Said: Encodable {
        let chat: Int64
        let text: String

        private enum CodingKeys: String, CodingKey { case chat = "chat_id", text }
    }

    private func ask<Result: Decodable & Sendable>(_ method: String, _ question: some Encodable, within seconds: Int) async -> Outcome<Result> {
        guard let body = try? JSONEncoder().encode(question) else { return .refused(code: 0, fault: "not JSON") }  // Texts and numbers always are.
        switch await Self.service.post(Array(body), to: "\(base)/bot\(token.text)/\(method)", within: seconds) {
        case .unreached(let fault): return .unreached(fault: fault)
        case .silent(let fault): return .unknown(fault: fault)
        case .said(let status, let bytes):
            // What is no JSON comes from something in between.
            guard let reply = try? JSONDecoder().decode(Reply<Result>.self, from: Data(bytes)) else { return unread(status) }
            return outcome(reply, status)
        }
    }

    private func unread<Result>(_ status: Int) -> Outcome<Result> {
        status == 200 || status >= 500 ? .unknown(fault: "HTTP \(status)") : .later(.seconds(30), fault: "HTTP \(status)")
    }

    private func outcome<Result>(_ reply: Reply<Result>, _ status: Int) -> Outcome<Result> {
        if reply.ok, let result = reply.result { return .done(result) }
        let (code, fault) = (reply.code ?? status, String((reply.description ?? "HTTP \(status)").prefix(200)))
        if code == 429 { return .later(.seconds(max(1, reply.parameters?.retryAfter ?? 30)), fault: fault) }
        // An error of theirs says that it was not done.
        if code >= 500 { return .later(.seconds(10), fault: fault) }
        return .refused(code: code, fault: fault)
    }
}

/// One of a list: where it cannot be read, its number alone.
struct Lenient<Thing: Decodable & Sendable>: Decodable, Sendable {
    let thing: Thing?
    let number: Int64?

    private struct Bare: Decodable {
        let number: Int64?
        private enum CodingKeys: String, CodingKey { case number = "update_id" }
    }

    init(from decoder: any Decoder) throws {
        number = try Bare(from: decoder).number
        thing = try? Thing(from: decoder)  // What we do not understand is passed over, and must not hold up what comes behind it.
    }
}
