import Kernel
import People
import Storage
import TestKit
import Testing
import Timeline
import Web

@testable import Channels
@testable import Desk

@Suite struct `A bot of Telegram` {
    private struct Bot: Sendable {
        let office: Office
        let telegram: TelegramServer
        let id: ID<TelegramBot>

        var reading: TelegramReadingWorker { TelegramReadingWorker(line: office.line, patience: 0) }

        @discardableResult
        func read() async throws -> Int { try await reading.read(TelegramStore(line: office.line).find(id)) }

        /// Does what is due.
        func send() async throws {
            let worker = JobWorker(office.line.database, [TelegramSendWorker(line: office.line).handler]) { _, _ in }
            while try await worker.workOnce() {}
        }

        func conversation() async throws -> Int64 {
            try #require(try await office.line.database.read { try $0.value("SELECT MAX(number) FROM conversation") })
        }

        func reply(_ text: String, once: String = "once-0001", then: ConversationStatus? = nil) async throws {
            let number = try await conversation()
            try await office.work.reply(try await office.writing(text, in: number, once: once, then: then), in: number, by: office.ada, at: noon())
        }
    }

    private func withBot(_ engine: Engine, now: @escaping Now = systemNow, _ body: @escaping @Sendable (Bot) async throws -> Void) async throws {
        try await withMigratedDatabase(engine, now: now) { database in
            try await withOffice(on: database) { office in
                try await withTelegram { telegram, address in
                    let token = try #require(TelegramBot.Token(TelegramServer.token))
                    let id = try await TelegramStore(line: office.line).add(
                        .init(name: "Alder", base: address, token: token), token: token, username: "alder_bot", by: nil)
                    try await body(Bot(office: office, telegram: telegram, id: id))
                }
            }
        }
    }

    @Test(arguments: engines) func `takes what is written to it once, and goes on behind it`(engine: Engine) async throws {
        try await withBot(engine) { bot in
            bot.telegram.write("/start", id: 1)
            bot.telegram.write("It is dented.", id: 2)
            bot.telegram.write("And a leg is missing.", id: 3, at: 1_772_452_860)
            #expect(try await bot.read() == 3)
            #expect(try await bot.read() == 0)
            #expect(bot.telegram.offsets == [0, 103])
            let whole = try await bot.office.conversations.whole(bot.conversation())
            #expect(whole.entries.map(\.text) == ["It is dented.", "And a leg is missing."] && whole.conversation.channel == "messenger")
            #expect(whole.conversation.unansweredSince == noon())
            #expect(try await CustomerNameStore(line: bot.office.line).names([whole.conversation.person]).first?.name == "Kim Nowak")
            // Told again from the beginning, as after the backup of yesterday: what is there stays once.
            try await bot.office.line.database.write { try $0.run("UPDATE telegram_bot SET next_update = 0") }
            bot.telegram.write("It is dented.", id: 2)
            bot.telegram.write("Hello?", id: 4, at: 1_772_452_900)
            #expect(try await bot.read() == 2)
            #expect(try await bot.office.conversations.whole(bot.conversation()).entries.count == 3)
            #expect(try await bot.read() == 0 && bot.telegram.offsets.last == 105)
        }
    }

