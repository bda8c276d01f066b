import Foundation
import Kernel
import Mail
import People
import Storage
import TestKit
import Testing
import Timeline

@testable import Channels
@testable import Desk

@Suite struct `A chat that was left` {
    /// A conversation of a visitor who has left an address, answered once.
    private func withVisitor(_ engine: Engine = .sqlite, _ body: @Sendable (PostOffice, ChatStore, Chat) async throws -> Void) async throws {
        try await withPostOffice(engine) { post in
            try await post.connect(takesDetails: true)
            let (office, chats) = (post.office, ChatStore(line: post.line))
            let sites = ChatSiteStore(line: post.line, recording: { _, _ in })
            try await post.line.publish(office.shop)
            let shop = try #require(post.line.source(number: office.shop.id))
            try await sites.set(
                ChatSite(source: shop.id, name: "Desks & Co", greeting: "", accent: .usual, origins: [SiteOrigin("https://shop.example")]),
                by: office.ada)
            let beginning = ChatBeginning(language: "pl", page: "", address: "Kim@Example.com", anonymousID: nil, identity: nil)
            let chat = try await chats.begin("Is the ash desk in stock?", once: "message-0", beginning, at: shop, now: post.clock.now()).chat
            try await post.answer("Yes, ten of them.", in: chat.conversation)
            try await body(post, chats, chat)
        }
    }

    private func written(_ message: JournalMessage, _ post: PostOffice) async throws -> MailMessage {
        let raw = try await post.line.database.read { try MailJournalStore.raw(message.id, $0) }
        return MailReader.read(try #require(raw))
    }

    /// Of those whose value is one of two.
    private func people(_ address: String, _ post: PostOffice) async throws -> Int64? {
        try await post.line.database.read { session in
            try session.value("SELECT COUNT(DISTINCT person) FROM identifier WHERE value = \(address) OR value LIKE 'chat-%'")
        }
    }

    @Test(arguments: engines) func `goes on by mail with all that was not read, once`(engine: Engine) async throws {
        try await withVisitor(engine) { post, _, chat in
            post.clock.advance(by: .minutes(2))
            var second = try await post.office.writing("In oak too.", in: chat.conversation, once: "once-2")
            second.files = [NewFile(name: "oak.gif", type: "image/gif", content: Array("GIF89a".utf8))]
            try await post.office.work.reply(second, in: chat.conversation, by: post.office.ada, at: post.clock.now())
            post.clock.advance(by: .minutes(2))
            try await post.work()
            #expect(try await post.journal(.outgoing).isEmpty, "they may still read it in the window")
            post.clock.advance(by: .minutes(10))
            try await post.work()
            let sent = try await post.journal(.outgoing)
            #expect(sent.map(\.address) == ["kim@example.com"])
            let mail = try await written(try #require(sent.first), post)
            #expect(mail.subject == "Twój czat z Desks & Co" && mail.text.contains("Yes, ten of them.") && mail.text.contains("In oak too."))
            #expect(mail.attachments == [MailAttachment("oak.gif", as: "image/gif", Array("GIF89a".utf8))])
            let entries = try await post.office.conversations.whole(chat.conversation).entries
            #expect(entries.last?.detail == ChatAfterLeavingStore.note && entries.last?.text == "Kim@Example.com")
            let waiting = try await post.line.database.read { try ChatAfterLeavingStore.waiting(in: chat.conversation, $0) }
            #expect(waiting == nil)
        }
    }

    @Test func `sends nothing that was read in the window, and nothing where no mailbox sends`() async throws {
        try await withVisitor { post, chats, chat in
            let answer = try await chats.said(in: chat.conversation, after: 0)[1].entry
            #expect(try await chats.visitorRead(answer.number, in: chat.conversation))
            post.clock.advance(by: .minutes(10))
            try await post.work()
            #expect(try await post.journal(.outgoing).isEmpty)
            try await post.connect(sending: nil)
            try await post.answer("In oak too.", in: chat.conversation, once: "once-2")
            post.clock.advance(by: .minutes(10))
            try await post.work()
            #expect(try await post.journal(.outgoing).isEmpty)
            #expect(try await chats.facts(of: chat.conversation)?.mayBeSent == false)
        }
    }

    @Test(arguments: engines) func `is one conversation of one person when they answer, by mail from then on`(engine: Engine) async throws {
        try await withVisitor(engine) { post, _, chat in
            post.clock.advance(by: .minutes(10))
            try await post.work()
            let mail = try await written(try #require(try await post.journal(.outgoing).first), post)
            let reply = try #require(mail.replyTo.first?.address)
            let filed = try await post.bring(post.letter("I take two.", answers: mail.messageID), to: reply)
            #expect(filed.conversation == chat.conversation && !filed.isStranger)
            #expect(try await people("kim@example.com", post) == 1, "the visitor and the address are one customer")
            post.clock.advance(by: .minutes(1))
            try await post.answer("They are on their way.", in: chat.conversation, once: "once-3")
            #expect(try await post.journal(.outgoing).last?.decision == "answer")
            post.clock.advance(by: .minutes(10))
            try await post.work()
            #expect(try await post.journal(.outgoing).count == 2, "what went by mail is not sent again")
        }
    }

    @Test func `joins nobody who writes from another address`() async throws {
        try await withVisitor { post, _, chat in
            post.clock.advance(by: .minutes(10))
            try await post.work()
            let mail = try await written(try #require(try await post.journal(.outgoing).first), post)
            let reply = try #require(mail.replyTo.first?.address)
            let filed = try await post.bring(post.letter("Who is this?", from: "Max <max@example.com>"), to: reply)
            #expect(filed.conversation == chat.conversation && filed.isStranger)
            #expect(try await people("max@example.com", post) == 2)
        }
    }

    @Test func `is open again where the mail did not arrive, and its answers stay given`() async throws {
        try await withVisitor { post, _, chat in
            post.clock.advance(by: .minutes(10))
            try await post.work()
            try await post.office.work.stand(.resolved, chat.conversation, by: post.office.ada, at: post.clock.now())
            post.clock.advance(by: .days(6))
            try await post.work()
            let conversation = try await post.office.conversations.find(chat.conversation)
            #expect(try await post.journal(.outgoing).first?.state == .failed)
            #expect(conversation.status == .open && conversation.unansweredSince == nil)
        }
    }
}
