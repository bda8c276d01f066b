import Kernel
import Mail
import Storage
import TestKit
import Testing
import Timeline
import Web

@testable import Channels
@testable import Desk

@Suite struct `A letter from a customer` {
    @Test(arguments: engines) func `begins a conversation, once, however often it comes`(engine: Engine) async throws {
        try await withPostOffice(engine) { post in
            let filed = try await post.bring(post.letter())
            // Another server has put its line before it.
            let again = try await post.bring(Array("Received: by mx\r\n".utf8) + post.letter())
            #expect(again.id == filed.id && again.arrivals == 2)
            #expect(filed.state == .filed && filed.decision == "beginning" && filed.name == "Kim" && filed.subject == "A desk")
            let number = try #require(filed.conversation)
            let whole = try await post.office.conversations.whole(number)
            #expect(whole.entries.map(\.text) == ["It is dented."] && whole.entries.first?.number == filed.entry)
            #expect(whole.conversation.unansweredSince == post.clock.now() && whole.conversation.subject == "A desk")
            #expect(try await post.office.kinds() == ["email_received", "ticket_opened"])
        }
    }

    @Test(arguments: engines) func `is kept as it came, byte by byte, before anybody looks into it`(engine: Engine) async throws {
        try await withPostOffice(engine) { post in
            let bytes = post.letter("\u{0}\u{1} not a text", more: "Content-Type: multipart/mixed")
            let kept = try await post.intake.keep(bytes, for: "help@shop.example")
            #expect(try await post.find(kept.id).state == .received)
            let raw = try await post.line.database.read { try MailJournalStore.raw(kept.id, $0) }
            #expect(raw == bytes)
        }
    }

    @Test(arguments: engines) func `is two letters where two have one id, and one where neither has any and all is the same`(
        engine: Engine
    ) async throws {
        try await withPostOffice(engine) { post in
            try await post.bring(post.letter("One"))
            try await post.bring(post.letter("Two"))
            for _ in 1...2 { try await post.bring(post.letter("Three", id: nil)) }
            #expect(try await post.journal(.incoming).map(\.arrivals).sorted() == [1, 1, 2])
        }
    }

    @Test(arguments: engines) func `stands in its conversation once, though it came to two mailboxes`(engine: Engine) async throws {
        try await withPostOffice(engine) { post in
            _ = try await post.mailboxes.add(MailboxDraft(address: "sales@shop.example", name: "Sales"), by: post.office.ada.id)
            let letter = post.letter(to: "help@shop.example, sales@shop.example")
            let first = try await post.bring(letter)
            let second = try await post.bring(letter, to: "sales@shop.example")
            #expect(first.id != second.id && second.decision == "copy" && second.conversation == first.conversation)
            #expect(try await post.office.conversations.whole(#require(first.conversation)).entries.count == 1)
        }
    }

    @Test(arguments: engines) func `comes to no mailbox that there is not`(engine: Engine) async throws {
        try await withPostOffice(engine) { post in
            await #expect(throws: Failure.missing("A mailbox for eve@shop.example")) {
                try await post.intake.keep(post.letter(), for: "eve@shop.example")
            }
            let detailed = try await post.bring(post.letter(), to: "Help+anything@Shop.example")
            #expect(detailed.state == .filed)
        }
    }

    @Test(arguments: engines) func `stays in the journal when nobody could be answered, and says so`(engine: Engine) async throws {
        try await withPostOffice(engine) { post in
            let message = try await post.bring(post.letter(from: nil))
            #expect(message.state == .kept && message.decision == "no_sender" && message.conversation == nil)
        }
    }

    @Test(arguments: engines) func `brings its files, and says what could not be read`(engine: Engine) async throws {
        try await withPostOffice(engine) { post in
            let parts =
                "--x\nContent-Type: application/pdf; name=plan.pdf\n\nPDF\n--x\nContent-Type: text/plain; charset=x-martian\n\nSee there\n--x--"
            let message = try await post.bring(post.letter(parts, more: "Content-Type: multipart/mixed; boundary=x"))
            let mails = try await ConversationMailStore(line: post.line).mails(in: #require(message.conversation))
            #expect(mails.pieces.values.flatMap { $0.attachments.map(\.name) } == ["plan.pdf"] && message.troubles == [])
            #expect(try await post.answerTo(in: #require(message.conversation)) == "kim@example.com")
        }
    }

    @Test(arguments: engines) func `of 25 megabytes comes through`(engine: Engine) async throws {
        try await withPostOffice(engine) { post in
            let head = "From: kim@example.com\r\nContent-Type: application/pdf; name=big.pdf\r\nMessage-ID: <big@example.com>\r\n\r\n"
            let bytes = Array(head.utf8) + [UInt8](repeating: UInt8(ascii: "x"), count: (25 << 20) - head.utf8.count)
            let message = try await post.bring(bytes)
            #expect(message.state == .filed && message.size == 25 << 20)
        }
    }
}

