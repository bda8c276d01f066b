import Analytics
import Foundation
import Kernel
import Language
import Statistics
import Storage
import TestKit
import Testing
import Timeline
import Web

@testable import Journeys

private let english = Texts(.en, now: noon())

@Suite struct `What the pages of the journey say` {
    @Test(arguments: JourneyTabs.View.allCases) func `keeps what was chosen from tab to tab`(view: JourneyTabs.View) {
        let html = JourneyTabs(t: english, current: view, query: Query("period=90d&segment=abc&outcome=order_placed")).html.text
        #expect(html.components(separatedBy: "?period=90d&amp;segment=abc\"").count == 1 + JourneyTabs.View.allCases.count)
        #expect(!html.contains("outcome"))
        #expect(html.contains("kept for them") == [.insights, .benchmarks, .journeys].contains(view))
    }

    @Test(arguments: [
        ("reach=300", "reach", "must be a number from 1 to 100", JourneyTabs.View.map, "Share that a fix spares, %"),
        ("lasts=0", "lasts", "must be a number from 1 to 120", .insights, "Months that it lasts"),
        ("horizon=x", "horizon", "must be a number from 1 to 3650", .funnel, "Conversion after so many days"),
        ("from=2026-13-45", "from", "must be a day, such as 2026-11-22", .map, "From"),
        ("period=banana", "period", "must be one of the choices", .paths, "Period"),
    ])
    func `is a sentence under the label of the field where something cannot be`(
        address: String, field: String, reason: String, view: JourneyTabs.View, label: String
    ) throws {
        let query = Query(address + "&segment=abc")
        let refused = try #require(RefusedQuestion(.invalid(field, reason), view, english, path: "/journey", query))
        let html = refused.html.text
        #expect(html.contains(">\(label)</label>") && html.contains("value=\"\(query[field] ?? "")\"") && html.contains("class=\"error\""))
        #expect(html.contains("name=\"segment\" value=\"abc\"") && refused.rest.text == "?segment=abc")
        for language in ReaderLanguage.allCases {
            let t = Texts(language, now: noon())
            #expect(RefusedQuestion(.invalid("within2", "must be given"), .funnel, t, path: "", query)?.html.text.contains("journey.") == false)
        }
    }

    @Test(arguments: [("period=banana", "period"), ("from=2026-13-45", "from"), ("to=soon&from=2026-01-01", "to")])
    func `passes over no days that there are not`(address: String, field: String) {
        #expect { try Period.requireDays(Query(address)) } throws: { error in
            guard case Failure.invalid(field, _) = error else { return false }
            return true
        }
        #expect(throws: Never.self) { try Period.requireDays(Query("period=90d&from=2026-01-01&to=2026-02-01")) }
    }

    @Test func `is set as each language sets it`() {
        #expect(english.sentences(["One.", nil, "Two."]) == "One. Two." && english.pair("Who", "Ana") == "Who: Ana")
        let chinese = Texts(.zh, now: noon())
        #expect(chinese.sentences(["一。", "二。"]) == "一。二。" && chinese.pair("谁", "Ana") == "谁：Ana")
        let russian = Texts(.ru, now: noon())("journey.insight.experience.fell", ["month": "мая", "who": "всех", "after": "1", "before": "2"])
        #expect(russian.hasSuffix("2 п.") && !chinese("journey.touchpoint").contains("接触点"))
    }

    @Test func `draws feelings on their whole scale, also where one alone is known`() async throws {
        try await withShop { _, store in
            let scope = JourneyScope(Query(), today: noon().day)
            let journey = try await store.journey(scope, at: noon()).answer
            let html = EmotionCurve(t: english, stages: journey.stages, compared: []).html.text
            #expect(html.contains(">+1</text>") && html.contains(">−1</text>"))
        }
    }
}

/// Parcels are delivered; some are damaged, or come late; whoever has either opens a ticket.
private func parcels() throws -> JourneyLog {
    var builder = JourneyLog.Builder(stages: Stage.allCases.map(\.key))
    let web = try builder.channel("web")
    let kinds = try ["delivery_delayed", "delivery", "delivery_damaged", "ticket_opened"].map { try builder.kind($0) }
    var position: Int64 = 0
    for person in 0..<800 {
        let day = Int64(person % 400) + 1
        let isAfter = day > 200
        func add(_ kind: Int, _ hour: Int64) {
            position += 1
            builder.add(
                Touch(
                    person: Int64(person), position: position, at: noon().adding(.days(day - 400)).adding(.hours(hour)), kind: kinds[kind],
                    channel: web, stage: builder.stage("after_purchase")))
        }
        let (isLate, isDamaged) = (person % 10 < (isAfter ? 3 : 1), person % 14 < (isAfter ? 2 : 1))
        if isLate { add(0, 0) }
        add(1, 2)
        if isDamaged { add(2, 3) }
        if isLate || isDamaged || person % 20 == 0 { add(3, 5) }
    }
    return builder.build()
}

@Suite struct `A rate` {
    @Test(arguments: ["delivery_delayed", "delivery_damaged"])
    func `is told of what it happens with, before or after it, and not of the tickets that it brings`(kind: String) async throws {
        try await withMigratedDatabase(.sqlite) { database in
            try await database.write { try CatalogueStore().add(Kind.defaults, Channel.defaults, in: $0) }
            let catalogue = try await Line.open(database).catalogue
            let finding = Finding(
                what: .touchpoint, kind: kind, group: nil, value: nil, month: noon().adding(.days(-190)).day.month.number, before: 0.1, after: 0.2,
                countBefore: 100, countAfter: 100, low: 0.05, high: 0.15)
            let told = try await FindingContext(line: try parcels(), groups: [], catalogue: catalogue).told([finding])
            #expect(told.first?.occasion?.kind == "delivery")
        }
    }
}
