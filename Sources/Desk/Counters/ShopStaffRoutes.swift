import Hummingbird
import Kernel
import Statistics
import Web

/// `/inbox/desks`: staff call whoever is next.
struct ShopStaffRoutes: Routable {
    let desks: ShopDeskStore
    let visits: ShopVisitStore
    let ratings: ShopRatingStore
    let watch: CounterWatchStore

    var routes: RouteTable {
        RouteTable("/inbox/desks")
            .get(access: .staff(.agent), use: list)
            .get(":id", access: .staff(.agent), use: show)
            .get(":id/live", access: .staff(.agent), use: live)
            .post(":id/calls", access: .staff(.agent), use: call)
            .put(":id/visits", access: .staff(.agent), use: change)
    }

    func list(_ request: Request, _ context: Context) async throws -> Response {
        let all = try await desks.all()
        if all.count == 1, let only = all.first { return context.redirect(to: only.staffPath) }
        let page = ShopDeskListPage(t: context.t, desks: all, maySet: try context.staff.role >= .admin)
        return Page(page.title, at: .inbox, content: page.html).response(in: context)
    }

    func show(_ request: Request, _ context: Context) async throws -> Page {
        let desk = try await desks.find(context.id())
        let page = ShopStaffPage(
            t: context.t, seal: context.seal, desk: desk, visits: try await visits.today(at: desk, now: context.now),
            figures: try await ratings.figures(of: desk, days: 30, now: context.now))
        return Page(desk.name, at: .inbox, content: page.html)
    }

    func live(_ request: Request, _ context: Context) async throws -> Response {
        let desk = try await desks.find(context.id())
        return EventStream(request).response(missed: [watch.event], live: try watch.listen(to: "\(desk.id)", by: context.staff.id.description))
    }

    func call(_ request: Request, _ context: Context) async throws -> Response {
        let desk = try await desks.find(context.id())
        let visit = try await visits.callNext(at: desk, by: context.staff, now: context.now)
        let said = visit.map { context.t("shop.called", ["number": desk.label($0.number)]) } ?? context.t("shop.nobody_waits")
        return context.redirect(to: desk.staffPath, saying: said)
    }

    func change(_ request: Request, _ context: Context) async throws -> Response {
        let (desk, visit) = (try await desks.find(context.id()), try context.form.id("visit", of: ShopVisit.self))
        let (staff, now) = (try context.staff, context.now)
        switch context.form["do"] {
        case "again": try await visits.callAgain(visit, by: staff, now: now)
        case "miss": try await visits.miss(visit)
        case "begin": try await visits.begin(visit, at: desk, by: staff, now: now)
        case "finish": try await visits.finish(visit, at: desk, isResolved: true, by: staff, now: now)
        case "leave_open": try await visits.finish(visit, at: desk, isResolved: false, by: staff, now: now)
        default: throw Failure.invalid("do", "must be one of the choices")
        }
        return context.redirect(to: desk.staffPath)
    }
}

struct ShopDeskListPage {
    let t: Texts
    let desks: [ShopDesk]
    let maySet: Bool

    var title: String { t("shop.desks") }

    var html: HTML {
        let set = LinkButton(t("shop.title"), href: ShopSettingsRoutes.path, .quiet).html
        let items = desks.map { "<li>\(Who($0.name, href: $0.staffPath, beneath: $0.place))</li>" as HTML }
        let list: HTML = "<section class=\"sheet\"><ul class=\"plain\">\(items)</ul></section>"
        return """
            \(PageHeader(
                title, lead: HTML(escaping: t("shop.desks.about")), crumbs: [Crumb(t("desk.title"), "/inbox")], actions: maySet ? [set] : []))
            \(desks.isEmpty ? EmptyState(.firstUse, t("shop.none"), t("shop.none.hint")).html : list)
            """
    }
}

/// Who waits, whose turn it is, and what can be done.
struct ShopStaffPage {
    let t: Texts
    let seal: String
    let desk: ShopDesk
    let visits: [ShopVisit]
    let figures: ShopRatingStore.Figures