    @Test(arguments: engines) func `passes by what it does not understand, and holds up nothing`(engine: Engine) async throws {
        try await withBot(engine) { bot async throws in
            bot.telegram.happen(#""message":{"message_id":"no number"}"#)
            bot.telegram.happen(#""poll":{"id":"5"}"#)
            bot.telegram.happen(
                #""message":{"message_id":9,"date":1772452800,"chat":{"id":-5,"type":"group"},"from":{"id":7,"first_name":"Jo"},"text":"Hi all"}"#)
            bot.telegram.write("Hello", id: 4)
            #expect(try await bot.read() == 4)
            #expect(try await bot.office.conversations.whole(bot.conversation()).entries.map(\.text) == ["Hello"])
            #expect(try await bot.read() == 0)
        }
    }

    @Test(arguments: engines) func `names what hangs on messages, and shows what was changed afterwards`(engine: Engine) async throws {
        try await withBot(engine) { bot in
            let from = #""chat":{"id":77,"type":"private"},"from":{"id":77,"first_name":"Kim"}"#
            bot.telegram.happen(
                #""message":{"message_id":1,"date":1772452800,\#(from),"caption":"The bill","document":{"file_id":"x","file_name":"bill.pdf"}}"#)
            bot.telegram.happen(#""message":{"message_id":2,"date":1772452801,\#(from),"photo":[{"file_id":"a"},{"file_id":"b"}]}"#)
            bot.telegram.write("Oak, not pine", id: 3, at: 1_772_452_802, edited: 1_772_452_850)
            bot.telegram.write("Oak, not pine", id: 3, at: 1_772_452_802, edited: 1_772_452_850)
            try await bot.read()
            let entries = try await bot.office.conversations.whole(bot.conversation()).entries
            #expect(entries.map(\.text) == ["The bill\n📎 bill.pdf", "🖼", "✎ Oak, not pine"])
            #expect(entries.last?.at == Instant(seconds: 1_772_452_850))
        }
    }

    @Test(arguments: engines) func `sends what is answered, once and in order, however long it is`(engine: Engine) async throws {
        try await withBot(engine) { bot in
            bot.telegram.write("It is dented.", id: 2)
            try await bot.read()
            let long = Array(repeating: "We are sorry.", count: 700).joined(separator: " ")
            try await bot.reply(long)
            try await bot.reply("Goodbye.", once: "once-0002", then: .resolved)
            try await bot.send()
            try await bot.send()
            #expect(bot.telegram.said.count == 4 && bot.telegram.said.last == "Goodbye." && Set(bot.telegram.chats) == [77])
            #expect(bot.telegram.said.dropLast().joined(separator: " ") == long)
            #expect(bot.telegram.said.allSatisfy { $0.utf16.count <= 4096 })
        }
    }

    @Test(arguments: engines) func `waits as long as Telegram says, and then sends it`(engine: Engine) async throws {
        let clock = HandClock()
        try await withBot(engine, now: clock.now) { bot in
            bot.telegram.write("It is dented.", id: 2)
            try await bot.read()
            bot.telegram.answer(.error(429, "Too Many Requests: retry after 35", retryAfter: 35))
            try await bot.reply("We are sorry.")
            let worker = JobWorker(bot.office.line.database, [TelegramSendWorker(line: bot.office.line).handler], now: clock.now) { _, _ in }
            while try await worker.workOnce() {}
            clock.advance(by: .seconds(30))
            while try await worker.workOnce() {}
            #expect(bot.telegram.said.isEmpty)
            clock.advance(by: .seconds(6))
            while try await worker.workOnce() {}
            #expect(bot.telegram.said == ["We are sorry."])
            #expect(try await bot.office.conversations.whole(bot.conversation()).entries.allSatisfy { $0.fate == nil })
        }
    }

    @Test(arguments: engines) func `says in the conversation that it was blocked, and that an answer did not come`(engine: Engine) async throws {
        try await withBot(engine) { bot in
            bot.telegram.write("It is dented.", id: 2)
            bot.telegram.happen(
                #""my_chat_member":{"chat":{"id":77,"type":"private"},"from":{"id":77},"date":1772452900,"new_chat_member":{"status":"kicked"}}"#)
            try await bot.read()
            bot.telegram.answer(.error(403, "Forbidden: bot was blocked by the user"))
            try await bot.reply("We are sorry.", then: .resolved)
            try await bot.send()
            let whole = try await bot.office.conversations.whole(bot.conversation())
            #expect(whole.entries.filter { $0.happening == .note }.map(\.detail).first == TelegramOutgoingStore.blocked)
            #expect(whole.entries.last?.fate?.word == .refused && whole.entries.last?.text == TelegramOutgoingStore.blocked)
            // It is back before those who work on it, and the customer has waited all along.
            #expect(whole.conversation.status == .open && whole.conversation.unansweredSince == noon())
            #expect(try await bot.office.kinds().last == "ticket_reopened")
        }
    }

    @Test(arguments: engines) func `does not send twice what may have arrived, and says so`(engine: Engine) async throws {
        try await withBot(engine) { bot in
            bot.telegram.write("It is dented.", id: 2)
            try await bot.read()
            bot.telegram.answer(.silence)
            try await bot.reply("We are sorry.")
            try await bot.send()
            #expect(bot.telegram.said == ["We are sorry."])
            let entry = try await bot.office.conversations.whole(bot.conversation()).entries.last
            #expect(entry?.fate?.word == .refused && entry?.text == TelegramSendWorker.unknown)
            // Killed while it was being sent.
            try await bot.reply("Are you there?", once: "once-0002")
            try await bot.office.line.database.write {
                try $0.run("UPDATE telegram_outgoing SET state = 'sending', next_try_at = \($0.now.adding(.seconds(-1))) WHERE state = 'waiting'")
            }
            try await bot.send()
            #expect(bot.telegram.said == ["We are sorry."])
            #expect(try await bot.office.conversations.whole(bot.conversation()).entries.last?.text == TelegramSendWorker.unknown)
        }
    }

    @Test(arguments: engines) func `sends what is answered in what its chat is a part of, and says there what did not come`(engine: Engine)
        async throws
    {
        try await withBot(engine) { bot in
            bot.telegram.write("It is dented.", id: 2)
            try await bot.read()
            let (office, chat) = (bot.office, try await bot.conversation())
            var message = office.message("m-1")
            message.from = [Identifier(.social, "telegram:77")].compactMap(\.self)
            let wrote = try await office.receive(message)
            try await office.merges.merge(chat, into: wrote, isSure: false, by: office.ada, at: noon())
            bot.telegram.write("Hello?", id: 3, at: 1_772_452_900)
            bot.telegram.happen(
                #""my_chat_member":{"chat":{"id":77,"type":"private"},"from":{"id":77},"date":1772452900,"new_chat_member":{"status":"kicked"}}"#)
            try await bot.read()
            let whole = try await office.conversations.whole(wrote)
            #expect(whole.entries.contains { $0.text == "Hello?" } && whole.entries.contains { $0.detail == TelegramOutgoingStore.blocked })
            guard case .telegram = try await ConversationContextStore(line: office.line).way(of: wrote) else {
                Issue.record("the answer would not come into the chat")
                return
            }
            try await bot.reply("We are sorry.")
            try await bot.send()
            #expect(bot.telegram.said == ["We are sorry."] && bot.telegram.chats == [77])
            bot.telegram.answer(.error(403, "Forbidden: bot was blocked by the user"))
            try await bot.reply("Are you there?", once: "once-0002", then: .resolved)
            try await bot.send()
            let after = try await office.conversations.whole(wrote)
            #expect(after.entries.contains { $0.fate?.word == .refused } && after.conversation.status == .open)
            try await office.merges.unmerge(chat, by: office.ada, at: noon().adding(.minutes(9)))
            let apart = try await office.conversations.whole(chat).entries
            #expect(apart.contains { $0.text == "Hello?" } && apart.contains { $0.detail == TelegramOutgoingStore.blocked })
            guard case .nobody = try await ConversationContextStore(line: office.line).way(of: wrote) else {
                Issue.record("the chat is no part of it any more")
                return
            }
        }
    }

    @Test(arguments: engines) func `sends what is answered in what was taken out of its chat, also where that was done meanwhile`(engine: Engine)
        async throws
    {
        try await withBot(engine) { bot in
            bot.telegram.write("It is dented.", id: 2)
            bot.telegram.write("And an invoice.", id: 3, at: 1_772_452_860)
            try await bot.read()
            let (office, chat) = (bot.office, try await bot.conversation())
            try await office.work.reply(office.writing("Here it is.", in: chat), in: chat, by: office.ada, at: noon().adding(.minutes(2)))
            let last = try await office.splits.movable(in: chat).suffix(2).map(\.number)
            let split = try await office.splits.split(Set(last), of: chat, subject: "Invoice", by: office.ada, at: noon().adding(.minutes(3)))
            bot.telegram.answer(.error(400, "Bad Request: message is too long"))
            try await bot.send()
            #expect(try await office.conversations.whole(split).entries.contains { $0.fate?.word == .refused })
            try await bot.reply("Once more.", once: "once-0002")
            try await bot.send()
            #expect(try await bot.conversation() == split && bot.telegram.said == ["Once more."])
        }
    }

    @Test(arguments: engines) func `sends an answer by mail where the customer wrote so last, and into the chat where they wrote there`(
        engine: Engine
    )
        async throws
    {
        let clock = HandClock()
        try await withBot(engine, now: clock.now) { bot in
            let office = bot.office
            let draft = MailboxDraft(address: "help@shop.example", name: "Help at Shop", signature: "", sending: PostOffice.away)
            let mailbox = try await MailboxStore(database: office.line.database).add(draft, by: office.ada.id)
            let post = PostOffice(office: office, mailbox: mailbox, clock: clock)
            bot.telegram.write("It is dented.", id: 2)
            try await bot.read()
            let chat = try await bot.conversation()
            var known = office.message("m-1")
            known.from = [Identifier(.social, "telegram:77"), Identifier(.email, "kim@example.com")].compactMap(\.self)
            try await office.receive(known)
            let wrote = try #require(try await post.bring(post.letter()).conversation)
            try await office.merges.merge(chat, into: wrote, isSure: false, by: office.ada, at: noon())
            #expect(try await post.answerTo(in: wrote) == "kim@example.com")
            try await post.answer("By mail.", in: wrote)
            bot.telegram.write("Hello?", id: 3, at: 1_772_452_900)
            try await bot.read()
            #expect(try await post.answerTo(in: wrote) == nil)
            try await post.answer("Into the chat.", in: wrote, once: "once-2")
            let worker = JobWorker(office.line.database, [TelegramSendWorker(line: office.line).handler], now: clock.now) { _, _ in }
            while try await worker.workOnce() {}
            #expect(bot.telegram.said == ["Into the chat."])
            #expect(try await post.journal(.outgoing).count == 1)
        }
    }

    @Test func `cuts a long answer where words end, and never within a character`() {
        #expect(TelegramOutgoingStore.parts(of: "Short.") == ["Short."])
        let flags = String(repeating: "🇵🇱", count: 2_000)
        let parts = TelegramOutgoingStore.parts(of: flags)
        #expect(parts.joined() == flags && parts.allSatisfy { $0.utf16.count <= 4096 } && parts.count == 2)
        let lines = TelegramOutgoingStore.parts(of: String(repeating: "a", count: 4_000) + "\n" + String(repeating: "b", count: 4_000))
        #expect(lines.map(\.count) == [4_000, 4_000])
    }

    @Test func `is opened by a token as BotFather gives it, and by nothing else`() {
        #expect(TelegramBot.Token(TelegramServer.token) != nil)
        for wrong in ["", "123456", "abc:AAbbCCddEEffGGhhIIjjKKllMMnn", "123456:short", "123456:AAbbCCddEEffGGhhIIjjKKll/../x", "1:2:3"] {
            #expect(TelegramBot.Token(wrong) == nil, "\(wrong)")
        }
    }
}
