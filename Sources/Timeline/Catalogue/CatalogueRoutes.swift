import HTTPTypes
import Hummingbird
import Kernel
import Web

/// `/settings/catalogue`: what may happen, where on the journey it stands and whose it is.
struct CatalogueRoutes: Routable {
    let catalogue: CatalogueSettingsStore

    var routes: RouteTable {
        RouteTable("/settings/catalogue")
            .get(access: .staff(.manager), use: list)
            .get("kind", access: .staff(.manager), use: edit)
            .put("kind", access: .staff(.manager), use: change)
    }

    func list(_ request: Request, _ context: Context) async throws -> Page {
        let page = CataloguePage(t: context.t, catalogue: catalogue.catalogue, use: try await catalogue.use(at: context.now))
        return Page(page.title, at: .settings, content: page.html)
    }

    func edit(_ request: Request, _ context: Context) throws -> Page {
        let kind = try catalogue.kind(context.query["key"] ?? "")
        return page(kind, kind.state, context)
    }

    /// What is wrong is said at its field, with all that was typed.
    func change(_ request: Request, _ context: Context) async throws -> Response {
        let kind = try catalogue.kind(context.query["key"] ?? "")
        do {
            try await catalogue.change(kind.changed(by: context.form), by: context.staff)
            return context.redirect(to: "/settings/catalogue", saying: context.t("catalogue.saved"))
        } catch let failure as Failure {
            guard case .invalid = failure else { throw failure }
            return page(kind, FormState(context.form, failure: failure), context, .unprocessableContent).response(in: context)
        }
    }

    private func page(_ kind: Kind, _ state: FormState, _ context: Context, _ status: HTTPResponse.Status = .ok) -> Page {
        let page = KindPage(t: context.t, seal: context.seal, kind: kind, departments: catalogue.catalogue.departments, state: state)
        return Page(page.title, at: .settings, status: status, content: page.html)
    }
}

extension Catalogue {
    /// The keys of all departments that own something, ours and those that staff have named.
    package var departments: [String] { Set((kinds + Kind.defaults).map(\.department)).subtracting([""]).sorted() }
}

extension Kind {
    /// Nobody has said yet what it is; a kind that belongs to no single moment has a department all the same.
    var isUnplaced: Bool { stage == nil && department.isEmpty }

    var state: FormState {
        FormState(["name": name, "stage": stage?.key ?? "", "department": department, "control": control.key, "goal": goal])
    }

    /// - Throws: `invalid` for the field that is wrong.
    func changed(by form: Form) throws -> Kind {
        let (stage, department) = (form["stage"], try form.text("new_department", 0...60))
        guard stage.isEmpty || Stage(key: stage) != nil else { throw Failure.invalid("stage", "must be one of the choices") }
        guard let control = Control.allCases.first(where: { $0.key == form["control"] }) else {
            throw Failure.invalid("control", "must be one of the choices")
        }
        let owner = department.isEmpty ? try form.text("department", 0...60) : department
        try Failure.require(!owner.isEmpty || stage.isEmpty, "department", "must not be empty")
        return Kind(key, try form.text("name", 1...120), Stage(key: stage), owner, control, goal: try form.text("goal", 0...300))
    }
}

extension Control {
    package var key: String { self == .direct ? "direct" : "indirect" }
}
