import Foundation
import Kernel
import Storage
import TestKit
import Testing
import Web

@testable import Desk

@Suite struct `A conversation` {
    @Test(arguments: engines) func `begins with a message, which comes onto the line once however often it is sent`(engine: Engine) async throws {
        try await withOffice(engine) { office in
            let first = try await office.messages.receive(office.message("m-1"), from: office.shop)
            let again = try await office.messages.receive(office.message("m-1"), from: office.shop)
            #expect(!first.isDuplicate && again == .init(conversation: first.conversation, entry: first.entry, isDuplicate: true))
            #expect(try await office.kinds() == ["chat_message", "ticket_opened"])
            let whole = try await office.conversations.whole(first.conversation)
            #expect(
                whole.conversation.status == .open && whole.conversation.unansweredSince == noon() && whole.entries.map(\.text) == ["It is dented."])
        }
    }

    @Test(arguments: engines) func `is one, though its first messages come at the same moment`(engine: Engine) async throws {
        try await withOffice(engine) { office in
            let numbers = try await withThrowingTaskGroup(of: Int64.self) { group in
                for number in 1...3 { group.addTask { try await office.receive(office.message("m-\(number)", after: Int64(number))) } }
                return try await group.reduce(into: Set<Int64>()) { $0.insert($1) }
            }
            #expect(numbers.count == 1)
            let number = try #require(numbers.first)
            #expect(try await office.conversations.whole(number).entries.count == 3)
            #expect(try await office.kinds().filter { $0 == "ticket_opened" }.count == 1)
        }
    }

    @Test(arguments: engines) func `waits for an answer since the first message without one`(engine: Engine) async throws {
        try await withOffice(engine) { office in
            let number = try await office.receive(office.message("m-1"))
            for minute in 1...3 { try await office.receive(office.message("m-1\(minute)", after: Int64(minute))) }
            #expect(try await office.conversations.find(number).unansweredSince == noon())
            let answer = try await office.writing("We send a new top.", in: number)
            try await office.work.reply(answer, in: number, by: office.ada, at: noon().adding(.minutes(5)))
            let after = try await office.conversations.find(number)
            #expect(after.unansweredSince == nil && after.assignee == office.ada.id && after.preview == "We send a new top.")
            try await office.receive(office.message("m-2", after: 9))
            #expect(try await office.conversations.find(number).unansweredSince == noon().adding(.minutes(9)))
        }
    }

    @Test(arguments: engines) func `is not answered by somebody who has not read what was said last, and what they wrote is not sent`(
        engine: Engine
    ) async throws {
        try await withOffice(engine) { office in
            let number = try await office.receive(office.message("m-1"))
            let answer = try await office.writing("We send a new top.", in: number)
            try await office.receive(office.message("m-2", "I have found it, thank you.", after: 1))
            await #expect(throws: ConversationWorkStore.overtaken) {
                try await office.work.reply(answer, in: number, by: office.ada, at: noon().adding(.minutes(2)))
            }
            #expect(try await !office.kinds().contains("service_reply"))
            #expect(try await office.conversations.find(number).assignee == nil)
        }
    }

    @Test(arguments: engines) func `is answered once, however often the form is sent`(engine: Engine) async throws {
        try await withOffice(engine) { office in
            let number = try await office.receive(office.message("m-1"))
            let answer = try await office.writing("We send a new top.", in: number, then: .resolved)
            for _ in 1...2 { try await office.work.reply(answer, in: number, by: office.ada, at: noon().adding(.minutes(2))) }
            #expect(try await office.kinds() == ["chat_message", "ticket_opened", "service_reply", "ticket_resolved"])
            #expect(try await office.conversations.whole(number).entries.count { $0.happening == .reply } == 1)
        }
    }

    @Test(arguments: engines) func `is resolved by one of two, and opens again when the customer writes`(engine: Engine) async throws {
        try await withOffice(engine) { office in
            let number = try await office.receive(office.message("m-1"))
            let outcomes = await withTaskGroup(of: Bool.self) { group in
                for staff in [office.ada, office.bob] {
                    group.addTask { (try? await office.work.stand(.resolved, number, by: staff, at: noon().adding(.minutes(3)))) != nil }
                }
                return await group.reduce(into: [Bool]()) { $0.append($1) }
            }
            // Whoever comes second either finds it resolved, or sees that something happened meanwhile.
            #expect(outcomes.count { $0 } == 1)
            #expect(try await office.kinds().count { $0 == "ticket_resolved" } == 1)
            try await office.receive(office.message("m-2", after: 60))
            #expect(try await office.conversations.find(number).status == .open)
            #expect(try await office.kinds().last == "ticket_reopened")
        }
    }

    @Test(arguments: engines) func `is taken by one of two, and given by whoever gives it`(engine: Engine) async throws {
        try await withOffice(engine) { office in
            let number = try await office.receive(office.message("m-1"))
            try await office.work.assign(number, to: office.ada.id, by: office.ada, at: noon())
            await #expect(throws: Failure.self) { try await office.work.assign(number, to: office.bob.id, by: office.bob, at: noon()) }
            try await office.work.assign(number, to: office.bob.id, by: office.ada, at: noon())
            #expect(try await office.conversations.find(number).assignee == office.bob.id)
            await #expect(throws: Failure.self) { try await office.work.assign(number, to: ID(bits: 9), by: office.ada, at: noon()) }
        }
    }

    @Test(arguments: engines) func `that was snoozed opens by itself, to the minute`(engine: Engine) async throws {
        try await withOffice(engine) { office in
            let number = try await office.receive(office.message("m-1"))
            let until = noon().adding(.hours(2))
            try await office.work.snooze(number, until: until, by: office.ada, at: noon())
            func isIn(_ view: InboxView, at now: Instant) async throws -> Bool {
                try await !office.inbox.list(InboxAddress(view: view), of: office.ada.id, at: now).rows.isEmpty
            }
            let before = until.adding(.seconds(-1))
            #expect(try await isIn(.snoozed, at: before))
            #expect(try await !isIn(.open, at: before))
            #expect(try await isIn(.open, at: until))
            #expect(try await !isIn(.snoozed, at: until))
            await #expect(throws: Failure.self) { try await office.work.snooze(number, until: noon(), by: office.ada, at: noon()) }
        }
    }

    @Test func `can be put off until any minute of the reader's clock`() throws {
        let warsaw = try #require(TimeZone(identifier: "Europe/Warsaw"))
        func until(_ fields: (name: String, value: String)...) throws -> Instant { try Snooze.until(Form(fields), in: warsaw) }
        let chosen = (name: "snooze", value: noon().description)
        #expect(try until(chosen) == noon())
        #expect(try until(chosen, ("snooze_day", "2026-12-01"), ("snooze_time", "08:30")) == Instant("2026-12-01T07:30:00Z"))
        #expect(try until(("snooze_day", "2026-07-01")) == Instant("2026-07-01T07:00:00Z"))
        #expect(throws: Failure.invalid("snooze_time", "must be a time such as 08:30")) {
            try until(("snooze_day", "2026-12-01"), ("snooze_time", "24:10"))
        }
        #expect(throws: Failure.self) { try until(("snooze_day", "soon")) }
    }

    @Test(arguments: engines) func `keeps its notes from programs`(engine: Engine) async throws {
        try await withOffice(engine) { office in
            let number = try await office.receive(office.message("m-1"))
            try await office.work.note(try await office.writing("A good customer.", in: number), in: number, by: office.bob, at: noon())
            let json = ConversationJSON(try await office.conversations.whole(number), at: noon())
            #expect(json.messages.map(\.text) == ["It is dented."])
            #expect(try await office.conversations.whole(number).entries.count == 2)
        }
    }
}
