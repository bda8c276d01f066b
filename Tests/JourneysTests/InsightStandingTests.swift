import Analytics
import Kernel
import Language
import Statistics
import Storage
import TestKit
import Testing
import Timeline
import Web

@testable import Journeys

private let ana = Viewer(id: ID(at: noon()), name: "Ana", email: "ana@example.com", role: .manager)
private let ben = Colleague(id: ID(at: noon()), name: "Ben")

private func entry(_ fields: [String: String], _ finding: Finding) throws -> InsightEntry {
    let form = Form(fields.map { (name: $0.key, value: $0.value) })
    return try InsightEntry(form, finding, today: noon().day, colleagues: [ben], segments: [])
}

@Suite struct `What has become of an insight` {
    @Test func `is told on every page that tells it, and what was let go is told on none`() async throws {
        try await withShop { line, store in
            let insights = InsightStore(database: line.database) { _, _ in }
            let (choice, catalogue, t) = (try StakeChoice(Query()), line.catalogue, Texts(.en, now: noon()))
            let found = try await store.findings(at: noon()).answer
            let late = try #require(found.first { $0.what == .touchpoint })
            let sentence = FindingWords(t: t, catalogue: catalogue).sentence(late)
            func pulse() async throws -> String {
                ChangesSection(t: t, list: InsightList(found, try await insights.all()), catalogue: catalogue).html.text
            }
            #expect(try await pulse().contains(HTML(escaping: sentence).text))

            try await insights.put(late, .done, action: "Another carrier", actedOn: noon().day, by: ana, owner: ben.id)
            #expect(try await insights.all().map(\.owner) == [ben.id], "it is whose it was given to")
            let board = try await store.board(try await insights.all(), choice, at: noon()).answer
            let departments = try await store.answer("departments", JourneyScope(Query(), today: noon().day), at: noon()) {
                try await Departments($0.line, board.told.map(\.finding), catalogue, $0.filter)
            }
            let logistics = try #require(departments.all.first { $0.key == "logistics" })
            let department = DepartmentPage(
                t: t, department: logistics, departments: departments, board: board, choice: choice, catalogue: catalogue, query: Query()
            ).html.text
            let summary = SummaryPage(
                t: t, summary: Summary([], try await store.journey(JourneyScope(Query(), today: noon().day), at: noon()).answer, board, []),
                choice: choice, scope: JourneyScope(Query(), today: noon().day), query: Query()
            ).html.text
            let day = t.date(noon().day)
            for page in [department, summary] {
                #expect(page.contains("What was done: Another carrier") && page.contains("It works since: \(day)") && page.contains("Done by "))
            }
            #expect(try await pulse().contains("Done by –"))

            try await insights.put(late, .dismissed, action: "", actedOn: nil, by: ana)
            #expect(try await !pulse().contains(HTML(escaping: sentence).text))
        }
    }

    @Test func `keeps what only follows from another one below that one`() throws {
        func finding(_ kind: String, follows: String? = nil) -> Finding {
            Finding(
                what: .touchpoint, kind: kind, group: nil, value: nil, month: 24_300, before: 0.1, after: 0.2, countBefore: 100, countAfter: 100,
                low: 0.05, high: 0.15, follows: follows)
        }
        let list = InsightList([finding("delivery_damaged"), finding("ticket_opened", follows: "delivery_damaged")], [])
        #expect(list.news.map(\.kind) == ["delivery_damaged"] && list.followers["delivery_damaged"]?.map(\.kind) == ["ticket_opened"])
        let text = ChangesSection(t: Texts(.en, now: noon()), list: list, catalogue: Timeline.Catalogue()).html.text
        #expect(text.contains("delivery_damaged") && !text.contains("ticket_opened"))
    }

