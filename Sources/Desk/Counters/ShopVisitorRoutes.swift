import Channels
import HTTPTypes
import Hummingbird
import Kernel
import Web

/// `/desk/:token`: where visitors take a number; `/turn/:token`: whose turn it is. No sign-in, no script needed.
struct ShopVisitorRoutes: Routable {
    let desks: ShopDeskStore
    let visits: ShopVisitStore
    let watch: CounterWatchStore
    /// A shop has one network for all who stand in it.
    private let limiter = RateLimiter(20, per: .minutes(1))

    init(desks: ShopDeskStore, visits: ShopVisitStore, watch: CounterWatchStore) { (self.desks, self.visits, self.watch) = (desks, visits, watch) }

    var routes: RouteTable {
        RouteTable("")
            .get("/desk/:token", access: .everyone, use: ask)
            .post("/desk/:token", access: .everyone, body: .upTo(20_000), use: take)
            .get("/turn/:token", access: .everyone, use: show)
            .get("/turn/:token/live", access: .everyone, use: live)
            .delete("/turn/:token", access: .everyone, use: leave)
            .get("/board/:token", access: .everyone, use: board)
            .get("/board/:token/live", access: .everyone, use: boardLive)
    }

    func ask(_ request: Request, _ context: Context) async throws -> PlainPage { try await page(FormState(), context) }

    func take(_ request: Request, _ context: Context) async throws -> Response {
        let (desk, form) = (try await desks.find(token: context.parameter("token")), context.form)
        do {
            try limiter.take(networkPart(of: context.address) ?? context.address, at: context.now)
            // A field that people do not see.
            try Failure.require(form["website"].isEmpty, "", context.t("shop.refused"))
            let email = try form.text("email", 0...254)
            try Failure.require(email.isEmpty || email.contains("@"), "email", "must be an address such as ada@example.com")
            let draft = ShopVisitStore.Draft(
                once: try form.text("once", 8...64), name: try form.text("name", 0...100), email: email, about: try form.text("about", 0...300))
            let visit = try await visits.take(draft, at: desk, now: context.now)
            return context.redirect(to: "/turn/\(visit.token)")
        } catch Failure.limited(let pause) {
            let words = context.t("shop.limited", ["pause": context.t.span(pause)])
            return try await page(FormState(form, failure: .conflict(words)), context, .tooManyRequests).response(in: context)
        } catch let failure as Failure {
            switch failure {
            case .invalid: return try await page(FormState(form, failure: failure), context, .unprocessableContent).response(in: context)
            case .conflict: return try await page(FormState(form, failure: failure), context, .conflict).response(in: context)
            default: throw failure
            }
        }
    }

    func show(_ request: Request, _ context: Context) async throws -> PlainPage {
        let visit = try await visits.find(token: context.parameter("token"))
        let desk = try await desks.find(visit.desk)
        let outlook = try await visits.outlook(of: visit, at: desk, now: context.now)
        let page = ShopTurnPage(t: context.t, seal: context.seal, desk: desk, visit: visit, ahead: outlook.ahead, wait: outlook.wait)
        return PlainPage(page.title, content: page.html)
    }

    func leave(_ request: Request, _ context: Context) async throws -> Response {
        let visit = try await visits.find(token: context.parameter("token"))
        try await visits.leave(visit)
        return context.redirect(to: "/turn/\(visit.token)")
    }

    func live(_ request: Request, _ context: Context) async throws -> Response {
        let visit = try await visits.find(token: context.parameter("token"))
        return EventStream(request).response(missed: [watch.event], live: try watch.listen(to: "\(visit.desk)", by: visit.token))
    }

    func board(_ request: Request, _ context: Context) async throws -> PlainPage {
        let desk = try await desks.find(token: context.parameter("token"))
        let page = ShopBoardPage(t: context.t, desk: desk, visits: try await visits.today(at: desk, now: context.now))
        return PlainPage(page.title, content: page.html)
    }

    func boardLive(_ request: Request, _ context: Context) async throws -> Response {
        let desk = try await desks.find(token: context.parameter("token"))
        return EventStream(request).response(missed: [watch.event], live: try watch.listen(to: "\(desk.id)", by: "board \(desk.id)"))
    }

    private func page(_ state: FormState, _ context: Context, _ status: HTTPResponse.Status = .ok) async throws -> PlainPage {
        let desk = try await desks.find(token: context.parameter("token"))
        let outlook = try await visits.outlook(of: nil, at: desk, now: context.now)
        let page = ShopDeskPage(
            t: context.t, seal: context.seal, desk: desk, ahead: outlook.ahead, wait: outlook.wait, state: state,
            once: state["once"].isEmpty ? context.id : state["once"])
        return PlainPage(desk.name, status: status, content: page.html)
    }
}
