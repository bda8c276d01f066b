import Kernel
import People
import Storage
import TestKit
import Testing
import Timeline
import Web

@testable import Desk

@Suite struct `Whoever writes in a chat window` {
    @Test(arguments: engines) func `misses nothing and hears nothing twice, though the browser slept for a day`(engine: Engine) async throws {
        try await withChat(engine) { office, chats in
            let (token, chat) = try await chats.begin("Hello?", once: "message-0", .from(), at: office.shop, now: noon())
            let tomorrow = noon().adding(.days(1))
            for number in 1...205 {
                try await chats.say("Number \(number)", once: "message-\(number)", in: chat, now: noon().adding(.minutes(Int64(number))))
            }
            // A note is written meanwhile, and is nobody's business there.
            let note = try await office.writing("Hm.", in: chat.conversation)
            try await office.work.note(note, in: chat.conversation, by: office.ada, at: tomorrow)
            let answer = try await office.writing("Here we are.", in: chat.conversation)
            try await office.work.reply(answer, in: chat.conversation, by: office.ada, at: tomorrow)
            var (heard, last): ([String], Int64) = ([], 1)
            let again = try await chats.find(token.text)
            while case let words = try await chats.said(in: again.conversation, after: last), !words.isEmpty {
                heard += words.map(\.entry.text)
                last = words.last?.entry.number ?? 0
            }
            #expect(heard == (1...205).map { "Number \($0)" } + ["Here we are."])
        }
    }

    @Test(arguments: engines) func `is on the line of the browser, where its owner has agreed to that`(engine: Engine) async throws {
        try await withChat(engine) { office, chats in
            let browser = try #require(Identifier(.anonymousID, "b-1"))
            _ = try await office.line.append(
                [NewTouchpoint("page_view", channel: "web", by: [browser], at: noon().adding(.minutes(-5)))], from: office.shop)
            let chat = try await chats.begin("Hello?", once: "message-0", .from(browser: "b-1"), at: office.shop, now: noon()).chat
            let person = try await office.conversations.find(chat.conversation).person
            #expect(try await office.kinds(of: person) == ["page_view", "chat_message", "ticket_opened"])
        }
    }

    @Test(arguments: engines) func `is made nobody else by an address they type`(engine: Engine) async throws {
        try await withChat(engine) { office, chats in
            let kim = try await office.receive(office.message("m-1"))
            let chat = try await chats.begin("Hello?", once: "message-0", .from(address: "kim@example.com"), at: office.shop, now: noon()).chat
            #expect(chat.address == "kim@example.com" && !chat.isVerified)
            let (known, stranger) = (try await office.conversations.find(kim).person, try await office.conversations.find(chat.conversation).person)
            #expect(known != stranger)
        }
    }

    @Test(arguments: engines) func `is whom the site has signed, and their browser with them`(engine: Engine) async throws {
        try await withChat(engine) { office, chats in
            let browser = try #require(Identifier(.anonymousID, "b-1"))
            _ = try await office.line.append(
                [NewTouchpoint("page_view", channel: "web", by: [browser], at: noon().adding(.minutes(-5)))], from: office.shop)
            let beginning = ChatBeginning.from(browser: "b-1", identity: .init(userID: "1001", email: "kim@example.com", name: "Kim"))
            let chat = try await chats.begin("Hello?", once: "message-0", beginning, at: office.shop, now: noon()).chat
            #expect(chat.isVerified)
            let person = try await office.conversations.find(chat.conversation).person
            #expect(try await Set(office.kinds(of: person)) == ["page_view", "chat_message", "ticket_opened", "identify"])
            let values = try await office.line.database.read { session in
                Set(try session.rows("SELECT value FROM identifier WHERE person = \(person)").map { try $0.get(at: 0, as: String.self) })
            }
            #expect(values == ["b-1", "1001", "kim@example.com"])
        }
    }

    @Test(arguments: engines) func `is let in no more once they were erased`(engine: Engine) async throws {
        try await withChat(engine) { office, chats in
            let (token, chat) = try await chats.begin("Hello?", once: "message-0", .from(), at: office.shop, now: noon())
            let customer = try #require(try await office.conversations.whole(chat.conversation).customer)
            _ = try await ErasureStore(line: office.line, recording: { _, _ in }).erase(customer, by: nil)
            _ = try await office.conversations.whole(chat.conversation)
            await #expect(throws: Failure.self) { try await chats.find(token.text) }
            await #expect(throws: Failure.self) { try await chats.say("Still here?", once: "message-1", in: chat, now: noon()) }
        }
    }

    @Test(arguments: engines) func `who has left an address is told there what they have not read, and nothing else`(engine: Engine) async throws {
        try await withChat(engine) { office, chats in
            let chat = try await chats.begin("Hello?", once: "message-0", .from(), at: office.shop, now: noon()).chat
            for (number, text) in ["First.", "Second."].enumerated() {
                let answer = try await office.writing(text, in: chat.conversation, once: "answer-\(number)")
                try await office.work.reply(answer, in: chat.conversation, by: office.ada, at: noon().adding(.minutes(5)))
            }
            #expect(try await office.line.database.read { try ChatAfterLeavingStore.waiting(in: chat.conversation, $0) } == nil)
            try await chats.leave("kim@example.com", in: chat.conversation)
            let first = try await chats.said(in: chat.conversation, after: 0)[1].entry
            #expect(try await chats.visitorRead(first.number, in: chat.conversation))
            #expect(try await !chats.visitorRead(first.number, in: chat.conversation))
            #expect(try await !chats.visitorRead(999, in: chat.conversation))
            let waiting = try #require(try await office.line.database.read { try ChatAfterLeavingStore.waiting(in: chat.conversation, $0) })
            #expect(waiting.address == "kim@example.com" && waiting.answers.map(\.text) == ["Second."])
        }
    }
}

func withChat(_ engine: Engine, _ body: @escaping @Sendable (Office, ChatStore) async throws -> Void) async throws {
    try await withOffice(engine) { office in
        let sites = ChatSiteStore(line: office.line, recording: { _, _ in })
        try await office.line.publish(office.shop)
        let shop = try #require(office.line.source(number: office.shop.id))
        try await sites.set(
            ChatSite(source: shop.id, name: "Shop", greeting: "", accent: .usual, origins: [SiteOrigin("https://shop.example")]), by: office.ada)
        try await body(Office(line: office.line, shop: shop, watch: office.watch), ChatStore(line: office.line))
    }
}

extension ChatBeginning {
    static func from(browser: String? = nil, address: String = "", identity: SignedIdentity? = nil) -> ChatBeginning {
        ChatBeginning(language: "en", page: "https://shop.example/", address: address, anonymousID: browser, identity: identity)
    }
}

extension Office {
    /// Kinds on the line of a person, in the order of time.
    fileprivate func kinds(of person: Int64) async throws -> [String] {
        let catalogue = line.catalogue
        return try await line.database.read { session in
            let own = try session.rows("SELECT id FROM identifier WHERE person = \(person)").map { try $0.get(at: 0, as: Int64.self) }
            let found = try TouchpointStore().feed(after: 0, limit: 1_000, catalogue, session).filter { own.contains($0.identifier) }
            return found.sorted { ($0.occurredAt, $0.position) < ($1.occurredAt, $1.position) }.map(\.kind.key)
        }
    }
}
