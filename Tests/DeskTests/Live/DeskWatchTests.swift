import Kernel
import Storage
import TestKit
import Testing
import Timeline
import Web

@testable import Desk

@Suite struct `The desk` {
    @Test(arguments: engines) func `tells those who have a conversation open of every entry, whichever server wrote it, and nobody else`(
        engine: Engine
    ) async throws {
        try await withOffice(engine) { office in
            let (one, other) = (try await office.receive(office.message("m-1")), try await office.receive(office.message("m-2", thread: "other")))
            try await office.watch.look(at: noon())
            var heard = try office.watch.listen(to: .conversation(one), by: office.ada).makeAsyncIterator()
            var others = try office.watch.listen(to: .conversation(other), by: office.bob).makeAsyncIterator()
            // Another server of the same database, which shares nothing else with this one.
            let there = ConversationWorkStore(line: try await Line.open(office.line.database))
            try await there.note(try await office.writing("A good customer.", in: one), in: one, by: office.bob, at: noon())
            try await office.watch.look(at: noon())
            try await there.assign(one, to: office.ada.id, by: office.bob, at: noon())
            try await office.watch.look(at: noon())
            try await there.reply(try await office.writing("We send one.", in: other), in: other, by: office.bob, at: noon())
            try await office.watch.look(at: noon())
            #expect(await [heard.next(), heard.next()] == [.worked(3), .worked(4)])
            #expect(await others.next() == .said(6))
        }
    }

    @Test(arguments: engines) func `tells the inboxes of what changes a list, and not of a note`(engine: Engine) async throws {
        try await withOffice(engine) { office in
            let number = try await office.receive(office.message("m-1"))
            try await office.watch.look(at: noon())
            var heard = try office.watch.listen(to: .inbox, by: office.ada).makeAsyncIterator()
            try await office.work.note(try await office.writing("Hm.", in: number), in: number, by: office.bob, at: noon())
            try await office.watch.look(at: noon())
            try await office.work.prioritise(number, .high, by: office.bob, at: noon())
            try await office.watch.look(at: noon())
            #expect(await heard.next() == .inbox(3))
        }
    }

    @Test(arguments: engines) func `tells a page that comes back what it missed, and nothing when it missed nothing`(engine: Engine) async throws {
        try await withOffice(engine) { office in
            let number = try await office.receive(office.message("m-1"))
            try await office.work.prioritise(number, .high, by: office.bob, at: noon())
            #expect(try await office.watch.missed(of: .conversation(number), since: 0, at: noon()) == [.said(2)])
            #expect(try await office.watch.missed(of: .conversation(number), since: 1, at: noon()) == [.worked(2)])
            #expect(try await office.watch.missed(of: .visitor(number), since: 0, at: noon()) == [.said(1)])
            #expect(try await office.watch.missed(of: .visitor(number), since: 1, at: noon()) == [])
            #expect(try await office.watch.missed(of: .conversation(number), since: 2, at: noon()) == [])
            #expect(try await office.watch.missed(of: .inbox, since: 1, at: noon()) == [.inbox(2)])
        }
    }

    @Test(arguments: engines) func `rings its bell after each write, so that nobody waits for the next look`(engine: Engine) async throws {
        try await withOffice(engine) { office in
            var strokes = office.line.bell.listen().makeAsyncIterator()
            let number = try await office.receive(office.message("m-1"))
            #expect(await strokes.next() != nil)
            try await office.work.prioritise(number, .high, by: office.bob, at: noon())
            #expect(await strokes.next() != nil)
        }
    }
}

@Suite struct `Somebody at a conversation` {
    @Test func `is seen reading while they have it open, by others alone`() async throws {
        try await withOffice(.sqlite) { office in
            var ada = Optional(try office.watch.listen(to: .conversation(7), by: office.ada).makeAsyncIterator())
            #expect(office.watch.attendance(of: 7, besides: office.bob, at: noon()).reading == ["Ada"])
            #expect(office.watch.attendance(of: 7, besides: office.ada, at: noon()) == Attendance())
            #expect(office.watch.attendance(of: 8, besides: office.bob, at: noon()) == Attendance())
            var heard = try office.watch.listen(to: .conversation(7), by: office.bob).makeAsyncIterator()
            #expect(await ada?.next() == .presence)
            ada = nil
            #expect(await heard.next() == .presence)
            #expect(office.watch.attendance(of: 7, besides: office.bob, at: noon()) == Attendance())
        }
    }

    @Test func `is seen writing until they have been silent for six seconds`() async throws {
        try await withOffice(.sqlite) { office in
            var heard = try office.watch.listen(to: .conversation(7), by: office.bob).makeAsyncIterator()
            office.watch.writes(office.ada, in: 7, at: noon())
            office.watch.writes(office.ada, in: 7, at: noon().adding(.seconds(3)))
            #expect(await heard.next() == .presence)
            #expect(office.watch.attendance(of: 7, besides: office.bob, at: noon().adding(.seconds(8))).writing == ["Ada"])
            try await office.watch.look(at: noon().adding(.seconds(9)))
            #expect(await heard.next() == .presence)
            #expect(office.watch.attendance(of: 7, besides: office.bob, at: noon().adding(.seconds(9))) == Attendance())
        }
    }

    @Test func `who has sent it writes no longer`() async throws {
        try await withOffice(.sqlite) { office in
            office.watch.writes(office.ada, in: 7, at: noon())
            office.watch.sent(.staff(office.ada.id.description), in: 7)
            #expect(office.watch.attendance(of: 7, besides: office.bob, at: noon()) == Attendance())
        }
    }
}
