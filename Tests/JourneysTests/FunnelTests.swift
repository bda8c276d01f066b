import Analytics
import Columnar
import Kernel
import Language
import People
import Statistics
import Storage
import TestKit
import Testing
import Timeline
import Web

@testable import Journeys

@Suite struct `The funnel` {
    @Test func `has as many people on the list, and in the file, as in the figure`() async throws {
        try await withShop { line, store in
            let choice = try FunnelChoice(Query("step=page_view&step=order_placed&step=delivery&step=survey_nps&window=30"))
            let question = try choice.question(line.catalogue)
            let scope = JourneyScope(Query(), today: noon().day)
            let funnel = try await store.answer(choice, scope, at: noon()) { try await $0.line.funnel(question, $0.filter, now: noon()) }
            #expect(funnel.steps[0].people == 1_200)
            let rows = FunnelCSV(funnel: funnel).text.split(separator: "\r\n")
            for (place, step) in funnel.steps.enumerated() {
                for fate in FunnelFigure.Fate.allCases {
                    let behind = FunnelFigure(step: place, fate: fate)
                    let people = try await store.answer(behind, scope, at: noon()) {
                        try await $0.line.people(of: behind, in: question, $0.filter, now: noon())
                    }
                    let isLast = place == funnel.steps.count - 1
                    let figure = fate == .reached ? step.people : isLast ? 0 : fate == .lost ? step.lost : step.inProgress
                    #expect(people.count == figure)
                    #expect(try await CustomerNameStore(line: line).names(people).count == figure)
                }
                #expect(rows[place + 1].hasPrefix("\(step.name),\(step.people),"))
            }
        }
    }

    @Test(arguments: [
        ("step=nothing&step=order_placed", "must be a touchpoint of the catalogue or a stage"),
        ("step=stage.none&step=delivery", "must be a touchpoint of the catalogue or a stage"), ("step=delivery", "must be given twice or more"),
    ])
    func `says what is wrong with a step`(query: String, reason: String) async throws {
        try await withShop { line, _ in
            #expect(throws: Failure.invalid("step", reason)) {
                try FunnelChoice(Query(query)).question(line.catalogue)
            }
        }
    }

    @Test(arguments: [
        ("order=backwards", "order", "must be one of the choices"), ("window=soon", "window", "must be a number from 1 to 3650"),
        ("window=7&horizon=8", "horizon", "must be at most 7"), ("constant=order", "constant", "must be one of those on the page"),
        ("step=delivery&step=order_placed&within2=2&order=any", "within2", "must be empty where steps come in any order"),
        ("step=delivery&step=order_placed&within2=0", "within2", "must be a number from 1 to 3650"),
    ])
    func `says what is not understood, or does not go together`(query: String, field: String, reason: String) {
        #expect(throws: Failure.invalid(field, reason)) { try FunnelChoice(Query(query)) }
    }

    @Test func `keeps the time of a step that stands behind an empty one`() throws {
        let choice = try FunnelChoice(Query("step=page_view&step=&step=delivery&within2=1&within3=5"))
        #expect(choice.steps == [.init(key: "page_view"), .init(key: "delivery", within: 5)])
    }

    @Test(arguments: engines) func `follows one order at a time`(engine: Engine) async throws {
        try await withMigratedDatabase(engine) { database in
            try await database.write { try CatalogueStore().add(Kind.defaults, Channel.defaults, in: $0) }
            let line = try await Line.open(database)
            try await twoOrders(line)
            let engine = LineEngine(source: LineFeedStore(line: line))
            let store = JourneyStore(line: line, quick: .seconds(3_600)) { try await engine.line() }
            for (constant, delivered) in [("", 2), ("&constant=subject.order", 1), ("&constant=property.carrier", 1), ("&constant=property.none", 0)]
            {
                let choice = try FunnelChoice(Query("step=order_placed&step=delivery\(constant)"))
                let routes = FunnelRoutes(store: store, people: CustomerNameStore(line: line))
                let people = try await routes.people(FunnelFigure(step: 1, fate: .reached), choice, everybody, at: noon())
                #expect(people.count == delivered, "\(constant)")
            }
            #expect(try await CarriedStore(line: line).found(in: ["order_placed"]) == [.subject("order"), .property("carrier")])
        }
    }

    @Test func `shows conversion at a horizon, in any order too, and the same in the file`() async throws {
        try await withShop { line, store in
            let query = Query("step=page_view&step=order_placed&step=delivery&window=30&horizon=2&order=any")
            let choice = try FunnelChoice(query)
            let question = try choice.question(line.catalogue)
            let funnel = try await store.answer(choice, everybody, at: noon()) { try await $0.line.funnel(question, $0.filter, now: noon()) }
            #expect(funnel.steps.map(\.people) == [1_200, 1_200, 1_200])
            #expect(funnel.steps[1].atHorizon?.value == 1 && funnel.steps[2].atHorizon?.value == 0)
            let page = FunnelPage(t: Texts(.en, now: noon()), choice: choice, funnel: funnel, carried: [], catalogue: line.catalogue, query: query)
            #expect(page.html.text.contains("2 of the steps") && page.html.text.contains("Come within 2 days"))
            #expect(FunnelCSV(funnel: funnel).text.split(separator: "\r\n")[2].hasPrefix("2,1200,"))
        }
    }
}

private let everybody = JourneyScope(Query(), today: noon().day)

/// Ada's order is delivered; Ben's is not, only another one that somebody has placed for him.
private func twoOrders(_ line: Line) async throws {
    let source = try await line.source("shop", name: "Shop", medium: .file)
    func touch(_ customer: String, _ kind: String, _ day: Int64, _ order: String, _ carrier: String) -> NewTouchpoint {
        NewTouchpoint(
            kind, channel: "web", by: [Identifier(.userID, customer)].compactMap(\.self), at: noon().adding(.days(day - 20)),
            subject: Subject("order", order), properties: #"{"lines": [{"carrier": "x"}], "carrier":\#(carrier), "text": "so"}"#)
    }
    _ = try await line.append(
        [
            touch("ada", "order_placed", 1, "1", #""North""#), touch("ada", "delivery", 2, "1", #""No\u0072th""#),
            touch("ben", "order_placed", 1, "2", "17"), touch("ben", "delivery", 2, "3", "18"),
        ], from: source)
}
