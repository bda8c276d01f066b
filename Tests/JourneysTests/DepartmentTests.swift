import Analytics
import Foundation
import Kernel
import Language
import Statistics
import TestKit
import Testing
import Timeline
import Web

@testable import Journeys

private let everything = JourneyScope(Query(), today: noon().day)

@Suite struct `The page of a department` {
    @Test func `keeps its own touchpoints apart from what all share, and says so`() async throws {
        try await withShop { line, store in
            let (choice, catalogue) = (try StakeChoice(Query()), line.catalogue)
            let board = try await store.board([], choice, at: noon()).answer
            let findings = board.told.map(\.finding)
            let departments = try await store.answer("departments", everything, at: noon()) {
                try await Departments($0.line, findings, catalogue, $0.filter)
            }
            let logistics = try #require(departments.all.first { $0.key == "logistics" })
            #expect(logistics.ownFindings.map(\.kind) == ["delivery_delayed"] && logistics.sharedFindings.map(\.what) == [.experience])
            #expect(!logistics.touchpoints.contains { $0.kind.key == "survey_nps" })
            let page = DepartmentPage(
                t: Texts(.en, now: noon()), department: logistics, departments: departments, board: board, choice: choice, catalogue: catalogue,
                query: Query()
            ).html.text
            #expect(page.contains("Status and effect") && page.contains("Revenue at risk"))
            let parts = page.components(separatedBy: "Shared by all: recommendation of the whole company")
            #expect(parts.count == 2)
            #expect(parts[0].contains("Delivery delayed") && !parts[0].contains("recommendation (NPS)"))
            #expect(parts[1].contains("It is no grade of Logistics") && parts[1].contains("the recommendation (NPS) of customers with"))
            for language in ReaderLanguage.allCases {
                let t = Texts(language, now: noon())
                let pages = [
                    DepartmentPage(
                        t: t, department: logistics, departments: departments, board: board, choice: choice, catalogue: catalogue, query: Query()
                    ).html.text,
                    DepartmentsPage(t: t, departments: departments, query: Query()).html.text,
                ]
                for page in pages { #expect(!page.contains(">journey."), "every text is there in \(language)") }
            }
        }
    }
    @Test(arguments: ["period=90d", "from=2025-09-01&to=2026-01-31", ""])
    func `leads from each figure to exactly those whom it counts`(address: String) async throws {
        try await withShop { line, store in
            let (t, query) = (Texts(.en, now: noon()), Query(address))
            let (choice, catalogue) = (try StakeChoice(Query()), line.catalogue)
            let scope = JourneyScope(query, today: noon().day)
            let departments = try await store.answer("departments", scope, at: noon()) { try await Departments($0.line, [], catalogue, $0.filter) }
            #expect(!departments.all.isEmpty)
            for department in departments.all {
                let page = DepartmentPage(
                    t: t, department: department, departments: departments,
                    board: try await store.board([], choice, at: noon()).answer, choice: choice, catalogue: catalogue, query: query
                ).html.text
                for touchpoint in department.touchpoints {
                    let link = "/journey/people" + query.with("kind", touchpoint.kind.key).text
                    #expect(page.contains("<a href=\"\(link.replacing("&", with: "&amp;"))\">\(t.number(touchpoint.people))</a>"))
                    let figure = try MapFigure(Query(String(link.split(separator: "?")[1])), nil)
                    let people = try await store.answer(figure, scope, at: noon()) { try await figure.people($0, at: noon()) }
                    #expect(people.count == touchpoint.people, "\(touchpoint.kind.key)")
                }
            }
        }
    }

    @Test func `counts what was found by its reach among its own, whether it is for the worse or not`() throws {
        let department = Departments.Department(
            key: "service", touchpoints: [], emotion: .none, findings: [finding(.reach), finding(.touchpoint), finding(.experience)])
        #expect(department.ownFindings.map(\.what) == [.reach, .touchpoint] && department.sharedFindings.map(\.what) == [.experience])
        let departments = Departments(all: [department], outcome: .none, months: [])
        let page = DepartmentsPage(t: Texts(.en, now: noon()), departments: departments, query: Query()).html.text
        #expect(page.contains("2 <span class=\"aside\">1 for the worse</span>"))
    }

    private func finding(_ what: Finding.What) -> Finding {
        Finding(
            what: what, kind: "phone_call", group: nil, value: nil, month: 24_300, before: 0.1, after: 0.2, countBefore: 900, countAfter: 900,
            low: 0.05, high: 0.15)
    }

    @Test(arguments: ReaderLanguage.allCases) func `says which of its parts a choice does not narrow`(language: ReaderLanguage) async throws {
        try await withShop { line, store in
            let (t, choice, catalogue) = (Texts(language, now: noon()), try StakeChoice(Query()), line.catalogue)
            let board = try await store.board([], choice, at: noon()).answer
            let findings = board.told.map(\.finding)
            let departments = try await store.answer("departments", everything, at: noon()) {
                try await Departments($0.line, findings, catalogue, $0.filter)
            }
            let logistics = try #require(departments.all.first { $0.key == "logistics" })
            for (address, isNarrowed) in [("", false), ("segment=x&period=30d", true)] {
                let query = Query(address)
                let one = DepartmentPage(
                    t: t, department: logistics, departments: departments, board: board, choice: choice, catalogue: catalogue, query: query
                ).html.text
                let all = DepartmentsPage(t: t, departments: departments, query: query).html.text
                for page in [one, all] {
                    #expect(page.contains(t("journey.departments.unnarrowed")) == isNarrowed)
                    #expect(page.contains(t("journey.chosen")) == isNarrowed && !page.contains(">journey."), "\(address)")
                }
            }
        }
    }
}
