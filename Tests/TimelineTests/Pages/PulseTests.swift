import Foundation
import HTTPTypes
import HummingbirdTesting
import Kernel
import Language
import Statistics
import Storage
import TestKit
import Testing
import Web

@testable import Timeline

@Suite struct `The pulse` {
    private let week = Period(.week, until: noon().day)

    @Test(arguments: engines) func `counts the period and the one before`(engine: Engine) async throws {
        try await withOffice(engine) { office async throws in
            for day in [0, 1, 1, 6, 7, 13, 14] as [Int64] {
                try await office.happened("ada", day == 1 ? "phone_call" : "page_view", daysAgo: day, on: day == 1 ? "phone" : "web")
            }
            try await office.happened("ben", "page_view", daysAgo: 3)
            try await office.happened("cy", "page_view", daysAgo: 8)
            let pulse = try await PulseStore(line: office.line).pulse(of: week, in: .gmt)
            #expect(pulse.touchpoints == Pulse.Count(now: 5, before: 3, steps: [1, 0, 0, 1, 0, 2, 1]))
            #expect(pulse.contacts == Pulse.Count(now: 2, before: 0, steps: [0, 0, 0, 0, 0, 2, 0]))
            // Ada was there before both periods.
            #expect(pulse.newcomers == Pulse.Count(now: 1, before: 1, steps: [0, 0, 0, 1, 0, 0, 0]))
            #expect(pulse.channels.map(\.channel.key) == ["web", "phone"])
            #expect(pulse.channels.map(\.count) == [3, 2])
        }
    }

    @Test(arguments: engines) func `leads from the new customers to those who are`(engine: Engine) async throws {
        try await withOffice(engine) { office async throws in
            try await office.happened("ben", "page_view", daysAgo: 3)
            try await office.happened("cy", "page_view", daysAgo: 8)
            for day in [2, 40] as [Int64] { try await office.happened("ada", "page_view", daysAgo: day) }
            let pulse = try await office.page("/?period=7d").text
            let link = try #require(pulse.firstMatch(of: /href="(\/customers\?new_from[^"]*)"/)?.1).replacing("&amp;", with: "&")
            let list = try await office.page(String(link)).text
            #expect(list.contains("1 customer") && list.contains("New from") && list.contains("ben"))
            #expect(try await !office.page(String(link) + "&q=cy").text.contains("1 customer"))
            #expect(try await office.page("/customers?new_from=yesterday").status == .unprocessableContent)
        }
    }

    @Test(arguments: engines) func `counts every answer once, and what is no answer nowhere`(engine: Engine) async throws {
        try await withOffice(engine) { office async throws in
            for answer in [10, 9, 8, 0, 7.5] { try await office.happened("ada", "survey_nps", daysAgo: 2, score: Score(answer, on: .nps)) }
            for answer in [5, 4, 3] as [Double] { try await office.happened("ada", "survey_csat", daysAgo: 9, score: Score(answer, on: .csat)) }
            let pulse = try await PulseStore(line: office.line).pulse(of: week, in: .gmt)
            #expect(pulse.answers.nps == NPS(promoters: 2, passives: 1, detractors: 1))
            #expect(pulse.answersBefore.satisfaction == Proportion(2, of: 3))
            #expect(pulse.months.count == 24)
            #expect(pulse.months.last?.first.description == "2026-03-01")
            #expect(pulse.months.reduce(0) { $0 + $1.answers.nps.n } == 4)
        }
    }

