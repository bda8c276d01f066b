import HTTPTypes
import Hummingbird
import Kernel
import Web

/// `/settings/desks`
struct ShopSettingsRoutes: Routable {
    let desks: ShopDeskStore

    static let path = "/settings/desks"

    var routes: RouteTable {
        RouteTable(Self.path)
            .get(access: .staff(.admin), use: list)
            .post(access: .staff(.admin), use: add)
            .get("new", access: .staff(.admin), use: begin)
            .get(":id", access: .staff(.admin), use: show)
            .put(":id", access: .staff(.admin), use: change)
            .delete(":id", access: .staff(.admin), use: close)
    }

    func list(_ request: Request, _ context: Context) async throws -> Page {
        let t = context.t
        let all = try await desks.all()
        let add = LinkButton(t("shop.add"), href: "\(Self.path)/new", .primary).html
        let table = Table(all, caption: t("shop.title")) {
            Column(t("shop.desk")) { Who($0.name, href: "\(Self.path)/\($0.id)", beneath: $0.place).html }
            Column(t("shop.letter")) { HTML(escaping: $0.letter) }
        }
        let content: HTML = """
            \(PageHeader(
                t("shop.title"), lead: HTML(escaping: t("shop.title.about")), crumbs: [Crumb(t("web.place.settings"), "/settings")], actions: [add]))
            \(all.isEmpty ? EmptyState(.firstUse, t("shop.none"), t("shop.none.hint")).html : table.html)
            """
        return Page(t("shop.title"), at: .settings, content: content)
    }

    func begin(_ request: Request, _ context: Context) -> Page { page(nil, FormState(), context) }

    func show(_ request: Request, _ context: Context) async throws -> Page {
        let desk = try await desks.find(context.id())
        return page(desk, FormState(["name": desk.name, "place": desk.place, "hours": desk.hours]), context)
    }

    func add(_ request: Request, _ context: Context) async throws -> Response {
        do {
            let id = try await desks.add(draft(context.form), by: context.staff.id)
            return context.redirect(to: "\(Self.path)/\(id)", saying: context.t("shop.saved"))
        } catch let failure as Failure { return try refused(nil, failure, context) }
    }

    func change(_ request: Request, _ context: Context) async throws -> Response {
        let desk = try await desks.find(context.id())
        do {
            try await desks.change(desk.id, draft(context.form), by: context.staff.id)
            return context.redirect(to: "\(Self.path)/\(desk.id)", saying: context.t("shop.saved"))
        } catch let failure as Failure { return try refused(desk, failure, context) }
    }

    func close(_ request: Request, _ context: Context) async throws -> Response {
        try await desks.close(desks.find(context.id()), by: context.staff.id)
        return context.redirect(to: Self.path, saying: context.t("shop.closed"))
    }

    // MARK: - Parts

    private func draft(_ form: Form) throws -> ShopDeskStore.Draft {
        .init(name: try form.text("name", 1...80), place: try form.text("place", 0...120), hours: try form.text("hours", 0...200))
    }

    private func page(_ desk: ShopDesk?, _ state: FormState, _ context: Context, _ status: HTTPResponse.Status = .ok) -> Page {
        let page = ShopSettingsPage(t: context.t, seal: context.seal, desk: desk, origin: context.front.site.origin, state: state)
        return Page(page.title, at: .settings, status: status, content: page.html)
    }

    private func refused(_ desk: ShopDesk?, _ failure: Failure, _ context: Context) throws -> Response {
        switch failure {
        case .invalid: page(desk, FormState(context.form, failure: failure), context, .unprocessableContent).response(in: context)
        case .conflict: page(desk, FormState(context.form, failure: failure), context, .conflict).response(in: context)
        default: throw failure
        }
    }
}

/// One desk, with the pages that belong to it and what leads to them.
struct ShopSettingsPage {
    let t: Texts
    let seal: String
    /// `nil` for a new one.
    let desk: ShopDesk?
    let origin: String
    let state: FormState

    var title: String { desk?.name ?? t("shop.add") }
    private var path: String { desk.map { "\(ShopSettingsRoutes.path)/\($0.id)" } ?? ShopSettingsRoutes.path }

    var html: HTML {
        let crumbs = [Crumb(t("web.place.settings"), "/settings"), Crumb(t("shop.title"), ShopSettingsRoutes.path)]
        return """
            \(PageHeader(title, lead: HTML(escaping: t("shop.lead")), crumbs: crumbs))<div class="stack">\(desk.map(pages))
            <section class="sheet">\(PostForm(path, method: desk == nil ? .post : .put, seal: seal, content: form))</section>\(closing)</div>
            """
    }

    private var form: HTML {
        """
        \(state.error.map { Callout(HTML(escaping: $0), tone: .warn) })
        <div class="form">\(state.field("name", t("shop.desk"), hint: t("shop.desk.hint"), isRequired: true))
        \(state.field("place", t("shop.place"), hint: t("shop.place.hint")))\(state.field("hours", t("shop.hours"), hint: t("shop.hours.hint")))
        <div class="actions">\(Button(t("shop.save"), .primary))</div></div>
        """
    }

    private func pages(_ desk: ShopDesk) -> HTML {
        """
        \(Section(t("shop.page.visitors"), note: HTML(escaping: t("shop.page.visitors.about")), content: code(desk.path)))
        \(Section(t("shop.page.rating"), note: HTML(escaping: t("shop.page.rating.about")), content: code("\(desk.kioskPath)?own=1")))
        \(Section(t("shop.page.devices"), note: HTML(escaping: t("shop.page.devices.about")), content: """
        \(KeyValues([(t("shop.board"), link(desk.boardPath)), (t("shop.kiosk"), link(desk.kioskPath)), (t("shop.staff"), link(desk.staffPath))]))
        """))
        """
    }

    private func code(_ path: String) -> HTML {
        "<div class=\"qr-sheet\">\(QRPicture(origin + path, label: origin + path).map(\.html))<p>\(link(path))</p></div>"
    }

    private func link(_ path: String) -> HTML { "<a href=\"\(url: path)\">\(origin + path)</a>" }

    private var closing: HTML? {
        guard desk != nil else { return nil }
        let button = PostButton(t("shop.close"), to: path, method: .delete, seal: seal, .danger, swaps: false).html
        return Section(t("shop.close"), note: HTML(escaping: t("shop.close.about")), content: button).html
    }
}