    var html: HTML {
        let next = PostButton(t("shop.call_next"), to: "\(desk.staffPath)/calls", seal: seal, .primary, key: "n").html
        let crumbs = [Crumb(t("desk.title"), "/inbox"), Crumb(t("shop.desks"), "/inbox/desks")]
        return """
            \(PageHeader(desk.name, lead: HTML(escaping: desk.place), crumbs: crumbs, actions: [next]))
            \(LivePart("queue", on: "visit", from: "\(desk.staffPath)/live", content: queue))
            """
    }

    private var queue: HTML {
        let open = visits.filter(\.state.isOpen)
        let rest = visits.filter { !$0.state.isOpen }
        let shown = open.filter { $0.state != .waiting } + open.filter { $0.state == .waiting } + rest.reversed()
        let table: HTML = shown.isEmpty ? EmptyState(.allDone, t("shop.nobody"), t("shop.nobody.hint")).html : self.table(shown).html
        return "\(Tiles(tiles))\(table)"
    }

    private var tiles: [Tile] {
        let begun = visits.compactMap { visit in visit.begunAt.map { $0.duration(since: visit.takenAt) } }.sorted()
        let served = visits.compactMap { visit in visit.finishedAt.flatMap { end in visit.begunAt.map { end.duration(since: $0) } } }.sorted()
        return [
            Tile(t("shop.waiting.now"), t.number(visits.count { $0.state == .waiting })),
            Tile(
                t("shop.waited"), begun.isEmpty ? "–" : t.seconds(begun[begun.count / 2]), detail: t("shop.today", ["n": begun.count]),
                definition: t("shop.waited.definition")),
            Tile(
                t("shop.service"), served.isEmpty ? "–" : t.seconds(served[served.count / 2]), detail: t("shop.today", ["n": served.count]),
                definition: t("shop.service.definition")),
            Tile(
                t("shop.satisfied"), figures.satisfied.share.map { t.percent($0, digits: 0) } ?? "–",
                detail: figures.mean.map { t("shop.satisfied.detail", ["mean": t.number($0, digits: 1), "n": figures.n]) } ?? t("desk.report.none"),
                definition: t("shop.satisfied.definition")),
        ]
    }

    private func table(_ visits: [ShopVisit]) -> Table<ShopVisit> {
        Table(visits, caption: desk.name) {
            Column(t("shop.number")) { "<b>\(desk.label($0.number))</b>" }
            Column(t("shop.state")) {
                Badge(t("shop.state.\($0.state.rawValue)"), tone: $0.state == .called ? .note : $0.state == .served ? .good : .plain).html
            }
            Column(t("shop.who")) { who($0) }
            Column(t("shop.since")) { Moment(t, $0.takenAt).html }
            Column(t("shop.do")) { actions($0) }
        }
    }

    private func who(_ visit: ShopVisit) -> HTML {
        let facts = [visit.name, visit.email.isEmpty ? "" : "\(visit.email) (\(t("shop.unverified")))", visit.about].filter { !$0.isEmpty }
        let conversation = visit.conversation.map { " <a href=\"\(url: "/inbox/\($0)")\">#\("\($0)")</a>" as HTML }
        return "\(facts.isEmpty ? "–" : facts.joined(separator: " · "))\(conversation)"
    }

    private func actions(_ visit: ShopVisit) -> HTML {
        let choices: [(String, Emphasis)] =
            switch visit.state {
            case .waiting: [("begin", .quiet)]
            case .called: [("begin", .usual), ("again", .quiet), ("miss", .quiet)]
            case .served: [("finish", .usual), ("leave_open", .quiet)]
            case .missed: [("again", .quiet)]
            case .finished, .left: []
            }
        let forms = choices.map { word, emphasis -> HTML in
            let fields: HTML = """
                <input type="hidden" name="visit" value="\(visit.id)"><input type="hidden" name="do" value="\(word)">\
                \(Button(t("shop.do.\(word)"), emphasis))
                """
            return PostForm("\(desk.staffPath)/visits", method: .put, seal: seal, label: desk.label(visit.number), content: fields).html
        }
        return "<div class=\"actions\">\(forms)</div>"
    }
}
