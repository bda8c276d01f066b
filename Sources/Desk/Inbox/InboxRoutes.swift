import Channels
import Hummingbird
import Kernel
import Web

/// `/inbox`
struct InboxRoutes: Routable {
    let inbox: InboxStore
    let mailboxes: MailboxStore

    var routes: RouteTable { RouteTable("/inbox").get(access: .staff(.viewer), use: list) }

    func list(_ request: Request, _ context: Context) async throws -> Page {
        guard let view = context.query["view"].map({ InboxView(rawValue: $0) }) ?? .usual else { throw Failure.missing("This view") }
        let place = context.query["after"].flatMap(InboxStore.Place.init)
        let list = try await inbox.list(view, of: context.staff.id, after: place, at: context.now)
        let ill = try await mailboxes.all().filter { $0.alarm(at: context.now) != nil }
        let page = InboxPage(t: context.t, view: view, list: list, isFirst: place == nil, ill: ill)
        return Page(page.title, at: .inbox, content: page.html)
    }
}