    @Test func `goes for the same thing told to the day`() throws {
        let day = noon().day
        let late = Finding(
            what: .touchpoint, kind: "delivery_delayed", group: "region", value: "South", month: day.month.number, before: 0.1, after: 0.2,
            countBefore: 100, countAfter: 100, low: 0.05, high: 0.15)
        func incident(_ kind: String, _ value: String) -> Incident {
            Incident(
                kind: kind, group: "region", value: value, from: day, until: nil, before: Proportion(1, of: 100), during: Proportion(9, of: 100),
                strength: 20)
        }
        let done = Insight(
            id: ID(at: noon()), finding: late, status: .done, action: "", actedOn: day, holdout: nil, updatedAt: noon(), owner: ana.id, author: "Ana")
        func told(_ incident: Incident) -> String {
            EpisodeSection(
                t: Texts(.en, now: noon()), episodes: [Episode(incidents: [incident])], catalogue: Timeline.Catalogue(), insights: [done],
                form: InsightFormMaker(t: Texts(.en, now: noon()), seal: "")
            ).html.text
        }
        #expect(told(incident("delivery_delayed", "South")).contains(">Done<") && !told(incident("delivery_delayed", "South")).contains("Take it on"))
        #expect(told(incident("delivery_delayed", "North")).contains(">New<") && told(incident("delivery", "South")).contains("Take it on"))
    }

    @Test func `must be possible, and is said at its field without losing what was typed`() async throws {
        try await withShop { line, store in
            let finding = try #require(try await store.findings(at: noon()).answer.first { $0.what == .touchpoint })
            let began = finding.begins.day
            let cases: [(fields: [String: String], field: String, reason: String)] = [
                (["status": "done"], "acted_on", "must say since when the action works"),
                (["status": "done", "acted_on": began.adding(days: -1).description], "acted_on", "must come after the day on which it began"),
                (["status": "taken", "acted_on": began.description], "acted_on", "must come after the day on which it began"),
                (["status": "done", "acted_on": noon().day.adding(days: 1).description], "acted_on", "must not lie in the future"),
                (["status": "done", "acted_on": "soon"], "acted_on", "must be a day, such as 2026-11-22"),
                (["status": "taken", "owner": "nobody"], "owner", "must be one of those on the page"),
                (["status": "lost"], "status", "must be one of the choices"),
            ]
            for (fields, field, reason) in cases { #expect(throws: Failure.invalid(field, reason)) { try entry(fields, finding) } }
            let good = try entry(["status": "done", "acted_on": began.adding(days: 1).description, "owner": "\(ben.id)"], finding)
            #expect(good.owner == ben.id && good.actedOn == began.adding(days: 1))

            let typed = Form([(name: "action", value: "Another <carrier>"), (name: "acted_on", value: began.description)])
            let refused = RefusedEntry(
                token: finding.token, state: FormState(typed, failure: .invalid("acted_on", "must come after the day on which it began")))
            let board = try await store.board([], try StakeChoice(Query()), at: noon()).answer
            let page = InsightPage(
                t: Texts(.en, now: noon()), seal: "", board: board, choice: try StakeChoice(Query()), colleagues: [ben], refused: refused,
                catalogue: line.catalogue, mayAct: true, query: Query()
            ).html.text
            #expect(page.contains("value=\"Another &lt;carrier&gt;\"") && page.contains("must come after the day on which it began"))
            #expect(page.contains("<details open>") && page.contains(">Ben</option>"))
        }
    }

    @Test func `leads to the people behind its figure`() async throws {
        try await withShop { line, store in
            let board = try await store.board([], try StakeChoice(Query()), at: noon()).answer
            let late = try #require(board.news.first { $0.what == .touchpoint })
            let price = try #require(board.stakes[late.key])
            #expect(try await store.people(behind: late, at: noon()).count == price.stakes.hit, "those on whom the price rests")
            let answered = try #require(board.news.first { $0.what == .experience })
            let people = try await store.people(behind: answered, at: noon())
            #expect(people.count == answered.countAfter, "everybody answered once")
            let title = FindingWords(t: Texts(.en, now: noon()), catalogue: line.catalogue).title(late)
            #expect(title.hasPrefix("Delivery delayed · customers with “region: South” · since "))
        }
    }
}
