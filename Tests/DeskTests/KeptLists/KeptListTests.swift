import Kernel
import Storage
import TestKit
import Testing
import Timeline
import Web

@testable import Desk

@Suite struct `A kept list` {
    private let head = Viewer(id: ID(bits: 2), name: "Bob", email: "bob@example.com", role: .manager)

    @Test(arguments: engines) func `is one's own or for all, and counts what stands in it for whoever looks`(engine: Engine) async throws {
        try await withOffice(engine) { office in
            try await office.labels.save(nil, name: "Box", .sea, by: nil)
            let number = try await office.receive(office.message("m-1"))
            try await office.receive(office.message("m-2", thread: "other"))
            try await office.work.label(number, "box", by: office.ada, at: noon())
            try await office.work.assign(number, to: office.ada.id, by: office.ada, at: noon())
            try await office.kept.keep(InboxAddress(label: "box"), as: "Boxes", forAll: false, by: office.ada)
            try await office.kept.keep(InboxAddress(view: .mine), as: "What is mine", forAll: true, by: head)
            await #expect(throws: Failure.forbidden("Lists for all are kept by managers.")) {
                try await office.kept.keep(InboxAddress(view: .mine), as: "Ours", forAll: true, by: office.ada)
            }
            func lists(_ staff: Viewer) async throws -> [String] {
                let list = try await office.inbox.list(InboxAddress(view: .open), of: staff.id, at: noon())
                return list.kept.map { "\($0.name) \(list.keptCounts[$0.id] ?? -1)" }
            }
            #expect(try await lists(office.ada) == ["What is mine 1", "Boxes 1"])
            #expect(try await lists(head) == ["What is mine 0"])
            await #expect(throws: Failure.invalid("name", "must be another one: a list is called so already")) {
                try await office.kept.keep(InboxAddress(view: .due), as: "boxes", forAll: false, by: office.ada)
            }
        }
    }

    @Test(arguments: engines) func `is put in order, removed and brought back by whoever may`(engine: Engine) async throws {
        try await withOffice(engine) { office in
            for (name, view) in [("One", InboxView.mine), ("Two", .due), ("Three", .waiting)] {
                try await office.kept.keep(InboxAddress(view: view), as: name, forAll: false, by: office.ada)
            }
            func names() async throws -> [String] { try await office.kept.all(for: office.ada).map(\.name) }
            let three = try #require(try await office.kept.all(for: office.ada).last)
            try await office.kept.move(three.id, earlier: true, by: office.ada)
            #expect(try await names() == ["One", "Three", "Two"])
            try await office.kept.move(three.id, earlier: false, by: office.ada)
            try await office.kept.move(three.id, earlier: false, by: office.ada)
            #expect(try await names() == ["One", "Two", "Three"])
            await #expect(throws: Failure.missing("This list")) { try await office.kept.remove(three.id, by: office.bob) }
            try await office.kept.remove(three.id, by: office.ada)
            #expect(try await names() == ["One", "Two"])
            let now = try await office.line.database.write { $0.now }
            #expect(try await office.kept.justRemoved(by: office.ada, at: now)?.name == "Three")
            try await office.kept.bringBack(three.id, by: office.ada)
            #expect(try await names() == ["One", "Two", "Three"])
            #expect(try await office.kept.justRemoved(by: office.ada, at: now) == nil)
        }
    }
}
