import Foundation
import Kernel
import Language
import Storage
import TestKit
import Testing
import Timeline
import Web

@testable import Desk

@Suite struct `A service standard` {
    private let t = Texts(.en, now: noon())

    private func store(_ office: Office) -> StandardStore { StandardStore(line: office.line, recording: { _, _ in }) }

    @Test(arguments: engines) func `of those that come with the product is taken over once, in its order`(engine: Engine) async throws {
        try await withOffice(engine) { office in
            let store = store(office)
            #expect(try await store.takeOver(by: office.ada.id) == StarterStandard.allCases.count)
            #expect(try await store.takeOver(by: office.ada.id) == 0)
            let rows = try await store.list()
            #expect(rows.map(\.standard.starter) == StarterStandard.allCases)
            #expect(rows.allSatisfy { $0.standard.state == ServiceStandard.State() && $0.evidence == 0 })
        }
    }

    @Test(arguments: engines) func `keeps all that became of it`(engine: Engine) async throws {
        try await withOffice(engine) { office in
            let store = store(office)
            let review = Day(number: noon().day.number + 30)
            let id = try await store.add(.init(name: "We answer", why: "", how: "Look"), .init(owner: office.bob.id), by: office.ada.id)
            try await store.report(.init(status: .inProgress, reviewOn: review), of: id, text: "Half of it", link: "", by: office.ada)
            try await store.report(.init(status: .met, reviewOn: review), of: id, text: "", link: "/inbox/report", by: office.bob)
            try await store.change(
                id, .init(name: "We answer at once", why: "", how: "Look"), .init(status: .met, reviewOn: review), saying: "We answer", by: office.ada
            )
            try await store.put(id, away: true, by: office.ada)
            await #expect(throws: Failure.conflict("This standard was put away: take it up again first.")) {
                try await store.report(.init(status: .notBegun), of: id, text: "Gone", link: "", by: office.ada)
            }
            try await store.put(id, away: false, by: office.ada)
            let whole = try await store.whole(id)
            #expect(whole.entries.map(\.deed) == [.takenUp, .putAway, .changed, .progress, .progress, .set])
            #expect(whole.entries.map(\.text) == ["", "", "We answer", "", "Half of it", ""])
            #expect(whole.entries.map(\.staffName) == ["Ada", "Ada", "Ada", "Bob", "Ada", "Ada"])
            #expect(whole.entries.map(\.ownerName) == [nil, nil, nil, "Bob", "Bob", "Bob"], "Who reports changes no owner.")
            #expect(whole.entries.map(\.state.status) == [.met, .met, .met, .met, .inProgress, .notBegun])
            #expect(whole.standard.state == ServiceStandard.State(status: .met, reviewOn: review) && whole.standard.putAwayAt == nil)
            #expect(try await store.list().map(\.evidence) == [2])
        }
    }

    @Test(arguments: engines) func `belongs to somebody who works with customers`(engine: Engine) async throws {
        try await withOffice(engine) { office in
            await #expect(throws: Failure.invalid("owner", "must be somebody who works with customers")) {
                try await store(office).add(.init(name: "We answer"), .init(owner: ID(bits: 99)), by: office.ada.id)
            }
            let rows = try await store(office).list()
            #expect(rows.isEmpty)
        }
    }

    @Test(arguments: engines) func `is in a file for spreadsheets, harmless and with what is overdue`(engine: Engine) async throws {
        try await withOffice(engine) { office in
            let yesterday = Day(number: noon().day.number - 1)
            try await store(office).add(.init(name: "=1+1", how: "Say \"yes\""), .init(owner: office.ada.id, reviewOn: yesterday), by: office.ada.id)
            let rows = try await store(office).list()
            let text = StandardCSV(t: t, rows: rows).text
            #expect(text.hasPrefix("\u{FEFF}name,why,how,status,owner,review_on,overdue,evidence,last_evidence_at,put_away_at\r\n"))
            #expect(text.contains("'=1+1,,\"Say \"\"yes\"\"\",not_begun,Ada,\(yesterday),yes,0,,\r\n"))
        }
    }

    @Test func `that comes with the product speaks the reader's language until somebody writes it anew`() {
        let standard = ServiceStandard(id: ID(bits: 1), starter: .privacy, words: .init(), state: .init(), putAwayAt: nil)
        let (english, polish) = (standard.words(t), standard.words(Texts(.pl, now: noon())))
        #expect(!english.name.isEmpty && !english.why.isEmpty && !english.how.isEmpty && english.name != polish.name)
        #expect(standard.kept(english, t) == ServiceStandard.Words())
        #expect(standard.kept(.init(name: "Ours"), t) == .init(name: "Ours"))
    }

    @Test func `is overdue from the day after its review on, unless it was put away`() {
        let today = noon().day
        func standard(_ day: Day?, away: Instant? = nil) -> ServiceStandard {
            ServiceStandard(id: ID(bits: 1), starter: nil, words: .init(name: "A"), state: .init(reviewOn: day), putAwayAt: away)
        }
        #expect(standard(today.adding(days: -1)).isOverdue(on: today))
        #expect(!standard(today).isOverdue(on: today) && !standard(nil).isOverdue(on: today))
        #expect(!standard(today.adding(days: -1), away: noon()).isOverdue(on: today))
    }

    @Test(arguments: ["", "https://wiki.example/page?x=1", "http://wiki", "/inbox/7"]) func `is shown by a page`(link: String) throws {
        try StandardEntry.check(link: link, "link")
    }

    @Test(arguments: ["javascript:alert(1)", "//elsewhere.example", "wiki.example", "https://", "https://a b"])
    func `is not shown by what is no page`(link: String) {
        #expect(throws: Failure.invalid("link", "must be an address such as https://wiki.example/page")) {
            try StandardEntry.check(link: link, "link")
        }
    }
}