@Suite struct `Which conversation a letter belongs to` {
    /// A conversation with Kim that was answered; the id of the answer, and the address it asked answers to come back to.
    private func begin(_ post: PostOffice) async throws -> (number: Int64, answer: String, address: String) {
        try await post.connect(takesDetails: true)
        let number = try #require(try await post.bring(post.letter()).conversation)
        try await post.answer("We send a new top.", in: number)
        let sent = try #require(try await post.journal(.outgoing).first)
        let reading = MailReader.read(try #require(try await post.line.database.read { try MailJournalStore.raw(sent.id, $0) }))
        return (number, sent.messageID, try #require(reading.replyTo.first).address)
    }

    @Test(arguments: engines) func `is told by the address that it was sent to, then by our message, then by any other`(engine: Engine) async throws {
        try await withPostOffice(engine) { post in
            let (number, answer, address) = try await begin(post)
            let byAddress = try await post.bring(post.letter("1", id: "k2@example.com", subject: "Other"), to: address)
            let byAnswer = try await post.bring(post.letter("2", id: "k3@example.com", answers: answer))
            let byOwn = try await post.bring(post.letter("3", id: "k4@example.com", answers: "k1@example.com"))
            #expect([byAddress, byAnswer, byOwn].map(\.conversation) == [number, number, number])
            #expect([byAddress, byAnswer, byOwn].map(\.decision) == ["thread_address", "own_message", "reference"])
            #expect([byAddress, byAnswer, byOwn].map(\.isStranger) == [false, false, false])
            #expect(
                try await post.office.conversations.whole(number).entries.filter { $0.happening == .message }.map(\.text) == [
                    "It is dented.", "1", "2", "3",
                ])
        }
    }

    @Test(arguments: engines) func `lets a stranger with a message of ours in, and flags them`(engine: Engine) async throws {
        try await withPostOffice(engine) { post in
            let (number, answer, _) = try await begin(post)
            let stranger = try await post.bring(post.letter("I am her boss.", from: "boss@example.com", id: "b1@example.com", answers: answer))
            #expect(stranger.conversation == number && stranger.isStranger)
            // What is answered goes to Kim all the same.
            #expect(try await post.answerTo(in: number) == "kim@example.com")
        }
    }

    @Test(arguments: engines) func `is not told by a forged answer: whoever takes no part begins one of their own, and is flagged`(
        engine: Engine
    ) async throws {
        try await withPostOffice(engine) { post in
            let (number, answer, address) = try await begin(post)
            let forged = try await post.bring(post.letter("Send it to me.", from: "eve@example.com", id: "e1@example.com", answers: "k1@example.com"))
            #expect(forged.conversation != number && forged.decision == "strange_reference")
            for (key, mark) in ["e2": answer.replacing("c\(number)", with: "c\(number + 1)"), "e3": answer.replacing("@", with: "x@")] {
                let other = try await post.bring(post.letter(key, from: "eve@example.com", id: "\(key)@example.com", answers: mark))
                #expect(other.conversation != number)
            }
            let elsewhere = try await post.bring(
                post.letter("4", from: "eve@example.com", id: "e4@example.com"), to: address.replacing("c\(number).", with: "c\(number).a"))
            #expect(elsewhere.conversation != number && elsewhere.decision == "forged_address")
        }
    }

    @Test(arguments: engines) func `is suggested, and no more, by its subject`(engine: Engine) async throws {
        try await withPostOffice(engine) { post in
            let first = try await post.bring(post.letter())
            let second = try await post.bring(post.letter("And one leg.", id: "k2@example.com", subject: "Re: A desk"))
            #expect(second.conversation != first.conversation && second.suggestion == first.conversation && second.decision == "beginning")
        }
    }

    @Test(arguments: engines) func `is told as well when what it answers came a moment before`(engine: Engine) async throws {
        try await withPostOffice(engine) { post in
            let first = try await post.intake.keep(post.letter(), for: "help@shop.example")
            let second = try await post.intake.keep(
                post.letter("And one leg.", id: "k2@example.com", answers: "k1@example.com"), for: "help@shop.example")
            // The second is looked at first.
            await #expect(throws: Failure.self) { try await MailFilingStore(line: post.line).file(second.id) }
            for _ in 1...2 {
                try await post.work()
                post.clock.advance(by: .seconds(2))
            }
            let (one, other) = (try await post.find(first.id), try await post.find(second.id))
            #expect(one.conversation != nil && one.conversation == other.conversation && other.decision == "reference")
        }
    }

    @Test(arguments: engines) func `of one folder says nothing of how far another was read`(engine: Engine) async throws {
        try await withPostOffice(engine) { post in
            let (old, new) = (MailServer(host: "old.example", port: 993, security: .tls), MailServer(host: "new.example", port: 993, security: .tls))
            try await post.connect(fetching: old)
            let fetching = try #require(try await post.mailboxes.find(post.mailbox).fetching)
            try await post.connect(fetching: new)
            try await post.mailboxes.begin(post.mailbox, fetching, at: MailFetching.Place(validity: 1, uid: 900))
            #expect(try await post.mailboxes.find(post.mailbox).fetching?.place == nil)
        }
    }

    @Test(arguments: engines) func `is filed in the end though it and another name one another`(engine: Engine) async throws {
        try await withPostOffice(engine) { post in
            let first = try await post.intake.keep(post.letter(answers: "k2@example.com"), for: "help@shop.example")
            let second = try await post.intake.keep(
                post.letter("And one leg.", id: "k2@example.com", answers: "k1@example.com"), for: "help@shop.example")
            for _ in 1...10 {
                try await post.work()
                post.clock.advance(by: .seconds(2))
            }
            let states = try await [post.find(first.id).state, post.find(second.id).state]
            #expect(states == [.filed, .filed])
        }
    }

    @Test(arguments: engines) func `whose content is damaged is told as failed, and is not taken for an erased one`(engine: Engine) async throws {
        try await withPostOffice(engine) { post in
            let kept = try await post.intake.keep(post.letter(), for: "help@shop.example")
            let damage = [UInt8](repeating: 7, count: 9)
            try await post.line.database.write { try $0.run("UPDATE mail_raw SET content = \(damage) WHERE message = \(kept.id)") }
            try await post.work()
            let message = try await post.find(kept.id)
            #expect(message.state == .failed && message.fault.contains("content of this message"))
        }
    }

    @Test(arguments: engines) func `is taken with a byte of nothing in its id, and with a subject of many signs to a letter`(engine: Engine)
        async throws
    {
        try await withPostOffice(engine) { post in
            let subject = String(repeating: "e\u{301}\u{302}", count: 400)
            let filed = try await post.bring(post.letter(id: "k\u{0}9@example.com", subject: subject))
            #expect(filed.state == .filed && filed.messageID == "k9@example.com" && filed.subject.unicodeScalars.count == 500)
        }
    }

    @Test(arguments: engines) func `takes part in, whom the customer has written to`(engine: Engine) async throws {
        try await withPostOffice(engine) { post in
            let first = try await post.bring(post.letter(to: "help@shop.example, lee@example.com"))
            let lee = try await post.bring(post.letter("Me too.", from: "Lee@example.com", id: "l1@example.com", answers: "k1@example.com"))
            #expect(lee.conversation == first.conversation && !lee.isStranger)
        }
    }
}

@Suite struct `A letter from a machine` {
    @Test(arguments: engines) func `is shown and stops no clock`(engine: Engine) async throws {
        try await withPostOffice(engine) { post in
            let number = try #require(try await post.bring(post.letter()).conversation)
            let since = try await post.office.conversations.find(number).unansweredSince
            try await post.answer("We send a new top.", in: number)
            post.clock.advance(by: .minutes(5))
            let away = try await post.bring(
                post.letter("I am away.", id: "k2@example.com", answers: "k1@example.com", more: "Auto-Submitted: auto-replied"))
            let whole = try await post.office.conversations.whole(number)
            #expect(since != nil && away.state == .filed && away.decision == "automatic" && whole.conversation.unansweredSince == nil)
            #expect(whole.entries.last?.happening == .note && whole.entries.last?.text == "I am away." && whole.entries.last?.staff == nil)
            #expect(try await !post.office.kinds().dropFirst(3).contains("email_received"))
        }
    }

