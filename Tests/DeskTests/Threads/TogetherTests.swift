import Kernel
import Storage
import TestKit
import Testing
import Timeline
import Web

@testable import Channels
@testable import Desk

extension Office {
    /// The numbers of what is read in a conversation.
    func entries(in number: Int64) async throws -> [Int64] { try await conversations.whole(number).entries.map(\.number) }
}

@Suite struct `What is merged or split` {
    private let picture = NewFile(name: "dent.gif", type: "image/gif", content: Array("GIF89a".utf8))

    @Test(arguments: engines) func `takes its files along`(engine: Engine) async throws {
        try await withOffice(engine) { office in
            let files = ConversationFileStore(line: office.line)
            func names(_ number: Int64) async throws -> [String] {
                try await files.files(of: office.entries(in: number)).values.flatMap { $0.map(\.name) }
            }
            let number = try await office.receive(office.message("1", thread: "a", "The desk is dented."))
            try await office.receive(office.message("2", thread: "a", "And my invoice?", after: 1))
            var note = try await office.writing("As it looks.", in: number)
            note.files = [picture]
            try await office.work.note(note, in: number, by: office.ada, at: noon().adding(.minutes(2)))
            let movable = try await office.splits.movable(in: number)
            let split = try await office.splits.split(
                Set(movable.suffix(2).map(\.number)), of: number, subject: "Dent", by: office.ada, at: noon().adding(.minutes(3)))
            #expect(try await names(split) == ["dent.gif"])
            #expect(try await names(number) == [])
            let other = try await office.receive(office.message("3", thread: "b", "Hello?", after: 4))
            try await office.merges.merge(split, into: other, isSure: false, by: office.ada, at: noon().adding(.minutes(5)))
            #expect(try await names(other) == ["dent.gif"])
        }
    }

    @Test(arguments: engines) func `is where whoever was called in it finds it, until they have looked`(engine: Engine) async throws {
        try await withOffice(engine) { office in
            let number = try await office.receive(office.message("1", thread: "a"))
            let target = try await office.receive(office.message("2", thread: "b", after: 1))
            try await office.work.note(office.writing("@Bob: dented", in: number), in: number, by: office.ada, at: noon().adding(.minutes(2)))
            try await office.merges.merge(number, into: target, isSure: false, by: office.ada, at: noon().adding(.minutes(3)))
            func mentions() async throws -> (count: Int?, calling: [Int64]) {
                let list = try await office.inbox.list(InboxAddress(view: .mentions), of: office.bob.id, at: noon().adding(.hours(1)))
                return (list.counts[.mentions], list.rows.filter(\.isCalling).map(\.conversation.number))
            }
            var found = try await mentions()
            #expect(found.count == 1 && found.calling == [target])
            let newest = try #require(try await office.entries(in: target).max())
            #expect(try await office.mentions.seen(target, upTo: newest, by: office.bob.id))
            found = try await mentions()
            #expect(found.count == 0 && found.calling == [])
        }
    }

    @Test(arguments: engines) func `stays with its team`(engine: Engine) async throws {
        try await withOffice(engine) { office in
            try await office.team("Support", .byHand, of: [office.ada])
            let number = try await office.receive(office.message("1", thread: "a", "One."))
            try await office.receive(office.message("2", thread: "a", "Two.", after: 1))
            let last = try #require(try await office.splits.movable(in: number).last)
            let split = try await office.splits.split([last.number], of: number, subject: "Two", by: office.ada, at: noon().adding(.minutes(2)))
            #expect(try await office.conversations.find(split).team == "support")
            let theirs = try await office.inbox.list(InboxAddress(view: .teams), of: office.ada.id, at: noon().adding(.hours(1)))
            #expect(Set(theirs.rows.map(\.conversation.number)) == [number, split])
        }
    }

    @Test(arguments: engines) func `is given out and taken back as one deed`(engine: Engine) async throws {
        try await withOffice(engine) { office in
            try await office.team("Support", .byHand, of: [])
            try await office.team("Night", .inTurn, of: [office.bob]) { $0.takesRest = false }
            try await office.presence.choose(.online, office.bob.id)
            let number = try await office.ask("a")
            try await office.work.give(number, toTeam: "night", by: office.ada, at: noon().adding(.minutes(1)))
            #expect(try await office.owner(number) == office.bob.id)
            let offer = try #require(try await office.undos.latest(by: office.ada.id, in: number, at: noon().adding(.minutes(2))))
            let outcome = try await office.undos.undo(offer.done.id, by: office.ada, at: noon().adding(.minutes(2)))
            let after = try await office.conversations.find(number)
            #expect(outcome.done == [number] && after.team == "support" && after.assignee == nil)
        }
    }

    @Test(arguments: engines) func `is not carried to customers where it was spoken`(engine: Engine) async throws {
        try await withOffice(engine) { office in
            let number = try await office.receive(office.message("1"))
            let (webhook, _) = try await office.hook("http://127.0.0.1:9/hook")
            let talk = CallLogStore.Talk(
                once: "talk-0001", channel: .phone, direction: .outgoing, began: noon(), minutes: 3, note: "Told them.", conversation: number)
            _ = try await CallLogStore(line: office.line).keep(talk, by: office.ada, at: noon().adding(.minutes(4)))
            try await office.answer(number, "In words.")
            let told = try await office.line.database.read { try ConversationFeedStore().events(after: webhook.told, for: webhook, $0).events }
            #expect(told.map(\.event) == [.answered])
            #expect(told.allSatisfy { String(decoding: $0.body, as: UTF8.self).contains("In words.") })
        }
    }
}
