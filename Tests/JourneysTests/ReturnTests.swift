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

private let everybody = JourneyScope(Query(), today: noon().day)

@Suite struct `Who comes back` {
    @Test(arguments: ["measure=within&days=1-3,4-10&back=survey_nps", "first=order_placed&by=week&measure=later", "measure=day", ""])
    func `has as many people on the list, and in the file, as in the figure`(address: String) async throws {
        try await withShop { line, store in
            let choice = try ReturnChoice(Query(address), line.catalogue)
            let routes = ReturnRoutes(store: store, people: CustomerNameStore(line: line))
            let returns = try await routes.returns(choice, everybody, at: noon()).answer
            #expect(returns.cohorts.reduce(0) { $0 + $1.people } == 1_200)
            for cohort in [returns.cohorts[1], returns.cohorts[3]] {
                let figure = try #require(cohort.figures[1])
                let (came, away) = (ReturnFigure(cohort: cohort.first, place: 1), ReturnFigure(cohort: cohort.first, place: 1, came: false))
                #expect(try await routes.people(came, choice, everybody, at: noon()).count == figure.count)
                #expect(try await routes.people(away, choice, everybody, at: noon()).count == figure.total - figure.count)
                #expect(ReturnCSV(choice: choice, returns: returns).text.contains("\(figure.count),\(figure.total),"))
            }
            let page = ReturnPage(t: Texts(.en, now: noon()), choice: choice, returns: returns, catalogue: line.catalogue, query: Query(address))
            #expect(page.html.text.contains("/journey/retention/people?"))
        }
    }

    @Test func `takes beginnings of the chosen days, and returns of all`() async throws {
        try await withShop { line, store in
            let choice = try ReturnChoice(Query("measure=within&days=1-30&first=page_view"), line.catalogue)
            let routes = ReturnRoutes(store: store, people: CustomerNameStore(line: line))
            let day = noon().adding(.days(-30 * 6)).day
            let scope = JourneyScope(Query("from=\(day)&to=\(day)"), today: noon().day)
            let returns = try await routes.returns(choice, scope, at: noon()).answer
            #expect(returns.together.map { $0?.count } == [100] && returns.cohorts.map(\.people) == [100])
        }
    }

    @Test(arguments: [
        ("measure=day&days=1-7", "days", "must be days, such as 1, 7, 30"),
        ("measure=within&days=7-1", "days", "must be days or spans of days, such as 1, 7, 8-30, at most 12"),
        ("measure=within&days=x", "days", "must be days or spans of days, such as 1, 7, 8-30, at most 12"),
        ("measure=never", "measure", "must be one of the choices"), ("back=nothing", "back", "must be a touchpoint of the catalogue or a stage"),
    ])
    func `says what is not understood`(address: String, field: String, reason: String) async throws {
        try await withShop { line, _ in
            #expect(throws: Failure.invalid(field, reason)) { try ReturnChoice(Query(address), line.catalogue) }
        }
    }
}
