import Analytics
import Kernel
import Language
import Statistics
import Storage
import TestKit
import Testing
import Timeline
import Web

@testable import Journeys

private let ana = Viewer(id: ID(at: noon()), name: "Ana", email: "ana@example.com", role: .agent)

private func change(_ kind: String, _ pinned: String = "yes", reason: String = "Everybody speaks of it") throws -> PinChange {
    try PinChange(Form([("kind", kind), ("pinned", pinned), ("reason", reason)])) { $0 != "nothing" }
}

private func measured(_ store: JourneyStore, _ line: Line) async throws -> Moments {
    try await store.answer("moments", JourneyScope(Query(), today: noon().day), at: noon()) { [catalogue = line.catalogue] in
        try await Moments($0.line, outcome: "ticket_opened", besides: catalogue.kindsThatExplainNothing, $0.filter)
    }
}

private func page(_ moments: Moments, _ pins: [Pin], _ line: Line, _ language: ReaderLanguage = .en, mayPin: Bool = true) -> String {
    let t = Texts(language, now: noon())
    let section = PinsSection(
        t: t, seal: "", pins: pins, moments: moments, catalogue: line.catalogue, state: FormState(), mayPin: mayPin, query: Query())
    let drivers = JourneyLog.Builder(stages: []).build().drivers(DriverQuestion(.nps))
    return MomentsPage(t: t, moments: moments, drivers: drivers, pins: section, catalogue: line.catalogue, query: Query()).html.text
}

@Suite struct `Moments pinned by hand` {
    @Test(arguments: engines) func `stand first, with who pinned them, why, and what speaks for them`(engine: Engine) async throws {
        try await withShop(engine: engine) { line, store in
            let pins = PinStore(database: line.database) { _, _ in }
            try await pins.put(try change("delivery_delayed"), by: ana)
            try await pins.put(try change("refund_paid", reason: "<b>Money</b> back"), by: ana)
            let all = try await pins.all()
            #expect(all.map(\.kind) == ["refund_paid", "delivery_delayed"] && all.map(\.reason) == ["<b>Money</b> back", "Everybody speaks of it"])

            let moments = try await measured(store, line)
            let html = page(moments, all, line)
            #expect(html.contains("&lt;b&gt;Money&lt;/b&gt; back") && html.contains("Too few to tell: 0 people had “Refund paid”"))
            #expect(moments.tooFew.contains { $0.kind == "delivery_delayed" } != moments.moments.contains { $0.kind == "delivery_delayed" })
            let rows = MomentsCSV(moments: moments, pins: all).text.split(separator: "\r\n")
            #expect(rows.contains { $0.hasPrefix("refund_paid,,0,,0,") && $0.hasSuffix(",1,<b>Money</b> back") })
            #expect(rows.count { $0.contains(",1,Everybody speaks of it") } == 1)
            for language in ReaderLanguage.allCases { #expect(!page(moments, all, line, language).contains(">journey.")) }
        }
    }

    @Test(arguments: engines) func `are taken off with a reason, and every word stays`(engine: Engine) async throws {
        try await withShop(engine: engine) { line, _ in
            let pins = PinStore(database: line.database) { _, _ in }
            try await pins.put(try change("delivery"), by: ana)
            await #expect(throws: Failure.conflict("This touchpoint is pinned already.")) { try await pins.put(try change("delivery"), by: ana) }
            try await pins.put(try change("delivery", "no", reason: "No longer"), by: ana)
            #expect(try await pins.all().isEmpty)
            await #expect(throws: Failure.conflict("This touchpoint is not pinned.")) { try await pins.put(try change("delivery", "no"), by: ana) }
            try await pins.put(try change("delivery", reason: "Once more"), by: ana)
            #expect(try await pins.all().map(\.reason) == ["Once more"])
            let words: Int64? = try await line.database.read { try $0.value("SELECT COUNT(*) FROM moment_pin") }
            #expect(words == 3)
        }
    }

    @Test func `are pinned by those who may, and by nobody else`() async throws {
        try await withShop { line, store in
            let moments = try await measured(store, line)
            #expect(page(moments, [], line).contains("name=\"pinned\" value=\"yes\""))
            #expect(!page(moments, [], line, mayPin: false).contains("name=\"pinned\""))
        }
    }

    @Test(arguments: [("nothing", "yes", "Why", "kind"), ("delivery", "perhaps", "Why", "pinned"), ("delivery", "yes", "", "reason")])
    func `say which field is wrong`(kind: String, pinned: String, reason: String, field: String) {
        #expect { try change(kind, pinned, reason: reason) } throws: { error in
            guard case Failure.invalid(field, _) = error else { return false }
            return true
        }
    }
}
