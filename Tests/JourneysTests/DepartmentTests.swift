import Foundation
import Kernel
import Language
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
}
