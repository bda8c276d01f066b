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

/// Files whose names are of four languages, with bytes of all sorts.
private let cast = [
    NewFile(name: "Invoice (copy) 100%.pdf", type: "application/pdf", content: Array("%PDF-1.4\r\n.\r\nFrom us\n".utf8)),
    NewFile(
        name: "Договор поставки и акт приёмки мебели от двадцать седьмого ноября.docx", type: "application/zip",
        content: (0..<70_000).map { UInt8(truncatingIfNeeded: $0 &* 31 ^ $0 >> 8) }),
    NewFile(name: "Zażółć gęślą jaźń; \"cena\".txt", type: "text/plain", content: Array("linia\nlinia\r\n\r\nbez końca".utf8)),
    NewFile(name: "送货单　第２页.png", type: "image/png", content: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0xFF, 0]),
    NewFile(name: "letter.eml", type: "message/rfc822", content: Array("Subject: x\n\ny".utf8)),
]
private let names = [
    "Invoice (copy) 100%.pdf", "Договор поставки и акт приёмки мебели от двадцать седьмого ноября.docx", "Zażółć gęślą jaźń; cena.txt",
    "送货单　第２页.png", "letter.eml",
]

@Suite(.enabled(if: Servers.missingReceiver == nil, isMissing)) struct `Files and copies of an answer` {
    private func withReceiver(
        _ engine: Engine = .sqlite, _ letter: @Sendable (PostOffice) -> [UInt8] = { $0.letter() },
        _ body: @Sendable (PostOffice, Int64, String) async throws -> Void
    ) async throws {
        try await withPostOffice(engine) { post in
            try await withDirectory { directory in
                let port = try Servers.freePort()
                let receiver = try Servers.receiver(on: port, into: directory)
                defer { Servers.stop(receiver) }
                try await post.connect(sending: MailServer(host: "127.0.0.1", port: port, security: .none))
                let number = try #require(try await post.bring(letter(post)).conversation)
                try await body(post, number, directory)
            }
        }
    }

    private func raw(in directory: String) throws -> [[UInt8]] {
        try FileManager.default.contentsOfDirectory(atPath: directory).filter { $0.hasSuffix(".eml") }.sorted().map {
            [UInt8](FileManager.default.contents(atPath: "\(directory)/\($0)") ?? Data())
        }
    }

    private func answer(_ post: PostOffice, in number: Int64, _ files: [NewFile] = [], _ fill: (inout Copies) -> Void = { _ in }) async throws {
        var writing = try await post.office.writing("Here they are.", in: number)
        writing.files = files
        fill(&writing.copies)
        try await post.office.work.reply(writing, in: number, by: post.office.ada, at: post.clock.now())
        try await post.office.work.reply(writing, in: number, by: post.office.ada, at: post.clock.now())
    }

    @Test(arguments: engines) func `arrive once, byte for byte, under names of four languages, and come back so`(engine: Engine) async throws {
        try await withReceiver(engine) { post, number, directory in
            try await answer(post, in: number, cast)
            try await post.work()
            let arrived = try #require(try raw(in: directory).first)
            #expect(try raw(in: directory).count == 1)
            let mail = MailReader.read(arrived)
            #expect(mail.attachments.map(\.name) == names)
            #expect(mail.attachments.map(\.content) == cast.map(\.content))
            #expect(mail.text == "Here they are.\n\n-- \nYour Shop" && mail.troubles.isEmpty)
            let lines = arrived.split(separator: 0x0A)
            #expect(lines.count > 1_000 && lines.allSatisfy { $0.count <= 100 && $0.allSatisfy { $0 < 0x80 } })
            // What the conversation shows is what went out.
            let mails = ConversationMailStore(line: post.line)
            let piece = try #require(try await mails.mails(in: number).pieces.values.first { $0.message.direction == .outgoing })
            #expect(piece.attachments.map(\.name) == names && piece.attachments.map(\.size) == cast.map(\.content.count))
            #expect(try await mails.message(piece.message.id).attachments.map(\.content) == cast.map(\.content))
            // She sends them on.
            let head = post.letter(id: "k2@example.com", answers: mail.messageID).prefix { _ in true }
            let start = String(decoding: head, as: UTF8.self).split(separator: "\r\n\r\n")[0]
            let parts = String(decoding: arrived, as: UTF8.self).firstRange(of: "Content-Type: multipart").map {
                String(decoding: arrived, as: UTF8.self)[$0.lowerBound...]
            }
            let back = try await post.bring(Array((start + "\r\n" + (parts ?? "")).utf8))
            #expect(back.conversation == number)
            let returned = try await mails.message(back.id)
            #expect(returned.attachments.map(\.name) == names && returned.attachments.map(\.content) == cast.map(\.content))
        }
    }

    @Test func `that a killed server had begun to send go out with the same bytes`() async throws {
        try await withReceiver { post, number, directory in
            try await answer(post, in: number, cast)
            let waiting = try #require(try await post.journal(.outgoing).first)
            let past = post.clock.now().adding(.minutes(-1))
            try await post.line.database.write {
                try $0.run("UPDATE mail_message SET state = 'sending', next_try_at = \(past) WHERE id = \(waiting.id)")
            }
            try await post.work()
            let sent = try raw(in: directory).map { MailReader.read($0) }
            #expect(sent.count == 1 && sent[0].attachments.map(\.content) == cast.map(\.content) && sent[0].messageID == waiting.messageID)
        }
    }

    @Test(arguments: engines) func `go to those in copy, whose replies come back here`(engine: Engine) async throws {
        let letter: @Sendable (PostOffice) -> [UInt8] = { $0.letter(more: "Cc: Jan <jan@example.pl>, help+c9.x@shop.example, Bo <bo@example.com>") }
        try await withReceiver(engine, letter) { post, number, directory in
            let proposed = try await post.line.database.read { try CopyStore.proposed(in: number, besides: "kim@example.com", $0) }
            #expect(proposed == ["jan@example.pl", "bo@example.com"])
            try await answer(post, in: number) {
                $0.cc = ["jan@example.pl", "Kim@example.com"]
                $0.bcc = ["law@shop.example"]
            }
            try await post.work()
            let mail = MailReader.read(try #require(try raw(in: directory).first))
            #expect(mail.header("X-To") == "kim@example.com,jan@example.pl,law@shop.example")
            #expect(mail.to.map(\.address) == ["kim@example.com"] && mail.cc.map(\.address) == ["jan@example.pl"])
            #expect(!mail.headers.contains { $0.name.lowercased() != "x-to" && $0.value.contains("law@") })
            let reply = try await post.bring(post.letter("I was asked to look.", from: "law@shop.example", id: "l1@x", answers: mail.messageID))
            #expect(reply.conversation == number && !reply.isStranger)
            let stranger = try await post.bring(post.letter("And I?", from: "eve@example.com", id: "e1@x", answers: mail.messageID))
            #expect(stranger.conversation == number && stranger.isStranger)
        }
    }

    @Test func `one of whom is refused reach nobody, and the answer says so`() async throws {
        try await withReceiver { post, number, directory in
            try await answer(post, in: number) { $0.cc = ["refused@example.com"] }
            try await post.work()
            #expect(try raw(in: directory).isEmpty)
            let failed = try #require(try await post.journal(.outgoing).first)
            #expect(failed.state == .failed && failed.fault.contains("No such user"))
            #expect(try await post.office.conversations.find(number).unansweredSince != nil)
        }
    }

    @Test func `one of which comes back leave the answer given`() async throws {
        try await withReceiver { post, number, _ in
            try await answer(post, in: number) { $0.cc = ["jan@example.pl"] }
            try await post.work()
            let sent = try #require(try await post.journal(.outgoing).first)
            let report = """
                From: MAILER-DAEMON@example.pl
                To: help@shop.example
                Subject: Undelivered
                Message-ID: <b1@example.pl>
                MIME-Version: 1.0
                Content-Type: multipart/report; report-type=delivery-status; boundary=x

                --x
                Content-Type: message/delivery-status

                Reporting-MTA: dns; mx.example.pl

                Final-Recipient: rfc822; jan@example.pl
                Action: failed
                Status: 5.1.1

                --x
                Content-Type: text/rfc822-headers

                Message-ID: <\(sent.messageID)>

                --x--
                """
            let brought = try await post.bring(Array(report.replacing("\n", with: "\r\n").utf8))
            #expect(brought.conversation == number)
            #expect(try await post.find(sent.id).state == .sent)
            let whole = try await post.office.conversations.whole(number)
            #expect(whole.conversation.unansweredSince == nil && whole.entries.last?.text.contains("jan@example.pl") == true)
        }
    }

    @Test func `are kept beside the note when the answer is called back`() async throws {
        try await withReceiver { post, number, directory in
            try await AnswerPauseStore(line: post.line, recording: { _, _ in }).set(10, by: post.office.ada.id)
            try await answer(post, in: number, cast) { $0.cc = ["jan@example.pl"] }
            let undos = UndoStore(line: post.line)
            let offer = try #require(try await undos.latest(by: post.office.ada.id, in: number, at: post.clock.now()))
            #expect(try await undos.undo(offer.done.id, by: post.office.ada, at: post.clock.now()).done == [number])
            post.clock.advance(by: .minutes(1))
            try await post.work()
            #expect(try raw(in: directory).isEmpty)
            let store = ConversationFileStore(line: post.line)
            let kept = try #require(try await store.files(of: ConversationStore(line: post.line).whole(number).entries.map(\.number)).values.first)
            #expect(kept.map(\.name) == names)
            #expect(try await store.file(kept[1].id).content == cast[1].content)
        }
    }

    @Test func `are refused where nothing carries them, and nothing is written`() async throws {
        try await withOffice(.sqlite) { office in
            let number = try await office.receive(office.message("m1"))
            var writing = try await office.writing("Here.", in: number)
            writing.files = [cast[0]]
            await #expect(throws: Failure.invalid("files", "can only go by email or in the chat")) {
                try await office.work.reply(writing, in: number, by: office.ada, at: noon())
            }
            (writing.files, writing.copies.bcc) = ([], ["jan@example.pl"])
            await #expect(throws: Failure.invalid("cc", "can only be added where the answer goes by email")) {
                try await office.work.reply(writing, in: number, by: office.ada, at: noon())
            }
            #expect(try await office.conversations.whole(number).entries.count == 1)
            // A note keeps its own.
            writing.copies = .none
            writing.files = [cast[0]]
            try await office.work.note(writing, in: number, by: office.ada, at: noon())
            #expect(
                try await ConversationFileStore(line: office.line).files(of: office.entries(in: number)).values.first?.map(\.name) == [cast[0].name])
        }
    }

    @Test(arguments: engines) func `are told of on open pages, in every state`(engine: Engine) async throws {
        try await withPostOffice(engine) { post in
            let number = try #require(try await post.bring(post.letter()).conversation)
            try await answer(post, in: number)
            let watch = DeskWatch(post.line)
            try await watch.look(at: post.clock.now())
            let live = try watch.listen(to: .conversation(number), by: post.office.ada)
            #expect(try await watch.missed(of: .conversation(number), since: 1_000, at: post.clock.now()) == [.posted])
            // Its server is away: it waits on, and the page says why.
            try await post.work()
            try await watch.look(at: post.clock.now())
            var events = live.makeAsyncIterator()
            // Whoever opened the page is told of first.
            var heard = await events.next()
            while let event = heard, event != .posted { heard = await events.next() }
            #expect(heard == .posted)
        }
    }
}

@Suite struct `Copies in a form` {
    @Test func `are addresses with anything between them, each once`() throws {
        let copies = try Copies(Form([("cc", "a@x.pl, <b@x.pl>;\nA@x.pl"), ("copy", "c@x.pl"), ("bcc", "b@x.pl d@x.pl")]))
        #expect(copies.cc == ["c@x.pl", "a@x.pl", "b@x.pl"] && copies.bcc == ["d@x.pl"])
        #expect(throws: Failure.invalid("bcc", "must be addresses such as ada@example.com; there are “ann”")) { try Copies(Form([("bcc", "ann")])) }
        #expect(throws: Failure.invalid("cc", "must be 20 addresses at most")) {
            try Copies(Form([("cc", (1...21).map { "a\($0)@x.pl" }.joined(separator: ","))]))
        }
        #expect(throws: Failure.self) { try Copies(Form([("cc", "a@x.pl>\r\nBcc:eve@x.pl")])) }
    }
}
