import Analytics
import Foundation
import Kernel
import Language
import People
import Statistics
import Storage
import TestKit
import Testing
import Timeline
import Web

@testable import Desk

private func at(_ minutes: Int64) -> Instant { noon().adding(.minutes(minutes)) }

extension Office {
    /// Of the day on which all of it happens, and some before, unless something else is asked for.
    fileprivate func report(
        _ change: (inout ReportQuestion) -> Void = { _ in }, listing narrowing: ServiceReport.Narrowing? = nil, days: Int = 1,
        at now: Instant = at(300)
    ) async throws -> ServiceReport {
        var question = ReportQuestion(Period(from: now.day.adding(days: 1 - days), to: now.day))
        change(&question)
        return try await ServiceReportStore(line: line).report(question, listing: narrowing, in: .gmt, at: now)
    }

    fileprivate func answer(_ number: Int64, by staff: Viewer, after minutes: Int64, then: ConversationStatus? = nil) async throws {
        let writing = try await writing("Hello.", in: number, once: "once-\(number)-\(minutes)", then: then)
        try await work.reply(writing, in: number, by: staff, at: at(minutes))
    }

    fileprivate func ask(_ key: String, on channel: DeskChannel, by email: String, after minutes: Int64 = 0, thread: String? = nil) async throws
        -> Int64
    {
        try await receive(
            IncomingMessage(
                key: key, thread: thread ?? key, channel: channel, from: [Identifier(.email, email)].compactMap(\.self), subject: "", text: "Hello.",
                at: at(minutes)))
    }
}

