import Channels
import Foundation
import Kernel
import People
import Storage
import Synchronization
import TestKit
import Testing
import Timeline

@testable import App

extension Office {
    fileprivate func source() async throws -> Source { try await line.source("shop", name: "Shop", medium: .http) }

    /// Customers with several of a type, companies, traits and every sort of touchpoint.
    fileprivate func fill() async throws {
        let shop = try await source()
        func who(_ pairs: (IdentifierType, String)...) -> [Identifier] { pairs.compactMap { Identifier($0, $1) } }
        let kim = who((.userID, "7"), (.email, "kim@example.com"))
        var first = NewTouchpoint(
            "order_placed", channel: "web", by: kim, at: noon(), value: Money(1_999, .eur), key: SourceKey("o-1"), subject: Subject("order", "4711"),
            properties: #"{"plan":"x","items":[1,{"a":null}],"isNew":true}"#, traits: ["name": "Kim “K” Lee", "city": "Łódź"], company: "acme")
        first.verified = Set(kim.suffix(1))
        let answer = NewTouchpoint(
            "survey_nps", channel: "email", by: who((.email, "kim.lee@example.org"), (.userID, "7")), at: noon().adding(.minutes(1)),
            score: Score(9, on: .nps), sentiment: -0.5, weight: 1.25, key: SourceKey("s-1"))
        let visit = NewTouchpoint("page_view", channel: "web", by: who((.anonymousID, "b-1")), at: noon().adding(.minutes(2)), key: SourceKey("v-1"))
        let said = NewTouchpoint(
            "ticket_opened", channel: "email", by: kim, at: noon().adding(.minutes(3)), key: SourceKey("t-1"), subject: Subject("conversation", "1"))
        _ = try await line.append([first, answer, visit, said], from: shop)
    }

    fileprivate func written(_ work: (LineExportStore, LineExportStore.Write) async throws -> Void) async throws -> String {
        let bytes = Mutex<[UInt8]>([])
        try await work(LineExportStore(line: line)) { piece in bytes.withLock { $0 += piece } }
        return String(decoding: bytes.withLock { $0 }, as: UTF8.self)
    }

    fileprivate var everything: [String] {
        get async throws { [try await written { try await $0.customers($1) }, try await written { try await $0.touchpoints($1) }] }
    }

    fileprivate func bring(_ text: String, named name: String) async throws -> ImportRun.Result {
        let path = "\(directory)/\(name)"
        try text.write(toFile: path, atomically: true, encoding: .utf8)
        let file = FileImport(path: path)
        return try await ImportRun.prepare(file, plan: file.plan(), into: line, source: nil).run { _ in }
    }

    /// Without keys, which name sources here; and without ids of people, of whom there are others there.
    fileprivate func people() async throws -> [[String]] {
        let rules = line.rules
        return try await database.read { session in
            let numbers: [Int64] = try session.rows("SELECT number FROM person ORDER BY number").map { try $0.get(at: 0) }
            let profiles = try ProfileStore().profiles(of: numbers, session)
            return profiles.values.map { profile in
                profile.identifiers.map { "\(rules[number: $0.type]?.type.rawValue ?? "") \($0.value) \($0.verifiedAt != nil)" }.sorted()
                    + profile.traits.map { "\($0.name)=\($0.value)" }.sorted()
            }.sorted { "\($0)" < "\($1)" }
        }
    }

    fileprivate func worth() async throws -> [String] {
        let catalogue = line.catalogue
        return try await database.read { session in
            try TouchpointStore().feed(after: 0, limit: 1_000, catalogue, session).filter {
                $0.kind.key != "identify" && $0.kind.key != "ticket_opened"
            }.map {
                "\($0.kind.key) \($0.channel.key) \($0.occurredAt) \($0.score.map { "\($0)" } ?? "") \($0.sentiment ?? 0) \($0.weight ?? 0) "
                    + "\($0.value.map { "\($0)" } ?? "") \($0.subject.map { "\($0)" } ?? "") \($0.properties)"
            }
        }
    }
}

@Suite struct `An export of everything` {
    @Test(arguments: engines) func `is taken back by an import, once`(engine: Engine) async throws {
        try await withOffice(engine) { office async throws in
            try await office.fill()
            let (lines, people, worth) = (try await office.everything, try await office.people(), try await office.worth())
            #expect(lines[0].split(separator: "\n").count == 2 && lines[1].split(separator: "\n").count == 3, "what the desk has said is not in it")
            try await withOffice(engine) { other async throws in
                for _ in 0..<2 {
                    let customers = try await other.bring(lines[0], named: "customers.jsonl")
                    let touchpoints = try await other.bring(lines[1], named: "touchpoints.jsonl")
                    #expect(customers.accepted + customers.duplicates == 2 && touchpoints.accepted + touchpoints.duplicates == 3)
                    #expect(customers.rejected == 0 && touchpoints.rejected == 0)
                }
                #expect(try await other.touchpoints() == 5)
                let (takenPeople, takenWorth) = (try await other.people(), try await other.worth())
                #expect(takenPeople == people)
                #expect(takenWorth == worth)
                let company: String? = try await other.database.read { try $0.value("SELECT key FROM company") }
                #expect(company == "acme")
            }
        }
    }

    @Test(arguments: engines) func `is written beside its place, and put there when it is whole`(engine: Engine) async throws {
        try await withOffice(engine) { office async throws in
            try await office.fill()
            let folder = office.directory + "/out"
            let files = try await office.server.installation.exportEverything(to: folder) { _, _, _ in }
            #expect(files.map { $0.replacing(folder + "/", with: "") } == ["customers.jsonl", "touchpoints.jsonl", "conversations.jsonl"])
            #expect(
                try FileManager.default.contentsOfDirectory(atPath: folder).sorted() == [
                    "conversations.jsonl", "customers.jsonl", "touchpoints.jsonl",
                ])
            #expect(try await office.page("/settings/changes").said.contains("Everything exported"))
            try FileManager.default.removeItem(atPath: folder + "/customers.jsonl")
            try FileManager.default.createDirectory(atPath: folder + "/customers.jsonl/x", withIntermediateDirectories: true)
            await #expect(throws: Failure.self) { _ = try await office.server.installation.exportEverything(to: folder) { _, _, _ in } }
            #expect(!FileManager.default.fileExists(atPath: folder + "/customers.jsonl.part"), "what was begun is gone")
        }
    }
}
