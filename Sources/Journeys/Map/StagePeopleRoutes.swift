import Analytics
import Hummingbird
import Kernel
import Timeline
import Web

/// `/journey/people`: who stands behind a figure of the map.
struct StagePeopleRoutes: Routable {
    let store: JourneyStore
    let people: CustomerNameStore

    var routes: RouteTable {
        RouteTable("/journey")
            .get("people", access: .staff(.viewer), use: show)
            .get("people.csv", access: .staff(.viewer), use: sheet)
    }

    /// Everybody behind a figure, by the walk that counted them.
    private func behind(_ context: Context) async throws -> (figure: StageFigure, people: [Int64]) {
        guard let fate = StageFigure.Fate(rawValue: context.query["fate"] ?? "reached") else {
            throw Failure.invalid("fate", "must be one of the choices")
        }
        let scope = context.mapScope
        let plan = try await store.plan(scope)
        let names = plan?.stages.map(\.name) ?? Stage.allCases.map(\.key)
        guard let stage = context.query["stage"], names.contains(stage) else { throw Failure.missing("This stage") }
        let (figure, catalogue) = (StageFigure(stage: stage, fate: fate), store.line.catalogue)
        let people = try await store.answer(figure, scope, at: context.now) {
            try await $0.line.following(plan, catalogue).people(of: figure, $0.filter)
        }
        return (figure, people)
    }

    func show(_ request: Request, _ context: Context) async throws -> Page {
        let (figure, numbers) = try await behind(context)
        let stage = try await store.plan(context.mapScope) == nil ? Stage(key: figure.stage).map { StageName($0) } : nil
        let page = StagePeoplePage(
            t: context.t, stage: stage ?? StageName(figure.stage), fate: figure.fate,
            names: try await people.names(Array(numbers.prefix(StagePeoplePage.most))), count: numbers.count, query: context.query)
        return Page(page.title, at: .journey, content: page.html)
    }

    func sheet(_ request: Request, _ context: Context) async throws -> SheetFile {
        SheetFile("people.csv", PeopleCSV(names: try await people.names(try await behind(context).people)).text)
    }
}

struct StagePeoplePage {
    let t: Texts
    let stage: StageName
    let fate: StageFigure.Fate
    let names: [CustomerName]
    let count: Int
    let query: Query

    /// So many are listed; the file has all.
    static let most = 200

    var title: String { t("journey.behind.\(fate.rawValue)", ["stage": t.name(of: stage)]) }

    var html: HTML {
        let back = "/journey" + query.with("stage", nil).with("fate", nil).text
        let download = LinkButton(t("journey.csv"), href: "/journey/people.csv\(query.text)", .quiet).html
        let header = PageHeader(
            title, lead: HTML(escaping: t("journey.funnel.behind.count", ["count": count])), crumbs: [Crumb(t("journey.map"), back)],
            actions: [download])
        return "\(header)\(PeopleList(t: t, title: title, names: names, count: count))"
    }
}
