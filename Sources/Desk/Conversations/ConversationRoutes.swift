import HTTPTypes
import Hummingbird
import Kernel
import Timeline
import Web

/// `/inbox/:number`, and what can be done with a conversation.
struct ConversationRoutes: Routable {
    let conversations: ConversationStore
    let work: ConversationWorkStore
    let context: ConversationContextStore
    let chats: ChatStore
    let mails: ConversationMailStore
    let calls: CallStore
    let files: ConversationFileStore
    let replies: SavedReplyStore
    let surveys: SurveyFactsStore
    let reviews: ReviewStore
    let threads: ThreadFactsStore
    let drafts: DraftStore
    let undos: UndoStore
    let mentions: MentionStore
    let watch: DeskWatch

    var routes: RouteTable {
        RouteTable("/inbox/:number")
            .get(access: .staff(.viewer), use: show)
            .post("replies", access: .staff(.agent), body: .streamed, use: reply)
            .put("status", access: .staff(.agent), use: stand)
            .put("snooze", access: .staff(.agent), use: snooze)
            .put("assignee", access: .staff(.agent), use: assign)
            .put("priority", access: .staff(.agent), use: prioritise)
            .post("labels", access: .staff(.agent), use: label)
            .delete("labels/:key", access: .staff(.agent), use: unlabel)
            .put("mentions", access: .staff(.agent), use: look)
    }

    func show(_ request: Request, _ context: Context) async throws -> Response {
        try await page(FormState(["text": draft(context).text]), context)
    }

    /// An answer, a note for colleagues, or a draft. What was written is kept where it cannot be sent.
    func reply(_ request: Request, _ context: Context) async throws -> Response {
        try await request.withForm(in: context, filesUpTo: AnswerFiles.mostBytes) { context, files in try await reply(context, files) }
    }

    private func reply(_ context: Context, _ files: UploadedFiles) async throws -> Response {
        do {
            switch context.form["then"] {
            case "insert": return try await insert(context, files)
            case "draft": return try await keep(context, files)
            case "take": return try await page(FormState(context.form, replacing: ["text": draft(context).text]), context, again: files.names)
            case "note": return try await note(context, files)
            default: return try await send(context, files)
            }
        } catch let failure as Failure {
            switch failure {
            case .invalid:
                return try await page(FormState(context.form, failure: failure), context, .unprocessableContent, again: files.names)
            case .conflict: return try await page(FormState(context.form, failure: failure), context, .conflict, again: files.names)
            default: throw failure
            }
        }
    }

    private func writing(_ context: Context, _ uploads: UploadedFiles, atLeast shortest: Int = 1) throws -> ConversationWorkStore.Writing {
        let (form, files) = (context.form, try AnswerFiles.read(uploads))
        let text = try form.text("text", (files.isEmpty ? shortest : 0)...ConversationWorkStore.longestText)
        var writing = ConversationWorkStore.Writing(
            text: text.isEmpty ? files.names : text, seen: Int64(try form.int("seen")), once: try form.text("once", 8...64),
            draft: Int64(form["draft"]) ?? 0)
        (writing.files, writing.copies) = (files, try Copies(form))
        return writing
    }

    private func note(_ context: Context, _ files: UploadedFiles) async throws -> Response {
        let number = try number(context)
        try await work.note(try writing(context, files), in: number, by: context.staff, at: context.now)
        watch.sent(.staff(try context.staff.id.description), in: number)
        return context.redirect(to: "/inbox/\(number)", saying: context.t("desk.noted"))
    }

