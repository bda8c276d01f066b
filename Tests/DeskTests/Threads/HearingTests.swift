import Kernel
import People
import Storage
import TestKit
import Testing
import Timeline
import Web

@testable import Desk

@Suite struct `Whoever writes in a chat window that is a part of something else` {
    private func heard(_ chat: Chat, _ chats: ChatStore) async throws -> [String] {
        try await chats.said(in: chat.conversation, after: 0).map(\.entry.text)
    }

    @Test(arguments: engines) func `hears what is answered there since, and nothing that was said before`(engine: Engine) async throws {
        try await withChat(engine) { office, chats in
            let first = try await chats.begin("Hello?", once: "message-0", .from(browser: "b-1"), at: office.shop, now: noon()).chat
            let second = try await chats.begin("Me again.", once: "message-1", .from(browser: "b-1"), at: office.shop, now: noon()).chat
            let into = second.conversation
            try await office.work.reply(office.writing("Of old.", in: into), in: into, by: office.ada, at: noon().adding(.minutes(1)))
            try await office.merges.merge(first.conversation, into: into, isSure: false, by: office.ada, at: noon().adding(.minutes(2)))
            try await chats.say("Still there?", once: "message-2", in: first, now: noon().adding(.minutes(3)))
            try await office.work.reply(
                office.writing("Yes.", in: into, once: "once-2"), in: into, by: office.ada, at: noon().adding(.minutes(4)))
            #expect(try await heard(first, chats) == ["Hello?", "Still there?", "Yes."])
            let last = try #require(try await chats.said(in: first.conversation, after: 0).last?.entry.number)
            #expect(try await chats.visitorRead(last, in: first.conversation))
            #expect(try await DeskWatchStore(database: office.line.database).chats(heardIn: [into]).map(\.chat) == [first.conversation])
            try await office.merges.unmerge(first.conversation, by: office.ada, at: noon().adding(.minutes(5)))
            #expect(try await heard(first, chats) == ["Hello?", "Still there?"])
        }
    }

    @Test(arguments: engines) func `hears nothing that is answered to another customer`(engine: Engine) async throws {
        try await withChat(engine) { office, chats in
            let chat = try await chats.begin("Hello?", once: "message-0", .from(), at: office.shop, now: noon()).chat
            let kim = try await office.receive(office.message("m-1"))
            try await office.merges.merge(chat.conversation, into: kim, isSure: true, by: office.ada, at: noon().adding(.minutes(2)))
            try await office.work.reply(office.writing("Dear Kim.", in: kim), in: kim, by: office.ada, at: noon().adding(.minutes(4)))
            #expect(try await heard(chat, chats) == ["Hello?"])
        }
    }

    @Test(arguments: engines) func `hears what is answered in what was taken out of it`(engine: Engine) async throws {
        try await withChat(engine) { office, chats in
            let chat = try await chats.begin("Hello?", once: "message-0", .from(), at: office.shop, now: noon()).chat
            try await chats.say("And an invoice.", once: "message-1", in: chat, now: noon().adding(.minutes(3)))
            let last = try #require(try await office.splits.movable(in: chat.conversation).last?.number)
            let split = try await office.splits.split(
                [last], of: chat.conversation, subject: "Invoice", by: office.ada, at: noon().adding(.minutes(4)))
            guard case .chat = try await ConversationContextStore(line: office.line).way(of: split) else {
                Issue.record("the answer would not come into the window")
                return
            }
            try await office.work.reply(office.writing("Here.", in: split), in: split, by: office.ada, at: noon().adding(.minutes(5)))
            #expect(try await heard(chat, chats) == ["Hello?", "And an invoice.", "Here."])
        }
    }
}

@Suite struct `What was merged or split and somebody who is erased` {
    private func texts(_ office: Office) async throws -> [String] {
        try await office.line.database.read { session in
            try session.rows("SELECT text FROM conversation_entry WHERE happening = 1 ORDER BY number").map { try $0.get(at: 0) }
        }
    }

    private func erase(_ number: Int64, _ office: Office) async throws {
        let customer = try #require(try await office.conversations.whole(number).customer)
        _ = try await ErasureStore(line: office.line, recording: { _, _ in }).erase(customer, by: nil)
    }

    @Test(arguments: engines) func `lose the words of that one alone, wherever they stand`(engine: Engine) async throws {
        try await withOffice(engine) { office in
            let kim = try await office.receive(office.message("1", thread: "a", "Kim writes."))
            let lea = try await office.receive(office.message(from: "lea@example.com", "2", thread: "b", "Lea writes.", after: 1))
            try await office.merges.merge(lea, into: kim, isSure: true, by: office.ada, at: noon().adding(.minutes(2)))
            try await office.receive(office.message(from: "lea@example.com", "3", thread: "b", "Lea goes on.", after: 3))
            let last = try #require(try await office.splits.movable(in: kim).last?.number)
            _ = try await office.splits.split([last], of: kim, subject: "Lea", by: office.ada, at: noon().adding(.minutes(4)))
            try await erase(lea, office)
            #expect(try await texts(office) == ["Kim writes.", "", ""])
        }
    }

    @Test(arguments: engines) func `keep the words of others`(engine: Engine) async throws {
        try await withOffice(engine) { office in
            let kim = try await office.receive(office.message("1", thread: "a", "Kim writes."))
            let lea = try await office.receive(office.message(from: "lea@example.com", "2", thread: "b", "Lea writes.", after: 1))
            try await office.merges.merge(lea, into: kim, isSure: true, by: office.ada, at: noon().adding(.minutes(2)))
            try await erase(kim, office)
            #expect(try await texts(office) == ["", "Lea writes."])
        }
    }
}
