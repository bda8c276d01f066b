import Foundation
import Kernel
import People
import Schema
import Storage
import TestKit
import Testing
import Timeline

@testable import App

/// An installation on either engine, with a directory of its own.
private func withInstallation(_ engine: Engine, _ body: (Installation, Configuration, String) async throws -> Void) async throws {
    try await withDirectory { directory async throws in
        guard engine == .postgres else {
            let configuration = try Configuration(arguments: ["directory": directory + "/data"], environment: [:])
            let installation = try await Installation.open(configuration, now: noon)
            try await body(installation, configuration, directory)
            return try await installation.close()
        }
        try await withTemporaryDatabase(.postgres) { place async throws in
            let configuration = try Configuration(arguments: ["directory": directory + "/data", "database": place.location], environment: [:])
            let installation = try await Installation.open(configuration, now: noon)
            try await body(installation, configuration, directory)
            try await installation.close()
        }
    }
}

/// Where in the tables any of the marks stand: `trait zq7city`.
private func places(of marks: [String], in database: any Database) async throws -> Set<String> {
    try await database.read { session in
        var found: Set<String> = []
        for table in Schema.tables() {
            try session.connection.query("SELECT * FROM \(table)", []) { row in
                for value in row.values {
                    let text =
                        switch value {
                        case .text(let text): text
                        case .bytes(let bytes): String(decoding: bytes, as: UTF8.self)
                        default: ""
                        }
                    for mark in marks where text.lowercased().contains(mark) { found.insert("\(table) \(mark)") }
                }
            }
        }
        return found
    }
}

private func files(under directory: String, holding marks: [String]) throws -> Set<String> {
    // Beside a database elsewhere there need be no files at all.
    guard FileManager.default.fileExists(atPath: directory) else { return [] }
    let all = try FileManager.default.subpathsOfDirectory(atPath: directory)
    var found: Set<String> = []
    for path in all {
        // A folder has no bytes of its own.
        guard let bytes = FileManager.default.contents(atPath: directory + "/" + path) else { continue }
        for mark in marks where bytes.range(of: Data(mark.utf8)) != nil { found.insert("\(path) \(mark)") }
    }
    return found
}

@Suite struct `Erasing somebody` {
    @Test func `reaches every table, or says why it need not`() {
        let named = PersonalDataStore.tables.map(\.name)
        #expect(named.count == Set(named).count)
        #expect(Set(named) == Set(Schema.tables()), "Every table has its line in PersonalDataStore.")
    }

    @Test(arguments: engines) func `leaves no mark of them in any table, file or figure`(engine: Engine) async throws {
        try await withInstallation(engine) { installation, configuration, directory async throws in
            try await MarkedPerson.bring(into: installation)
            let before = try await places(of: MarkedPerson.marks, in: installation.database)
            #expect(Set(before.map { $0.split(separator: " ")[1] }).count == MarkedPerson.marks.count)
            if engine == .sqlite { #expect(try !files(under: directory + "/data", holding: MarkedPerson.marks).isEmpty) }

            let erasure = try await installation.erasePerson("zq7mail@example.com", companies: true)
            #expect(erasure.identifiers == 4)
            #expect(erasure.touchpoints == 2)
            #expect(erasure.rejectedEvents == 1)
            #expect(erasure.companies == 1)
            #expect(try await places(of: MarkedPerson.marks, in: installation.database).isEmpty)
            #expect(try files(under: directory + "/data", holding: MarkedPerson.marks).isEmpty)
            let figures = try await Server(installation, configuration).metricsText(RequestFigures(), running: .zero)
            #expect(!figures.contains("zq7"))
        }
    }

    @Test(arguments: engines) func `leaves others, and what happened, as they were`(engine: Engine) async throws {
        try await withInstallation(engine) { installation, _, _ async throws in
            try await MarkedPerson.bring(into: installation)
            _ = try await installation.erasePerson("zq7user", companies: false)
            let left = try await installation.database.read { session in
                try session.rows("SELECT kind.key, score FROM touchpoint JOIN kind ON kind.id = touchpoint.kind ORDER BY position").map {
                    "\(try $0.get(at: 0, as: String.self)) \(try $0.find(at: 1, as: Double.self) ?? 0)"
                }
            }
            #expect(left == ["order_placed 9.0", "page_view 0.0", "page_view 0.0"])
            #expect(
                try await places(of: ["ben"], in: installation.database) == ["identifier ben", "trait ben", "search_word ben", "rejected_event ben"])
            await #expect(throws: Failure.self) { try await installation.erasePerson("zq7user", companies: false) }
        }
    }

