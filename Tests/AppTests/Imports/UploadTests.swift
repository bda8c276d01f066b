import Channels
import Foundation
import HTTPTypes
import HummingbirdTesting
import Kernel
import Storage
import TestKit
import Testing
import Timeline
import Web

@testable import App

private let visits = """
    visitor;happened;on;stars;note
    ann;visit;01.03.2026 10:00;4;kind
    bob;visit;28.02.2026 11:30;5;
    cid;visit;soon;3;late
    dan;visit;02.03.2026 09:15;2;cold, and dark

    """

private let mapped: KeyValuePairs<String, String?> = [
    "column.0": "customer", "column.1": "kind", "column.2": "at", "column.3": "score", "column.4": "", "channel": "store", "scale": "rating",
    "source": "Visits", "zone": "Europe/Warsaw", "day": "yes", "start": "yes",
]

@Suite struct `A file by the browser` {
    @Test(arguments: engines) func `is looked at, mapped, imported, and gone`(engine: Engine) async throws {
        try await withOffice(engine) { office async throws in
            let path = try await office.upload(visits.utf8, named: "C:\\fake\\my visits.csv").target
            let plan = try await office.page(path).said
            #expect(plan.contains("CSV, semicolons") && plan.contains("cold, and dark") && plan.contains("my_visits.csv"))
            #expect(office.files() == ["my_visits.csv"])
            #expect(try await office.touchpoints() == 0)
            #expect(try await office.submit(path + "?_method=put", mapped).status == .seeOther)
            #expect(try await office.page(path).said.contains("Waiting"))
            try await office.work()
            let result = try await office.page(path).said
            #expect(result.contains("3 touchpoints are on the line"))
            #expect(try await office.page(path + "/rejected.csv").said.contains("cid,visit,soon,3,late"))
            #expect(office.files() == ["my_visits.csv.rejected.csv"], "the file itself was deleted")
            let kept = try await office.database.read { reading in
                try reading.rows("SELECT occurred_at, score FROM touchpoint ORDER BY position").map {
                    "\(try $0.get("occurred_at", as: Instant.self)) \(try $0.get("score", as: Double.self))"
                }
            }
            #expect(kept.first == "2026-03-01T09:00:00Z 4.0")
        }
    }

    @Test(arguments: engines) func `twice changes nothing`(engine: Engine) async throws {
        try await withOffice(engine) { office async throws in
            for _ in 0..<2 {
                let path = try await office.upload(visits.utf8, named: "visits.csv").target
                _ = try await office.submit(path + "?_method=put", mapped)
                try await office.work()
                #expect(try await office.touchpoints() == 3)
                office.clock.advance(by: .minutes(1))
                let wasNew = try await office.page(path).said.contains("3 touchpoints are on the line")
                let changed = try await office.page(path).said.contains("nothing has changed")
                #expect(wasNew != changed)
            }
        }
    }

    @Test func `shows what is still missing, and does not begin without it`() async throws {
        try await withOffice { office async throws in
            let path = try await office.upload("what,whom\nvisit,ann\n".utf8, named: "visits.csv").target
            #expect(try await office.page(path).said.contains("Say which column is the time"))
            let refused = try await office.submit(path + "?_method=put", ["column.0": "kind", "column.1": "customer", "start": "yes"])
            #expect(refused.status == .unprocessableContent && refused.said.contains("Say which column is the time"))
            let wrong = try await office.submit(path + "?_method=put", ["column.0": "at", "column.1": "customer", "zone": "Mars/Olympus"])
            #expect(wrong.status == .unprocessableContent && wrong.said.contains("must be a time zone"))
            try await office.work()
            #expect(try await office.touchpoints() == 0)
        }
    }

    @Test func `read in another way keeps what was said of columns that are still there`() async throws {
        try await withOffice { office async throws in
            let path = try await office.upload(visits.utf8, named: "visits.csv").target
            let fields: KeyValuePairs<String, String?> = ["column.0": "customer", "column.2": "at", "header": "no", "format": "csv", "day": "yes"]
            #expect(try await office.submit(path + "?_method=put", fields).status == .unprocessableContent, "as commas it is one column")
            #expect(try await office.submit(path + "?_method=put", ["format": "semicolons", "header": "no"]).status == .seeOther)
            #expect(try await office.page(path).said.contains("column_1"))
        }
    }

