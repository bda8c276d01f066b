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

/// A desk that asks how satisfied customers are, by a clock that is moved by hand.
struct AskingOffice: Sendable {
    let office: Office
    let clock: HandClock

    var line: Line { office.line }
    var answers: SurveyAnswerStore { SurveyAnswerStore(line: line) }
    var worker: SurveyWorker { SurveyWorker(line: line, site: Site(origin: "https://cx.example")) }

    func set(_ change: (inout SatisfactionSettings) -> Void = { _ in }) async throws {
        var settings = SatisfactionSettings()
        settings.isOn = true
        change(&settings)
        try await SatisfactionSettingsStore(line: line, recording: { _, _ in }).set(settings, by: office.ada.id)
    }

    /// What Kim, or somebody else, writes in a thread, resolved at once.
    func resolved(_ key: String, from email: String = "kim@example.com", by staff: Viewer? = nil) async throws -> Int64 {
        var message = office.message(key, thread: key)
        (message.from, message.at) = ([Identifier(.email, email)].compactMap(\.self), clock.now())
        let number = try await office.receive(message)
        try await office.work.stand(.resolved, number, by: staff ?? office.ada, at: clock.now())
        return number
    }

    func survey(of number: Int64) async throws -> Survey? { try await line.database.read { try SurveyStore.newest(in: number, $0) } }

    func surveys() async throws -> [Survey] { try await line.database.read { try SurveyStore.surveys("1 = 1", $0) } }

    /// Hands the question over and has it answered.
    @discardableResult
    func rate(_ number: Int64, _ score: Int) async throws -> Survey {
        try await answers.handOver(in: number, at: clock.now())
        let survey = try #require(try await survey(of: number))
        try await answers.answer(survey.id, score, at: clock.now())
        return try #require(try await self.survey(of: number))
    }

    /// Does all that is due.
    func work() async throws {
        let jobs = JobWorker(line.database, worker.handlers, now: clock.now) { _, error in Issue.record(error) }
        while try await jobs.workOnce() {}
    }

    func report() async throws -> ServiceReport {
        let today = clock.now().day
        return try await ServiceReportStore(line: line).report(
            ReportQuestion(Period(from: today.adding(days: -60), to: today)), in: .gmt, at: clock.now())
    }

    /// The answers on the line, in their order.
    func told() async throws -> [Touchpoint] {
        let catalogue = line.catalogue
        return try await line.database.read {
            try TouchpointStore().feed(after: 0, limit: 1_000, catalogue, $0).filter { $0.kind.key == "survey_csat" }
        }
    }
}

func withAskingOffice(_ engine: Engine, _ body: @Sendable (AskingOffice) async throws -> Void) async throws {
    let clock = HandClock()
    try await withMigratedDatabase(engine, now: clock.now) { database in
        try await withOffice(on: database) { office in
            let asking = AskingOffice(office: office, clock: clock)
            try await asking.set()
            try await body(asking)
        }
    }
}

@Suite struct `A question after a resolution` {
    /// Golden case 8.
    @Test(arguments: engines) func `belongs to whoever resolved last, though somebody else did before`(engine: Engine) async throws {
        try await withAskingOffice(engine) { asking in
            let office = asking.office
            let number = try await asking.resolved("m-1", by: office.ada)
            asking.clock.advance(by: .minutes(30))
            var again = office.message("m-2", thread: "m-1")
            again.at = asking.clock.now()
            try await office.receive(again)
            asking.clock.advance(by: .minutes(30))
            let answer = try await office.writing("Now it is whole.", in: number, then: .resolved)
            try await office.work.reply(answer, in: number, by: office.bob, at: asking.clock.now())
            #expect(try await asking.surveys().map(\.dropped) == [.reopened, nil])
            try await asking.rate(number, 5)

            let report = try await asking.report()
            let figures = try #require(report.rows.first?.figures)
            #expect(figures.firstResolution?.calendar == .zero && figures.resolutions.count == 2 && figures.reopens == 1)
            #expect(report.satisfactionByAgent.map(\.name) == ["Bob"] && report.satisfactionByAgent.first?.figures.answers.n == 1)
            #expect(report.questions.count == 2 && SatisfactionFigures(report.questions).responses.total == 1)
        }
    }

    @Test(arguments: engines) func `that is out already speaks of the resolution that stands when it is answered`(engine: Engine) async throws {
        try await withAskingOffice(engine) { asking in
            let number = try await asking.resolved("m-1", by: asking.office.ada)
            try await asking.answers.handOver(in: number, at: asking.clock.now())
            try await asking.office.work.stand(.open, number, by: asking.office.bob, at: asking.clock.now())
            try await asking.office.work.stand(.resolved, number, by: asking.office.bob, at: asking.clock.now())
            let survey = try #require(try await asking.surveys().first)
            #expect(try await asking.surveys().count == 1)
            #expect(survey.staff == asking.office.bob.id && survey.askedAt != nil)
        }
    }