    @Test(arguments: engines) func `is written down without what was erased, and a backup still refuses them`(engine: Engine) async throws {
        try await withInstallation(engine) { installation, _, directory async throws in
            try await MarkedPerson.bring(into: installation)
            _ = try await installation.erasePerson("zq7user", companies: true)
            let noted = try await installation.database.read { session in
                try session.rows("SELECT action, detail FROM audit").map {
                    "\(try $0.get(at: 0, as: String.self)) \(try $0.get(at: 1, as: String.self))"
                }
            }
            #expect(noted == ["person.erased 2"])
            _ = try await Backup(of: installation.database).write(to: directory + "/backup", now: noon())
            try await withDatabase(engine) { restored async throws in
                _ = try await Restore(into: restored).read(from: directory + "/backup")
                let line = try await Line.open(restored)
                let late = NewTouchpoint("page_view", channel: "web", by: [Identifier(.userID, "zq7user")].compactMap { $0 }, at: noon())
                let source = try await line.source("shop", name: "Shop", medium: .http)
                #expect(try await line.append([late], from: source).fates == [.rejected(.erased)])
            }
        }
    }
}

@Suite struct `Giving out what is kept of somebody` {
    @Test(arguments: engines) func `brings everything, in one file of JSON`(engine: Engine) async throws {
        try await withInstallation(engine) { installation, _, directory async throws in
            try await MarkedPerson.bring(into: installation)
            try await installation.exportPerson("zq7user", to: directory + "/zq7.json")
            let data = try #require(FileManager.default.contents(atPath: directory + "/zq7.json"))
            let json = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
            #expect((json["touchpoints"] as? [Any])?.count == 2)
            #expect((json["identifiers"] as? [Any])?.count == 4)
            let text = String(decoding: data, as: UTF8.self)
            for mark in MarkedPerson.exported { #expect(text.contains(mark), "\(mark)") }
            #expect(!text.contains("\"ben\""))
            await #expect(throws: Failure.self) { try await installation.exportPerson("zq7user", to: directory + "/zq7.json") }
        }
    }

    @Test func `brings a long line whole and in order, within a minute`() async throws {
        try await withInstallation(.sqlite) { installation, _, directory async throws in
            let shop = try await installation.line.source("shop", name: "Shop", medium: .http)
            let ada = [Identifier(.userID, "ada")].compactMap { $0 }
            let touchpoints = (0..<12_345).map { number in
                NewTouchpoint(
                    "page_view", channel: "web", by: ada, at: noon().adding(.minutes(-Int64(number % 1_000))), key: SourceKey("\(number)"),
                    properties: #"{"number":\#(number)}"#)
            }
            _ = try await installation.line.append(touchpoints, from: shop)
            let begun = ContinuousClock.now
            try await installation.exportPerson("ada", to: directory + "/ada.json")
            #expect(ContinuousClock.now - begun < .seconds(60))
            let data = try #require(FileManager.default.contents(atPath: directory + "/ada.json"))
            let json = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
            let positions = (json["touchpoints"] as? [[String: Any]])?.compactMap { $0["position"] as? Int } ?? []
            #expect(Set(positions).count == 12_345)
        }
    }
}
