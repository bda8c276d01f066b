import Foundation
import HTTPTypes
import Hummingbird
import Synchronization

/// The Bot API of Telegram, as far as we use it: a server of its own on loopback, which keeps updates until they are confirmed and answers as it is
/// told.
final class TelegramServer: Sendable {
    static let token = "123456:AAbbCCddEEffGGhhIIjjKKllMMnn"

    enum Answer: Sendable {
        case error(Int, String, retryAfter: Int? = nil)
        /// Takes it, and breaks the line instead of saying so.
        case silence
    }

    private struct State {
        var updates: [(id: Int64, text: String)] = []
        var next: Int64 = 100
        var said: [(chat: Int64, text: String)] = []
        var answers: [Answer] = []
        var offsets: [Int64] = []
    }

    private let state = Mutex(State())

    /// What was sent, in its order.
    var said: [String] { state.withLock { $0.said.map(\.text) } }
    var chats: [Int64] { state.withLock { $0.said.map(\.chat) } }
    /// From where on was asked.
    var offsets: [Int64] { state.withLock { $0.offsets } }

    /// What the next messages are answered with; they are taken behind the last.
    func answer(_ answers: Answer...) { state.withLock { $0.answers = answers } }

    /// Something happens: the fields of an update beside its number.
    @discardableResult
    func happen(_ fields: String) -> Int64 {
        state.withLock { state in
            defer { state.next += 1 }
            state.updates.append((state.next, #"{"update_id":\#(state.next),\#(fields)}"#))
            return state.next
        }
    }

    func write(_ text: String, id: Int64, chat: Int64 = 77, at seconds: Int64 = 1_772_452_800, edited: Int64? = nil) {
        let name = edited == nil ? "message" : "edited_message"
        let edit = edited.map { #","edit_date":\#($0)"# } ?? ""
        let body = String(decoding: (try? JSONEncoder().encode([text])) ?? Data("[\"\"]".utf8), as: UTF8.self).dropFirst().dropLast()
        let from = #"{"id":\#(chat),"is_bot":false,"first_name":"Kim","last_name":"Nowak","language_code":"pl"}"#
        let place = #""message_id":\#(id),"date":\#(seconds)\#(edit),"chat":{"id":\#(chat),"type":"private"}"#
        happen(#""\#(name)":{\#(place),"from":\#(from),"text":\#(body)}"#)
    }

    fileprivate func updates(from offset: Int64) -> String {
        state.withLock { state in
            state.offsets.append(offset)
            state.updates.removeAll { $0.id < offset }
            return #"{"ok":true,"result":[\#(state.updates.map(\.text).joined(separator: ","))]}"#
        }
    }

    /// - Returns: `nil` to break the line.
    fileprivate func take(_ chat: Int64, _ text: String) -> (status: Int, body: String)? {
        state.withLock { state in
            switch state.answers.isEmpty ? nil : state.answers.removeFirst() {
            case .error(let code, let description, let retryAfter):
                let parameters = retryAfter.map { #","parameters":{"retry_after":\#($0)}"# } ?? ""
                return (code, #"{"ok":false,"error_code":\#(code),"description":"\#(description)"\#(parameters)}"#)
            case .silence:
                state.said.append((chat, text))
                return nil
            case nil:
                state.said.append((chat, text))
                return (200, #"{"ok":true,"result":{"message_id":\#(state.said.count)}}"#)
            }
        }
    }
}

private struct Broken: Error {}

private struct Said: Decodable {
    let chat: Int64
    let text: String

    private enum CodingKeys: String, CodingKey { case chat = "chat_id", text }
}

private struct Asked: Decodable { let offset: Int64 }

/// - Parameter body: gets the server and its address.
func withTelegram(_ body: @escaping @Sendable (TelegramServer, String) async throws -> Void) async throws {
    let telegram = TelegramServer()
    let router = Router()
    @Sendable func answer(_ status: Int, _ text: String) -> Response {
        Response(status: .init(code: status), headers: [.contentType: "application/json"], body: .init(byteBuffer: ByteBuffer(string: text)))
    }
    router.post(":bot/:method") { request, context in
        guard context.parameters.get("bot") == "bot\(TelegramServer.token)" else {
            return answer(401, #"{"ok":false,"error_code":401,"description":"Unauthorized"}"#)
        }
        let bytes = Data(try await request.body.collect(upTo: 1 << 20).readableBytesView)
        switch context.parameters.get("method") {
        case "getMe": return answer(200, #"{"ok":true,"result":{"id":123456,"is_bot":true,"first_name":"Alder","username":"alder_bot"}}"#)
        case "getUpdates": return answer(200, telegram.updates(from: try JSONDecoder().decode(Asked.self, from: bytes).offset))
        case "sendMessage":
            let said = try JSONDecoder().decode(Said.self, from: bytes)
            guard let (status, text) = telegram.take(said.chat, said.text) else {
                return Response(status: .ok, body: .init { _ in throw Broken() })
            }
            return answer(status, text)
        default: return answer(404, #"{"ok":false,"error_code":404,"description":"Not Found"}"#)
        }
    }
    let (ports, port) = AsyncStream.makeStream(of: Int.self)
    let application = Application(
        router: router, configuration: .init(address: .hostname("127.0.0.1", port: 0)),
        onServerRunning: { port.yield($0.localAddress?.port ?? 0) })
    try await withThrowingTaskGroup(of: Void.self) { group in
        group.addTask { try await application.run() }
        for await port in ports {
            try await body(telegram, "http://127.0.0.1:\(port)")
            break
        }
        group.cancelAll()
    }
}
