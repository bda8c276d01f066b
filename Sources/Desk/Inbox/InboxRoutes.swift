import Channels
import HTTPTypes
import Hummingbird
import Kernel
import Web

/// `/inbox`
struct InboxRoutes: Routable {
    let inbox: InboxStore
    let work: ConversationWorkStore
    let mailboxes: MailboxStore
    let search: MessageSearchStore
    let watch: DeskWatch
    let macros: SavedReplyStore
    let undos: UndoStore
    let pops: CallPopStore

    var routes: RouteTable {
        RouteTable("/inbox")
            .get(access: .staff(.viewer), use: list)
            .get("selection", access: .staff(.viewer), use: leave)
            .put("selection", access: .staff(.agent), use: perform)
    }

    func list(_ request: Request, _ context: Context) async throws -> Page {
        if let typed = context.query["q"]?.prefix(200), typed.contains(where: { !$0.isWhitespace }) {
            let page = MessageSearchPage(t: context.t, typed: String(typed), answer: try await search.search(String(typed)))
            return Page(page.title, at: .inbox, content: page.html)
        }
        return try await page(InboxAddress(context.query), context)
    }

    /// Does one thing with all conversations that were chosen. Where one of them stays as it is, the list says so.
    func perform(_ request: Request, _ context: Context) async throws -> Response {
        let address = try InboxAddress(context.query)
        do {
            let numbers = try BulkWork.numbers(context.form)
            let outcome = try await work.perform(BulkWork(context.form), with: numbers, by: context.staff, at: context.now, macros: macros)
            guard outcome.refused.isEmpty else {
                return try await page(address, context, outcome.done.isEmpty ? .conflict : .ok, outcome).response(in: context)
            }
            // The line that takes it back says so.
            return context.redirect(to: address.path)
        } catch Failure.invalid(let field, let reason) {
            let what = context.t(field == "what" ? "desk.bulk.what" : "desk.report.conversations")
            let fault = "\(what): \(context.t.reason(reason))"
            return try await page(address, context, .unprocessableContent, fault: fault).response(in: context)
        }
    }

    /// Whoever asks for the address of an answer again – a language is chosen there, it is reloaded – finds the list.
    func leave(_ request: Request, _ context: Context) throws -> Response { context.redirect(to: try InboxAddress(context.query).path) }

    private func page(
        _ address: InboxAddress, _ context: Context, _ status: HTTPResponse.Status = .ok, _ outcome: BulkWork.Outcome? = nil, fault: String? = nil
    ) async throws -> Page {
        watch.saw(try context.staff, at: context.now)
        let list = try await inbox.list(
            address, of: context.staff.id, at: context.now)
        let ill = try await mailboxes.all().filter { $0.alarm(at: context.now) != nil }
        let staff = try context.staff
        let ringing = staff.role >= .agent ? try await pops.pops(for: staff, at: context.now) : []
        let page = InboxPage(
            t: context.t, seal: context.seal, address: address, list: list, staff: staff, ill: ill,
            macros: try await macros.list(), undo: try await undos.latest(by: staff.id, at: context.now),
            pops: ringing.isEmpty ? nil : CallPops(t: context.t, seal: context.seal, pops: ringing, once: context.id).html, outcome: outcome,
            fault: fault)
        return Page(page.title, at: .inbox, status: status, content: page.html)
    }
}
