import Kernel
import Storage
import TestKit
import Testing
import Timeline
import Web

@testable import Desk

@Suite struct `A conversation that is merged into another one` {
    private func terms() throws -> ServicePolicy.Terms {
        try ServicePolicy.Terms(
            [
                try ServiceTarget(.firstResponse, within: .hours(1), clock: .calendar, warning: .minutes(10)),
                try ServiceTarget(.nextResponse, within: .hours(2), clock: .calendar),
                try ServiceTarget(.resolution, within: .hours(8), clock: .calendar),
            ], for: ServiceConditions())
    }

    /// Kim asks twice: first by one thread, which Ada has answered, then by another.
    private func twoThreads(_ office: Office) async throws -> (first: Int64, second: Int64) {
        try await ServicePolicyStore(line: office.line).save(nil, name: "All", rank: 1, terms(), by: nil, since: noon().adding(.days(-1)))
        let first = try await office.receive(office.message("1", thread: "a", "The desk is dented."))
        try await office.work.reply(office.writing("Send a picture.", in: first), in: first, by: office.ada, at: noon().adding(.minutes(10)))
        let second = try await office.receive(office.message("2", thread: "b", "Here is the picture.", after: 20))
        try await office.index.catchUp()
        return (first, second)
    }

    @Test(arguments: engines) func `is read there, and both are as they were once it is undone`(engine: Engine) async throws {
        try await withOffice(engine) { office in
            let (first, second) = try await twoThreads(office)
            let (before, figures) = (try await office.projections(of: [first, second]), try await office.report(at: noon().adding(.hours(3))))
            try await office.merges.merge(second, into: first, isSure: false, by: office.ada, at: noon().adding(.hours(1)))
            let whole = try await office.conversations.whole(first)
            #expect(whole.entries.filter(\.happening.isPublic).map(\.text) == ["The desk is dented.", "Send a picture.", "Here is the picture."])
            #expect(whole.conversation.unansweredSince == noon().adding(.minutes(20)) && whole.conversation.preview == "Here is the picture.")
            #expect(try await office.conversations.find(second).partOf == first)
            let due = try await office.conversations.find(first).due
            #expect(due?.goal == .nextResponse && due?.at == noon().adding(.minutes(140)))
            #expect(try await office.conversations.find(second).due == nil)
            let open = try await office.inbox.list(InboxAddress(view: .open), of: office.ada.id, at: noon())
            #expect(open.rows.map(\.conversation.number) == [first])
            let merged = try await office.report(at: noon().adding(.hours(3)))
            #expect(merged.summary.conversations == figures.summary.conversations - 1)
            #expect(merged.rows.reduce(0) { $0 + $1.figures.messages } == figures.rows.reduce(0) { $0 + $1.figures.messages })
            let found = try await MessageSearchStore(line: office.line).search("picture").found
            #expect(found.map(\.row.conversation.number) == [first])
            try await office.merges.unmerge(second, by: office.bob, at: noon().adding(.hours(2)))
            #expect(try await office.projections(of: [first, second]) == before)
            let after = try await office.report(at: noon().adding(.hours(3)))
            #expect(after.rows.map(\.figures) == figures.rows.map(\.figures))
            #expect(after.backlog.map(\.unresolved) == figures.backlog.map(\.unresolved))
        }
    }

    @Test(arguments: engines) func `opens one that was resolved, which is resolved again as if nothing had been`(engine: Engine) async throws {
        try await withOffice(engine) { office in
            let (first, second) = try await twoThreads(office)
            try await office.work.stand(.resolved, first, by: office.ada, at: noon().adding(.minutes(30)))
            let (before, figures) = (try await office.projections(of: [first, second]), try await office.report(at: noon().adding(.hours(3))))
            try await office.merges.merge(second, into: first, isSure: false, by: office.ada, at: noon().adding(.hours(1)))
            #expect(try await office.conversations.find(first).status == .open)
            #expect(try await office.report(at: noon().adding(.hours(2))).rows.map(\.figures.reopens) == [1])
            try await office.merges.unmerge(second, by: office.ada, at: noon().adding(.hours(2)))
            #expect(try await office.projections(of: [first, second]) == before)
            #expect(try await office.report(at: noon().adding(.hours(3))).rows.map(\.figures) == figures.rows.map(\.figures))
        }
    }

    @Test(arguments: engines) func `owes no answer to what it had been resolved without`(engine: Engine) async throws {
        try await withOffice(engine) { office in
            let (first, second) = try await twoThreads(office)
            try await office.work.stand(.resolved, second, by: office.ada, at: noon().adding(.minutes(30)))
            try await office.merges.merge(second, into: first, isSure: false, by: office.ada, at: noon().adding(.hours(1)))
            let whole = try await office.conversations.find(first)
            #expect(whole.unansweredSince == nil && whole.due?.goal == .resolution)
            #expect(try await office.report(at: noon().adding(.hours(9))).rows.map(\.figures.messages) == [3])
        }
    }

