import Foundation
import Kernel
import Storage
import TestKit
import Testing
import Timeline
import Web

@testable import Desk

@Suite struct `The service report` {
    private func report(_ office: Office, at now: Instant, days: Int = 3) async throws -> ServiceReport {
        let today = now.day
        return try await ServiceReportStore(line: office.line).report(
            ReportQuestion(Period(from: today.adding(days: 1 - days), to: today)), in: .gmt, at: now)
    }

    /// noon() is a Monday, 12:00 in London.
    @Test(arguments: engines) func `tells of each conversation what its entries say`(engine: Engine) async throws {
        try await withOffice(engine) { office in
            let number = try await office.receive(office.message("m-1"))
            func at(_ minutes: Int64) -> Instant { noon().adding(.minutes(minutes)) }
            let first = try await office.writing("We look into it.", in: number, once: "first-one", then: .waiting)
            try await office.work.reply(first, in: number, by: office.ada, at: at(10))
            try await office.receive(office.message("m-2", "Any news?", after: 40))
            let second = try await office.writing("It comes tomorrow.", in: number, once: "second-one", then: .resolved)
            try await office.work.reply(second, in: number, by: office.bob, at: at(45))
            try await office.receive(office.message("m-3", "It did not.", after: 105))
            let third = try await office.writing("We call you.", in: number, once: "third-one", then: .resolved)
            try await office.work.reply(third, in: number, by: office.ada, at: at(120))

            let found = try await report(office, at: at(180))
            let figures = try #require(found.rows.first?.figures)
            #expect(figures.firstResponse?.time.customer.calendar == .minutes(10) && found.rows.first?.agent == "Ada")
            #expect(figures.nextResponses.map(\.customer.calendar) == [.minutes(10), .minutes(5), .minutes(15)])
            #expect(figures.firstResolution?.calendar == .minutes(45))
            // Without the hour in which it stood resolved.
            #expect(figures.fullResolution?.calendar == .minutes(60) && figures.reopens == 1)
            #expect(figures.waiting.calendar == .minutes(30) && figures.open.calendar == .minutes(30) && figures.onHold == .zero)
            #expect(figures.resolutions.map(\.agent) == [office.bob.id, office.ada.id])
            #expect(found.byAgent.map(\.agent.name) == ["Ada", "Bob"])
        }
    }

    @Test(arguments: engines) func `ends a snooze at its own time, whenever somebody looks`(engine: Engine) async throws {
        try await withOffice(engine) { office in
            let number = try await office.receive(office.message("m-1"))
            try await office.work.snooze(number, until: noon().adding(.minutes(60)), by: office.ada, at: noon().adding(.minutes(20)))
            let figures = try #require(try await report(office, at: noon().adding(.minutes(100))).rows.first?.figures)
            #expect(figures.onHold.calendar == .minutes(40) && figures.open.calendar == .minutes(60))
        }
    }

    @Test(arguments: engines) func `has a backlog that follows from the day before`(engine: Engine) async throws {
        try await withOffice(engine) { office in
            for (index, day) in [0, 0, 1, 2, 2].enumerated() {
                try await office.receive(office.message("m-\(index)", thread: "t-\(index)", after: Int64(day * 1_440)))
            }
            let numbers = try await office.inbox.list(InboxAddress(view: .open), of: office.ada.id, at: noon()).rows.map(\.conversation.number)
            try await office.work.stand(.resolved, #require(numbers.last), by: office.ada, at: noon().adding(.minutes(1_500)))
            let backlog = try await report(office, at: noon().adding(.minutes(3 * 1_440)), days: 4).backlog
            var before = 0
            for day in backlog {
                #expect(day.unresolved == before + day.movement.change)
                before = day.unresolved
            }
            #expect(backlog.last?.unresolved == 4 && backlog.map(\.movement.created).reduce(0, +) == 5)
        }
    }

    @Test(arguments: engines) func `counts inside the hours that were set, and says so where none were`(engine: Engine) async throws {
        try await withOffice(engine) { office in
            let number = try await office.receive(office.message("m-1"))
            let answer = try await office.writing("Good morning.", in: number)
            // Tuesday, 9:30.
            try await office.work.reply(answer, in: number, by: office.ada, at: noon().adding(.minutes(21 * 60 + 30)))
            func response() async throws -> Duration? {
                try await report(office, at: noon().adding(.hours(30))).rows.first?.figures.firstResponse?.time.customer.business
            }
            #expect(try await response() == .minutes(5 * 60 + 30))
            let store = HoursStore(line: office.line, recording: { _, _ in }, asked: DeskWorkStore(database: office.line.database) {})
            #expect(try await store.hours() == nil)
            try await store.set(BusinessHours(zone: "GMT", week: WeekHours(1...5, OpenInterval(opens: 480, closes: 780))), by: office.ada)
            #expect(try await response() == .minutes(60 + 90))
            #expect(try await report(office, at: noon().adding(.hours(30))).hoursAreSet)
        }
    }

    @Test func `reads hours as a form says them, and says at which field they are wrong`() throws {
        let usual = try HoursStore.usual(zone: "Europe/Warsaw")
        func form(_ fields: [String: String]) -> Form {
            let all = HoursForm.fields(usual).merging(fields) { _, new in new }
            return Form(all.map { (name: $0.key, value: $0.value) }, reader: nil)
        }
        #expect(try HoursForm.hours(form([:])) == HoursStore.usual(zone: "Europe/Warsaw"))
        let split = try HoursForm.hours(form(["monday": "13:30-18:00 08:00-12:00", "holidays": "2026-12-25 Christmas Day\n2026-12-26"]))
        #expect(split.week.days[0].text == "08:00-12:00 13:30-18:00" && split.holidays.count == 2)
        for (field, text) in [("tuesday", "9 to 17"), ("zone", "Mars"), ("holidays", "Christmas"), ("special", "2026-12-24 noon")] {
            #expect { try HoursForm.hours(form([field: text])) } throws: { error in
                if case Failure.invalid(field, _) = error { true } else { false }
            }
        }
        // All that is wrong is said in one go.
        let faults = try HoursForm.faults(form(["tuesday": "9 to 17", "friday": "soon", "holidays": "Christmas", "zone": "Mars"]))
        let fields = faults.map { if case .invalid(let field, _) = $0 { field } else { "" } }
        #expect(fields.prefix(3) == ["tuesday", "friday", "holidays"] && FormState(form([:]), failures: faults).errors.count >= 3)
        #expect(try HoursForm.faults(form([:])).isEmpty)
    }
}
