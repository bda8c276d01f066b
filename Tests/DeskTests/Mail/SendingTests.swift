import Foundation
import Kernel
import Mail
import Storage
import TestKit
import Testing
import Timeline
import Web

@testable import Channels
@testable import Desk

private let isMissing = Comment(rawValue: Servers.missingReceiver ?? "")

@Suite(.enabled(if: Servers.missingReceiver == nil, isMissing)) struct `An answer by mail` {
    /// A conversation that came by mail, in a mailbox that sends by a server of its own.
    private func withReceiver(
        _ engine: Engine = .sqlite, kim: String = "kim@example.com", _ body: @Sendable (PostOffice, Int64, String) async throws -> Void
    ) async throws {
        try await withPostOffice(engine) { post in
            try await withDirectory { directory in
                let port = try Servers.freePort()
                let receiver = try Servers.receiver(on: port, into: directory)
                defer { Servers.stop(receiver) }
                try await post.connect(sending: MailServer(host: "127.0.0.1", port: port, security: .none))
                let number = try #require(try await post.bring(post.letter(from: kim)).conversation)
                try await body(post, number, directory)
            }
        }
    }

    private func received(in directory: String) throws -> [MailMessage] {
        try FileManager.default.contentsOfDirectory(atPath: directory).filter { $0.hasSuffix(".eml") }.sorted().map {
            MailReader.read([UInt8](FileManager.default.contents(atPath: "\(directory)/\($0)") ?? Data()))
        }
    }

    @Test(arguments: engines) func `arrives, as an answer to what was written, and without the notes`(engine: Engine) async throws {
        try await withReceiver(engine) { post, number, directory in
            try await post.office.work.note(
                post.office.writing("Never give her a rebate.", in: number, once: "note-1"), in: number, by: post.office.bob, at: post.clock.now())
            try await post.answer("Dzień dobry!\n\nWe send a new top – 好的.", in: number)
            try await post.work()
            let mail = try #require(try received(in: directory).first)
            #expect(mail.text == "Dzień dobry!\n\nWe send a new top – 好的.\n\n-- \nYour Shop\n")
            #expect(mail.from == [MailAddress(name: "Help at Shop", address: "help@shop.example")] && mail.subject == "Re: A desk")
            #expect(mail.to == [MailAddress(name: "", address: "kim@example.com")] && mail.answers == ["k1@example.com"])
            #expect(mail.header("X-From") == "help@shop.example" && mail.header("X-To") == "kim@example.com" && !mail.marks.isAutomatic)
            let sent = try #require(try await post.journal(.outgoing).first)
            #expect(sent.state == .sent && sent.attempts == 1 && sent.messageID == mail.messageID && sent.conversation == number)
        }
    }

    @Test func `is sent once, however often its form is sent and its job is begun`() async throws {
        try await withReceiver { post, number, directory in
            let writing = try await post.office.writing("We send a new top.", in: number)
            for _ in 1...3 { try await post.office.work.reply(writing, in: number, by: post.office.ada, at: post.clock.now()) }
            try await post.work()
            let sent = try #require(try await post.journal(.outgoing).first)
            try await MailSendWorker(line: post.line).send(sent.id)
            #expect(try received(in: directory).count == 1)
        }
    }

    @Test func `waits while the server is away, longer each time, and goes out when it is back`() async throws {
        try await withPostOffice { post in
            try await withDirectory { directory in
                let port = try Servers.freePort()
                try await post.connect(sending: MailServer(host: "127.0.0.1", port: port, security: .none))
                let number = try #require(try await post.bring(post.letter()).conversation)
                try await post.answer("We send a new top.", in: number)
                try await post.work()
                let waiting = try #require(try await post.journal(.outgoing).first)
                #expect(
                    waiting.state == .waiting && waiting.fault.hasPrefix("connection: ") && waiting.nextTryAt == post.clock.now().adding(.seconds(10))
                )
                post.clock.advance(by: .minutes(6))
                try await post.work()
                #expect(try await post.mailboxes.find(post.mailbox).alarm(at: post.clock.now()) == .notSending)
                let receiver = try Servers.receiver(on: port, into: directory)
                defer { Servers.stop(receiver) }
                post.clock.advance(by: .minutes(1))
                try await post.work()
                #expect(try await post.journal(.outgoing).map(\.state) == [.sent])
                #expect(try received(in: directory).count == 1)
                #expect(try await post.mailboxes.find(post.mailbox).alarm(at: post.clock.now()) == nil)
            }
        }
    }

    @Test func `that is refused for good is given up, and tried again when somebody says so`() async throws {
        try await withReceiver(kim: "refused@example.com") { post, number, directory in
            try await post.answer("We send a new top.", in: number)
            try await post.work()
            let failed = try #require(try await post.journal(.outgoing).first)
            #expect(failed.state == .failed && failed.fault == "refusal: 550 5.1.1 No such user here" && failed.attempts == 1)
            let lost = try await post.office.conversations.whole(number)
            #expect(lost.entries.last?.fate?.word == .refused && lost.conversation.unansweredSince == lost.conversation.openedAt)
            try await MailJournalStore(database: post.line.database).retry(failed.id)
            try await post.work()
            #expect(try await post.find(failed.id).state == .failed)
            #expect(try received(in: directory).isEmpty)
            // Refused again: told once, here and on the line.
            #expect(try await post.office.kinds().filter { $0 == "reply_lost" }.count == 1)
            #expect(try await post.office.conversations.whole(number).entries.count == lost.entries.count)
        }
    }

    @Test(arguments: engines) func `that is lost was none: its conversation is open again, until it goes out after all`(engine: Engine) async throws {
        try await withReceiver(engine, kim: "refused@example.com") { post, number, directory in
            var writing = try await post.office.writing("We send a new top.", in: number)
            writing.then = .resolved
            post.clock.advance(by: .hours(1))
            try await post.office.work.reply(writing, in: number, by: post.office.ada, at: post.clock.now())
            #expect(try await post.office.conversations.whole(number).conversation.status == .resolved)
            post.clock.advance(by: .hours(1))
            try await post.work()
            let lost = try await post.office.conversations.whole(number)
            #expect(lost.conversation.status == .open && lost.conversation.unansweredSince == lost.conversation.openedAt)
            #expect(lost.conversation.assignee == post.office.ada.id)
            #expect(try await post.office.kinds().suffix(2) == ["reply_lost", "ticket_reopened"])
            let hours = try office()
            let waiting = try #require(ServiceFigures(ServiceRecord(lost.entries), hours: hours, at: post.clock.now()))
            #expect(waiting.firstResponse == nil && waiting.firstResolution == nil && waiting.reopens == 0)
            // The address is right now, and somebody tries again.
            let failed = try #require(try await post.journal(.outgoing).first)
            try await post.line.database.write { try $0.run("UPDATE mail_message SET recipients = 'kim@example.com' WHERE id = \(failed.id)") }
            try await MailJournalStore(database: post.line.database).retry(failed.id)
            try await post.work()
            let given = try await post.office.conversations.whole(number)
            #expect(given.entries.last?.fate?.word == .arrived && given.conversation.unansweredSince == nil)
            #expect(try received(in: directory).count == 1)
        }
    }

    @Test func `goes out by the mailbox that has the address now`() async throws {
        try await withReceiver { post, number, directory in
            let sending = try await post.mailboxes.find(post.mailbox).sending
            try await post.mailboxes.close(post.mailbox, by: post.office.ada.id)
            await #expect(throws: Failure.invalid("text", "cannot go out: the mailbox that this came to is closed")) {
                try await post.answer("We send a new top.", in: number)
            }
            let draft = MailboxDraft(address: "help@shop.example", name: "Help at Shop", signature: "Your Shop", sending: sending)
            let opened = try await post.mailboxes.add(draft, by: post.office.ada.id)
            try await post.answer("We send a new top.", in: number)
            try await post.work()
            #expect(try await post.journal(.outgoing).map(\.mailbox) == [opened])
            #expect(try received(in: directory).count == 1)
        }
    }

    @Test func `that must wait is tried for five days`() async throws {
        try await withReceiver(kim: "later@example.com") { post, number, directory in
            try await post.answer("We send a new top.", in: number)
            for _ in 0..<200 {
                try await post.work()
                post.clock.advance(by: .hours(1))
            }
            let failed = try #require(try await post.journal(.outgoing).first)
            #expect(failed.state == .failed && failed.fault == "refusal: 450 4.2.1 Come back later")
            #expect((110...140).contains(failed.attempts) && failed.settledAt.map { $0.duration(since: failed.recordedAt) >= .days(5) } == true)
            #expect(try received(in: directory).isEmpty)
        }
    }

    @Test func `that was taken without a word is sent once more under the same id, and then given up`() async throws {
        try await withReceiver(kim: "silent@example.com") { post, number, directory in
            try await post.answer("We send a new top.", in: number)
            for _ in 0..<5 {
                try await post.work()
                post.clock.advance(by: .hours(2))
            }
            let failed = try #require(try await post.journal(.outgoing).first)
            #expect(failed.state == .failed && failed.fault == "unknown" && failed.attempts == 2)
            #expect(try received(in: directory).map(\.messageID) == [failed.messageID, failed.messageID])
        }
    }

    @Test func `is sent once more at most when we die while it is sent`() async throws {
        try await withReceiver { post, number, directory in
            try await post.answer("We send a new top.", in: number)
            let id = try #require(try await post.journal(.outgoing).first).id
            // Killed after the server took it, before that was written down.
            let until = post.clock.now().adding(.minutes(6))
            try await post.line.database.write { tx in
                try tx.run("UPDATE mail_message SET state = 'sending', attempts = 1, next_try_at = \(until) WHERE id = \(id)")
            }
            // Somebody may be sending it still.
            try await post.work()
            #expect(try received(in: directory).isEmpty)
            post.clock.advance(by: .minutes(7))
            try await post.work()
            #expect(try await post.find(id).state == .sent)
            #expect(try received(in: directory).count == 1)
            try await post.line.database.write { try $0.run("UPDATE mail_message SET state = 'sending', unsure = 1 WHERE id = \(id)") }
            try await MailSendWorker(line: post.line).send(id)
            #expect(try await post.find(id).fault == "unknown")
            #expect(try received(in: directory).count == 1)
        }
    }

    @Test func `says that it cannot go out from a mailbox without a server`() async throws {
        try await withPostOffice { post in
            try await post.connect(sending: nil)
            let number = try #require(try await post.bring(post.letter()).conversation)
            await #expect(throws: Failure.invalid("text", "cannot go out: the mailbox has no server that sends mail")) {
                try await post.answer("We send a new top.", in: number)
            }
            #expect(try await post.office.conversations.whole(number).entries.map(\.happening) == [.message])
            #expect(try await post.office.kinds() == ["email_received", "ticket_opened"])
        }
    }

    @Test func `is none in a conversation that did not come by mail`() async throws {
        try await withPostOffice { post in
            let number = try await post.office.receive(post.office.message("m-1"))
            try await post.answer("We send a new top.", in: number)
            #expect(try await post.journal(.outgoing).isEmpty)
        }
    }

    @Test func `can be tried without a message, and the server's answer is told`() async throws {
        let port = try Servers.freePort()
        let away = await Result { try await MailSending.tried(MailServer(host: "127.0.0.1", port: port, security: .none), as: "shop.example") }
        #expect(away.fault?.step == .connection)
        try await withDirectory { directory in
            let receiver = try Servers.receiver(on: port, into: directory)
            defer { Servers.stop(receiver) }
            let server = MailServer(host: "127.0.0.1", port: port, security: .none)
            #expect(try await MailSending.tried(server, as: "shop.example").hasPrefix("2"))
            var secure = server
            secure.security = .startTLS
            let insecure = await Result { [secure] in try await MailSending.tried(secure, as: "shop.example") }
            #expect(insecure.fault?.step == .security)
        }
    }
}

extension Result where Failure == any Error {
    init(_ body: () async throws -> Success) async {
        do { self = .success(try await body()) } catch { self = .failure(error) }
    }

    var fault: MailFault? { if case .failure(let error) = self { error as? MailFault } else { nil } }
}
