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
    let replies: SavedReplyStore
    let surveys: SurveyFactsStore
    let reviews: ReviewStore
    let threads: ThreadFactsStore
    let watch: DeskWatch

    var routes: RouteTable {
        RouteTable("/inbox/:number")
            .get(access: .staff(.viewer), use: show)
            .post("replies", access: .staff(.agent), use: reply)
            .put("status", access: .staff(.agent), use: stand)
            .put("snooze", access: .staff(.agent), use: snooze)
            .put("assignee", access: .staff(.agent), use: assign)
            .put("priority", access: .staff(.agent), use: prioritise)
            .post("labels", access: .staff(.agent), use: label)
            .delete("labels/:key", access: .staff(.agent), use: unlabel)
    }

    func show(_ request: Request, _ context: Context) async throws -> Response { try await page(FormState(), context) }

    /// An answer, or a note for colleagues. What was written is kept where it cannot be sent.
    func reply(_ request: Request, _ context: Context) async throws -> Response {
        let number = try number(context)
        do {
            let then = context.form["then"]
            if then == "insert" { return try await insert(context) }
            let writing = ConversationWorkStore.Writing(
                text: try context.form.text("text", 1...ConversationWorkStore.longestText), seen: Int64(try context.form.int("seen")),
                once: try context.form.text("once", 8...64), then: ConversationStatus(key: then))
            if then == "note" {
                try await work.note(writing, in: number, by: context.staff, at: context.now)
            } else {
                try await work.reply(writing, in: number, by: context.staff, at: context.now)
            }
            watch.sent(.staff(try context.staff.id.description), in: number)
            let said = if then == "note" { "desk.noted" } else { try await self.context.way(of: number).isCarried ? "desk.sent" : "desk.sent.kept" }
            return context.redirect(to: "/inbox/\(number)", saying: context.t(said))
        } catch let failure as Failure {
            switch failure {
            case .invalid: return try await page(FormState(context.form, failure: failure), context, .unprocessableContent)
            case .conflict: return try await page(FormState(context.form, failure: failure), context, .conflict)
            default: throw failure
            }
        }
    }

    /// Puts a saved reply behind what was typed; nothing is sent yet.
    private func insert(_ context: Context) async throws -> Response {
        let form = context.form
        let (reply, conversation) = (try await replies.find(form.id("saved")), try await conversations.find(number(context)))
        let text = try await replies.text(reply, in: conversation, by: context.staff)
        let typed = try form.text("text", 0...ConversationWorkStore.longestText)
        return try await page(FormState(["text": typed.isEmpty ? text : typed + "\n\n" + text]), context)
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
            return try await page(FormState(context.form, failure: failure), context, .unprocessableContent)
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
        return context.redirect(to: "/inbox/\(number)", saying: context.t("desk.done"))
    }

    private func number(_ context: Context) throws -> Int64 {
        guard let number = Int64(context.parameter("number")) else { throw Failure.missing("This conversation") }
        return number
    }

    func page(_ state: FormState, _ context: Context, _ status: HTTPResponse.Status = .ok) async throws -> Response {
        let whole = try await conversations.whole(number(context))
        let beside = try await self.context.beside(whole.conversation)
        let page = ConversationPage(
            t: context.t, seal: context.seal, whole: whole, customer: beside.customer, before: beside.before, colleagues: beside.colleagues,
            labels: beside.labels,
            staff: try context.staff,
            attendance: try await watch.attendance(of: whole.conversation.number, besides: context.staff, chats, at: context.now),
            chat: try await chats.facts(of: whole.conversation.number), mails: try await mails.mails(in: whole.conversation.number),
            calls: try await calls.calls(in: whole.entries), way: beside.way,
            replies: try await replies.names(), survey: try await surveys.facts(of: whole.conversation.number),
            threads: try await threads.facts(of: whole.conversation, whole.parts),
            mayReview: try await reviews.mayReview(whole.conversation.number, context.staff, at: context.now),
            origin: context.front.site.origin, state: state, once: context.id)
        return Page(page.title, at: .inbox, status: status, content: page.html).response(in: context)
    }
}
