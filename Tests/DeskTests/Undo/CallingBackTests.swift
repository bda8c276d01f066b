import Kernel
import Storage
import TestKit
import Testing
import Timeline
import Web

@testable import Channels
@testable import Desk

@Suite struct `An answer by mail that waits` {
    private func withWaiting(
        _ engine: Engine = .sqlite, then: ConversationStatus? = nil, _ body: @Sendable (PostOffice, Int64, String) async throws -> Void
    ) async throws {
        try await withPostOffice(engine) { post in
            try await AnswerPauseStore(line: post.line, recording: { _, _ in }).set(10, by: post.office.ada.id)
            let number = try #require(try await post.bring(post.letter()).conversation)
            let before = try await post.office.standing(number)
            try await post.office.work.reply(
                post.office.writing("We send a new top.", in: number, then: then), in: number, by: post.office.ada, at: post.clock.now())
            try await body(post, number, before)
        }
    }

    private func undo(_ post: PostOffice, _ number: Int64) async throws -> BulkWork.Outcome {
        let offer = try #require(try await post.office.undos.latest(by: post.office.ada.id, in: number, at: post.clock.now()))
        return try await post.office.undos.undo(offer.done.id, by: post.office.ada, at: post.clock.now())
    }

    @Test(arguments: engines) func `is called back: nothing goes out, all is as it was, and it is a draft again`(engine: Engine) async throws {
        try await withWaiting(engine, then: .resolved) { post, number, before in
            post.clock.advance(by: .seconds(9))
            try await post.work()
            #expect(try await post.journal(.outgoing).map(\.attempts) == [0])
            #expect(try await undo(post, number).done == [number])
            #expect(try await post.office.standing(number) == before)
            #expect(try await post.office.drafts.find(in: number, of: post.office.ada.id).text == "We send a new top.")
            post.clock.advance(by: .minutes(5))
            try await post.work()
            #expect(try await post.journal(.outgoing).isEmpty)
            let whole = try await post.office.conversations.whole(number)
            #expect(!whole.entries.contains { $0.happening == .reply } && whole.entries.contains { $0.detail == ConversationEntry.calledBack })
            let json = ConversationJSON(whole, at: post.clock.now())
            #expect(json.messages.map(\.text) == ["It is dented."], "programs see no answer that nobody was sent")
            // Sent again, it is another answer.
            try await post.answer("We send a new top.", in: number, once: "once-2")
            #expect(try await post.journal(.outgoing).count == 1)
        }
    }

    @Test func `goes out when its seconds are over, and is called back no longer`() async throws {
        try await withWaiting { post, number, _ in
            let offer = try #require(try await post.office.undos.latest(by: post.office.ada.id, in: number, at: post.clock.now()))
            #expect(offer.until == post.clock.now().adding(.seconds(10)))
            post.clock.advance(by: .seconds(10))
            try await post.work()
            #expect(try await post.journal(.outgoing).map(\.attempts) == [1])
            #expect(try await post.office.undos.latest(by: post.office.ada.id, in: number, at: post.clock.now()) == nil)
            await #expect(throws: UndoStore.tooLate) {
                try await post.office.undos.undo(offer.done.id, by: post.office.ada, at: post.clock.now())
            }
        }
    }

    @Test func `is not called back once somebody has begun to send it`() async throws {
        try await withWaiting { post, number, _ in
            let sending = try #require(try await post.journal(.outgoing).first)
            try await MailSendWorker(line: post.line).send(sending.id)
            #expect(try await undo(post, number).refused.map(\.failure) == [UndoStore.wentOut])
            #expect(try await post.office.conversations.whole(number).entries.contains { $0.happening == .reply })
        }
    }

    @Test func `does not wait where nothing is to be waited for`() async throws {
        try await withWaiting { post, number, _ in
            let store = AnswerPauseStore(line: post.line, recording: { _, _ in })
            try await store.set(0, by: post.office.ada.id)
            #expect(try await store.seconds() == 0)
            post.clock.advance(by: .seconds(11))
            try await post.answer("And a screw.", in: number, once: "once-3")
            #expect(try await post.office.undos.latest(by: post.office.ada.id, in: number, at: post.clock.now()) == nil)
        }
    }
}
