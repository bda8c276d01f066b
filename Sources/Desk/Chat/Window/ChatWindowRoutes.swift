import Foundation
import HTTPTypes
import Hummingbird
import Kernel
import Language
import Web

/// `/chat`: the window that sites frame, and what it sends and asks for. No cookie is looked at; what opens a conversation is its token, which is
/// shown in a header or in the body and stands in no address.
struct ChatWindowRoutes: Routable {
    let desk: ChatDeskStore
    let watch: DeskWatch
    let surveys: SurveyFactsStore
    let files: ConversationFileStore

    /// Twenty thousand characters at their longest, as a form sends them.
    private static let largest = BodyRule.upTo(300_000)

    var routes: RouteTable {
        RouteTable("/chat")
            .get(access: .anySite, use: open)
            .post(access: .anySite, body: Self.largest) { request, context in try await told(request, context) { try await reopen(context) } }
            .post("messages", access: .anySite, body: .streamed) { request, context in try await take(request, context) }
            .post("files", access: .anySite) { request, context in try await told(request, context) { try await file(request, context) } }
            .get("messages", access: .anySite) { request, context in try await told(request, context) { try await messages(request, context) } }
            .get("live", access: .anySite) { request, context in try await told(request, context) { try await listen(request, context) } }
            .post("writing", access: .anySite) { request, context in try await told(request, context) { try await writing(request, context) } }
            .post("read", access: .anySite) { request, context in try await told(request, context) { try await read(request, context) } }
            .post("survey", access: .anySite) { request, context in try await told(request, context) { try await rate(request, context) } }
            .post("address", access: .anySite) { request, context in try await told(request, context) { try await leave(request, context) } }
            .post("transcript", access: .anySite) { request, context in
                try await told(request, context) { try await transcript(request, context) }
            }
    }

    func open(_ request: Request, _ context: Context) async throws -> Response {
        let key = context.query["key"] ?? ""
        return try await page(key, desk.site(withKey: key, at: context.now).site, context)
    }

    /// Without a script: the window again, with what was said meanwhile.
    func reopen(_ context: Context) async throws -> Response {
        let chat = try await desk.chats.find(context.form["token"])
        return try await page(chat, context)
    }

    /// A message, which may have files. A flood of them is turned away before it is read.
    func take(_ request: Request, _ context: Context) async throws -> Response {
        try await told(request, context) {
            if request.mediaType == "multipart/form-data" {
                try desk.limits.bring(request.headers[.contentLength].flatMap { Int($0) }, from: context.address, at: context.now)
            }
            return try await request.withForm(in: context, filesUpTo: ChatFiles.mostBytes * ChatFiles.most, isSealed: false) { context, files in
                try await told(request, context) { try await send(request, context, files) }
            }
        }
    }

    /// A file of the conversation, to be saved.
    func file(_ request: Request, _ context: Context) async throws -> Response {
        let chat = try await own(request, context)
        let (file, content) = try await files.file(context.form.id("file"), saidIn: chat.conversation)
        return .file(file.name, content)
    }

    func send(_ request: Request, _ context: Context, _ brought: UploadedFiles) async throws -> Response {
        // Nobody sees this field; programs that fill in all there are do.
        try Failure.require(context.form["website"].isEmpty, "website", "must be empty")
        let text = try context.form.text("text", (brought.names.isEmpty ? 1 : 0)...ChatStore.longestText)
        let once = try context.form.text("once", 8...64)
        if let token = context.form.optional("token") {
            let chat = try await desk.chats.find(token)
            try await check(request, chat, context)
            try desk.limits.say(in: chat, at: context.now)
            try await desk.chats.say(text, ChatFiles.read(brought), once: once, in: chat, now: context.now)
            watch.sent(.visitor, in: chat.conversation)
            return try await answer(chat, token: nil, request, context)
        }
        let (site, source) = try await desk.site(withKey: context.form["key"], isSending: true, at: context.now)
        try ChatOrigin.check(request, site, context.front.site)
        let (beginning, files) = (try beginning(site, context), try ChatFiles.read(brought))
        try desk.limits.begin(from: context.address, at: context.now)
        let (token, chat) = try await desk.chats.begin(text, files, once: once, beginning, at: source, now: context.now)
        return try await answer(chat, token: token.text, request, context)
    }

