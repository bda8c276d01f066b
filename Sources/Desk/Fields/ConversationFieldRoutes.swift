import HTTPTypes
import Hummingbird
import Kernel
import Language
import Web

/// `/settings/fields`
struct ConversationFieldRoutes: Routable {
    let store: ConversationFieldStore

    static let path = "/settings/fields"

    var routes: RouteTable {
        RouteTable(Self.path)
            .get(access: .staff(.manager), use: list)
            .post(access: .staff(.manager), use: add)
            .get("new", access: .staff(.manager), use: begin)
            .get(":key", access: .staff(.manager), use: show)
            .put(":key", access: .staff(.manager), use: change)
            .put(":key/shelf", access: .staff(.manager), use: putAway)
    }

    func list(_ request: Request, _ context: Context) async throws -> Page {
        let page = ConversationFieldsPage(t: context.t, fields: try await store.all())
        return Page(page.title, at: .settings, content: page.html)
    }

    func begin(_ request: Request, _ context: Context) async throws -> Page { page(nil, FormState(["kind": "text"]), context) }

    func show(_ request: Request, _ context: Context) async throws -> Page {
        let field = try await store.find(context.parameter("key"))
        return page(field, FormState(ConversationFieldPage.fields(field)), context)
    }

    func add(_ request: Request, _ context: Context) async throws -> Response { try await save(nil, context) }

    func change(_ request: Request, _ context: Context) async throws -> Response { try await save(store.find(context.parameter("key")), context) }

    func putAway(_ request: Request, _ context: Context) async throws -> Response {
        let isPutAway = context.form["away"] == "yes"
        try await store.putAway(store.find(context.parameter("key")), isPutAway, by: context.staff.id)
        return context.redirect(to: Self.path, saying: context.t(isPutAway ? "desk.fields.put_away.done" : "desk.fields.bring_back.done"))
    }

    private func save(_ field: ConversationField?, _ context: Context) async throws -> Response {
        let form = context.form
        do {
            var names: [ReaderLanguage: String] = [:]
            for language in ReaderLanguage.allCases {
                let name = try form.text("name_\(language.rawValue)", 0...ConversationField.longestName)
                if !name.isEmpty { names[language] = name }
            }
            let kind: ConversationField.Kind = if let field { field.kind } else { try form.choice("kind") }
            var seen: Set<String> = []
            let choices = try form.text("choices", 0...5_000).split(separator: "\n").map { String($0).trimmingBlanks }
                .filter { !$0.isEmpty && seen.insert($0).inserted }
            try Failure.require(choices.count <= ConversationField.mostChoices, "choices", "must be \(ConversationField.mostChoices) at most")
            try await store.save(field?.key, kind, names, choices, by: context.staff.id)
            return context.redirect(to: Self.path, saying: context.t("desk.fields.saved"))
        } catch let failure as Failure {
            switch failure {
            case .invalid: return page(field, FormState(form, failure: failure), context, .unprocessableContent).response(in: context)
            case .conflict: return page(field, FormState(form, failure: failure), context, .conflict).response(in: context)
            default: throw failure
            }
        }
    }

    private func page(_ field: ConversationField?, _ state: FormState, _ context: Context, _ status: HTTPResponse.Status = .ok) -> Page {
        let page = ConversationFieldPage(t: context.t, seal: context.seal, field: field, state: state)
        return Page(page.title, at: .settings, status: status, content: page.html)
    }
}
