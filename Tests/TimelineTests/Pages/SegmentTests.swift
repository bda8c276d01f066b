import HTTPTypes
import HummingbirdTesting
import Kernel
import Storage
import TestKit
import Testing
import Web

@testable import Timeline

@Suite struct `A segment` {
    /// Ada from Łódź bought twice and phones; Ben bought once long ago; Cy came yesterday; Dora acts for Acme.
    private func furnish(_ office: Office) async throws {
        try await office.happened("ada", "page_view", daysAgo: 400, traits: ["name": "Ada", "city": "Kraków"])
        try await office.happened("ada", "order_placed", daysAgo: 20, traits: ["city": "Łódź"])
        try await office.happened("ada", "order_placed", daysAgo: 10, on: "phone")
        try await office.happened("ben", "order_placed", daysAgo: 200, traits: ["name": "Ben", "city": "100%_sure", "plan": "pro"])
        try await office.happened("cy", "page_view", daysAgo: 1, traits: ["name": "Cy", "city": "Łomża"])
        try await office.happened("dora", "page_view", daysAgo: 100, traits: ["name": "Dora"], company: "acme")
    }

    private static let cases: [(SegmentRules, Set<String>)] = [
        (SegmentRules(.all, [.trait("city", .equals("Łódź"))]), ["Ada"]),
        // Only the newest value of a name counts.
        (SegmentRules(.all, [.trait("city", .equals("Kraków"))]), []),
        (SegmentRules(.all, [.trait("city", .contains("Ł"))]), ["Ada", "Cy"]),
        (SegmentRules(.all, [.trait("city", .contains("%_"))]), ["Ben"]),
        (SegmentRules(.all, [.trait("plan", .present)]), ["Ben"]),
        (SegmentRules(.all, [.did("order_placed", atLeast: 1, withinDays: nil)]), ["Ada", "Ben"]),
        (SegmentRules(.all, [.did("order_placed", atLeast: 2, withinDays: 90)]), ["Ada"]),
        (SegmentRules(.all, [.did("order_placed", atLeast: 2, withinDays: 15)]), []),
        (SegmentRules(.all, [.never("order_placed", withinDays: nil)]), ["Cy", "Dora"]),
        (SegmentRules(.all, [.never("order_placed", withinDays: 90)]), ["Ben", "Cy", "Dora"]),
        (SegmentRules(.all, [.used("phone", withinDays: nil)]), ["Ada"]),
        (SegmentRules(.all, [.used("phone", withinDays: 5)]), []),
        (SegmentRules(.all, [.firstSeen(withinDays: 30)]), ["Cy"]),
        (SegmentRules(.all, [.member("acme")]), ["Dora"]),
        (SegmentRules(.any, [.member("acme"), .firstSeen(withinDays: 30), .used("phone", withinDays: nil)]), ["Ada", "Cy", "Dora"]),
        (SegmentRules(.all, [.trait("city", .contains("Ł")), .never("order_placed", withinDays: nil)]), ["Cy"]),
        (SegmentRules(.all, [.did("no such kind", atLeast: 1, withinDays: nil)]), []),
        (SegmentRules(.all, []), ["Ada", "Ben", "Cy", "Dora"]),
    ]

    @Test(arguments: engines) func `holds those for whom its rules hold`(engine: Engine) async throws {
        try await withOffice(engine) { office async throws in
            try await furnish(office)
            let segments = SegmentStore(line: office.line, recording: { _, _ in })
            let counts = try await segments.counts(of: Self.cases.map(\.0), at: noon())
            let viewer = Viewer(id: ID(bits: 1), name: "Ada", email: "ada@example.com", role: .manager)
            for (number, (rules, expected)) in Self.cases.enumerated() {
                #expect(counts[number] == expected.count, "\(rules)")
                let id = try await segments.add("s\(number)", rules, by: viewer)
                #expect(try await office.names("/customers?segment=\(id)") == expected, "\(rules)")
            }
        }
    }

