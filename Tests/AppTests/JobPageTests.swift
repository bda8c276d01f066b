import HTTPTypes
import HummingbirdTesting
import Kernel
import Storage
import TestKit
import Testing
import Web

@testable import App

@Suite struct `The page of jobs` {
    @Test(arguments: engines) func `shows what waits, runs, failed and was done, and lets one try again or let go`(engine: Engine) async throws {
        try await withOffice(engine) { office async throws in
            #expect(try await office.page("/settings/jobs").said.contains("Nothing to do yet"))
            #expect(try await office.page("/settings/jobs", as: .manager).status == .forbidden)
            let lost = try await office.database.write { tx in
                let store = JobStore()
                try store.enqueue("import", key: "lost", payload: "nothing", in: tx)
                try store.enqueue("tidy.jobs", in: tx)
                return try #require(try store.find(key: "lost", tx)).id
            }
            try await office.work()
            let page = try await office.page("/settings/jobs").said
            #expect(page.contains("The file was not found.") && page.contains("Clear old jobs"))
            #expect(try await office.submit("/settings/jobs/\(lost)/attempts").status == .seeOther)
            #expect(try await office.page("/settings/jobs").said.contains("Begin now"))
            #expect(try await office.submit("/settings/jobs/\(lost)?_method=delete").status == .seeOther)
            try await office.work()
            #expect(try await office.page("/settings/jobs").said.contains("Let go"))
            #expect(try await office.database.read { try JobStore().figures(at: noon(), $0) } == JobFigures())
        }
    }

    @Test(arguments: engines) func `the nights clear away what is over`(engine: Engine) async throws {
        try await withOffice(engine) { office async throws in
            try await office.worker.plan()
            try await office.work()
            let figures = try await office.database.read { try JobStore().figures(at: noon(), $0) }
            #expect(figures == JobFigures(waiting: 7), "those of last night are done, those of the next wait")
        }
    }
}
