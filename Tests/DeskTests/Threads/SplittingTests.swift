import Kernel
import Storage
import TestKit
import Testing
import Timeline
import Web

@testable import Channels
@testable import Desk

@Suite struct `A conversation that is split` {
    /// Kim speaks of two things.
    private func conversation(_ office: Office) async throws -> (number: Int64, entries: [ConversationEntry]) {
        let number = try await office.receive(office.message("1", thread: "a", "The desk is dented."))
        try await office.work.reply(office.writing("We send another one.", in: number), in: number, by: office.ada, at: noon().adding(.minutes(10)))
        try await office.receive(office.message("2", thread: "a", "And where is my invoice?", after: 20))
        try await office.work.note(office.writing("Ask Bob.", in: number), in: number, by: office.ada, at: noon().adding(.minutes(30)))
        try await office.index.catchUp()
        return (number, try await office.splits.movable(in: number))
    }

    @Test(arguments: engines) func `keeps who said what and when, and is whole again once that is undone`(engine: Engine) async throws {
        try await withOffice(engine) { office in
            let (number, entries) = try await conversation(office)
            let (before, figures) = (try await office.projections(of: [number]), try await office.report(at: noon().adding(.hours(3))))
            let moved = Set(entries.suffix(2).map(\.number))
            let split = try await office.splits.split(moved, of: number, subject: "Invoice", by: office.bob, at: noon().adding(.hours(1)))
            let (left, taken) = (try await office.conversations.whole(number), try await office.conversations.whole(split))
            #expect(left.entries.filter(\.happening.isPublic).map(\.text) == ["The desk is dented.", "We send another one."])
            #expect(left.conversation.unansweredSince == nil && left.conversation.preview == "We send another one.")
            let said = taken.entries.filter { $0.happening != .split && $0.happening != .assignment }
            #expect(said.map(\.text) == ["And where is my invoice?", "Ask Bob."] && said.last?.staffName == "Ada")
            #expect(taken.conversation.unansweredSince == noon().adding(.minutes(20)) && taken.conversation.subject == "Invoice")
            #expect(taken.conversation.person == left.conversation.person)
            let found = try await MessageSearchStore(line: office.line).search("invoice").found
            #expect(found.map(\.row.conversation.number) == [split])
            #expect(try await office.report(at: noon().adding(.hours(3))).rows.map(\.figures.messages).sorted() == [1, 2])
            try await office.splits.undo(split, by: office.ada, at: noon().adding(.hours(2)))
            #expect(try await office.projections(of: [number]) == before)
            let after = try await office.report(at: noon().adding(.hours(3)))
            #expect(after.rows.map(\.figures) == figures.rows.map(\.figures))
            #expect(after.backlog.map(\.movement) == figures.backlog.map(\.movement))
            #expect(try await office.inbox.list(InboxAddress(view: .open), of: office.ada.id, at: noon()).rows.map(\.conversation.number) == [number])
        }
    }

    @Test(arguments: engines) func `may lose its first message, and is found by its subject all the same`(engine: Engine) async throws {
        try await withOffice(engine) { office in
            let (number, entries) = try await conversation(office)
            let before = try await office.projections(of: [number])
            let split = try await office.splits.split([entries[0].number], of: number, subject: "Dent", by: office.ada, at: noon().adding(.hours(1)))
            let search = MessageSearchStore(line: office.line)
            #expect(try await search.search("dented").found.map(\.row.conversation.number).sorted() == [number, split].sorted())
            #expect(try await search.search("dent").found.contains { $0.row.conversation.number == split })
            try await office.splits.undo(split, by: office.ada, at: noon().adding(.hours(2)))
            #expect(try await office.projections(of: [number]) == before)
        }
    }

    @Test(arguments: engines) func `cannot lose all it has, nor what is none of it`(engine: Engine) async throws {
        try await withOffice(engine) { office in
            let (number, entries) = try await conversation(office)
            await #expect(throws: Failure.invalid("entry", "must leave a message where they stand")) {
                try await office.splits.split(Set(entries.map(\.number)), of: number, subject: "All", by: office.ada, at: noon())
            }
            for wanted in [[], [entries[0].number, 99_999], [entries[3].number]] as [Set<Int64>] {
                await #expect(throws: Failure.invalid("entry", "must be messages of this conversation, one at least")) {
                    try await office.splits.split(wanted, of: number, subject: "None", by: office.ada, at: noon())
                }
            }
        }
    }

    @Test(arguments: engines) func `is not put together over what was said since`(engine: Engine) async throws {
        try await withOffice(engine) { office in
            let (number, entries) = try await conversation(office)
            let split = try await office.splits.split([entries[2].number], of: number, subject: "Invoice", by: office.ada, at: noon())
            try await office.work.reply(
                office.writing("Here it is.", in: split, once: "once-9"), in: split, by: office.ada, at: noon().adding(.hours(1)))
            let refused = Failure.conflict("Something was said here since: merge this conversation into #\(number) instead.")
            await #expect(throws: refused) { try await office.splits.undo(split, by: office.ada, at: noon().adding(.hours(2))) }
            try await office.merges.merge(split, into: number, isSure: false, by: office.ada, at: noon().adding(.hours(2)))
            #expect(try await office.conversations.whole(number).entries.count { $0.happening.isPublic } == 4)
        }
    }

    @Test(arguments: engines) func `has a letter that answers what was taken out land there`(engine: Engine) async throws {
        try await withPostOffice(engine) { post in
            try await post.connect(takesDetails: true)
            let first = try #require(try await post.bring(post.letter()).conversation)
            try await post.answer("Which desk?", in: first)
            let second = try await post.bring(post.letter("And my invoice?", id: "k2@example.com", answers: "k1@example.com"))
            #expect(second.conversation == first)
            try await post.answer("Which invoice?", in: first, once: "once-2")
            let entries = try await post.office.splits.movable(in: first)
            let split = try await post.office.splits.split(
                Set(entries.suffix(2).map(\.number)), of: first, subject: "Invoice", by: post.office.ada, at: post.clock.now())
            let sent = try await post.journal(.outgoing).sorted { $0.entry ?? 0 < $1.entry ?? 0 }
            #expect(sent.map(\.conversation) == [first, split])
            // To the address of the whole, under the message that was taken out.
            let mark = try #require(try await post.line.database.read { try MailSecretStore.mark($0) })
            let reply = post.letter(
                "That of May.", to: mark.address("help@shop.example", first), id: "k3@example.com", answers: sent[1].messageID)
            #expect(try await post.bring(reply).conversation == split)
            let other = post.letter("The oak one.", to: mark.address("help@shop.example", first), id: "k4@example.com", answers: sent[0].messageID)
            #expect(try await post.bring(other).conversation == first)
            #expect(try await post.bring(post.letter("Hello?", id: "k5@example.com", answers: "k2@example.com")).conversation == split)
            #expect(try await post.answerTo(in: split) == "kim@example.com")
        }
    }
}
