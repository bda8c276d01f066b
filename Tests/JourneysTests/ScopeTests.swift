import Analytics
import Columnar
import Foundation
import Kernel
import Language
import People
import Statistics
import Storage
import TestKit
import Testing
import Timeline

@testable import Journeys
@testable import Web

/// Ada acts for Acme from the third day to the fifth, Ben from the fourth on; both order every day for a week, by turns by van and by post.
private func withAcme(_ engine: Engine, _ body: @escaping @Sendable (Line, JourneyStore) async throws -> Void) async throws {
    try await withMigratedDatabase(engine) { database in
        try await database.write { try CatalogueStore().add(Kind.defaults, Channel.defaults, in: $0) }
        let line = try await Line.open(database)
        let source = try await line.source("shop", name: "Shop", medium: .http)
        func touch(_ customer: String, _ day: Int64) -> NewTouchpoint {
            var touch = NewTouchpoint(
                "order_placed", channel: "web", by: [Identifier(.userID, customer)].compactMap(\.self), at: noon().adding(.days(day - 30)),
                properties: #"{"carrier":"\#(day % 2 == 0 ? "van" : "post")","count":\#(day)}"#)
            if day == (customer == "ada" ? 3 : 4) { touch.company = "acme" }
            if customer == "ada", day == 6 { (touch.company, touch.leavesCompany) = ("acme", true) }
            return touch
        }
        _ = try await line.append((1...7).flatMap { [touch("ada", $0), touch("ben", $0)] }, from: source)
        let engine = LineEngine(source: LineFeedStore(line: line))
        try await body(line, JourneyStore(line: line, quick: .seconds(3_600)) { try await engine.line() })
    }
}

extension Line {
    /// The number of somebody by their user id.
    fileprivate func number(of customer: String) async throws -> Int64? {
        try await database.read { try $0.value("SELECT person FROM identifier WHERE value = \(customer)") }
    }
}

extension JourneyStore {
    /// How many touchpoints an address leaves.
    fileprivate func count(_ address: String) async throws -> Int {
        try await answer("count", JourneyScope(Query(address), today: noon().day), at: noon()) { try await $0.line.overview($0.filter).touches }
    }
}

@Suite struct `A page of the journey` {
    @Test(arguments: engines) func `is narrowed to a company while people act for it, and to what touchpoints carry`(engine: Engine) async throws {
        try await withAcme(engine) { _, store in
            // Ada's third to fifth day, Ben's fourth to seventh.
            let left = [
                ("", 14), ("company=acme", 7), ("property=carrier", 14), ("property=carrier&value=van", 6), ("property=count&value=3", 2),
                ("property=carrier&value=van&company=acme", 3), ("property=colour", 0),
            ]
            for (address, count) in left {
                let found = try await store.count(address)
                #expect(found == count, "\(address)")
            }
        }
    }

    @Test(arguments: engines) func `of a name that several companies bear is of all of them`(engine: Engine) async throws {
        try await withAcme(engine) { line, store in
            let source = try await line.source("shop", name: "Shop", medium: .http)
            var visit = NewTouchpoint(
                "page_view", channel: "web", by: [Identifier(.userID, "cleo")].compactMap(\.self), at: noon().adding(.days(-20)), key: SourceKey("v"))
            visit.company = "globex"
            _ = try await line.append([visit], from: source)
            try await line.database.write { try $0.run("UPDATE company SET name = 'Twin'") }
            #expect(try await store.count("company=globex") == 1)
            #expect(try await store.count("company=Twin") == 8, "seven of one, one of the other")
            #expect(try await ScopeSuggestions(line).companies == ["Twin"], "a name is suggested once")
        }
    }

    @Test(arguments: [
        ("company=nobody", "company", "must be the name of a company"), ("value=van", "property", "must be given"),
    ])
    func `says what it cannot be narrowed to`(address: String, field: String, reason: String) async throws {
        try await withAcme(.sqlite) { _, store in
            await #expect(throws: Failure.invalid(field, reason)) { try await store.count(address) }
        }
    }

    @Test(arguments: engines) func `knows what has come since it was narrowed, and nothing of whoever was erased`(engine: Engine) async throws {
        try await withAcme(engine) { line, store in
            #expect(try await store.count("property=carrier&value=van") == 6)
            let source = try await line.source("shop", name: "Shop", medium: .http)
            let by = [Identifier(.userID, "ben")].compactMap(\.self)
            for carrier in ["van", "drone"] {
                let touch = NewTouchpoint("delivery", channel: "web", by: by, at: noon(), properties: #"{"carrier":"\#(carrier)"}"#)
                _ = try await line.append([touch], from: source)
            }
            #expect(try await store.count("property=carrier&value=van") == 7)
            #expect(try await store.count("property=carrier&value=drone") == 1)
            let number = try #require(try await line.number(of: "ben"))
            let name = try #require(try await CustomerNameStore(line: line).names([number]).first)
            _ = try await ErasureStore(line: line) { _, _ in }.erase(name.id, by: nil)
            #expect(try await store.count("property=carrier&value=van") == 3)
        }
    }

    @Test(arguments: engines) func `suggests what it can be narrowed to, the most frequent first`(engine: Engine) async throws {
        try await withAcme(engine) { _, store in
            let suggestions = try await store.suggestions(at: noon())
            #expect(suggestions.companies == ["acme"] && suggestions.properties.map(\.name) == ["carrier", "count"])
            // Post on four of seven days, van on three.
            #expect(suggestions.of("value", property: "carrier") == ["post", "van"] && suggestions.of("value", property: "colour").isEmpty)
            let scope = JourneyScope(Query("company=nobody"), today: noon().day)
            let refusal = try #require(ScopeRefusal(.invalid("company", "must be the name of a company")))
            #expect(ScopeRefusal(.invalid("outcome", "must be chosen")) == nil && ScopeRefusal(.missing("This")) == nil)
            for language in ReaderLanguage.allCases {
                let t = Texts(language, now: noon())
                let pickers = scope.pickers([], t, suggestions: suggestions, refusal: refusal)
                let html = ScopePickers(t: t, scope: pickers, path: "/journey", query: Query("company=nobody")).html.text
                #expect(html.contains("<details class=\"menu\" open>") && html.contains("list=\"narrow-company-list\""))
                #expect(html.contains("<option value=\"acme\">") && html.contains("value=\"nobody\"") && html.contains("aria-invalid=\"true\""))
                #expect(html.contains(t.reason("must be the name of a company")))
            }
        }
    }

    @Test func `tells that a property chooses touchpoints and not customers`() {
        for language in ReaderLanguage.allCases {
            for view in [JourneyTabs.View.map, .moments, .funnel, .paths, .retention, .attribution, .departments] {
                func tabs(_ address: String) -> String {
                    JourneyTabs(t: Texts(language, now: noon()), current: view, query: Query(address)).html.text
                }
                #expect(tabs("property=carrier&value=van").contains("carrier: van”") || tabs("property=carrier&value=van").contains("carrier: van»"))
                #expect(!tabs("company=acme").contains("callout") && !tabs("property=carrier").contains(">journey."))
            }
        }
    }

    @Test func `carries along what it is narrowed to`() {
        let query = Query("period=30d&company=acme&property=a&value=b&step=x")
        #expect(query.scope.text == "?period=30d&company=acme&property=a&value=b")
        #expect(
            JourneyTabs(t: Texts(.en, now: noon()), current: .map, query: query).html.text.contains("/journey/retention?period=30d&amp;company=acme"))
    }
}

@Suite struct `Two segments on the paths` {
    private func segment(_ name: String, _ rule: SegmentRule, _ line: Line) async throws -> String {
        let rules = String(decoding: try JSONEncoder().encode(SegmentRules(.all, [rule])), as: UTF8.self)
        let id = ID<Segment>(at: noon())
        try await line.database.write {
            try $0.run("INSERT INTO segment (id, name, rules, created_at, updated_at) VALUES (\(id), \(name), \(rules), \(noon()), \(noon()))")
        }
        return "\(id)"
    }

    @Test func `share nobody, and tell apart whose parcels are late`() async throws {
        try await withShop { line, store in
            let south = try await segment("South", .trait("region", .equals("South")), line)
            let late = try await segment("Late", .did("delivery_delayed", atLeast: 1, withinDays: nil), line)
            let everybodyElse = try await PathGroups(nil, south, line, at: noon())
            #expect(everybodyElse.one.count == 600 && everybodyElse.other.count == 600 && everybodyElse.both == 0)
            let nested = try await PathGroups(south, late, line, at: noon())
            #expect(nested.other.isEmpty && nested.both > 100 && nested.one.count + nested.both == 600)
            let difference = try await store.answer("difference", JourneyScope(Query(), today: noon().day), at: noon()) {
                var (one, other) = ($0.filter, $0.filter)
                (one.people, other.people) = (everybodyElse.one, everybodyElse.other)
                return PathDifference(try await $0.line.directlyFollows(one), try await $0.line.directlyFollows(other))
            }
            let row = try #require(difference.rows.first { $0.passing == Passing(from: "order_placed", to: "delivery_delayed") })
            #expect(row.isBeyondChance && row.one.count == 0 && row.other.count == nested.both)
            let section = PathDifferenceSection(
                t: Texts(.en, now: noon()), measured: MeasuredDifference(difference: difference, both: 0), names: ("All others", "South"),
                catalogue: line.catalogue, query: Query("compare=\(south)"))
            #expect(section.html.text.contains("All others compared with South") && section.html.text.contains("beyond chance"))
            let rows = PathDifferenceCSV(measured: section.measured, names: section.names).text.split(separator: "\r\n")
            #expect(rows.count == 1 + difference.rows.count && rows.contains { $0.hasPrefix("order_placed,delivery_delayed,All others,0,600,") })
        }
    }

    @Test func `are no two stretches of days`() {
        #expect(throws: Failure.invalid("compare", "must be one of the choices")) {
            try JourneyScope(Query("period=30d&compare=before"), today: noon().day).comparedSegment()
        }
    }
}
