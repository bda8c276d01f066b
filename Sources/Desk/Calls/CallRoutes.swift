import Channels
import Hummingbird
import Kernel
import Timeline
import Web

/// `POST /api/v1/calls`: what a telephone system tells of calls.
struct CallDoorRoutes: Routable {
    let calls: CallStore
    let channels: ChannelsPart

    var routes: RouteTable {
        RouteTable("/api/v1").post("calls", access: .key(scope: "write"), use: tell)
    }

    func tell(_ request: Request, _ context: Context) async throws -> JSON<CallReceiptJSON> {
        let source = try await channels.admit(request, context)
        let directory = try await calls.directory()
        let report = try context.json(CallJSON.self).report(receivedAt: context.now, rules: calls.line.rules, staff: directory)
        let receipt = try await calls.take(report, from: source)
        return JSON(
            CallReceiptJSON(
                call: report.key, conversation: receipt.conversation, agent: directory.name(of: report.events.last?.staff),
                duplicate: receipt.isDuplicate))
    }
}

/// `/calls`: what rings for whoever looks, on every page; and what they write down of it.
struct CallPopRoutes: Routable {
    let pops: CallPopStore
    let notes: CallNoteStore
    let watch: CounterWatchStore

    var routes: RouteTable {
        RouteTable("/calls")
            .get(access: .staff(.agent), use: show)
            .get("live", access: .staff(.agent), use: live)
            .post(":number/notes", access: .staff(.agent), use: note)
            .put(":number/customer", access: .staff(.agent), use: choose)
            .put(":number/seen", access: .staff(.agent), use: dismiss)
    }

    /// The part of a page that shows it.
    func show(_ request: Request, _ context: Context) async throws -> HTML {
        let pops = try await pops.pops(for: context.staff, at: context.now)
        return CallPops.part(CallPops(t: context.t, seal: context.seal, pops: pops, once: context.id).html)
    }

    /// Listens first and asks afterwards what rings already, so that nothing falls between.
    func live(_ request: Request, _ context: Context) async throws -> Response {
        let live = try watch.listen(by: context.staff)
        let rings = try await !pops.pops(for: context.staff, at: context.now).isEmpty
        return EventStream(request).response(missed: rings ? [.call] : [], live: live)
    }

    func note(_ request: Request, _ context: Context) async throws -> Response {
        let number = try number(context)
        let text = try context.form.text("text", 1...ConversationWorkStore.longestText)
        let conversation = try await notes.write(
            text, of: number, by: context.staff, once: context.form.text("once", 8...64), at: context.now)
        return context.redirect(to: conversation.map { "/inbox/\($0)" } ?? "/inbox", saying: context.t("desk.noted"))
    }

    /// Of several who have the number, this one it is.
    func choose(_ request: Request, _ context: Context) async throws -> Response {
        let conversation = try await pops.choose(context.form.id("customer"), of: number(context), by: context.staff, at: context.now)
        return context.redirect(to: conversation.map { "/inbox/\($0)" } ?? "/inbox", saying: context.t("calls.chosen"))
    }

    func dismiss(_ request: Request, _ context: Context) async throws -> Response {
        try await pops.dismiss(number(context), by: context.staff)
        return context.redirect(to: "/inbox")
    }

    private func number(_ context: Context) throws -> Int64 {
        guard let number = Int64(context.parameter("number")) else { throw Failure.missing("This call") }
        return number
    }
}

/// `/profile/phone`: by which extension somebody is called.
struct ExtensionRoutes: Routable {
    let calls: CallStore

    var routes: RouteTable {
        RouteTable("/profile/phone")
            .get(access: .staff(.agent), use: show)
            .put(access: .staff(.agent), use: change)
    }

    func show(_ request: Request, _ context: Context) async throws -> Page {
        let state = FormState(["extension": try await calls.extensionOf(context.staff.id)])
        return page(state, context)
    }

    func change(_ request: Request, _ context: Context) async throws -> Response {
        do {
            let typed = try context.form.text("extension", 0...40)
            try Failure.require(
                typed.unicodeScalars.allSatisfy { $0.properties.isAlphabetic || "0123456789+*#-_.".unicodeScalars.contains($0) },
                "extension", "must be digits or a word, such as 204")
            try await calls.set(typed, of: context.staff.id)
            return context.redirect(to: "/profile/phone", saying: context.t("calls.extension.saved"))
        } catch let failure as Failure {
            guard case .invalid = failure else { throw failure }
            return page(FormState(context.form, failure: failure), context).response(in: context)
        }
    }

    private func page(_ state: FormState, _ context: Context) -> Page {
        let t = context.t
        let fields: HTML = """
            <div class="form">\(state.field("extension", t("calls.extension"), hint: t("calls.extension.hint")))
            <div class="actions">\(Button(t("access.save"), .primary))</div></div>
            """
        let content: HTML = """
            \(PageHeader(
                t("calls.extension.title"), lead: HTML(escaping: t("calls.extension.about")), crumbs: [Crumb(t("access.profile"), "/profile")]))
            <section class="sheet">\(PostForm("/profile/phone", method: .put, seal: context.seal, content: fields))</section>
            """
        return Page(t("calls.extension.title"), status: state.errors.isEmpty ? .ok : .unprocessableContent, content: content)
    }
}
