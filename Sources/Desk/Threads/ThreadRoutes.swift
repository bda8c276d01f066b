import HTTPTypes
import Hummingbird
import Kernel
import Timeline
import Web

/// `/inbox/:number`: how a conversation is tied to others – merged, split, a child of an incident –, to further people, and to its fields.
struct ThreadRoutes: Routable {
    let line: Line
    let conversations: ConversationStore
    let replies: SavedReplyStore
    let fields: ConversationFieldStore
    /// The page of a conversation, with what is wrong with what was typed.
    let page: @Sendable (FormState, Context, HTTPResponse.Status) async throws -> Response
    /// Begins the job that answers to all.
    let asked: DeskWorkStore

    private var merges: MergeStore { MergeStore(line: line) }
    private var splits: SplitStore { SplitStore(line: line) }
    private var incidents: IncidentStore { IncidentStore(line: line) }
    private var participants: ParticipantStore { ParticipantStore(line: line) }

    var routes: RouteTable {
        RouteTable("/inbox/:number")
            .get("merge", access: .staff(.agent), use: chooseTarget)
            .post("merge", access: .staff(.agent), use: merge)
            .delete("merge", access: .staff(.agent), use: unmerge)
            .get("split", access: .staff(.agent), use: chooseMessages)
            .post("split", access: .staff(.agent), use: split)
            .delete("split", access: .staff(.agent), use: putBack)
            .get("incident", access: .staff(.viewer), use: showIncident)
            .put("incident", access: .staff(.agent), use: setIncident)
            .put("incident/children", access: .staff(.agent), use: resolveChildren)
            .post("incident/answers", access: .staff(.agent), use: answerAll)
            .post("participants", access: .staff(.agent), use: addParticipant)
            .delete("participants", access: .staff(.agent), use: removeParticipant)
            .put("fields", access: .staff(.agent), use: fill)
    }

    // MARK: - Merging

    func chooseTarget(_ request: Request, _ context: Context) async throws -> Response { try await mergePage(FormState(), context) }

    func merge(_ request: Request, _ context: Context) async throws -> Response {
        do {
            let target = context.form.optional("other").flatMap { Int64($0) } ?? Int64(context.form["target"].trimmingPrefix("#"))
            guard let target else { throw Failure.invalid("target", "must be the number of a conversation") }
            let left = try await merges.merge(
                number(context), into: target, isSure: context.form.has("sure"), by: context.staff, at: context.now)
            return context.redirect(to: "/inbox/\(left)", saying: context.t("desk.merge.done"))
        } catch let failure as Failure {
            let said: Failure = if case .missing = failure { .invalid("target", "must be the number of a conversation") } else { failure }
            return try await refused(said, context) { try await mergePage($0, context, $1) }
        }
    }

    func unmerge(_ request: Request, _ context: Context) async throws -> Response {
        let number = try number(context)
        try await merges.unmerge(number, by: context.staff, at: context.now)
        return context.redirect(to: "/inbox/\(number)", saying: context.t("desk.merge.undone"))
    }

    private func mergePage(_ state: FormState, _ context: Context, _ status: HTTPResponse.Status = .ok) async throws -> Response {
        let conversation = try await conversations.find(number(context))
        let others = try await ThreadFactsStore(line: line).others(of: conversation)
        let page = MergePage(t: context.t, seal: context.seal, conversation: conversation, others: others, state: state)
        return Page(page.title, at: .inbox, status: status, content: page.html).response(in: context)
    }

    // MARK: - Splitting

    func chooseMessages(_ request: Request, _ context: Context) async throws -> Response {
        try await splitPage(FormState(), Int64(context.query.int("from") ?? 0), context)
    }

    func split(_ request: Request, _ context: Context) async throws -> Response {
        do {
            let wanted = Set(context.form.all("entry").compactMap { Int64($0) })
            let new = try await splits.split(
                wanted, of: number(context), subject: context.form.text("subject", 1...500), by: context.staff, at: context.now)
            return context.redirect(to: "/inbox/\(new)", saying: context.t("desk.split.done"))
        } catch let failure as Failure {
            return try await refused(failure, context) { try await splitPage($0, 0, context, $1) }
        }
    }

    func putBack(_ request: Request, _ context: Context) async throws -> Response {
        let origin = try await splits.undo(number(context), by: context.staff, at: context.now)
        return context.redirect(to: "/inbox/\(origin)", saying: context.t("desk.split.undone"))
    }

    private func splitPage(
        _ state: FormState, _ from: Int64, _ context: Context, _ status: HTTPResponse.Status = .ok
    ) async throws -> Response {
        let whole = try await conversations.whole(number(context))
        let movable = try await splits.movable(in: whole.conversation.number)
        let chosen = Set(context.form.all("entry").compactMap { Int64($0) } + (from > 0 ? movable.map(\.number).filter { $0 >= from } : []))
        let page = SplitPage(
            t: context.t, seal: context.seal, conversation: whole.conversation, entries: movable, others: whole.strangers,
            customer: try await customer(of: whole.conversation, context.t), chosen: chosen, state: state)
        return Page(page.title, at: .inbox, status: status, content: page.html).response(in: context)
    }