    func messages(_ request: Request, _ context: Context) async throws -> Response {
        let chat = try await desk.chats.find(request.shownToken)
        try desk.limits.sign(in: chat, at: context.now)
        let words = try await desk.chats.said(in: chat.conversation, after: Int64(context.query["after"] ?? "") ?? 0)
        let survey = try await surveys.inChat(of: chat.conversation, at: context.now)
        return try JSON(ChatJSON(words, chat, survey: survey, t: context.t)).response(in: context)
    }

    /// Listens first and asks afterwards what was missed, so that nothing falls between.
    func listen(_ request: Request, _ context: Context) async throws -> Response {
        let chat = try await desk.chats.find(request.shownToken)
        try desk.limits.sign(in: chat, at: context.now)
        let live = try watch.listenAsVisitor(of: chat.conversation)
        let missed = try await watch.missed(of: .visitor(chat.conversation), since: Int64(context.query["after"] ?? "") ?? 0, at: context.now)
        return EventStream(request).response(missed: missed, live: live)
    }

    func writing(_ request: Request, _ context: Context) async throws -> Response {
        let chat = try await own(request, context)
        watch.visitorWrites(in: chat.conversation, at: context.now)
        return Response(status: .noContent)
    }

    func read(_ request: Request, _ context: Context) async throws -> Response {
        let chat = try await own(request, context)
        let entry = try context.form.int("entry", 0...Int.max)
        if try await desk.chats.visitorRead(Int64(entry), in: chat.conversation) { watch.visitorHasDone(in: chat.conversation) }
        if context.form.has("asked") { try await surveys.wasShown(in: chat.conversation, at: context.now) }
        return Response(status: .noContent)
    }

    /// How satisfied they are, while it is asked.
    func rate(_ request: Request, _ context: Context) async throws -> Response {
        let chat = try await own(request, context)
        guard let asked = try await surveys.inChat(of: chat.conversation, at: context.now) else { throw Failure.missing("This question") }
        try await SurveyAnswerStore(line: surveys.line).answer(
            asked.survey.id, context.form.int("answer", Survey.scores), at: context.now)
        return try await answer(chat, token: nil, request, context)
    }

    func leave(_ request: Request, _ context: Context) async throws -> Response {
        let chat = try await own(request, context)
        let address = try ChatAddress(context.form["address"]).text
        try await desk.chats.leave(address, in: chat.conversation)
        watch.visitorHasDone(in: chat.conversation)
        guard request.wantsJSON else { return try await page(desk.chats.find(context.form["token"]), context) }
        return Response(status: .noContent)
    }

    func transcript(_ request: Request, _ context: Context) async throws -> Response {
        let chat = try await own(request, context)
        let site = try await desk.sites.find(chat.site)
        var (words, last): ([ChatWord], Int64) = ([], 0)
        repeat {
            let more = try await desk.chats.said(in: chat.conversation, after: last)
            words += more
            last = more.count == ChatStore.mostAtOnce ? more.last?.entry.number ?? 0 : 0
        } while last > 0
        let text = ChatTranscript(t: context.visitorTexts, site: site, number: chat.conversation, words: words).text
        return Response(
            status: .ok,
            headers: [
                .contentType: "text/plain; charset=utf-8", .contentDisposition: "attachment; filename=\"chat-\(chat.conversation).txt\"",
                .cacheControl: "no-store",
            ], body: .init(byteBuffer: ByteBuffer(string: text)))
    }
}

// MARK: - Parts

extension ChatWindowRoutes {
    /// The conversation whose token stands in the body, for a page that may ask for it.
    private func own(_ request: Request, _ context: Context) async throws -> Chat {
        let chat = try await desk.chats.find(context.form["token"])
        try await check(request, chat, context)
        try desk.limits.sign(in: chat, at: context.now)
        return chat
    }

    private func check(_ request: Request, _ chat: Chat, _ context: Context) async throws {
        try ChatOrigin.check(request, try await desk.sites.find(chat.site), context.front.site)
    }

    private func beginning(_ site: ChatSite, _ context: Context) throws -> ChatBeginning {
        let form = context.form
        return ChatBeginning(
            language: context.language.rawValue, page: String(form["page"].prefix { $0 != "?" && $0 != "#" }.unicodeScalars.prefix(500)),
            address: try form.optional("address").map { try ChatAddress($0).text } ?? "",
            anonymousID: try form.optional("anonymousId").map { _ in try form.text("anonymousId", 1...200) },
            identity: try form.optional(SignedIdentity.field).flatMap { try SignedIdentity($0, keys: site.keys, at: context.now) })
    }

