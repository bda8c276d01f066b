import Foundation
import Hummingbird
import Kernel
import People
import Web

/// `/customers`
struct CustomerRoutes: Routable {
    let customers: CustomerStore
    let segments: SegmentStore
    let recording: SettingsChange.Recording

    var routes: RouteTable {
        RouteTable("/customers")
            .get(access: .staff(.viewer), use: list)
            .post("export", access: .staff(.analyst), use: export)
            .get(":id", access: .staff(.viewer), use: timeline)
            .get(":id/data", access: .staff(.viewer), use: data)
    }

    func list(_ request: Request, _ context: Context) async throws -> Page {
        let chosen = try await chosen(context)
        let list = try await customers.list(wanted(context.query), in: chosen)
        let page = CustomerListPage(
            t: context.t, seal: context.seal, list: list, query: context.query, segment: chosen?.segment, begun: try context.begun,
            mayExport: try context.staff.role >= .analyst)
        let choices = try await segments.list().map { (key: $0.id.description, name: $0.name) }
        return Page(context.t("customers.title"), at: .customers, scope: Page.Scope(period: nil, segments: choices), content: page.html)
    }

    /// Exactly the rows of the list, without its end at fifty. A form, since that it was asked for is noted.
    func export(_ request: Request, _ context: Context) async throws -> SheetFile {
        var wanted = wanted(context.query)
        (wanted.before, wanted.limit) = (nil, 10_000)
        let chosen = try await chosen(context)
        let list = try await customers.list(wanted, in: chosen)
        try await customers.noteExport(of: list.rows.count, chosen?.segment?.name, by: context.staff.id, recording)
        return SheetFile("customers.csv", CustomerCSV(rows: list.rows).text)
    }

    /// `?q=ada`, `?who=all`, `?before=1200`
    private func wanted(_ query: Query) -> CustomerStore.Wanted {
        CustomerStore.Wanted(search: query["q"], before: query["before"].flatMap { Int64($0) }, strangers: query["who"] == "all")
    }

    /// Those of the segment and the days in the address; `nil` is everybody.
    ///
    /// - Throws: `missing` when there is no such segment.
    private func chosen(_ context: Context) async throws -> SegmentPeopleStore? {
        let begun = try context.begun.map { Stretch(from: $0.first, before: $0.last.adding(days: 1), in: context.timeZone) }
        guard let text = context.segment else {
            return begun.map { SegmentPeopleStore(segment: nil, begun: $0, catalogue: customers.catalogue, now: context.now) }
        }
        guard let id = ID<Segment>(text) else { throw Failure.missing("This segment") }
        return SegmentPeopleStore(segment: try await segments.find(id), begun: begun, catalogue: customers.catalogue, now: context.now)
    }

    func timeline(_ request: Request, _ context: Context) async throws -> Response {
        let filter = LineFilter(context.query, customers.catalogue)
        let timeline = try await customers.timeline(of: context.id(), filter.wanted(CustomerStore.pageLength + 1))
        if let moved = moved(timeline.customer, context) { return moved }
        let content = CustomerTimelinePage(
            head: CustomerHead(
                t: context.t, customer: timeline.customer, standing: timeline.standing, tab: .timeline,
                mayLog: try context.staff.role >= .agent),
            touchpoints: timeline.touchpoints, filter: filter, position: timeline.position, source: customers.source)
        return Page(content.head.title, at: .customers, content: content.html).response(in: context)
    }

    func data(_ request: Request, _ context: Context) async throws -> Response {
        let (customer, standing) = try await customers.standing(of: context.id())
        if let moved = moved(customer, context, "/data") { return moved }
        let content = CustomerDataPage(head: CustomerHead(t: context.t, customer: customer, standing: standing, tab: .data), source: customers.source)
        return Page(content.head.title, at: .customers, content: content.html).response(in: context)
    }

    /// Somebody who was joined to another is found there.
    private func moved(_ customer: CustomerRow, _ context: Context, _ tab: String = "") -> Response? {
        let asked: ID<Person>? = try? context.id()  // It was read before; a path without an id has not come this far.
        guard asked != customer.person.id else { return nil }
        return context.redirect(to: customer.path + tab)
    }
}

extension Context {
    /// The days within which those who are listed began: `?new_from=2026-11-01&new_to=2026-11-30`.
    ///
    /// - Throws: `invalid` where one of them is none.
    fileprivate var begun: Period? {
        get throws {
            for name in ["new_from", "new_to"] {
                try Failure.require(query[name] == nil || query.day(name) != nil, name, "must be a day, such as 2026-11-22")
            }
            guard let from = query.day("new_from") else { return nil }
            return Period(from: from, to: query.day("new_to") ?? max(from, t.today))
        }
    }
}

/// `/search`: what is typed into the bar on top of every page.
struct SearchRoutes: Routable {
    var routes: RouteTable {
        RouteTable("/search").get(access: .staff(.viewer), use: search)
    }

    func search(_ request: Request, _ context: Context) -> Response {
        context.redirect(to: "/customers" + Query().with("q", context.query["q"]).text)
    }
}
