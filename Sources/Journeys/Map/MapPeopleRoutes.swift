import Analytics
import Hummingbird
import Kernel
import Timeline
import Web

/// `/journey/people`: who stands behind a figure of the map.
struct MapPeopleRoutes: Routable {
    let store: JourneyStore
    let people: CustomerNameStore

    var routes: RouteTable {
        RouteTable("/journey")
            .get("people", access: .staff(.viewer), use: show)
            .get("people.csv", access: .staff(.viewer), use: sheet)
    }

    private func behind(_ context: Context) async throws -> (figure: MapFigure, plan: JourneyPlan?, people: [Int64]) {
        let (scope, now) = (try context.mapScope, context.now)
        let plan = try await store.plan(scope)
        let figure = try MapFigure(context.query, plan)
        let people = try await store.lately(figure, scope, at: now) { [line = store.line] asked in
            guard let plan else { return try await figure.people(asked, at: now) }
            return try await figure.people(AskedLine(line: asked.line.following(try await line.definition(plan)), filter: asked.filter), at: now)
        }
        return (figure, plan, people.answer)
    }

    func show(_ request: Request, _ context: Context) async throws -> Page {
        let (figure, plan, numbers) = try await behind(context)
        let title = MapFigureWords(t: context.t, plan: plan, catalogue: store.line.catalogue).title(figure)
        return try await context.peoplePage(title, numbers, people, behind: page(of: figure, context.t), at: "/journey", figure: MapFigure.names)
    }

    /// The map; of what somebody met, the page of the department whose touchpoint it is.
    private func page(of figure: MapFigure, _ t: Texts) -> (name: String, path: String) {
        guard case .met(let kind) = figure.subject, let department = store.line.catalogue.kind(key: kind)?.department, !department.isEmpty else {
            return (t("journey.map"), "/journey")
        }
        return (t.name(ofDepartment: department), "/journey/departments/\(department)")
    }

    func sheet(_ request: Request, _ context: Context) async throws -> SheetFile {
        SheetFile("people.csv", PeopleCSV(names: try await people.names(try await behind(context).people)).text)
    }
}

/// A figure of the map in words.
struct MapFigureWords {
    let t: Texts
    let plan: JourneyPlan?
    let catalogue: Timeline.Catalogue

    func title(_ figure: MapFigure) -> String {
        let narrowed = [figure.kind.map { t.name(ofKind: $0, catalogue) }, figure.channel.map { t.name(ofChannel: $0) }].compactMap(\.self)
        switch figure.subject {
        case .goal(let kind): return t("journey.behind.reached", ["stage": t.name(ofKind: kind, catalogue)])
        case .met: return narrowed.joined(separator: " · ")
        case .stage(let figure):
            let stage = plan == nil ? Stage(key: figure.stage).map { t.name(of: $0) } : nil
            let words = [stage ?? figure.stage] + narrowed
            return t("journey.behind.\(figure.fate.rawValue)", ["stage": words.joined(separator: " · ")])
        }
    }
}
