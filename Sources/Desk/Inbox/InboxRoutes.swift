import Channels
import Hummingbird
import Kernel
import Web

/// `/inbox`
struct InboxRoutes: Routable {
    let inbox: InboxStore
    let mailboxes: MailboxStore
    let search: MessageSearchStore

    var routes: RouteTable { RouteTable("/inbox").get(access: .staff(.viewer), use: list) }

    func list(_ request: Request, _ context: Context) async throws -> Page {
        if let typed = context.query["q"]?.prefix(200), typed.contains(where: { !$0.isWhitespace }) {
            let page = MessageSearchPage(t: context.t, typed: String(typed), answer: try await search.search(String(typed)))
            return Page(page.title, at: .inbox, content: page.html)
        }
        guard let view = context.query["view"].map({ InboxView(rawValue: $0) }) ?? .usual else { throw Failure.missing("This view") }
        let place = context.query["after"].flatMap(InboxStore.Place.init)
        let list = try await inbox.list(view, of: context.staff.id, after: place, at: context.now)
        let ill = try await mailboxes.all().filter { $0.alarm(at: context.now) != nil }
        let page = InboxPage(t: context.t, view: view, list: list, isFirst: place == nil, ill: ill, mayWork: try context.staff.role >= .agent)
        return Page(page.title, at: .inbox, content: page.html)
    }
}
