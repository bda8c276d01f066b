import Kernel
import Storage
import TestKit
import Testing
import Timeline
import Web

@testable import Desk

@Suite struct `A promise` {
    /// Round the clock, so that a minute is a minute.
    private func terms(
        first: Duration = .hours(4), next: Duration? = nil, resolution: Duration? = nil, for conditions: ServiceConditions = ServiceConditions()
    ) throws -> ServicePolicy.Terms {
        let pauses: Set<ServiceTarget.Pause> = [.waiting, .snoozed]
        return try ServicePolicy.Terms(
            [
                try ServiceTarget(.firstResponse, within: first, clock: .calendar, warning: .minutes(30), pauses: pauses),
                try next.map { try ServiceTarget(.nextResponse, within: $0, clock: .calendar, pauses: pauses) },
                try resolution.map { try ServiceTarget(.resolution, within: $0, clock: .calendar, pauses: pauses) },
            ].compactMap(\.self), for: conditions)
    }

    private func due(_ number: Int64, _ office: Office) async throws -> NextDeadline? { try await office.conversations.find(number).due }

    @Test(arguments: engines) func `of a first answer runs from the message, ends with the answer, and another begins`(engine: Engine) async throws {
        try await withOffice(engine) { office async throws in
            let policies = ServicePolicyStore(line: office.line)
            try await policies.save(nil, name: "All", rank: 1, terms(next: .hours(8)), by: office.ada.id, since: noon().adding(.days(-1)))
            let number = try await office.receive(office.message("1"))
            #expect(
                try await due(number, office)
                    == NextDeadline(goal: .firstResponse, at: noon().adding(.hours(4)), warning: noon().adding(.minutes(210))))
            try await office.work.reply(office.writing("Sorry!", in: number), in: number, by: office.ada, at: noon().adding(.minutes(10)))
            #expect(try await due(number, office) == nil)
            _ = try await office.receive(office.message("2", after: 20))
            #expect(try await due(number, office)?.at == noon().adding(.minutes(20 + 480)))
            #expect(try await due(number, office)?.goal == .nextResponse)
            let list = try await office.inbox.list(InboxAddress(view: .due), of: office.ada.id, at: noon().adding(.minutes(30)))
            #expect(list.rows.map(\.conversation.number) == [number] && list.counts[.due] == 1)
        }
    }

    @Test(arguments: engines) func `stands still while the customer is waited for, and moves on by so long`(engine: Engine) async throws {
        try await withOffice(engine) { office async throws in
            let policies = ServicePolicyStore(line: office.line)
            try await policies.save(nil, name: "All", rank: 1, terms(resolution: .hours(24)), by: office.ada.id, since: noon().adding(.days(-1)))
            let number = try await office.receive(office.message("1"))
            try await office.work.reply(
                office.writing("Which?", in: number, then: .waiting), in: number, by: office.ada, at: noon().adding(.hours(1)))
            #expect(try await due(number, office) == nil)
            _ = try await office.receive(office.message("2", after: 3 * 60))
            let all = try await due(number, office)
            #expect(all?.goal == .resolution && all?.at == noon().adding(.hours(26)))
            try await office.work.snooze(number, until: noon().adding(.hours(10)), by: office.ada, at: noon().adding(.hours(4)))
            // It ends by itself, and what remains is known already.
            #expect(try await due(number, office)?.at == noon().adding(.hours(32)))
            try await office.work.stand(.resolved, number, by: office.ada, at: noon().adding(.hours(11)))
            #expect(try await due(number, office) == nil)
        }
    }

    @Test(arguments: engines) func `is that of its beginning, whatever is promised later`(engine: Engine) async throws {
        try await withOffice(engine) { office async throws in
            let policies = ServicePolicyStore(line: office.line)
            try await policies.save(nil, name: "All", rank: 1, terms(), by: office.ada.id, since: noon().adding(.days(-1)))
            let number = try await office.receive(office.message("1"))
            let policy = try #require(try await policies.policies().first)
            try await policies.save(policy.id, name: "All", rank: 1, terms(first: .hours(1)), by: office.ada.id, since: noon().adding(.minutes(5)))
            let later = try await office.receive(office.message("2", thread: "other", after: 10))
            #expect(try await due(number, office)?.at == noon().adding(.hours(4)))
            #expect(try await due(later, office)?.at == noon().adding(.minutes(70)))
            try await policies.remove(try #require(try await policies.policies().first), by: office.ada.id)
            #expect(try await policies.policies().isEmpty)
            #expect(try await due(later, office) != nil)
        }
    }

    @Test(arguments: engines) func `is of the first policy that fits`(engine: Engine) async throws {
        try await withOffice(engine) { office async throws in
            let policies = ServicePolicyStore(line: office.line)
            let since = noon().adding(.days(-1))
            try await policies.save(nil, name: "Mail", rank: 1, terms(first: .hours(1), for: .init(channels: ["email"])), by: nil, since: since)
            try await policies.save(nil, name: "All", rank: 2, terms(first: .hours(2)), by: nil, since: since)
            #expect(try await due(office.receive(office.message("1")), office)?.at == noon().adding(.hours(2)))
        }
    }

    @Test func `is counted from the beginning, however much has happened since`() async throws {
        try await withOffice(.sqlite) { office async throws in
            try await ServicePolicyStore(line: office.line).save(nil, name: "All", rank: 1, terms(), by: nil, since: noon().adding(.days(-1)))
            let number = try await office.receive(office.message("1"))
            try await office.line.write { tx in
                let notes = (0..<1_100).map {
                    ConversationStore.NewEntry(happening: .note, at: noon(), staff: office.ada.id, text: "n", once: "n\($0)")
                }
                try ConversationStore.record(notes, leaving: ConversationStore.find(number, tx), in: tx)
            }
            #expect(try await due(number, office)?.at == noon().adding(.hours(4)))
        }
    }

    @Test func `moves once more when the hours change while deadlines are being moved`() async throws {
        try await withOffice(.sqlite) { office async throws in
            let work = DeskWorkStore(database: office.line.database) {}
            let hours = HoursStore(line: office.line, recording: { _, _ in }, asked: work)
            try await hours.set(.roundTheClock(), by: office.ada)
            let names = work.handlers.map(\.name)
            _ = try #require(try await office.line.database.write { try JobStore().take(names, for: .hours(1), in: $0) })
            try await hours.set(HoursStore.usual(zone: "UTC"), by: office.ada)
            #expect(try await office.line.database.read { try JobStore().isDue(names, at: noon(), $0) })
        }
    }

    @Test(arguments: engines) func `that has passed stays where it was when the opening hours change`(engine: Engine) async throws {
        let clock = HandClock()
        try await withMigratedDatabase(engine, now: clock.now) { database in
            try await withOffice(on: database) { office async throws in
                let hours = HoursStore(line: office.line, recording: { _, _ in }, asked: DeskWorkStore(database: database) {})
                try await hours.set(.roundTheClock(), by: office.ada)
                let target = try ServiceTarget(.firstResponse, within: .hours(2))
                try await ServicePolicyStore(line: office.line).save(
                    nil, name: "All", rank: 1, .init([target]), by: nil, since: noon().adding(.days(-1)))
                let number = try await office.receive(office.message("1"))
                let before = try #require(try await due(number, office)).at
                #expect(before == noon().adding(.hours(2)))
                clock.advance(by: .hours(3))
                // Closed at that time: whoever looked would see that nothing was promised.
                try await hours.set(BusinessHours(zone: "UTC", week: WeekHours(6...6, OpenInterval(reading: "20:00-21:00"))), by: office.ada)
                try await database.write { try DeadlineStore().renew(number, in: $0) }
                #expect(try await due(number, office)?.at == before)
            }
        }
    }

    @Test(arguments: engines) func `moves when the opening hours do`(engine: Engine) async throws {
        try await withOffice(engine) { office async throws in
            let policies = ServicePolicyStore(line: office.line)
            let target = try ServiceTarget(.firstResponse, within: .hours(2))
            try await policies.save(nil, name: "All", rank: 1, .init([target]), by: nil, since: noon().adding(.days(-1)))
            let number = try await office.receive(office.message("1"))
            let before = try #require(try await due(number, office)).at
            let work = DeskWorkStore(database: office.line.database) {}
            let hours = HoursStore(line: office.line, recording: { _, _ in }, asked: work)
            let always = try BusinessHours(zone: "UTC", week: WeekHours(1...7, OpenInterval(opens: 0, closes: 24 * 60)))
            try await hours.set(always, by: office.ada)
            let worker = JobWorker(office.line.database, work.handlers, now: noon) { _, error in Issue.record(error) }
            while try await worker.workOnce() {}
            #expect(try await due(number, office)?.at == noon().adding(.hours(2)))
            #expect(before >= noon().adding(.hours(2)))
        }
    }
}