    @Test(arguments: engines) func `begins its days where the reader's begin`(engine: Engine) async throws {
        let zone = try #require(TimeZone(identifier: "Pacific/Auckland"))
        try await withOffice(engine) { office async throws in
            try await office.happened("ada", "page_view", daysAgo: 0)
            let pulse = try await PulseStore(line: office.line).pulse(of: Period(.week, until: noon().day), in: zone)
            // Noon in Greenwich is the next day's night in Auckland.
            #expect(pulse.touchpoints.now == 0)
            #expect(
                try await PulseStore(line: office.line).pulse(of: Period(.week, until: noon().day.adding(days: 1)), in: zone).touchpoints.steps.last
                    == 1)
        }
    }

    @Test func `has days of 23 and 25 hours where clocks are set`() throws {
        let zone = try #require(TimeZone(identifier: "Europe/Warsaw"))
        let day = try #require(Day("2026-03-29"))
        let stretch = Stretch(from: day, before: day.adding(days: 1), in: zone)
        #expect(stretch.until.duration(since: stretch.since) == .hours(23))
        let year = Stretch.steps(of: Period(.year, until: day), in: zone)
        #expect(year.count <= 60)
        #expect(zip(year, year.dropFirst()).allSatisfy { $0.until == $1.since })
        #expect(year.last?.until == zone.start(of: day.adding(days: 1)))
    }

    @Test func `says in words when answers are too few, and with an interval when they are enough`() async throws {
        try await withOffice { office async throws in
            for _ in 0..<29 { try await office.happened("ada", "survey_nps", daysAgo: 2, score: Score(10, on: .nps)) }
            #expect(try await office.page("/").text.contains("too few answers (29 of at least 30)"))
            for answer in [0, 9] as [Double] { try await office.happened("ada", "survey_nps", daysAgo: 2, score: Score(answer, on: .nps)) }
            #expect(try await office.page("/").text.contains("n = 31"))
        }
    }

    @Test func `teaches how to begin while the line is empty`() async throws {
        try await withOffice { office async throws in
            let text = try await office.page("/", as: .admin).text
            #expect(text.contains("throughline demo") && text.contains("href=\"/settings/people\""))
            #expect(!(try await office.page("/", as: .viewer).text.contains("href=\"/settings/people\"")))
        }
    }

    @Test func `keeps the period in the address and is for staff alone`() async throws {
        try await withOffice { office async throws in
            try await office.happened("ada", "page_view", daysAgo: 40)
            #expect(try await office.page("/?period=7d").text.contains("Nothing happened in this period"))
            #expect(!(try await office.page("/?from=2026-01-01&to=2026-03-01").text.contains("Nothing happened in this period")))
            #expect(try await office.client.execute(uri: "/", method: .get).status != .ok)
        }
    }
    @Test func `shows the difference of the two figures that it shows`() {
        // 88 % less 87 %, and +48 less +44: unrounded +1.2 and +3.8.
        let (now, before) = (
            Pulse.Answers(nps: NPS(promoters: 121, passives: 53, detractors: 26), satisfied: 88, rated: 100),
            Pulse.Answers(nps: NPS(promoters: 166, passives: 99, detractors: 35), satisfied: 59, rated: 68)
        )
        let none = Pulse.Count(now: 0, before: 0, steps: [0])
        let pulse = Pulse(
            period: week, begins: nil, newcomers: none, touchpoints: none, contacts: none, answers: now, answersBefore: before, answersByStep: [now],
            months: [Pulse.MonthOfAnswers(first: noon().day, answers: now)],
            channels: [])
        let page = PulsePage(t: Texts(.en, now: noon()), pulse: pulse).html.text
        #expect(page.contains("+1 pts") && page.contains("+48") && page.contains("+4 pts"))
    }

    @Test func `compares nothing where it says only when something happened`() async throws {
        try await withOffice { office async throws in
            try await office.happened("ada", "page_view", daysAgo: 2)
            #expect(try await office.page("/?period=7d").text.components(separatedBy: "beside the").count == 2, "in the head alone")
        }
    }

    @Test func `refuses days that there are not, and takes one of two`() async throws {
        try await withOffice { office async throws in
            try await office.happened("ada", "page_view", daysAgo: 40)
            for address in ["/?from=2026-13-01", "/?to=never", "/?period=12d"] {
                #expect(try await office.page(address).status == .unprocessableContent, "\(address)")
            }
            let sinceJanuary = try await office.page("/?from=2026-01-01").text
            #expect(!sinceJanuary.contains("Nothing happened in this period"))
        }
    }
}