    @Test func `reads back as it was written`() throws {
        for (rules, _) in Self.cases { #expect(try SegmentRules(json: rules.json) == rules) }
        for text in [
            "{}", "7", #"{"match":"all","rules":[{"rule":"did","name":"a"}]}"#, #"{"match":"all","rules":[{"rule":"first_seen","days":0}]}"#,
            #"{"match":"some","rules":[]}"#,
        ] {
            #expect(throws: Failure.self) { try SegmentRules(json: text) }
        }
    }

    @Test(arguments: engines) func `is made rule by rule, saved, changed and removed, each in the records`(engine: Engine) async throws {
        try await withOffice(engine) { office async throws in
            try await furnish(office)
            let first = try await office.page("/segments/draft?add=did&how=did&kind=order_placed&times=1&days=")
            #expect(first.status == .seeOther)
            let second = try await office.page(first.location + "&add=trait&trait=city&test=contains&value=%C5%81")
            let draft = try await office.page(second.location)
            #expect(draft.text.contains("1 customer"))
            let rules = try SegmentDraft(Query(String(second.location.split(separator: "?")[1]))).rules.rules.map(\.json)
            let saved = try await office.submit("/segments", ["name": "Loyal", "match": "all", "rule": rules[0], "rule": rules[1]])
            #expect(saved.status == .seeOther)
            #expect(try await office.names(saved.location) == ["Ada"])
            let sheet = try await office.submit("/customers/export?" + saved.location.split(separator: "?")[1], [:], as: .analyst).text
            #expect(sheet.split(separator: "\r\n").count == 2)
            #expect(sheet.hasPrefix("\u{FEFF}id,name,user_id,email,phone,loyalty_card,social,company,"))
            #expect(sheet.split(separator: "\r\n").last?.split(separator: ",", omittingEmptySubsequences: false)[1...2] == ["Ada", "ada"])
            let all = try await SegmentStore(line: office.line, recording: { _, _ in }).list()
            let kept = try #require(all.first)
            #expect(
                try await office.submit("/segments", ["id": "\(kept.id)", "name": "Buyers", "match": "all", "rule": rules[0]]).status == .seeOther)
            #expect(try await office.names(saved.location) == ["Ada", "Ben"])
            #expect(
                try await office.submit("/segments", ["name": "Buyers", "match": "all", "rule": rules[0]]).text.contains(
                    "is taken by another segment"))
            #expect(try await office.submit("/segments/\(kept.id)?_method=delete", [:]).status == .seeOther)
            #expect(try await office.page(saved.location).status == .notFound)
            #expect(
                try await office.recorded() == ["customersExported Loyal", "segmentAdded Loyal", "segmentChanged Buyers", "segmentRemoved Buyers"])
        }
    }

    @Test func `says at the field what is wrong with a rule`() async throws {
        try await withOffice { office async throws in
            for (query, reason) in [
                ("add=did&how=did&kind=order_placed&times=x", "must be a whole number"),
                ("add=did&how=did&kind=nothing&times=1", "must be one of the choices"),
                ("add=first_seen&days=0", "must be between 1 and "), ("add=member&company=nobody", "must be the name of a company"),
                ("add=trait&trait=city&test=equals&value=", "must not be empty"), ("add=nothing", "must be one of the choices"),
            ] {
                let answer = try await office.page("/segments/draft?\(query)")
                #expect(answer.status == .unprocessableContent, "\(query)")
                #expect(query == "add=nothing" || answer.text.contains(reason), "\(query)")
            }
            #expect(try await office.page("/segments/draft?rule=%7B%7D").status == .unprocessableContent)
            #expect(try await office.page("/customers?segment=nothing").status == .notFound)
        }
    }

    @Test func `is read by all and changed by analysts and those above them`() async throws {
        try await withOffice { office async throws in
            #expect(try await office.page("/segments", as: .viewer).status == .ok)
            #expect(try await office.page("/segments/draft", as: .viewer).status == .forbidden)
            #expect(
                try await office.submit("/segments", ["name": "a", "match": "all", "rule": SegmentRule.firstSeen(withinDays: 1).json], as: .viewer)
                    .status == .forbidden)
        }
    }

    @Test(arguments: evil) func `cannot break out of the page`(text: String) async throws {
        try await withOffice { office async throws in
            try await office.happened("ada", "page_view", daysAgo: 1, traits: ["name": text, text: text], company: text)
            let rules = [SegmentRule.trait(text, .equals(text)), .did("page_view", atLeast: 1, withinDays: nil), .member(text)].map(\.json)
            let saved = try await office.submit("/segments", ["name": text, "match": "all", "rule": rules[0], "rule": rules[1], "rule": rules[2]])
            #expect(saved.status == .seeOther)
            let kept = try await SegmentStore(line: office.line, recording: { _, _ in }).list()
            let draft = SegmentDraft(try #require(kept.first)).path
            for path in ["/segments", saved.location, draft, "/companies", "/companies" + Query(["q": text]).text] {
                let page = try await office.page(path)
                #expect(page.status == .ok)
                #expect(!page.text.contains("<script>alert") && !page.text.contains("<img src=x"), "\(path)")
                #expect(!page.text.contains("\"\u{301} onload=") && !page.text.contains("' onload="), "\(path)")
            }
        }
    }
}

/// Texts that would be markup if they were not escaped; the second closes an attribute with a quote that Swift does not see as one.
let evil = [
    "</h1><script>alert(1)</script>", "\"\u{301} onload=alert(1) x=\"\u{301}", "' onload='alert(1)", "<img src=x onerror=alert(1)>", "&lt;b&gt;",
]
