import HTTPTypes
import Hummingbird
import Kernel
import Web

/// `/settings/labels`
struct LabelRoutes: Routable {
    let store: LabelStore

    var routes: RouteTable {
        RouteTable("/settings/labels")
            .get(access: .staff(.manager), use: list)
            .post(access: .staff(.manager), use: add)
            .get("new", access: .staff(.manager), use: begin)
            .get(":key", access: .staff(.manager), use: show)
            .put(":key", access: .staff(.manager), use: change)
            .put(":key/shelf", access: .staff(.manager), use: putAway)
    }

    func list(_ request: Request, _ context: Context) async throws -> Page {
        let page = LabelsPage(t: context.t, seal: context.seal, labels: try await store.all(), uses: try await store.uses(at: context.now))
        return Page(page.title, at: .settings, content: page.html)
    }

    func begin(_ request: Request, _ context: Context) async throws -> Page {
        let taken = Set(try await store.all().filter { !$0.isPutAway }.map(\.colour))
        let free = Label.Colour.allCases.first { !taken.contains($0) } ?? .brick
        return page(nil, FormState(["colour": free.key]), context)
    }

    func show(_ request: Request, _ context: Context) async throws -> Page {
        let label = try await store.find(context.parameter("key"))
        return page(label, FormState(LabelPage.fields(label)), context)
    }

    func add(_ request: Request, _ context: Context) async throws -> Response { try await save(nil, context) }

    func change(_ request: Request, _ context: Context) async throws -> Response { try await save(store.find(context.parameter("key")), context) }

    /// Puts it away, or brings it back.
    func putAway(_ request: Request, _ context: Context) async throws -> Response {
        let isPutAway = context.form["away"] == "yes"
        try await store.putAway(store.find(context.parameter("key")), isPutAway, by: context.staff.id)
        return context.redirect(to: "/settings/labels", saying: context.t(isPutAway ? "desk.labels.put_away.done" : "desk.labels.bring_back.done"))
    }

    private func save(_ label: Label?, _ context: Context) async throws -> Response {
        do {
            let name = try context.form.text("name", 1...Label.longestName)
            guard let colour = Label.Colour(key: context.form["colour"]) else { throw Failure.invalid("colour", "must be chosen") }
            try await store.save(label?.key, name: name, colour, by: context.staff.id)
            return context.redirect(to: "/settings/labels", saying: context.t("desk.labels.saved"))
        } catch let failure as Failure {
            switch failure {
            case .invalid: return page(label, FormState(context.form, failure: failure), context, .unprocessableContent).response(in: context)
            case .conflict: return page(label, FormState(context.form, failure: failure), context, .conflict).response(in: context)
            default: throw failure
            }
        }
    }

    private func page(_ label: Label?, _ state: FormState, _ context: Context, _ status: HTTPResponse.Status = .ok) -> Page {
        let page = LabelPage(t: context.t, seal: context.seal, label: label, state: state)
        return Page(page.title, at: .settings, status: status, content: page.html)
    }
}
