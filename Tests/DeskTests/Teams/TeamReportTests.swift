import Analytics
import Foundation
import Kernel
import Storage
import TestKit
import Testing
import Timeline
import Web

@testable import Desk

@Suite struct `The report by team` {
    private func at(_ minutes: Int64) -> Instant { noon().adding(.minutes(minutes)) }

    private func report(_ office: Office, _ team: String? = nil, until minutes: Int64 = 300) async throws -> ServiceReport {
        try await ServiceReportStore(line: office.line).report(
            ReportQuestion(Period(from: noon().day, to: noon().day), team: team), in: .gmt, at: at(minutes))
    }

    @Test(arguments: engines) func `does not change when somebody goes to another team, nor when a conversation does`(engine: Engine) async throws {
        try await withDesk(engine) { office, clock in
            for name in ["One", "Two"] { try await office.team(name, .byHand, of: []) { $0.takesRest = false } }
            try await office.members.add(office.ada.id, to: "one", by: nil)
            // One with a team of its own, one with none, which is the team's of whoever answers.
            let (own, none) = (try await office.ask("a", team: "two"), try await office.ask("b"))
            for (number, minutes) in [(own, Int64(10)), (none, 20)] {
                let writing = try await office.writing("Hello.", in: number, once: "once-\(number)", then: .resolved)
                try await office.work.reply(writing, in: number, by: office.ada, at: at(minutes))
            }
            func told() async throws -> [String] {
                let all = try await report(office)
                return all.byTeam.map { "\($0.team.key) \($0.summary.conversations) \($0.summary.firstResponse?.calendar.median ?? .zero)" }
            }
            let before = try await told()
            #expect(before == ["one 1 \(Duration.minutes(20))", "two 1 \(Duration.minutes(10))"])
            clock.advance(by: .hours(1))
            try await office.members.remove(office.ada.id, from: "one", by: nil)
            try await office.members.add(office.ada.id, to: "two", by: nil)
            #expect(try await told() == before)
            // Reopened and answered by the other team later: the first answer stays whose it was.
            try await office.work.give(own, toTeam: "one", by: office.bob, at: at(60))
            try await office.receive(office.message("a-2", thread: "a", "Again.", after: 61))
            try await office.work.reply(
                office.writing("Yes.", in: own, once: "once-more", then: .resolved), in: own, by: office.bob, at: at(91))
            let (one, two) = (try await report(office, "one"), try await report(office, "two"))
            #expect(two.summary.firstResponse?.calendar.median == .minutes(10) && two.summary.nextResponse?.calendar.n == 1)
            #expect(two.summary.fullResolution == nil && one.summary.fullResolution != nil, "resolved at the end by the other")
            #expect(one.summary.conversations == 2 && one.summary.firstResponse?.calendar.n == 1)
            #expect(one.summary.nextResponse?.calendar.n == 2 && one.team?.key == "one" && one.byTeam.isEmpty)
            await #expect(throws: Failure.missing("This team")) { try await report(office, "none") }
            let sheet = ServiceReportCSV(report: try await report(office)).text.split(whereSeparator: \.isNewline).map {
                $0.split(separator: ",", omittingEmptySubsequences: false)
            }
            let place = try #require(sheet[0].firstIndex(of: "team"))
            #expect(Set(sheet.dropFirst().map { String($0[place]) }) == ["one", "two"])
        }
    }

    @Test(arguments: engines) func `tells how much of the time people were there they had work`(engine: Engine) async throws {
        try await withDesk(engine) { office, clock in
            try await office.team(of: [office.ada])
            // There 0–60 and 90–120, busy 30–60; with work 10–40 and 100–130.
            try await office.presence.choose(.online, office.ada.id)
            clock.advance(by: .minutes(10))
            let first = try await office.ask("a", at: clock.now())
            clock.advance(by: .minutes(20))
            try await office.presence.choose(.busy, office.ada.id)
            clock.advance(by: .minutes(10))
            try await office.work.stand(.resolved, first, by: office.ada, at: clock.now())
            clock.advance(by: .minutes(20))
            try await office.presence.choose(.away, office.ada.id)
            clock.advance(by: .minutes(30))
            try await office.presence.choose(.online, office.ada.id)
            clock.advance(by: .minutes(10))
            let second = try await office.ask("b", at: clock.now())
            try await office.work.reply(office.writing("Hello.", in: second), in: second, by: office.ada, at: clock.now())
            clock.advance(by: .minutes(20))
            try await office.presence.choose(.away, office.ada.id)
            let found = try await report(office, until: 130).occupancy
            #expect(found.map { "\($0.name) \($0.there) \($0.working)" } == ["Ada \(Duration.minutes(90)) \(Duration.minutes(50))"])
            #expect(found.first?.share == 50.0 / 90.0)
            #expect(try await report(office, "support", until: 130).occupancy == found)
            try await office.members.remove(office.ada.id, from: "support", by: nil)
            #expect(try await report(office, "support", until: 130).occupancy == found, "she was in it then")
            let early = try await report(office, until: 20).occupancy
            #expect(early.map(\.there) == [.minutes(20)] && early.map(\.working) == [.minutes(10)])
        }
    }

    @Test func `counts time once, whatever overlaps`() {
        func stretch(_ from: Int64, _ until: Int64) -> Stretch? { Stretch(at(from), at(until)) }
        let work = [stretch(0, 10), stretch(5, 20), stretch(30, 40), stretch(40, 45), stretch(50, 50)].compactMap(\.self)
        #expect(work.joined == [stretch(0, 20), stretch(30, 45)].compactMap(\.self) && work.length == .minutes(35))
        #expect(
            work.within([stretch(-5, 5), stretch(15, 35)].compactMap(\.self)) == [stretch(0, 5), stretch(15, 20), stretch(30, 35)].compactMap(\.self))
    }
}
