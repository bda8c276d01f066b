import Channels
import Kernel
import Language
import Mail
import Statistics
import Storage
import TestKit
import Testing
import Timeline
import Web

@testable import Desk

@Suite struct `A question by mail` {
    private func withQuestion(
        _ engine: Engine = .sqlite, _ body: @Sendable (PostOffice, AskingOffice, Int64) async throws -> Void
    ) async throws {
        try await withPostOffice(engine) { post in
            let asking = AskingOffice(office: post.office, clock: post.clock)
            try await asking.set()
            let number = try #require(try await post.bring(post.letter("Стол поцарапан.")).conversation)
            try await post.office.work.stand(.resolved, number, by: post.office.ada, at: post.clock.now())
            try await body(post, asking, number)
        }
    }

    private func questions(_ post: PostOffice) async throws -> [JournalMessage] {
        try await post.journal(.outgoing).filter { $0.decision == "survey" }
    }

    private func mail(_ post: PostOffice) async throws -> MailMessage {
        let sent = try #require(try await questions(post).first)
        return MailReader.read(try #require(try await post.line.database.read { try MailJournalStore.raw(sent.id, $0) }))
    }

    @Test(arguments: engines) func `goes out an hour later, once, in the thread and in the customer's language`(engine: Engine) async throws {
        try await withQuestion(engine) { post, asking, number in
            post.clock.advance(by: .minutes(59))
            try await asking.work()
            #expect(try await questions(post).isEmpty)
            post.clock.advance(by: .minutes(1))
            try await asking.work()
            let survey = try #require(try await asking.survey(of: number))
            // Whoever was killed before they could say that it was done begins again.
            for _ in 1...3 { try await asking.worker.ask(survey.id) }
            #expect(try await questions(post).count == 1)
            #expect(survey.language == "ru" && survey.askedAt == post.clock.now())
            let mail = try await mail(post)
            let token = try #require(try await post.line.database.read { try SurveyTokenStore.token($0)?.text(survey.id) })
            for score in 1...5 { #expect(mail.text.contains("https://cx.example/rate/\(token)?answer=\(score)")) }
            #expect(mail.text.hasPrefix("Как вы оцениваете нашу помощь?") && mail.marks.isAutomatic)
            #expect(mail.subject == "Re: A desk" && mail.answers.contains("k1@example.com"))
            // Colleagues see that it was asked, and no link that would answer it.
            let entries = try await post.office.conversations.whole(number).entries
            #expect(entries.last?.survey?.word == .asked && entries.allSatisfy { !$0.text.contains(token) })
        }
    }

    @Test(arguments: engines) func `is not sent where the conversation went on`(engine: Engine) async throws {
        try await withQuestion(engine) { post, asking, number in
            try await post.bring(post.letter("And the drawer.", id: "k2@example.com", answers: "k1@example.com"))
            post.clock.advance(by: .hours(2))
            try await asking.work()
            #expect(try await questions(post).isEmpty)
            #expect(try await asking.survey(of: number)?.dropped == .reopened)
            // Resolved anew, it is asked about that.
            try await post.office.work.stand(.resolved, number, by: post.office.bob, at: post.clock.now())
            post.clock.advance(by: .hours(1))
            try await asking.work()
            #expect(try await questions(post).count == 1)
            #expect(try await asking.survey(of: number)?.staff == post.office.bob.id)
        }
    }

    @Test func `is opened again by nobody's machine, and by the customer's own word`() async throws {
        try await withQuestion { post, asking, number in
            post.clock.advance(by: .hours(1))
            try await asking.work()
            let id = try #require(try await questions(post).first).messageID
            let away = post.letter("I am away.", id: "k3@example.com", answers: id, more: "Auto-Submitted: auto-replied")
            #expect(try await post.bring(away).conversation == number)
            #expect(try await post.office.conversations.find(number).status == .resolved)
            #expect(try await post.bring(post.letter("It creaks.", id: "k4@example.com", answers: id)).conversation == number)
            #expect(try await post.office.conversations.find(number).status == .open)
        }
    }

    @Test(arguments: engines) func `that is lost leaves all as it was, and has asked nobody`(engine: Engine) async throws {
        try await withQuestion(engine) { post, asking, number in
            post.clock.advance(by: .hours(1))
            try await asking.work()
            let message = try #require(try await questions(post).first)
            #expect(SatisfactionFigures(try await asking.report().questions).responses.total == 1)
            try await AnswerFateStore(line: post.line).settle(message, .bounced, fault: "550 no such user")
            #expect(try await post.office.conversations.find(number).status == .resolved)
            #expect(try await SatisfactionFigures(asking.report().questions).responses.total == 0)
        }
    }

    @Test func `that no mailbox can send is not asked, and says so`() async throws {
        try await withQuestion { post, asking, number in
            try await post.connect(sending: nil)
            post.clock.advance(by: .hours(1))
            try await asking.work()
            let survey = try #require(try await asking.survey(of: number))
            #expect(survey.dropped == .unsent && survey.askedAt == nil)
        }
    }
}