    @Test(arguments: engines) func `has what still comes for it land there, which goes with it when it is taken out`(engine: Engine) async throws {
        try await withOffice(engine) { office in
            let (first, second) = try await twoThreads(office)
            try await office.merges.merge(second, into: first, isSure: false, by: office.ada, at: noon().adding(.hours(1)))
            #expect(try await office.receive(office.message("3", thread: "b", "And another one.", after: 90)) == first)
            #expect(try await office.receive(office.message("3", thread: "b", "And another one.", after: 90)) == first, "once")
            #expect(try await office.conversations.whole(first).entries.count { $0.happening == .message } == 3)
            try await office.merges.unmerge(second, by: office.ada, at: noon().adding(.hours(2)))
            let apart = try await office.conversations.whole(second)
            #expect(apart.entries.filter { $0.happening == .message }.map(\.text) == ["Here is the picture.", "And another one."])
            #expect(apart.conversation.status == .open && apart.conversation.unansweredSince == noon().adding(.minutes(20)))
            #expect(try await office.conversations.find(first).unansweredSince == nil)
            #expect(try await office.receive(office.message("4", thread: "b", "Hello?", after: 200)) == second)
        }
    }

    @Test(arguments: engines) func `goes along where that is merged in turn, and comes back with it`(engine: Engine) async throws {
        try await withOffice(engine) { office in
            let (first, second) = try await twoThreads(office)
            let third = try await office.receive(office.message("5", thread: "c", "Still dented.", after: 30))
            let before = try await office.projections(of: [first, second, third])
            try await office.merges.merge(first, into: second, isSure: false, by: office.ada, at: noon().adding(.hours(1)))
            try await office.merges.merge(second, into: third, isSure: false, by: office.ada, at: noon().adding(.hours(2)))
            #expect(try await office.conversations.whole(third).entries.count { $0.happening.isPublic } == 4)
            #expect(try await office.report(at: noon().adding(.hours(3))).rows.map(\.figures.messages) == [4])
            #expect(try await office.receive(office.message("6", thread: "a", "Well?", after: 150)) == third)
            try await office.merges.unmerge(second, by: office.ada, at: noon().adding(.hours(3)))
            #expect(try await office.conversations.whole(second).entries.count { $0.happening.isPublic } == 4)
            #expect(try await office.conversations.find(first).partOf == second)
            try await office.merges.unmerge(first, by: office.ada, at: noon().adding(.hours(4)))
            let after = try await office.projections(of: [first, second, third]).filter { !$0.hasSuffix("Well?") }
            #expect(after.count == before.count)
        }
    }

    @Test(arguments: engines) func `of another customer needs somebody to say that this is meant`(engine: Engine) async throws {
        try await withOffice(engine) { office in
            let first = try await office.receive(office.message("1", thread: "a"))
            let second = try await office.receive(office.message(from: "lea@example.com", "2", thread: "b", "I am her neighbour.", after: 5))
            await #expect(throws: Failure.invalid("target", "is of another customer: say that this is meant")) {
                try await office.merges.merge(second, into: first, isSure: false, by: office.ada, at: noon().adding(.hours(1)))
            }
            try await office.merges.merge(second, into: first, isSure: true, by: office.ada, at: noon().adding(.hours(1)))
            let whole = try await office.conversations.whole(first)
            #expect(whole.strangers.values.sorted() == ["lea@example.com"])
            let facts = try await ThreadFactsStore(line: office.line).facts(of: whole.conversation, whole.parts)
            #expect(facts.participants.map(\.name) == ["lea@example.com"])
            try await office.receive(office.message(from: "lea@example.com", "3", thread: "b", "Still me.", after: 90))
            #expect(try await office.conversations.whole(first).strangers.count == 2)
        }
    }

    @Test(arguments: engines) func `is worked on where it is read, and cannot be merged into itself`(engine: Engine) async throws {
        try await withOffice(engine) { office in
            let (first, second) = try await twoThreads(office)
            try await office.merges.merge(second, into: first, isSure: false, by: office.ada, at: noon().adding(.hours(1)))
            let part = Failure.conflict("This conversation is a part of #\(first): go on there.")
            await #expect(throws: part) { try await office.work.stand(.resolved, second, by: office.ada, at: noon()) }
            await #expect(throws: part) {
                try await office.work.reply(office.writing("No.", in: second, once: "once-2"), in: second, by: office.ada, at: noon())
            }
            await #expect(throws: Failure.invalid("target", "must be another conversation")) {
                try await office.merges.merge(first, into: second, isSure: true, by: office.ada, at: noon())
            }
            try await office.work.reply(
                office.writing("Thank you.", in: first, once: "once-3"), in: first, by: office.ada, at: noon().adding(.hours(2)))
            #expect(try await office.conversations.find(first).unansweredSince == nil)
        }
    }
}