    @Test(arguments: engines) func `is not put where nobody is to be asked, or they were not long ago`(engine: Engine) async throws {
        try await withAskingOffice(engine) { asking in
            try await asking.rate(try await asking.resolved("m-1"), 4)
            asking.clock.advance(by: .days(29))
            let soon = try await asking.resolved("m-2")
            #expect(try await asking.survey(of: soon)?.dropped == .rest)
            await #expect(throws: Failure.self) { try await asking.answers.handOver(in: soon, at: asking.clock.now()) }
            // The same person by another name.
            let line = asking.line
            let both = [Identifier(.email, "kim@example.com"), Identifier(.userID, "kim"), Identifier(.email, "kim@work.example")].compactMap(\.self)
            _ = try await line.append(
                [NewTouchpoint("identify", channel: "web", by: both, at: noon(), key: SourceKey("both"))], from: asking.office.shop)
            #expect(try await asking.survey(of: asking.resolved("m-3", from: "kim@work.example"))?.dropped == .rest)
            #expect(try await asking.survey(of: asking.resolved("m-4", from: "lee@example.com"))?.dropped == nil)
            asking.clock.advance(by: .days(2))
            #expect(try await asking.survey(of: asking.resolved("m-5"))?.dropped == nil)
            try await asking.set { $0.channels = [.email] }
            #expect(try await asking.survey(of: asking.resolved("m-6", from: "new@example.com")) == nil)
            try await asking.set { $0.isOn = false }
            #expect(try await asking.survey(of: asking.resolved("m-7", from: "old@example.com")) == nil)
        }
    }