    private func customer(of conversation: Conversation, _ t: Texts) async throws -> String {
        try await CustomerNameStore(line: line).names([conversation.person]).first?.name ?? t("desk.erased")
    }

    // MARK: - Incidents

    func showIncident(_ request: Request, _ context: Context) async throws -> Response { try await incidentPage(FormState(), context) }

    /// Makes one of it, or puts it under one, or takes it out.
    func setIncident(_ request: Request, _ context: Context) async throws -> Response {
        let number = try number(context)
        switch context.form["incident"] {
        case "yes": try await incidents.declare(number, true, by: context.staff, at: context.now)
        case "no": try await incidents.declare(number, false, by: context.staff, at: context.now)
        case "": try await incidents.put(number, under: nil, by: context.staff, at: context.now)
        case let other:
            guard let incident = Int64(other) else { throw Failure.invalid("incident", "must be the number of an incident") }
            try await incidents.put(number, under: incident, by: context.staff, at: context.now)
        }
        return context.redirect(
            to: "/inbox/\(number)\(context.form["incident"] == "yes" ? "/incident" : "")", saying: context.t("desk.done"))
    }

    func answerAll(_ request: Request, _ context: Context) async throws -> Response {
        let (form, number) = (context.form, try number(context))
        do {
            let reply: ID<SavedReply>? = try form.optional("saved").map { _ in try form.id("saved") }
            let wanted = IncidentAnswerStore.Wanted(
                text: try form.text("text", 0...ConversationWorkStore.longestText), reply: reply, resolves: form["then"] == "resolved",
                once: try form.id("once"))
            try await IncidentAnswerStore(line: line, replies: replies).ask(wanted, of: number, by: context.staff, at: context.now)
            asked.begin()
            return context.redirect(to: "/inbox/\(number)/incident", saying: context.t("desk.incident.asked"))
        } catch let failure as Failure {
            return try await refused(failure, context) { try await incidentPage($0, context, $1) }
        }
    }

    /// All that are not resolved yet, without a word to the customers.
    func resolveChildren(_ request: Request, _ context: Context) async throws -> Response {
        let number = try number(context)
        let whole = try await incidents.whole(number)
        let open = whole.children.map(\.conversation).filter { $0.status != .resolved }.map(\.number)
        let outcome = try await ConversationWorkStore(line: line).perform(.resolve, with: open, by: context.staff, at: context.now)
        return context.redirect(to: "/inbox/\(number)/incident", saying: context.t("desk.bulk.done", ["count": outcome.done.count]))
    }

    private func incidentPage(_ state: FormState, _ context: Context, _ status: HTTPResponse.Status = .ok) async throws -> Response {
        let conversation = try await conversations.find(number(context))
        let whole = conversation.incident == conversation.number ? try await incidents.whole(conversation.number) : nil
        let page = IncidentPage(
            t: context.t, seal: context.seal, conversation: conversation, whole: whole, replies: try await replies.names(), staff: try context.staff,
            state: state, once: ID<IncidentAnswer>(at: context.now))
        return Page(page.title, at: .inbox, status: status, content: page.html).response(in: context)
    }

    // MARK: - People and fields

    func addParticipant(_ request: Request, _ context: Context) async throws -> Response {
        let number = try number(context)
        do {
            try await participants.add(context.form.text("address", 1...320), to: number, by: context.staff, at: context.now)
        } catch let failure as Failure {
            return try await refused(failure, context) { try await page($0, context, $1) }
        }
        return context.redirect(to: "/inbox/\(number)", saying: context.t("desk.participants.added"))
    }

    func removeParticipant(_ request: Request, _ context: Context) async throws -> Response {
        let number = try number(context)
        try await participants.remove(context.form.text("address", 1...320), from: number, by: context.staff, at: context.now)
        return context.redirect(to: "/inbox/\(number)", saying: context.t("desk.participants.removed"))
    }

    func fill(_ request: Request, _ context: Context) async throws -> Response {
        let number = try number(context)
        var typed: [String: String] = [:]
        for field in try await fields.all() where context.form.has("fields.\(field.key)") { typed[field.key] = context.form["fields.\(field.key)"] }
        do {
            try await fields.fill(typed, in: number, by: context.staff, at: context.now)
        } catch let failure as Failure {
            return try await refused(failure, context) { try await page($0, context, $1) }
        }
        return context.redirect(to: "/inbox/\(number)", saying: context.t("desk.fields.filled"))
    }

    // MARK: - Parts

    private func refused(
        _ failure: Failure, _ context: Context, _ page: (FormState, HTTPResponse.Status) async throws -> Response
    ) async throws -> Response {
        switch failure {
        case .invalid: try await page(FormState(context.form, failure: failure), .unprocessableContent)
        case .conflict: try await page(FormState(context.form, failure: failure), .conflict)
        default: throw failure
        }
    }

    private func number(_ context: Context) throws -> Int64 {
        guard let number = Int64(context.parameter("number")) else { throw Failure.missing("This conversation") }
        return number
    }
}
