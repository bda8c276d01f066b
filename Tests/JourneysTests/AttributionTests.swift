import Analytics
import Kernel
import Language
import Storage
import TestKit
import Testing
import Timeline
import Web

@testable import Journeys

@Suite struct `The page of attribution` {
    @Test func `adds up what is owed, in goals and in money`() async throws {
        let catalogue = try await withMigratedDatabase(.sqlite) { database in
            try await database.write { try CatalogueStore().add(Kind.defaults, Channel.defaults, in: $0) }
            return try await Line.open(database).catalogue
        }
        let attribution = Attribution(
            goals: 10, unowed: 2,
            credits: [
                .init(name: "email", goals: 4.5, value: [.eur: 10_050, .pln: 400]), .init(name: "web", goals: 3.5, value: [.eur: 20_000]),
            ])
        let choice = try AttributionChoice(Query(), catalogue)
        let page = AttributionPage(
            t: Texts(.en, now: noon()), choice: choice, attribution: attribution, catalogue: catalogue, query: Query()
        ).html.text
        let foot = try #require(page.split(separator: "<tfoot>").last)
        #expect(foot.hasPrefix("<tr><th scope=\"row\">Total</th><td class=\"number\">8</td><td class=\"number\">€300.50</td>"))
        #expect(foot.contains("4.00"))
    }
}