    /// With what a macro does besides, all of it or nothing.
    private func send(_ context: Context, _ files: UploadedFiles) async throws -> Response {
        let (number, form) = (try number(context), context.form)
        let macro = form["then"] == "do" ? try await macro(form.id("macro")) : nil
        var writing = try writing(context, files, atLeast: macro == nil ? 1 : 0)
        var given: [SavedReply.Fact: String] = [:]
        for fact in SavedReply.Fact.allCases where form.has(SavedReply.field(fact)) {
            given[fact] = try form.text(SavedReply.field(fact), 0...200)
        }
        writing = ConversationWorkStore.Writing(
            text: try SavedReply.close(writing.text, given), seen: writing.seen, once: writing.once, then: ConversationStatus(key: form["then"]),
            deeds: macro?.deeds ?? [], macro: macro?.name, files: writing.files, copies: writing.copies, draft: writing.draft)
        try await work.reply(writing, in: number, by: context.staff, at: context.now)
        watch.sent(.staff(try context.staff.id.description), in: number)
        // The line that takes it back says so.
        if try await undos.latest(by: context.staff.id, in: number, at: context.now) != nil { return context.redirect(to: "/inbox/\(number)") }
        let said = try await self.context.way(of: number).isCarried ? "desk.sent" : "desk.sent.kept"
        return context.redirect(to: "/inbox/\(number)", saying: context.t(said))
    }

    /// - Throws: `conflict` for one that was removed meanwhile, so that nothing that was typed is lost.
    private func macro(_ id: ID<SavedReply>) async throws -> SavedReply {
        do { return try await replies.find(id) } catch Failure.missing { throw Failure.conflict("This macro has been removed meanwhile.") }
    }

    /// Puts what a macro says behind what was typed, and shows what it will do; nothing is sent yet.
    private func insert(_ context: Context, _ files: UploadedFiles) async throws -> Response {
        let form = context.form
        let (macro, conversation) = (try await macro(form.id("saved")), try await conversations.find(number(context)))
        let text = try await replies.text(macro, in: conversation, by: context.staff)
        let typed = try form.text("text", 0...ConversationWorkStore.longestText)
        return try await page(
            FormState(
                context.form,
                replacing: ["text": [typed, text].filter { !$0.isEmpty }.joined(separator: "\n\n"), "saved": macro.id.description]),
            context, doing: macro.deeds.isEmpty ? nil : macro, again: files.names)
    }

    private func draft(_ context: Context) async throws -> Draft { try await drafts.find(in: number(context), of: context.staff.id) }

    private func keep(_ context: Context, _ files: UploadedFiles) async throws -> Response {
        let number = try number(context)
        switch try await drafts.keep(Draft.Typed(context.form), in: number, by: context.staff.id) {
        case .kept: return context.redirect(to: "/inbox/\(number)", saying: context.t(files.names.isEmpty ? "desk.draft.done" : "files.draft.done"))
        case .overtaken:
            return try await page(FormState(context.form, replacing: [:]), context, .conflict, isOvertaken: true, again: files.names)
        }
    }

    /// Whoever was called has looked.
    func look(_ request: Request, _ context: Context) async throws -> Response {
        let conversation = try await conversations.find(number(context))
        try await mentions.seen(conversation.number, upTo: conversation.lastEntry, by: context.staff.id)
        return context.redirect(to: conversation.path)
    }

    func stand(_ request: Request, _ context: Context) async throws -> Response {
        guard let status = ConversationStatus(key: context.form["status"]) else {
            throw Failure.invalid("status", "must be one of \(ConversationStatus.allCases.map(\.key).joined(separator: ", "))")
        }
        return try await done(context) { try await work.stand(status, $0, by: context.staff, at: context.now) }
    }

    func snooze(_ request: Request, _ context: Context) async throws -> Response {
        do {
            let until = try Snooze.until(context.form, in: context.timeZone)
            return try await done(context) { try await work.snooze($0, until: until, by: context.staff, at: context.now) }
        } catch Failure.invalid(let field, let reason) {
            let failure = Failure.invalid(field == "snooze_time" ? field : "snooze_day", reason)
            let state = FormState(context.form, failure: failure, besides: ["text": try await draft(context).text])
            return try await page(state, context, .unprocessableContent)
        }
    }

    func assign(_ request: Request, _ context: Context) async throws -> Response {
        let colleague: ID<Viewer>? = try context.form.optional("assignee").map { _ in try context.form.id("assignee") }
        return try await done(context) { try await work.assign($0, to: colleague, by: context.staff, at: context.now) }
    }

