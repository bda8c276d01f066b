import Kernel
import Language
import People
import Storage
import TestKit
import Testing
import Web

@testable import Timeline

@Suite struct `The list of customers` {
    /// Three whom somebody knows among forty browsers, the last of which turns out to be one of theirs.
    private func withVisitors(_ engine: Engine, _ body: @Sendable (Line) async throws -> Void) async throws {
        try await withLine(engine) { line, shop in
            let visits = (1...40).map { number in
                var names = [Identifier(.anonymousID, "browser-\(number)")]
                if [5, 20, 40].contains(number) { names.append(Identifier(.userID, "user-\(number)")) }
                return NewTouchpoint("page_viewed", channel: "web", by: names.compactMap(\.self), at: noon().adding(.minutes(-Int64(number))))
            }
            // One by one, since the strongest of a batch are numbered first.
            for visit in visits { _ = try await line.append([visit], from: shop) }
            try await body(line)
        }
    }

    private func users(_ list: CustomerStore.List) -> [String] {
        list.rows.map { row in row.profile.identifiers.map(\.value).first { $0.hasPrefix("user-") } ?? "?" }
    }

    @Test(arguments: engines) func `opens with those who are known, and shows everybody when asked`(engine: Engine) async throws {
        try await withVisitors(engine) { line in
            let customers = CustomerStore(line: line)
            let list = try await customers.list(.init())
            #expect(users(list) == ["user-40", "user-20", "user-5"])
            #expect(list.leavesOutStrangers && list.total == 3 && list.next == nil)
            let all = try await customers.list(.init(strangers: true))
            #expect(all.rows.count == 40 && all.total == 40 && !all.leavesOutStrangers)

            let first = try await customers.list(.init(limit: 2))
            #expect(users(first) == ["user-40", "user-20"])
            let second = try await customers.list(.init(before: first.next, limit: 2))
            #expect(users(second) == ["user-5"] && second.next == nil && second.leavesOutStrangers)
        }
    }

    @Test(arguments: engines) func `says how many there are, also after somebody new, somebody who made themselves known, and two who are one`(
        engine: Engine
    ) async throws {
        try await withVisitors(engine) { line in
            let customers = CustomerStore(line: line)
            let shop = try await line.source("shop", name: "Shop", medium: .http)
            func visit(_ names: Identifier?...) async throws {
                _ = try await line.append([NewTouchpoint("page_viewed", channel: "web", by: names.compactMap(\.self), at: noon())], from: shop)
            }
            func counts() async throws -> [Int?] {
                [try await customers.list(.init()).total, try await customers.list(.init(strangers: true)).total]
            }
            #expect(try await counts() == [3, 40])
            try await visit(Identifier(.userID, "user-41"))
            #expect(try await counts() == [4, 41])
            try await visit(Identifier(.anonymousID, "browser-7"), Identifier(.userID, "user-7"))
            #expect(try await counts() == [5, 41])
            try await visit(Identifier(.anonymousID, "browser-8"), Identifier(.anonymousID, "browser-9"))
            #expect(try await counts() == [5, 40])
        }
    }

    @Test(arguments: engines) func `tells all of everybody, however many they are`(engine: Engine) async throws {
        try await withVisitors(engine) { line in
            let people = try await line.database.read { try PersonStore().newest(limit: 100, $0) }
            let profiles = try await line.database.read { try ProfileStore().profiles(of: people.map(\.number) + Array(1_000...9_000), $0) }
            #expect(people.allSatisfy { profiles[$0.number]?.identifiers.isEmpty == false })
        }
    }

    @Test(arguments: engines) func `looks through so many numbers at a time, and goes on where it ended`(engine: Engine) async throws {
        try await withVisitors(engine) { line in
            var (found, before, stretches) = ([Int64](), Int64?.none, 0)
            repeat {
                let from = before
                let stretch = try await line.database.read { try PersonStore().known(before: from, limit: 10, lookingThrough: 7, $0) }
                found += stretch.people.map(\.number)
                (before, stretches) = (stretch.next, stretches + 1)
            } while before != nil
            let all = try await line.database.read { try PersonStore().known(limit: 10, $0).people.map(\.number) }
            #expect(found == all && found.count == 3 && stretches > 3)
        }
    }

    @Test(arguments: engines) func `shows strangers where nobody is known`(engine: Engine) async throws {
        try await withLine(engine) { line, shop in
            let by = [Identifier(.anonymousID, "browser")].compactMap(\.self)
            _ = try await line.append([NewTouchpoint("page_viewed", channel: "web", by: by, at: noon())], from: shop)
            let list = try await CustomerStore(line: line).list(.init())
            #expect(list.rows.count == 1 && !list.leavesOutStrangers)
        }
    }

    @Test func `says whom it leaves out, and how to see them`() {
        for language in ReaderLanguage.allCases {
            let t = Texts(language, now: noon())
            func page(_ list: CustomerStore.List, _ query: String) -> String {
                CustomerListPage(t: t, seal: "", list: list, query: Query(query), mayExport: true).html.text
            }
            let known = page(.init(rows: [], next: nil, total: 40, leavesOutStrangers: true), "")
            #expect(known.contains("href=\"/customers?who=all\"") && known.contains(t("customers.strangers.out")))
            let all = page(.init(rows: [], next: nil, total: 40), "who=all")
            #expect(all.contains("<a href=\"/customers\">\(t("customers.strangers.hide"))</a>") && !all.contains("?who=all"))
        }
    }
}
