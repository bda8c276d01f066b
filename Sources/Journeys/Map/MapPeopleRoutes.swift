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
        let (scope, now, catalogue) = (context.mapScope, context.now, store.line.catalogue)
        let plan = try await store.plan(scope)
        let figure = try MapFigure(context.query, plan)
        let people = try await store.answer(figure, scope, at: now) {
            try await figure.people(AskedLine(line: try $0.line.following(plan, catalogue), filter: $0.filter), at: now)
        }
        return (figure, plan, people)
    }

    func show(_ request: Request, _ context: Context) async throws -> Page {
        let (figure, plan, numbers) = try await behind(context)
        let names = try await people.names(Array(numbers.prefix(MapPeoplePage.most)))
        let page = MapPeoplePage(
            t: context.t, figure: figure, plan: plan, catalogue: store.line.catalogue, names: names, count: numbers.count, query: context.query)
        return Page(page.title, at: .journey, content: page.html)
    }

    func sheet(_ request: Request, _ context: Context) async throws -> SheetFile {
        SheetFile("people.csv", PeopleCSV(names: try await people.names(try await behind(context).people)).text)
    }
}

struct MapPeoplePage {
    let t: Texts
    let figure: MapFigure
    let plan: JourneyPlan?
    let catalogue: Timeline.Catalogue
    let names: [CustomerName]
    let count: Int
    let query: Query

    /// So many are listed; the file has all.
    static let most = 200

    var title: String {
        let narrowed = [figure.kind.map { t.name(ofKind: $0, catalogue) }, figure.channel.map { t.name(ofChannel: $0) }].compactMap(\.self)
        switch figure.subject {
        case .goal(let kind): return t("journey.behind.reached", ["stage": t.name(ofKind: kind, catalogue)])
        case .stage(let figure):
            let stage = plan == nil ? Stage(key: figure.stage).map { t.name(of: $0) } : nil
            let words = [stage ?? figure.stage] + narrowed
            return t("journey.behind.\(figure.fate.rawValue)", ["stage": words.joined(separator: " · ")])
        }
    }

    var html: HTML {
        let header = PageHeader(
            title, lead: HTML(escaping: t("journey.funnel.behind.count", ["count": count])),
            crumbs: [Crumb(t("journey.map"), "/journey" + query.withoutFigure.text)],
            actions: [LinkButton(t("journey.csv"), href: "/journey/people.csv\(query.text)", .quiet).html])
        return "\(header)\(PeopleList(t: t, title: title, names: names, count: count))"
    }
}
