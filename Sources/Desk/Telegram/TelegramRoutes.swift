import HTTPTypes
import Hummingbird
import Kernel
import Web

/// `/settings/telegram`
struct TelegramRoutes: Routable {
    let store: TelegramStore

    var routes: RouteTable {
        RouteTable(Self.path)
            .get(access: .staff(.admin), use: list)
            .post(access: .staff(.admin), use: add)
            .get("new", access: .staff(.admin), use: begin)
            .get(":id", access: .staff(.admin), use: show)
            .put(":id", access: .staff(.admin), use: change)
            .delete(":id", access: .staff(.admin), use: close)
    }

    static let path = "/settings/telegram"

    func list(_ request: Request, _ context: Context) async throws -> Page {
        let page = TelegramBotsPage(t: context.t, bots: try await store.all())
        return Page(page.title, at: .settings, content: page.html)
    }

    func begin(_ request: Request, _ context: Context) -> Page { page(nil, FormState(["base": TelegramBot.publicBase]), context) }

    func show(_ request: Request, _ context: Context) async throws -> Page {
        let bot = try await store.find(context.id())
        return page(bot, FormState(["name": bot.name, "base": bot.base]), context)
    }

    func add(_ request: Request, _ context: Context) async throws -> Response {
        do {
            let draft = try draft(context.form)
            guard let token = draft.token else { throw Failure.invalid("token", "must not be empty") }
            let id = try await store.add(draft, token: token, username: username(token, draft), by: context.staff.id)
            return context.redirect(to: "\(Self.path)/\(id)", saying: context.t("telegram.saved"))
        } catch let failure as Failure { return try refused(nil, failure, context) }
    }

    func change(_ request: Request, _ context: Context) async throws -> Response {
        let bot = try await store.find(context.id())
        do {
            let draft = try draft(context.form)
            let kept = try await store.token(of: bot.id)
            let token = draft.token ?? kept
            try Failure.require(
                token.text.prefix { $0 != ":" } == kept.text.prefix { $0 != ":" }, "token", "must be of the same bot: another one is added as such")
            try await store.change(bot.id, draft, username: username(token, draft), by: context.staff.id)
            return context.redirect(to: "\(Self.path)/\(bot.id)", saying: context.t("telegram.saved"))
        } catch let failure as Failure { return try refused(bot, failure, context) }
    }

    func close(_ request: Request, _ context: Context) async throws -> Response {
        try await store.close(context.id(), by: context.staff.id)
        return context.redirect(to: Self.path, saying: context.t("telegram.closed"))
    }

    // MARK: - Parts

    private func draft(_ form: Form) throws -> TelegramStore.Draft {
        let (base, typed) = (try form.text("base", 1...300), form["token"])
        try Failure.require(base.hasPrefix("https://") || base.hasPrefix("http://"), "base", "must begin with https://")
        let token = TelegramBot.Token(typed)
        try Failure.require(typed.isEmpty || token != nil, "token", "must be as BotFather gave it: 123456:ABC…")
        return TelegramStore.Draft(name: try form.text("name", 1...80), base: base.hasSuffix("/") ? String(base.dropLast()) : base, token: token)
    }

    /// Asks Telegram whose token it is: a wrong one is said at once.
    private func username(_ token: TelegramBot.Token, _ draft: TelegramStore.Draft) async throws -> String {
        switch await TelegramAPI(base: draft.base, token: token).me() {
        case .done(let bot): return bot.username ?? ""
        case .refused: throw Failure.invalid("token", "is not known to Telegram")
        case .later, .unreached, .unknown: throw Failure.invalid("base", "does not answer: look whether this server reaches it")
        }
    }

    private func page(_ bot: TelegramBot?, _ state: FormState, _ context: Context, _ status: HTTPResponse.Status = .ok) -> Page {
        let page = TelegramBotPage(t: context.t, seal: context.seal, bot: bot, state: state)
        return Page(page.title, at: .settings, status: status, content: page.html)
    }

    private func refused(_ bot: TelegramBot?, _ failure: Failure, _ context: Context) throws -> Response {
        guard case .invalid = failure else { throw failure }
        return page(bot, FormState(context.form, failure: failure), context, .unprocessableContent).response(in: context)
    }
}
