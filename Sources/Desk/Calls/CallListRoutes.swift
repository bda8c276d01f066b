import Foundation
import Hummingbird
import Kernel
import Web

/// `/inbox/calls`: the calls of a period and what they come to.
struct CallListRoutes: Routable {
    let list: CallListStore

    var routes: RouteTable {
        RouteTable("/inbox/calls").get(access: .staff(.viewer), use: show)
    }

    func show(_ request: Request, _ context: Context) async throws -> Page {
        let period = context.period
        let found = try await list.calls(from: context.midnight(period.first), before: context.midnight(period.last.adding(days: 1)))
        let page = CallListPage(t: context.t, list: found, mayLog: try context.staff.role >= .agent)
        return Page(context.t("calls.title"), at: .inbox, scope: Page.Scope(period: period), content: page.html)
    }
}

extension Context {
    fileprivate func midnight(_ day: Day) -> Instant { day.start.adding(.seconds(-timeZone.secondsFromGMT(for: day.start.date))) }
}