    @Test(arguments: engines) func `has one answer, the last within a day, and it comes onto the line once`(engine: Engine) async throws {
        try await withAskingOffice(engine) { asking in
            let number = try await asking.resolved("m-1")
            let survey = try await asking.rate(number, 5)
            try await asking.answers.explain(survey.id, ["kindness", "nonsense"], "Lovely.", at: asking.clock.now())
            #expect(try await asking.survey(of: number)?.answer?.reasons == ["kindness"])
            asking.clock.advance(by: .hours(23))
            try await asking.answers.answer(survey.id, 2, at: asking.clock.now())
            try await asking.answers.explain(survey.id, ["speed", "clarity"], "It came late.", at: asking.clock.now())
            try await asking.work()
            #expect(try await asking.told().isEmpty)
            asking.clock.advance(by: .hours(1))
            await #expect(throws: Failure.conflict("This answer can be changed no more.")) {
                try await asking.answers.answer(survey.id, 5, at: asking.clock.now())
            }
            for _ in 1...2 {
                try await asking.work()
                try await asking.worker.settle(survey.id)
            }
            let told = try await asking.told()
            #expect(told.map(\.score) == [Score(2, on: .csat)] && told[0].channel.key == "chat" && told[0].occurredAt == noon().adding(.hours(23)))
            #expect(
                told[0].properties.contains("It came late.") && told[0].properties.contains("Ada") && told[0].properties.contains("clarity, speed"))
            let figures = SatisfactionFigures(try await asking.report().questions)
            #expect(figures.answers.n == 1 && figures.answers.mean == 2)
        }
    }

    @Test(arguments: engines) func `that is answered low stands in a list until somebody has looked after it`(engine: Engine) async throws {
        try await withAskingOffice(engine) { asking in
            let number = try await asking.resolved("m-1")
            try await asking.rate(try await asking.resolved("m-2", from: "lee@example.com"), 3)
            func unhappy() async throws -> [Int64] {
                let list = try await asking.office.inbox.list(InboxAddress(view: .unhappy), of: asking.office.ada.id, at: asking.clock.now())
                #expect(list.counts[.unhappy] == list.rows.count && list.rows.allSatisfy(\.isUnhappy))
                return list.rows.map(\.conversation.number)
            }
            #expect(try await unhappy().isEmpty)
            try await asking.rate(number, 2)
            #expect(try await unhappy() == [number])
            try await asking.answers.look(into: number, by: asking.office.bob, at: asking.clock.now())
            try await asking.answers.look(into: number, by: asking.office.ada, at: asking.clock.now())
            #expect(try await unhappy().isEmpty)
            // Worse still, it is looked after again.
            try await asking.answers.answer(try #require(try await asking.survey(of: number)).id, 1, at: asking.clock.now())
            #expect(try await unhappy() == [number])
            asking.clock.advance(by: .days(31))
            #expect(try await unhappy().isEmpty)
            let words = try await asking.office.conversations.whole(number).entries.compactMap(\.survey?.word)
            #expect(words == [.answered, .seen, .answered])
        }
    }

    @Test(arguments: engines) func `keeps the answer of somebody who is erased, and nothing that they said`(engine: Engine) async throws {
        try await withAskingOffice(engine) { asking in
            let number = try await asking.resolved("m-1")
            let survey = try await asking.rate(number, 4)
            try await asking.answers.explain(survey.id, ["speed"], "My name is Kim.", at: asking.clock.now())
            let token = try #require(try await asking.line.database.read { try SurveyTokenStore.token($0)?.text(survey.id) })
            #expect(try await asking.answers.open(token).survey.id == survey.id)
            let customer = try #require(try await asking.office.conversations.whole(number).customer)
            _ = try await ErasureStore(line: asking.line, recording: { _, _ in }).erase(customer, by: nil)
            let kept = try #require(try await asking.survey(of: number)?.answer)
            #expect(kept.score == 4 && kept.comment.isEmpty && kept.reasons == ["speed"])
            let words: Int? = try await asking.line.database.read { try $0.value("SELECT COUNT(*) FROM conversation_entry WHERE text <> ''") }
            #expect(words == 0)
            await #expect(throws: Failure.missing("This question")) { try await asking.answers.open(token) }
            await #expect(throws: Failure.missing("This question")) { try await asking.answers.answer(survey.id, 1, at: asking.clock.now()) }
            asking.clock.advance(by: .days(2))
            try await asking.work()
            #expect(try await asking.told().isEmpty)
            #expect(SatisfactionFigures(try await asking.report().questions).answers.topTwo.share == 1)
        }
    }

    @Test(arguments: engines) func `can be answered for thirty days, and opens by its own token alone`(engine: Engine) async throws {
        try await withAskingOffice(engine) { asking in
            let number = try await asking.resolved("m-1")
            let survey = try #require(try await asking.survey(of: number))
            let mark = try #require(try await asking.line.database.read { try SurveyTokenStore.token($0) })
            let token = mark.text(survey.id)
            #expect(mark.survey(token) == survey.id && token.count == 51)
            for forged in ["", String(token.dropLast()) + (token.hasSuffix("0") ? "1" : "0"), survey.id.description, token + "0"] {
                await #expect(throws: Failure.missing("This question")) { try await asking.answers.open(forged) }
            }
            #expect(SurveyToken(secret: [1]).survey(token) == nil)
            asking.clock.advance(by: .days(30))
            await #expect(throws: Failure.conflict("This question can be answered no more.")) {
                try await asking.answers.answer(survey.id, 5, at: asking.clock.now())
            }
        }
    }

    @Test func `is asked in the language that letters tell, where nobody has said one`() {
        #expect(SurveyLanguageStore.guess("Стол пришёл с царапиной") == .ru && SurveyLanguageStore.guess("Proszę o fakturę") == .pl)
        #expect(SurveyLanguageStore.guess("桌子坏了") == .zh && SurveyLanguageStore.guess("It is dented.") == nil)
    }

    @Test func `has reasons in four languages, of which one is enough`() {
        let delivery = SurveyReason(line: "Delivery | Доставка | | 配送")
        func name(_ language: String) -> String { delivery.name(Texts(.init(rawValue: language) ?? .en, now: noon())) }
        #expect([name("en"), name("ru"), name("pl"), name("zh")] == ["Delivery", "Доставка", "Delivery", "配送"] && delivery.key == "+Delivery")
        #expect(SurveyReason(line: "Price").name(Texts(.ru, now: noon())) == "Price")
        #expect(SurveyReason(key: "speed").name(Texts(.pl, now: noon())) == "Szybkość")
    }

    @Test func `is set by a form that says what is wrong, and keeps what it was told`() throws {
        var settings = SatisfactionSettings()
        (settings.isOn, settings.delay, settings.channels) = (true, .minutes(90), [.email, .chat])
        (settings.questions, settings.low) = ([.pl: "Jak poszło?"], SurveyReasons(usual: [.speed], own: ["Delivery | Доставка"]))
        func form(_ changes: [String: String] = [:]) -> Form {
            let fields = SatisfactionForm.fields(settings).merging(changes) { $1 }
            return Form(fields.filter { $0.key.hasPrefix("question") || !$0.value.isEmpty }.map { (name: $0.key, value: $0.value) })
        }
        #expect(try SatisfactionForm.settings(form()) == settings)
        #expect(try JSONDecoder().decode(SatisfactionSettings.self, from: JSONEncoder().encode(settings)) == settings)
        for (field, text) in [("delay", "soon"), ("rest", "366"), ("low_own", "| Доставка"), ("high_own", "A\nA")] {
            #expect { try SatisfactionForm.settings(form([field: text])) } throws: { error in
                if case Failure.invalid(field, _) = error { true } else { false }
            }
        }
    }
}
