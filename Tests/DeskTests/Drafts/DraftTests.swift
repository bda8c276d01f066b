import Kernel
import Storage
import TestKit
import Testing
import Timeline
import Web

@testable import Desk

@Suite struct `A draft` {
    private func keep(_ text: String, _ version: Int64, tab: String = "window-1", in number: Int64, _ office: Office) async throws
        -> DraftStore.Keeping
    {
        try await office.drafts.keep(.init(text: text, version: version, tab: tab), in: number, by: office.ada.id)
    }

    @Test(arguments: engines) func `is kept for whoever types it, and shown to nobody else`(engine: Engine) async throws {
        try await withOffice(engine) { office in
            let number = try await office.receive(office.message("m-1"))
            #expect(try await office.drafts.find(in: number, of: office.ada.id) == .none)
            _ = try await keep("We send", 0, in: number, office)
            _ = try await keep("We send a new top.", 1, in: number, office)
            let draft = try await office.drafts.find(in: number, of: office.ada.id)
            #expect(draft.text == "We send a new top." && draft.version == 2)
            #expect(try await office.drafts.find(in: number, of: office.bob.id) == .none)
            #expect(try await office.listed(.drafts) == [number])
            let list = try await office.inbox.list(InboxAddress(view: .open), of: office.bob.id, at: noon())
            #expect(list.rows.map(\.isBegun) == [false] && list.counts[.drafts] == 0)
        }
    }

    @Test(arguments: engines) func `is not overwritten by an older window, which is shown it`(engine: Engine) async throws {
        try await withOffice(engine) { office in
            let number = try await office.receive(office.message("m-1"))
            _ = try await keep("Old", 0, tab: "window-1", in: number, office)
            _ = try await keep("Newer", 1, tab: "window-2", in: number, office)
            guard case .overtaken(let newer) = try await keep("Old and on", 1, tab: "window-1", in: number, office) else {
                Issue.record("the older window was believed")
                return
            }
            #expect(newer.text == "Newer")
            #expect(try await office.drafts.find(in: number, of: office.ada.id).text == "Newer")
            // Whoever has seen it may go on from it.
            guard case .kept = try await keep("Old and on", newer.version, tab: "window-1", in: number, office) else {
                Issue.record("what goes on from the newest was refused")
                return
            }
        }
    }

    @Test(arguments: engines) func `is gone when it is sent, though its window says once more what was typed`(engine: Engine) async throws {
        try await withOffice(engine) { office in
            let number = try await office.receive(office.message("m-1"))
            _ = try await keep("We send a new top.", 0, tab: "once-1", in: number, office)
            var writing = try await office.writing("We send a new top.", in: number)
            writing.draft = 1
            try await office.work.reply(writing, in: number, by: office.ada, at: noon().adding(.minutes(5)))
            #expect(try await office.listed(.drafts).isEmpty)
            guard case .overtaken(let gone) = try await keep("We send a new", 1, tab: "once-1", in: number, office) else {
                Issue.record("a draft came back after it was sent")
                return
            }
            #expect(gone.text.isEmpty)
        }
    }

    @Test(arguments: engines) func `that is newer than what is sent from an old window stays`(engine: Engine) async throws {
        try await withOffice(engine) { office in
            let number = try await office.receive(office.message("m-1"))
            _ = try await keep("Old", 0, tab: "once-1", in: number, office)
            _ = try await keep("Written on the train", 1, tab: "telephone", in: number, office)
            var writing = try await office.writing("Old", in: number)
            writing.draft = 1
            try await office.work.reply(writing, in: number, by: office.ada, at: noon().adding(.minutes(5)))
            #expect(try await office.drafts.find(in: number, of: office.ada.id).text == "Written on the train")
        }
    }

    @Test(arguments: engines) func `goes with a note that is kept, and with whoever it was written to`(engine: Engine) async throws {
        try await withOffice(engine) { office in
            let number = try await office.receive(office.message("m-1"))
            _ = try await keep("A good customer", 0, tab: "once-1", in: number, office)
            try await office.work.note(try await office.writing("A good customer", in: number), in: number, by: office.ada, at: noon())
            #expect(try await office.listed(.drafts).isEmpty)
            _ = try await keep("Dear Kim", 2, tab: "once-2", in: number, office)
            let person = try await office.conversations.find(number).person
            let erasing = try #require(PersonalDataStore.tables.first { $0.name == "conversation_draft" }).erasing
            guard case .deleted(let sql) = erasing else {
                Issue.record("drafts outlive an erasure")
                return
            }
            try await office.line.database.write { tx in _ = try tx.run(sql(.init(person: person))) }
            #expect(try await office.drafts.find(in: number, of: office.ada.id) == .none)
        }
    }
}
