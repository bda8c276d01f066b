import Channels
import Foundation
import HTTPTypes
import HummingbirdTesting
import Kernel
import Storage
import Synchronization
import TestKit
import Testing
import Timeline

@testable import App

/// What stops an import as a server that was killed would.
private struct Killed: Error {}

@Suite struct `An import of a file by the browser` {
    private let rows = "user,event,at\n" + (0..<12_000).map { "u\($0 % 50),visit,2026-03-01 10:00:00\n" }.joined()

    private func begun(_ office: Office) async throws -> (path: String, file: UploadedFile) {
        let path = try await office.upload(rows.utf8, named: "log.csv").target
        #expect(try await office.submit(path + "?_method=put", ["source": "Log", "start": "yes"]).status == .seeOther)
        let id = try #require(ID<UploadedFile>(String(path.suffix(26))))
        return (path, try await office.server.uploads.find(id))
    }

    @Test(arguments: engines) func `goes on where a killed server was, once the lease is over`(engine: Engine) async throws {
        try await withOffice(engine) { office async throws in
            let (path, file) = try await begun(office)
            _ = try await office.database.write { try JobStore().take(["import"], for: .seconds(60), in: $0) }
            let importing = try office.server.uploads.fileImport(file)
            let run = try await ImportRun.prepare(importing, plan: importing.plan(), into: office.line, source: "Log")
            await #expect(throws: Killed.self) {
                _ = try await run.run(reporting: { _, _ in throw Killed() }, finishing: { _, _ in })
            }
            #expect(try await office.touchpoints() == 5_000)
            try await office.work()
            #expect(try await office.page(path).said.contains("Running"), "the dead worker's lease holds")
            office.clock.advance(by: .seconds(61))
            try await office.work()
            #expect(try await office.touchpoints() == 12_000)
            #expect(try await office.page(path).said.contains("12,000 touchpoints are on the line"), "none of them counted twice")
        }
    }

    @Test func `that was stopped goes on, and once over can be removed`() async throws {
        try await withOffice { office async throws in
            let (path, _) = try await begun(office)
            #expect(try await office.submit(path + "?_method=delete").status == .conflict)
            #expect(try await office.submit(path + "/run?_method=delete").status == .seeOther)
            try await office.work()
            #expect(try await office.touchpoints() == 0)
            #expect(try await office.page(path).said.contains("Stopped"))
            #expect(try await office.submit(path + "/run").status == .seeOther)
            try await office.work()
            #expect(try await office.touchpoints() == 12_000)
            #expect(try await office.submit(path + "?_method=delete").status == .seeOther)
            #expect(try await office.page(path).status == .notFound)
            #expect(office.files() == [])
        }
    }

    @Test func `whose file went away is given up with a sentence`() async throws {
        try await withOffice { office async throws in
            let (path, file) = try await begun(office)
            try FileManager.default.removeItem(atPath: "\(office.directory)/uploads/\(file.id)")
            try await office.work()
            let page = try await office.page(path).said
            #expect(page.contains("Failed") && page.contains("log.csv was not found.") && !page.contains(office.directory))
            #expect(try await office.page("/settings/jobs").said.contains("log.csv was not found."))
        }
    }

    @Test func `that nobody starts is cleared away after a day, with what a crash has left`() async throws {
        try await withOffice { office async throws in
            let path = try await office.upload(rows.utf8, named: "log.csv").target
            let stray = "\(office.directory)/uploads/throughline-upload-stray"
            try FileManager.default.createDirectory(atPath: stray, withIntermediateDirectories: true)
            try FileManager.default.setAttributes([.modificationDate: Date(timeIntervalSince1970: 1)], ofItemAtPath: stray)
            office.clock.advance(by: .hours(23))
            try await office.server.uploads.removeOld()
            #expect(try await office.page(path).status == .ok)
            office.clock.advance(by: .hours(2))
            try await office.server.uploads.removeOld()
            #expect(try await office.page(path).status == .notFound)
            #expect(office.files() == [] && !FileManager.default.fileExists(atPath: stray))
        }
    }
}
