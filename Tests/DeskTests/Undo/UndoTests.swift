import Kernel
import Storage
import TestKit
import Testing
import Timeline
import Web

@testable import Desk

@Suite struct `What was done` {
    private func undo(_ office: Office, after minutes: Int64 = 4) async throws -> BulkWork.Outcome {
        let now = noon().adding(.minutes(minutes))
        let offer = try #require(try await office.undos.latest(by: office.ada.id, at: now))
        return try await office.undos.undo(offer.done.id, by: office.ada, at: now)
    }

    private enum Deed: String, CaseIterable { case resolve, wait, snooze, take, give, prioritise, label, unlabel, reopen }

    private func perform(_ deed: Deed, _ number: Int64, _ office: Office, at now: Instant) async throws {
        let (work, ada) = (office.work, office.ada)
        switch deed {
        case .resolve: try await work.stand(.resolved, number, by: ada, at: now)
        case .wait: try await work.stand(.waiting, number, by: ada, at: now)
        case .reopen: try await work.stand(.open, number, by: ada, at: now)
        case .snooze: try await work.snooze(number, until: now.adding(.hours(3)), by: ada, at: now)
        case .take: try await work.assign(number, to: ada.id, by: ada, at: now)
        case .give: try await work.assign(number, to: office.bob.id, by: ada, at: now)
        case .prioritise: try await work.prioritise(number, .urgent, by: ada, at: now)
        case .label: try await work.label(number, "box", by: ada, at: now)
        case .unlabel: try await work.unlabel(number, "old", by: ada, at: now)
        }
    }

    @Test(arguments: engines) func `is taken back exactly, and an entry says so`(engine: Engine) async throws {
        for deed in Deed.allCases {
            try await withOffice(engine) { office in
                for name in ["Box", "Old"] { try await office.labels.save(nil, name: name, .sea, by: nil) }
                let number = try await office.receive(office.message("m-1"))
                try await office.work.label(number, "old", by: office.bob, at: noon().adding(.minutes(1)))
                if deed == .reopen { try await office.work.stand(.resolved, number, by: office.bob, at: noon().adding(.minutes(2))) }
                let before = try await office.standing(number)
                try await perform(deed, number, office, at: noon().adding(.minutes(3)))
                #expect(try await office.standing(number) != before, "\(deed)")
                #expect(try await undo(office).done == [number], "\(deed)")
                #expect(try await office.standing(number) == before, "\(deed)")
                let entries = try await office.conversations.whole(number).entries
                #expect(entries.last?.happening == .undone && entries.takenBack.count == 1, "\(deed)")
                #expect(try await office.undos.latest(by: office.ada.id, at: noon().adding(.minutes(4))) == nil)
                try await office.line.database.write { try ConversationLabelProjection().rebuild(in: $0) }
                #expect(try await office.standing(number) == before, "\(deed): labels worked out anew")
            }
        }
    }

    @Test(arguments: engines) func `counts in no figure once it is taken back`(engine: Engine) async throws {
        try await withOffice(engine) { office in
            let number = try await office.receive(office.message("m-1"))
            try await perform(.resolve, number, office, at: noon().adding(.minutes(3)))
            _ = try await undo(office)
            let record = try await office.line.database.read { ServiceRecord(try ConversationStore.happenings(of: [number], $0)[number] ?? []) }
            let figures = try #require(ServiceFigures(record, hours: try officeHours(), at: noon().adding(.minutes(9))))
            #expect(figures.resolutions.isEmpty && figures.reopens == 0)
            // What the customer's line was told stands there with what became of it.
            #expect(try await office.kinds().suffix(2) == ["ticket_resolved", "ticket_reopened"])
        }
    }

    @Test(arguments: engines) func `stays when something has happened since, when it is too late, and for others`(engine: Engine) async throws {
        try await withOffice(engine) { office in
            let number = try await office.receive(office.message("m-1"))
            try await perform(.take, number, office, at: noon().adding(.minutes(3)))
            let offer = try #require(try await office.undos.latest(by: office.ada.id, in: number, at: noon().adding(.minutes(4))))
            #expect(try await office.undos.latest(by: office.bob.id, at: noon().adding(.minutes(4))) == nil)
            await #expect(throws: Failure.missing("What was done")) {
                try await office.undos.undo(offer.done.id, by: office.bob, at: noon().adding(.minutes(4)))
            }
            await #expect(throws: UndoStore.tooLate) { try await office.undos.undo(offer.done.id, by: office.ada, at: noon().adding(.minutes(9))) }
            try await office.receive(office.message("m-2", after: 4))
            #expect(try await office.undos.latest(by: office.ada.id, in: number, at: noon().adding(.minutes(4))) == nil)
            #expect(try await undo(office).refused.map(\.failure) == [ConversationWorkStore.overtaken])
            #expect(try await office.conversations.find(number).assignee == office.ada.id)
        }
    }

    @Test(arguments: engines) func `with several is taken back in one go, each for itself`(engine: Engine) async throws {
        try await withOffice(engine) { office in
            var numbers: [Int64] = []
            for thread in 0..<3 { numbers.append(try await office.receive(office.message("m-\(thread)", thread: "t-\(thread)"))) }
            var before: [String] = []
            for number in numbers { before.append(try await office.standing(number)) }
            _ = try await office.work.perform(.resolve, with: numbers, by: office.ada, at: noon().adding(.minutes(3)))
            try await office.receive(office.message("m-9", thread: "t-1", after: 3))
            let outcome = try await undo(office)
            #expect(outcome.done == [numbers[0], numbers[2]] && outcome.refused.map(\.number) == [numbers[1]])
            for place in [0, 2] { #expect(try await office.standing(numbers[place]) == before[place]) }
        }
    }

    @Test func `is told apart from what stands`() {
        func entry(_ number: Int64, _ happening: ConversationEntry.Happening, _ detail: String = "") -> ConversationEntry {
            ConversationEntry(
                number: number, happening: happening, at: noon(), channel: "chat", staff: nil, staffName: nil, text: "", detail: detail)
        }
        let entries = [entry(1, .message), entry(3, .status, "resolved"), entry(4, .undone, "3 3 resolved"), entry(6, .status, "waiting")]
        #expect(entries.withoutTakenBack.map(\.number) == [1, 6])
        for detail in ["", "3 3", "4 3 resolved", "3 3 erased", "x 3 resolved"] { #expect(TakenBack(entry(4, .undone, detail)) == nil, "\(detail)") }
    }
}
