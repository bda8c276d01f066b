import HTTPTypes
import Hummingbird
import Kernel
import Language
import Web

/// `/settings/macros`
struct SavedReplyRoutes: Routable {
    let store: SavedReplyStore
    let labels: LabelStore

    var routes: RouteTable {
        RouteTable("/settings/macros")
            .get(access: .staff(.agent), use: list)
            .post(access: .staff(.agent), use: add)
            .get("new", access: .staff(.agent), use: begin)
            .get(":id", access: .staff(.agent), use: show)
            .put(":id", access: .staff(.agent), use: change)
            .delete(":id", access: .staff(.agent), use: remove)
    }

    func list(_ request: Request, _ context: Context) async throws -> Page {
        let names = Dictionary(uniqueKeysWithValues: try await labels.all().map { ($0.key, $0.name) })
        let page = SavedRepliesPage(t: context.t, replies: try await store.list(), labels: names)
        return Page(page.title, at: .settings, content: page.html)
    }

    func begin(_ request: Request, _ context: Context) async throws -> Page { try await page(nil, FormState(), context) }

    func show(_ request: Request, _ context: Context) async throws -> Page {
        let reply = try await store.find(context.id())
        let texts = Dictionary(uniqueKeysWithValues: reply.texts.map { (SavedReplyPage.field($0.key), $0.value) })
        let fields = texts.merging(MacroForm.fields(reply.deeds)) { first, _ in first }.merging(["name": reply.name]) { first, _ in first }
        return try await page(reply, FormState(fields), context)
    }

    func add(_ request: Request, _ context: Context) async throws -> Response { try await save(nil, context) }

    func change(_ request: Request, _ context: Context) async throws -> Response { try await save(store.find(context.id()), context) }

    func remove(_ request: Request, _ context: Context) async throws -> Response {
        try await store.remove(store.find(context.id()), by: context.staff.id)
        return context.redirect(to: "/settings/macros", saying: context.t("desk.replies.removed"))
    }

    private func save(_ reply: SavedReply?, _ context: Context) async throws -> Response {
        do {
            let name = try context.form.text("name", 1...80)
            let deeds = try MacroForm.deeds(context.form, labels: await labels.all().filter { !$0.isPutAway })
            try await store.save(reply?.id, name: name, texts(context.form, isNeeded: deeds.isEmpty), deeds, by: context.staff.id)
            return context.redirect(to: "/settings/macros", saying: context.t("desk.replies.saved"))
        } catch let failure as Failure {
            switch failure {
            case .invalid:
                return try await page(reply, FormState(context.form, failure: failure), context, .unprocessableContent).response(in: context)
            case .conflict: return try await page(reply, FormState(context.form, failure: failure), context, .conflict).response(in: context)
            default: throw failure
            }
        }
    }

    /// - Parameter isNeeded: whether it does nothing else.
    private func texts(_ form: Form, isNeeded: Bool) throws -> [ReaderLanguage: String] {
        var texts: [ReaderLanguage: String] = [:]
        for language in ReaderLanguage.allCases {
            let field = SavedReplyPage.field(language)
            let text = try form.text(field, 0...SavedReplyStore.longest)
            try SavedReply.check(text, field)
            if !text.isEmpty { texts[language] = text }
        }
        try Failure.require(
            !texts.isEmpty || !isNeeded, SavedReplyPage.field(.en), "must say something in one language, or the macro must do something")
        return texts
    }

    private func page(
        _ reply: SavedReply?, _ state: FormState, _ context: Context, _ status: HTTPResponse.Status = .ok
    ) async throws -> Page {
        let labels = try await labels.all().filter { !$0.isPutAway }
        let page = SavedReplyPage(t: context.t, seal: context.seal, reply: reply, labels: labels, state: state)
        return Page(page.title, at: .settings, status: status, content: page.html)
    }
}
