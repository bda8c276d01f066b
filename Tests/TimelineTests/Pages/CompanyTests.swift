import HTTPTypes
import HummingbirdTesting
import Kernel
import People
import Storage
import TestKit
import Testing

@testable import Timeline

@Suite struct `A company` {
    @Test(arguments: engines) func `shows who acts for it and what happened with them last`(engine: Engine) async throws {
        try await withOffice(engine) { office async throws in
            try await office.happened("ada", "page_view", daysAgo: 3, traits: ["name": "Ada"], company: "acme")
            try await office.happened("ada", "order_placed", daysAgo: 2)
            try await office.happened("ben", "phone_call", daysAgo: 1, traits: ["name": "Ben"], company: "acme")
            try await office.happened("cy", "page_view", daysAgo: 1, traits: ["name": "Cy"], company: "bolt")
            let companies = CompanyReadingStore(line: office.line)
            let list = try await companies.list(search: nil, before: nil)
            #expect(list.rows.map(\.company.key) == ["bolt", "acme"])
            #expect(list.rows.map(\.members) == [1, 2])
            #expect(list.rows[1].last == noon().adding(.days(-1)))
            let view = try await companies.find(list.rows[1].company.id)
            #expect(Set(view.members.compactMap(\.name)) == ["Ada", "Ben"])
            #expect(view.touchpoints.map(\.touchpoint.kind.key) == ["phone_call", "order_placed", "page_view"])
            #expect(view.touchpoints.map(\.member?.name) == ["Ben", "Ada", "Ada"])
            #expect(try await office.names(list.rows[1].path) == ["Ada", "Ben"])
        }
    }

    @Test(arguments: engines) func `is found by the beginnings of the words of its name, in any script`(engine: Engine) async throws {
        try await withOffice(engine) { office async throws in
            for name in ["Łąka i Las", "ООО Ромашка", "上海家具", "Acme"] { try await office.happened("ada", "page_view", daysAgo: 1, company: name) }
            let companies = CompanyReadingStore(line: office.line)
            for (typed, found) in [("las", "Łąka i Las"), ("lak", "Łąka i Las"), ("ромаш", "ООО Ромашка"), ("家具", "上海家具"), ("ACM", "Acme")] {
                #expect(try await companies.list(search: typed, before: nil).rows.map(\.company.name) == [found], "\(typed)")
            }
            #expect(try await companies.list(search: "nothing", before: nil).rows.isEmpty)
        }
    }

    @Test func `that is not there is not found`() async throws {
        try await withOffice { office async throws in
            #expect(try await office.page("/companies/nothing").status == .notFound)
            #expect(try await office.page("/companies/\(ID<Company>(at: noon()))").status == .notFound)
            #expect(try await office.page("/companies").text.contains("No companies yet"))
        }
    }
}