    private func answer(_ chat: Chat, token: String?, _ request: Request, _ context: Context) async throws -> Response {
        guard request.wantsJSON else { return try await page(chat, token: token, context) }
        let words = try await desk.chats.said(in: chat.conversation, after: Int64(context.form["after"]) ?? 0)
        let survey = try await surveys.inChat(of: chat.conversation, at: context.now)
        return try JSON(ChatJSON(words, chat, survey: survey, token: token, t: context.t)).response(in: context)
    }

    // MARK: The window

    private func page(_ chat: Chat, token: String? = nil, _ context: Context) async throws -> Response {
        let site = try await desk.sites.find(chat.site)
        let shown = token ?? context.form["token"]
        return try await page(context.form["key"], site, context) { page in
            (page.chat, page.token) = (chat, shown)
            page.survey = try await surveys.inChat(of: chat.conversation, at: context.now)
            if page.survey != nil { try await surveys.wasShown(in: chat.conversation, at: context.now) }
            page.words = try await desk.chats.said(in: chat.conversation, after: 0)
        }
    }

    private func page(
        _ key: String, _ site: ChatSite, _ context: Context, status: HTTPResponse.Status = .ok,
        filled: (inout ChatWindowPage) async throws -> Void = { _ in }
    ) async throws -> Response {
        let hours = try await desk.hours()
        let zone = context.query["tz"].flatMap { TimeZone(identifier: $0) } ?? hours.flatMap { TimeZone(identifier: $0.zone) } ?? .gmt
        var page = ChatWindowPage(
            t: Texts(context.language, timeZone: zone, now: context.now), key: key, site: site, hours: ChatHours(hours, at: context.now),
            usual: try await desk.replyTime.usual(at: context.now), once: context.id)
        try await filled(&page)
        var response = page.html.response(in: context, status: status)
        response.headers[.contentSecurityPolicy] = page.contentPolicy
        HTTPField.Name("Cross-Origin-Resource-Policy").map { response.headers[$0] = "cross-origin" }
        return response
    }

    // MARK: What could not be done

    /// Said in the window, in one sentence in the visitor's language; what they wrote is kept.
    private func told(_ request: Request, _ context: Context, _ act: () async throws -> Response) async throws -> Response {
        do { return try await act() } catch let failure as Failure {
            let refusal = ChatRefusal(failure)
            var response = try await window(saying: refusal, request, context) ?? json(refusal, context)
            if let seconds = refusal.retryAfter { response.headers[.retryAfter] = "\(seconds)" }
            return response
        }
    }

    private func json(_ refusal: ChatRefusal, _ context: Context) throws -> Response {
        try JSON(ChatRefusalJSON(message: refusal.sentence(context.t)), status: refusal.status).response(in: context)
    }

    /// - Returns: `nil` for a script, which says it itself, and for a key that is none, which has no window to say it in.
    private func window(saying refusal: ChatRefusal, _ request: Request, _ context: Context) async throws -> Response? {
        guard !request.wantsJSON, request.method == .post else { return nil }
        let key = context.form["key"]
        guard let (site, _) = try await found({ try await desk.site(withKey: key, at: context.now) }) else { return nil }
        return try await page(key, site, context, status: refusal.status) { page in
            (page.problem, page.text) = (refusal.sentence(context.t), context.form["text"])
            guard let token = context.form.optional("token"), let chat = try await found({ try await desk.chats.find(token) }) else { return }
            (page.chat, page.token) = (chat, token)
            page.words = try await desk.chats.said(in: chat.conversation, after: 0)
        }
    }

    /// `nil` for what is not there.
    private func found<Answer>(_ look: () async throws -> Answer) async throws -> Answer? {
        do { return try await look() } catch Failure.missing { return nil }
    }
}

extension Context {
    /// In the visitor's own time, as far as their browser has said it.
    fileprivate var visitorTexts: Texts { Texts(language, timeZone: query["tz"].flatMap { TimeZone(identifier: $0) } ?? .gmt, now: now) }
}

extension Request {
    fileprivate var wantsJSON: Bool { headers[.accept]?.contains("application/json") == true }

    /// The token in the `Authorization` header; empty where there is none.
    fileprivate var shownToken: String {
        guard let header = headers[.authorization], header.hasPrefix("Bearer ") else { return "" }
        return String(header.dropFirst("Bearer ".count))
    }
}