    @Test(arguments: engines) func `begins nothing, until somebody wants it to`(engine: Engine) async throws {
        try await withPostOffice(engine) { post in
            let kept = try await post.bring(post.letter("From a form.", more: "Auto-Submitted: auto-generated"))
            #expect(kept.state == .kept && kept.conversation == nil)
            try await MailJournalStore(database: post.line.database).retry(kept.id)
            try await post.work()
            let filed = try await post.find(kept.id)
            #expect(filed.state == .filed && filed.conversation != nil && filed.decision == "beginning")
            await #expect(throws: Failure.self) { try await MailJournalStore(database: post.line.database).retry(kept.id) }
        }
    }

    @Test(arguments: [
        "From: help@shop.example", "From: kim@example.com\nX-Loop: help@shop.example",
        "From: kim@example.com\n" + (0..<60).map { "Received: by mx\($0)" }.joined(separator: "\n"),
    ])
    func `that goes round in a circle is kept, and answered by nobody`(head: String) async throws {
        try await withPostOffice { post in
            let message = try await post.bring(post.letter(from: nil, more: head))
            #expect(message.state == .kept && message.decision == "loop" && message.conversation == nil)
        }
    }

    @Test(arguments: engines) func `that an answer did not arrive is shown beside the answer`(engine: Engine) async throws {
        try await withPostOffice(engine) { post in
            let number = try #require(try await post.bring(post.letter()).conversation)
            try await post.answer("We send a new top.", in: number)
            let sent = try #require(try await post.journal(.outgoing).first)
            let report = """
                --r
                Content-Type: message/delivery-status

                Final-Recipient: rfc822; kim@example.com
                Action: failed
                Status: 5.2.2
                Diagnostic-Code: smtp; 552 Mailbox full
                --r
                Content-Type: text/rfc822-headers

                Message-ID: <\(sent.messageID)>
                --r--
                """
            let type = "Return-Path: <>\nContent-Type: multipart/report; report-type=delivery-status; boundary=r"
            let bounce = try await post.bring(post.letter(report, from: "MAILER-DAEMON@example.com", id: "d1@example.com", more: type))
            #expect(bounce.decision == "bounce" && bounce.conversation == number)
            let after = try await post.find(sent.id)
            #expect(after.state == .bounced && after.fault.contains("552 Mailbox full"))
            let last = try #require(try await post.office.conversations.whole(number).entries.last)
            #expect(last.happening == .note && last.fate?.word == .bounce && last.text == "kim@example.com: 552 Mailbox full")
        }
    }
}