    @Test func `says which amounts it leaves out, and of damage only its own name`() async throws {
        try await withOffice { office async throws in
            let orders = "user,at,event,amount,currency\nann,2026-03-01,order,9.99,EUR\nann,2026-03-02,order,free,EUR\n"
            let plan = try await office.page(try await office.upload(orders.utf8, named: "orders.csv").target).said
            #expect(plan.contains("“amount” looks like money but stays a property: of its first 2 values 1"))
            // One stored block of gzip, cut off within the row.
            let rows = Array("user,at,event\nann,2026-03-01,visit\nben,2026-03-01,visit\n".utf8)
            let length = [UInt8(rows.count + 9), 0]
            let cut = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3, 1] + length + length.map { ~$0 } + rows
            let damaged = try await office.page(try await office.upload(cut, named: "trunc.csv.gz").target).said
            #expect(damaged.contains("what stands behind the damage is lost: trunc.csv.gz"))
            #expect(!damaged.contains(office.directory) && !damaged.contains("/uploads/"))
        }
    }

    @Test func `of a survey is read by its map`() async throws {
        try await withOffice { office async throws in
            let map = "source: survey\nrespondent: id\nat: day\nanswers:\n  - { column: food, kind: food_rated, question: How was the food? }\n"
            let path = try await office.upload("id,day,food\n1,2026-03-01,4\n2,2026-03-01,9\n".utf8, named: "wide.csv", map: map).target
            #expect(try await office.page(path).said.contains("food_rated"))
            #expect(try await office.submit(path + "?_method=put", ["start": "yes"]).status == .seeOther)
            try await office.work()
            #expect(try await office.touchpoints() == 1)
            let broken = try await office.upload("id,day\n1,2\n".utf8, named: "wide.csv", map: "answers: {")
            #expect(broken.status == .unprocessableContent && broken.said.contains("map.yaml is not valid YAML"))
        }
    }
}

@Suite struct `Rubbish by the browser` {
    private static let wide = (0..<10_000).map { "c\($0)" }.joined(separator: ",")
    private static let rubbish: [(content: [UInt8], sentence: String)] = [
        ([], "file.csv is empty: there is nothing to import."),
        (Array("PK".utf8) + [3, 4, 0, 0, 1, 2], "file.csv is a workbook of Excel or another zip archive"),
        ((0..<4_000).map { UInt8(truncatingIfNeeded: $0 &* 7 % 31) }, "file.csv is no text"),
        (Array("name\nann\nbob\n".utf8), "file.csv has one column only; a touchpoint needs a customer and a time."),
        (Array("\(wide)\n\(wide)\n".utf8), "file.csv has more than 300 columns"),
        ([0x1F, 0x8B, 8, 0, 1, 2, 3], "file.csv"),
    ]

    @Test(arguments: rubbish) func `is refused in one sentence, and nothing of it is kept`(content: [UInt8], sentence: String) async throws {
        try await withOffice { office async throws in
            let answer = try await office.upload(content, named: "file.csv")
            #expect(answer.status == .unprocessableContent)
            #expect(answer.said.contains(sentence), "\(answer.said.split(separator: "callout").dropFirst().first?.prefix(400) ?? "")")
            #expect(!answer.said.contains(office.directory))
            #expect(office.files() == [])
            #expect(try await office.page("/settings/imports").said.contains("No file yet"))
        }
    }

    @Test func `that is not sealed or not a form is refused before it is kept`() async throws {
        try await withOffice { office async throws in
            #expect(try await office.upload(visits.utf8, named: "file.csv", isSealed: false).status == .forbidden)
            #expect(try await office.submit("/settings/imports").status == .unsupportedMediaType)
            #expect(try await office.page("/settings/imports", as: .agent).status == .forbidden)
            #expect(office.files() == [])
        }
    }
}