    func prioritise(_ request: Request, _ context: Context) async throws -> Response {
        guard let priority = Conversation.Priority(key: context.form["priority"]) else {
            throw Failure.invalid("priority", "must be one of \(Conversation.Priority.allCases.map(\.key).joined(separator: ", "))")
        }
        return try await done(context) { try await work.prioritise($0, priority, by: context.staff, at: context.now) }
    }

    func label(_ request: Request, _ context: Context) async throws -> Response {
        let label = try context.form.text("label", 1...500)
        return try await done(context) { try await work.label($0, label, by: context.staff, at: context.now) }
    }

    func unlabel(_ request: Request, _ context: Context) async throws -> Response {
        try await done(context) { try await work.unlabel($0, context.parameter("key"), by: context.staff, at: context.now) }
    }

    private func done(_ context: Context, _ act: (Int64) async throws -> Void) async throws -> Response {
        let number = try number(context)
        try await act(number)
        return context.redirect(to: "/inbox/\(number)")
    }

    private func number(_ context: Context) throws -> Int64 {
        guard let number = Int64(context.parameter("number")) else { throw Failure.missing("This conversation") }
        return number
    }

    func page(
        _ state: FormState, _ context: Context, _ status: HTTPResponse.Status = .ok, doing macro: SavedReply? = nil, isOvertaken: Bool = false,
        again: [String] = []
    ) async throws -> Response {
        watch.saw(try context.staff, at: context.now)
        let whole = try await conversations.whole(number(context))
        let number = whole.conversation.number
        let beside = try await self.context.beside(whole.conversation, at: context.now)
        let fields = AnswerFields(
            t: context.t, state: state, way: beside.way, proposed: beside.proposed, ticked: context.form.all("copy"), again: again)
        let page = ConversationPage(
            t: context.t, seal: context.seal, whole: whole, customer: beside.customer, line: beside.line, colleagues: beside.colleagues,
            labels: beside.labels, teams: beside.teams, staff: try context.staff,
            attendance: try await watch.attendance(of: number, besides: context.staff, chats, at: context.now),
            chat: try await chats.facts(of: number), mails: try await mails.mails(in: number), calls: try await calls.calls(in: whole.entries),
            files: try await files.files(of: whole.entries.map(\.number)), fields: fields, way: beside.way,
            replies: try await replies.names(), own: try await own(number, context, doing: macro, isOvertaken: isOvertaken),
            survey: try await surveys.facts(of: number), threads: try await threads.facts(of: whole.conversation, whole.parts),
            mayReview: try await reviews.mayReview(number, context.staff, at: context.now),
            origin: context.front.site.origin, filter: context.query.choice("show") ?? .everything, state: state, once: context.id)
        return Page(page.title, at: .inbox, status: status, content: page.html).response(in: context)
    }

    private func own(_ number: Int64, _ context: Context, doing macro: SavedReply?, isOvertaken: Bool) async throws -> OwnWork {
        let draft = try await draft(context)
        // What stood in a form that could not be sent goes on from what it knew.
        let typed: Draft.Typed? = context.form.has("draft") ? try? Draft.Typed(context.form) : nil  // What is too long is no draft.
        let isOlder = typed.map { !draft.yields(to: $0) } ?? false
        return OwnWork(
            draft: draft, isOvertaken: isOvertaken || isOlder && context.form["then"] != "take",
            undo: try await undos.latest(by: context.staff.id, in: number, at: context.now),
            isCalled: try await mentions.isCalled(context.staff.id, in: number), macro: try await doing(macro, context))
    }

    /// A macro that was about to be done when something was wrong is so still.
    private func doing(_ macro: SavedReply?, _ context: Context) async throws -> SavedReply? {
        guard macro == nil, context.form["then"] == "do", let id = ID<SavedReply>(context.form["macro"]) else { return macro }
        return try await replies.list().first { $0.id == id }
    }
}
