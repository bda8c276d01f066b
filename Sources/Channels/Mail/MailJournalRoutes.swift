import HTTPTypes
import Hummingbird
import Kernel
import Mail
import NIOCore
import Web

/// `/settings/mail`: every message in or out, what was decided about it, and why.
struct MailJournalRoutes: Routable {
    let journal: MailJournalStore

    var routes: RouteTable {
        RouteTable("/settings/mail")
            .get(access: .staff(.manager), use: list)
            .get(":id", access: .staff(.manager), use: show)
            .get(":id/raw", access: .staff(.manager), use: download)
            .post(":id/attempts", access: .staff(.manager), use: retry)
    }

    func list(_ request: Request, _ context: Context) async throws -> Page {
        let query = context.query
        let state = try query["state"].map { text in
            guard let state = JournalMessage.State(rawValue: text) else { throw Failure.missing("This list") }
            return state
        }
        let list = try await journal.list(state, before: query.id("before"))
        let page = MailJournalPage(t: context.t, list: list, state: state, query: query)
        return Page(page.title, at: .settings, content: page.html)
    }

    func show(_ request: Request, _ context: Context) async throws -> Page {
        let message = try await journal.find(context.id())
        let headers = try await journal.raw(message.id).map { MailReader.read($0).headers }
        let page = JournalMessagePage(t: context.t, seal: context.seal, message: message, headers: headers)
        return Page(page.title, at: .settings, content: page.html)
    }

    func download(_ request: Request, _ context: Context) async throws -> Response {
        let id = try context.id(of: JournalMessage.self)
        guard let raw = try await journal.raw(id) else { throw MailJournalStore.noContent }
        return Response(
            status: .ok,
            headers: [
                .contentType: "message/rfc822", .contentDisposition: "attachment; filename=\"\(id).eml\"", .cacheControl: "no-store",
                .xContentTypeOptions: "nosniff",
            ],
            body: .init(byteBuffer: ByteBuffer(bytes: raw)))
    }

    func retry(_ request: Request, _ context: Context) async throws -> Response {
        let id = try context.id(of: JournalMessage.self)
        try await journal.retry(id)
        return context.redirect(to: "/settings/mail/\(id)", saying: context.t("mail.retried"))
    }
}