/// Of a sheet, one row for each line, by the names of its columns.
private func rows(of sheet: String) -> [[String: String]] {
    let lines = sheet.replacing("\u{FEFF}", with: "").split(whereSeparator: \.isNewline).map {
        $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
    return lines.dropFirst().map { Dictionary(zip(lines[0], $0), uniquingKeysWith: { first, _ in first }) }
}

@Suite struct `The service report by channel and by agent` {
    /// Ada answers a mail after 10 minutes, Bob its second message after 30 and resolves it in the chat; Bob answers a chat after 20.
    private func furnish(_ office: Office) async throws -> (mail: Int64, chat: Int64) {
        let mail = try await office.ask("a", on: .email, by: "a@customers.example")
        let chat = try await office.ask("b", on: .chat, by: "b@customers.example")
        try await office.answer(mail, by: office.ada, after: 10)
        try await office.answer(chat, by: office.bob, after: 20)
        _ = try await office.ask("a-2", on: .chat, by: "a@customers.example", after: 60, thread: "a")
        try await office.answer(mail, by: office.bob, after: 90, then: .resolved)
        return (mail, chat)
    }

    @Test(arguments: engines) func `stays with the channel on which a conversation began`(engine: Engine) async throws {
        try await withOffice(engine) { office in
            let (mail, chat) = try await furnish(office)
            let all = try await office.report()
            #expect(all.byChannel.map { "\($0.channel) \($0.summary.conversations)" } == ["chat 1", "email 1"])
            let email = try await office.report { $0.channel = "email" }
            #expect(email.rows.map(\.conversation.number) == [mail] && email.byChannel.isEmpty && email.channel == "email")
            #expect(email.rows.first?.conversation.channel == "chat", "the customer went on in the chat")
            #expect(email.backlog.last?.unresolved == 0 && email.traffic.outside.total == 2)
            #expect(try await office.report { $0.channel = "chat" }.rows.map(\.conversation.number) == [chat])
            let sheet = rows(of: ServiceReportCSV(report: email).text)
            #expect(sheet.map { "\($0["channel"] ?? "") \($0["last_channel"] ?? "")" } == ["email chat"])
            await #expect(throws: Failure.missing("This channel")) { try await office.report { $0.channel = "pigeon" } }
        }
    }

    @Test(arguments: engines) func `credits each figure to whoever did it`(engine: Engine) async throws {
        try await withOffice(engine) { office in
            let (mail, _) = try await furnish(office)
            let all = try await office.report()
            #expect(all.byAgent.map { "\($0.agent.name) \($0.summary.conversations)" } == ["Bob 2", "Ada 1"])
            let (ada, bob) = (try await office.report { $0.agent = office.ada.id }, try await office.report { $0.agent = office.bob.id })
            #expect(ada.rows.map(\.conversation.number) == [mail] && ada.agent?.name == "Ada" && ada.byAgent.isEmpty)
            #expect(ada.summary.firstResponse?.calendar.median == .minutes(10) && ada.summary.fullResolution == nil)
            #expect(bob.summary.firstResponse?.calendar.n == 1 && bob.summary.firstResponse?.calendar.median == .minutes(20))
            #expect(bob.summary.nextResponse?.calendar.n == 2 && bob.summary.fullResolution?.calendar.n == 1)
            // What was narrowed twice is of both.
            let both = try await office.report { ($0.agent, $0.channel) = (office.bob.id, "chat") }
            #expect(both.summary.conversations == 1 && both.summary.fullResolution == nil)
            let sheet = rows(of: ServiceReportCSV(report: all).text).first { $0["number"] == "\(mail)" }
            #expect(sheet?["first_reply_by"] == "Ada" && sheet?["resolved_by"] == "Bob" && sheet?["next_response_longest_s"] == "1800")
            #expect(sheet?["next_response_longest_business_s"] == "1800" && sheet?["first_resolution_s"] == "5400")
            await #expect(throws: Failure.missing("This colleague")) { try await office.report { $0.agent = ID(bits: 77) } }
        }
    }

    @Test(arguments: engines) func `says above the figures what it is narrowed to, with a way to take each off`(engine: Engine) async throws {
        try await withOffice(engine) { office in
            try await office.team("Support", .byHand, of: [office.ada, office.bob])
            _ = try await furnish(office)
            let report = try await office.report { ($0.team, $0.channel, $0.agent) = ("support", "chat", office.bob.id) }
            let query = Query("?period=7d&team=support&channel=chat&agent=\(office.bob.id)&of=first".dropFirst().description)
            let page = ServiceReportPage(t: Texts(.en, now: at(300)), report: report, query: query, narrowing: ServiceReport.Narrowing(query)).html
                .text
            for (chip, rest) in [
                ("Of all teams", "period=7d&amp;channel=chat&amp;agent=\(office.bob.id)"),
                ("Of all agents", "period=7d&amp;team=support&amp;channel=chat"),
                ("On all channels", "period=7d&amp;team=support&amp;agent=\(office.bob.id)"),
            ] {
                #expect(page.contains("href=\"/inbox/report?\(rest)\" aria-label=\"\(chip)\""), "\(chip)")
            }
            #expect(page.contains("conversations.csv?period=7d&amp;team=support&amp;channel=chat&amp;agent=\(office.bob.id)&amp;of=first"))
            #expect(page.contains("The conversation behind “First response”, the slowest first."))
        }
    }
}

@Suite struct `Resolving at first contact` {
    @Test(arguments: engines) func `is told when a week is over, and broken by whatever the same customer begins anew`(engine: Engine) async throws {
        try await withOffice(engine) { office in
            // Of three who were answered at once, one comes back with a mail six days later, one eight days later.
            for (key, back) in [("a", 6 * 1_440), ("b", 8 * 1_440), ("c", 0)] as [(String, Int64)] {
                let number = try await office.ask(key, on: .chat, by: "\(key)@customers.example")
                try await office.answer(number, by: office.ada, after: 10, then: .resolved)
                if back > 0 { _ = try await office.ask("\(key)-2", on: .email, by: "\(key)@customers.example", after: back) }
            }
            func told(_ days: Int64, _ change: @escaping (inout ReportQuestion) -> Void = { _ in }) async throws -> FirstContactResolution {
                try await office.report(
                    { question in
                        question = ReportQuestion(Period(from: noon().day, to: noon().day))
                        change(&question)
                    }, at: at(days * 1_440 + 20)
                ).summary.firstContact
            }
            let early = try await told(6)
            #expect(early.pending == 3 && early.resolved.total == 0)
            let late = try await told(7)
            #expect(late.resolved == Proportion(2, of: 3) && late.pending == 0)
            // What breaks it began on another channel, and later than the days of the report.
            #expect(try await told(9) { $0.channel = "chat" }.resolved == Proportion(2, of: 3))
            #expect(try await told(9) { $0.agent = office.bob.id }.resolved.total == 0)
            let report = try await office.report({ $0 = ReportQuestion(Period(from: noon().day, to: noon().day)) }, at: at(9 * 1_440))
            #expect(report.rows(.firstContact).map(\.firstContact) == [.cameBack, .kept, .kept], "those that count against it first")
            #expect(Set(rows(of: ServiceReportCSV(report: report).text).map { $0["first_contact"] }) == ["kept", "came_back"])
        }
    }
}

@Suite struct `The numbers of the report` {
    @Test(arguments: engines) func `open the conversations that they are made of`(engine: Engine) async throws {
        try await withOffice(engine) { office in
            let (a, b) = (
                try await office.ask("a", on: .chat, by: "a@customers.example"), try await office.ask("b", on: .chat, by: "b@customers.example")
            )
            _ = try await office.ask("c", on: .chat, by: "c@customers.example")
            try await office.answer(a, by: office.ada, after: 10, then: .resolved)
            try await office.answer(b, by: office.ada, after: 40, then: .resolved)
            _ = try await office.ask("a-2", on: .chat, by: "a@customers.example", after: 60, thread: "a")
            try await office.work.stand(.resolved, a, by: office.bob, at: at(70))
            let report = try await office.report()
            #expect(report.rows(.first).map(\.conversation.number) == [b, a], "the slowest first")
            #expect(report.rows(.next).map(\.conversation.number) == [b, a] && report.rows(.reopened).map(\.conversation.number) == [a, b])
            #expect(report.rows(.unanswered).map(\.conversation.number) == [a] && report.rows(.conversations).count == 3)
            for figure in ServiceFigure.times {
                #expect(report.rows(figure).isEmpty == (report.summary.spread(figure) == nil), "\(figure)")
            }
            for narrowing: ServiceReport.Narrowing in [
                .figure(.firstContact), .promised(.resolution), .satisfaction(SurveyFilter(part: .low, reason: "speed")),
                .traffic(.init(weekday: 7, hour: 0)), .course(.old, until: noon().day),
            ] {
                #expect(ServiceReport.Narrowing(narrowing.query(Query())) == narrowing)
            }
            #expect(ServiceReport.Narrowing(Query("weekday=8&hour=3")) == nil && ServiceReport.Narrowing(Query("of=luck")) == nil)
        }
    }
}

@Suite struct `The course of a period` {
    @Test func `is cut into days, weeks and months, as long as it is`() throws {
        func intervals(_ first: String, _ last: String) throws -> [String] {
            Course.intervals(from: try day(first), to: try day(last), until: .distantFuture) { $0.start }.map { "\($0.first) \($0.last)" }
        }
        #expect(try intervals("2026-03-01", "2026-03-03") == ["2026-03-01 2026-03-01", "2026-03-02 2026-03-02", "2026-03-03 2026-03-03"])
        // A Wednesday to a Tuesday: the first and the last week are cut.
        let weeks = try intervals("2026-01-07", "2026-03-03")
        #expect(weeks.first == "2026-01-07 2026-01-11" && weeks[1] == "2026-01-12 2026-01-18" && weeks.last == "2026-03-02 2026-03-03")
        let months = try intervals("2024-01-15", "2026-03-02")
        #expect(months.count == 27 && months.first == "2024-01-15 2024-01-31" && months[1] == "2024-02-01 2024-02-29")
    }

    @Test(arguments: engines) func `tells a backlog that follows from what was before, week by week, and opens it`(engine: Engine) async throws {
        try await withOffice(engine) { office in
            var numbers: [Int64] = []
            for week in [0, 0, 1, 3, 5] as [Int64] {
                let key = "w-\(numbers.count)"
                numbers.append(try await office.ask(key, on: .chat, by: "\(key)@customers.example", after: week * 10_080))
            }
            try await office.answer(numbers[0], by: office.ada, after: 30, then: .resolved)
            try await office.answer(numbers[1], by: office.ada, after: 2 * 10_080, then: .resolved)
            _ = try await office.ask("again", on: .chat, by: "w-0@customers.example", after: 4 * 10_080, thread: "w-0")
            let now = at(5 * 10_080 + 60)
            let report = try await office.report(days: 60, at: now)
            let course = report.course
            #expect(course.count == 6 && course.map(\.backlog.movement.created) == [2, 1, 0, 1, 0, 1])
            #expect(course.map(\.backlog.movement.resolved) == [1, 0, 1, 0, 0, 0] && course.map(\.backlog.movement.reopened) == [0, 0, 0, 0, 1, 0])
            #expect(course.map(\.backlog.unresolved) == [1, 2, 1, 2, 3, 4] && course.map(\.before) == [0, 1, 2, 1, 2, 3])
            #expect(course[0].firstResponse?.calendar.n == 2 && course[2].firstResponse == nil, "of those begun in it")
            for stage in course {
                for (part, count) in [
                    (Course.Part.created, stage.backlog.movement.created), (.reopened, stage.backlog.movement.reopened),
                    (.resolved, stage.backlog.movement.resolved), (.unresolved, stage.backlog.unresolved), (.old, stage.backlog.old),
                ] {
                    let listed = try await office.report(listing: .course(part, until: stage.interval.last), days: 60, at: now).listed
                    #expect(listed.count == count, "\(part) \(stage.interval.last)")
                }
            }
            // Begun before the days that are asked for, and still behind a number of them.
            let late = try await office.report(listing: .course(.unresolved, until: now.day), days: 1, at: now)
            #expect(late.rows.count == 1 && late.listed.count == 4)
            let sheet = rows(of: CourseCSV(course: course).text)
            #expect(sheet.map { $0["unresolved"] } == ["1", "2", "1", "2", "3", "4"] && sheet[0]["first_response_median_s"] != "")
            for row in sheet {
                func count(_ name: String) -> Int { row[name].flatMap { Int($0) } ?? -100 }
                let change = count("begun") + count("opened_again") - count("resolved") - count("merged") - count("spam")
                #expect(count("unresolved") == count("unresolved_before") + change)
            }
        }
    }
}

@Suite struct `When customers write` {
    @Test(arguments: engines) func `is told by the clock of the opening hours, and each hour opens its conversations`(engine: Engine) async throws {
        try await withOffice(engine) { office in
            // Half past eight in the evening in Tokyo in winter is half past eleven in the morning here; open over midnight on Mondays.
            let store = HoursStore(line: office.line, recording: { _, _ in }, asked: DeskWorkStore(database: office.line.database) {})
            let week = try WeekHours([[OpenInterval(reading: "21:30-02:00")]] + Array(repeating: [], count: 6))
            try await store.set(BusinessHours(zone: "Asia/Tokyo", week: week), by: office.ada)
            let first = try await office.ask("a", on: .chat, by: "a@customers.example", after: -30)
            let second = try await office.ask("b", on: .chat, by: "b@customers.example", after: 40)
            for (place, minutes) in [Int64(45), 50, 240].enumerated() {
                _ = try await office.ask("b-\(place)", on: .chat, by: "b@customers.example", after: minutes, thread: "b")
            }
            try await office.answer(second, by: office.ada, after: 55)
            let traffic = try await office.report().traffic
            // Monday 20:30, 21:40, 21:45 and 21:50, Tuesday 01:00.
            #expect(traffic.cell(1, 20).messages == 1 && traffic.cell(1, 21).messages == 3 && traffic.cell(2, 1).messages == 1)
            #expect(traffic.cell(1, 21).conversations == [second] && traffic.most == 3 && traffic.outside == Proportion(1, of: 5))
            let open = traffic.open.sorted { ($0.weekday, $0.hour) < ($1.weekday, $1.hour) }.map { "\($0.weekday) \($0.hour)" }
            #expect(open == ["1 21", "1 22", "1 23", "2 0", "2 1"])
            let listed = try await office.report(listing: .traffic(.init(weekday: 1, hour: 20))).listed
            #expect(listed.map(\.conversation.number) == [first])
            let sheet = rows(of: TrafficCSV(traffic: traffic).text)
            #expect(sheet.count == 168 && sheet.compactMap { $0["messages"].flatMap { Int($0) } }.reduce(0, +) == 5)
            #expect(sheet.first { $0["weekday"] == "1" && $0["hour"] == "21" }?["open"] == "yes")
            let html = TrafficSection(t: Texts(.en, now: at(300)), traffic: traffic, query: Query("period=7d")).html.text
            #expect(html.contains("20% of 5 messages came outside the opening hours. Hours are those of Asia/Tokyo."))
            #expect(
                html.contains("href=\"/inbox/report?period=7d&amp;weekday=1&amp;hour=21#conversations\" title=\"Monday, 21:00–22:00 · open\">3</a>"))
        }
    }

    @Test(arguments: engines) func `counts what was written while a conversation was theirs`(engine: Engine) async throws {
        try await withOffice(engine) { office in
            for name in ["One", "Two"] { try await office.team(name, .byHand, of: []) { $0.takesRest = false } }
            let number = try await office.ask("a", team: "one")
            try await office.work.assign(number, to: office.ada.id, by: office.ada, at: at(10))
            _ = try await office.ask("a-2", on: .chat, by: "a@customers.example", after: 20, thread: "a")
            try await office.work.give(number, toTeam: "two", by: office.bob, at: at(60))
            try await office.work.assign(number, to: office.bob.id, by: office.bob, at: at(61))
            _ = try await office.ask("a-3", on: .chat, by: "a@customers.example", after: 120, thread: "a")
            #expect(try await office.report { $0.team = "one" }.traffic.outside.total == 2)
            #expect(try await office.report { $0.team = "two" }.traffic.outside.total == 1)
            #expect(try await office.report { $0.agent = office.ada.id }.traffic.outside.total == 1)
            #expect(try await office.report { $0.agent = office.bob.id }.traffic.outside.total == 1)
        }
    }
}
