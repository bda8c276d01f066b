import Kernel
import People
import Storage
import TestKit
import Testing
import Timeline
import Web

@testable import Desk

@Suite struct `Calls and conversations that are merged or split` {
    private static let phone = "+48 600 100 200"

    /// A missed call, and what its caller wrote about it elsewhere.
    private func twice(_ office: Office) async throws -> (called: Int64, wrote: Int64) {
        let called = try #require(try await office.tell(office.report("c-1", .missed, after: 20)).conversation)
        var message = office.message("m-1", "I have called you.", after: 5)
        message.from = [Identifier(.phone, Self.phone)].compactMap(\.self)
        return (called, try await office.receive(message))
    }

    private func said(_ office: Office, in number: Int64) async throws -> [String] {
        try await office.conversations.whole(number).entries.filter { [.message, .reply, .note].contains($0.happening) }.map(\.text)
    }

    @Test(arguments: engines) func `have what is told later land where it is read, which goes along when that is taken out`(engine: Engine)
        async throws
    {
        try await withOffice(engine) { office in
            let (called, wrote) = try await twice(office)
            try await office.merges.merge(called, into: wrote, isSure: false, by: office.ada, at: noon().adding(.minutes(6)))
            let voicemail = office.report("c-1", .voicemail, after: 400, text: "It is urgent.")
            let told = try await office.tell(voicemail)
            #expect(told.conversation == wrote)
            #expect(try await office.tell(voicemail).conversation == wrote, "once")
            // A further call of the same day belongs to the same conversation.
            #expect(try await office.tell(office.report("c-2", .missed, after: 920, began: 900)).conversation == wrote)
            let notes = CallNoteStore(line: office.line)
            #expect(try await notes.write("Is angry.", of: told.call, by: office.ada, once: "note-1", at: noon().adding(.minutes(20))) == wrote)
            #expect(
                try await said(office, in: wrote)
                    == ["☎ +48600100200", "I have called you.", "It is urgent.", "☎ +48600100200", "Is angry."])
            #expect(try await office.calls.calls(in: office.conversations.whole(wrote).entries).count == 2)
            #expect(try await office.conversations.find(wrote).openedAt == noon().adding(.minutes(5)))
            #expect(try await office.conversations.find(wrote).unansweredSince == noon())
            try await office.merges.unmerge(called, by: office.ada, at: noon().adding(.minutes(30)))
            #expect(try await said(office, in: called) == ["☎ +48600100200", "It is urgent.", "☎ +48600100200", "Is angry."])
            #expect(try await said(office, in: wrote) == ["I have called you."])
            #expect(try await office.calls.calls(in: office.conversations.whole(called).entries).count == 2)
            #expect(try await office.tell(office.report("c-2", .voicemail, after: 940, began: 900, text: "Again.")).conversation == called)
        }
    }

    @Test(arguments: engines) func `begin a new one once that in which they are read is resolved`(engine: Engine) async throws {
        try await withOffice(engine) { office in
            let (called, wrote) = try await twice(office)
            try await office.merges.merge(called, into: wrote, isSure: false, by: office.ada, at: noon().adding(.minutes(6)))
            try await office.work.stand(.resolved, wrote, by: office.ada, at: noon().adding(.minutes(7)))
            let next = try #require(try await office.tell(office.report("c-2", .missed, after: 920, began: 900)).conversation)
            #expect(next != called && next != wrote)
        }
    }

    @Test(arguments: engines) func `name who called where that is somebody else, and lose it alone with them`(engine: Engine) async throws {
        try await withOffice(engine) { office in
            let called = try #require(try await office.tell(office.report("c-1", .missed, after: 20)).conversation)
            let kim = try await office.receive(office.message("m-1", "Kim writes.", after: 5))
            try await office.merges.merge(called, into: kim, isSure: true, by: office.ada, at: noon().adding(.minutes(6)))
            try await office.tell(office.report("c-1", .voicemail, after: 400, text: "It is urgent."))
            let whole = try await office.conversations.whole(kim)
            let voicemail = try #require(whole.entries.first { $0.text == "It is urgent." })
            #expect(whole.strangers[voicemail.number] == "+48600100200" && whole.strangers.count == 2)
            let customer = try #require(try await office.conversations.whole(called).customer)
            _ = try await ErasureStore(line: office.line, recording: { _, _ in }).erase(customer, by: nil)
            #expect(try await said(office, in: kim) == ["", "Kim writes.", ""])
        }
    }

    @Test(arguments: engines) func `go on in what they were taken into, and come back with it`(engine: Engine) async throws {
        try await withOffice(engine) { office in
            let called = try #require(try await office.tell(office.report("c-1", .missed, after: 20)).conversation)
            #expect(try await office.tell(office.report("c-2", .missed, after: 920, began: 900)).conversation == called)
            let last = try #require(try await office.splits.movable(in: called).last?.number)
            let split = try await office.splits.split([last], of: called, subject: "Again", by: office.ada, at: noon().adding(.minutes(20)))
            #expect(try await office.calls.calls(in: office.conversations.whole(split).entries).values.map(\.key) == ["c-2"])
            try await office.splits.undo(split, by: office.ada, at: noon().adding(.minutes(30)))
            #expect(try await office.tell(office.report("c-2", .voicemail, after: 940, began: 900, text: "Well?")).conversation == called)
            let again = try await office.splits.split([last], of: called, subject: "Again", by: office.ada, at: noon().adding(.minutes(40)))
            #expect(try await office.tell(office.report("c-1", .voicemail, after: 40, text: "Hello?")).conversation == called)
            #expect(try await office.conversations.find(again).splitFrom == called)
        }
    }

    @Test(arguments: engines) func `and visits are finished where they are read`(engine: Engine) async throws {
        try await withOffice(engine) { office in
            let (desks, visits) = (ShopDeskStore(line: office.line), ShopVisitStore(line: office.line))
            let desk = try await desks.find(desks.add(.init(name: "Advice", place: "", hours: ""), by: nil))
            let visit = try await visits.take(.init(once: "once-1", name: "Kim", email: "", about: ""), at: desk, now: noon())
            try await visits.begin(visit.id, at: desk, by: office.ada, now: noon().adding(.minutes(5)))
            let there = try #require(try await visits.find(token: visit.token).conversation)
            let wrote = try await office.receive(office.message("m-1", after: 1))
            try await office.merges.merge(there, into: wrote, isSure: true, by: office.ada, at: noon().adding(.minutes(6)))
            try await visits.finish(visit.id, at: desk, isResolved: true, by: office.ada, now: noon().adding(.minutes(9)))
            #expect(try await office.conversations.find(wrote).status == .resolved)
        }
    }

    @Test(arguments: engines) func `are read by staff alone, and not in a chat window`(engine: Engine) async throws {
        try await withChat(engine) { office, chats in
            let chat = try await chats.begin("Hello?", once: "message-0", .from(), at: office.shop, now: noon()).chat
            let talk = CallLogStore.Talk(
                once: "once-0001", channel: .phone, direction: .outgoing, began: noon(), minutes: 5, note: "", conversation: chat.conversation)
            _ = try await CallLogStore(line: office.line).keep(talk, by: office.ada, at: noon().adding(.minutes(6)))
            #expect(try await office.conversations.whole(chat.conversation).entries.contains { $0.happening == .reply })
            #expect(try await chats.said(in: chat.conversation, after: 0).map(\.entry.text) == ["Hello?"])
        }
    }
}
