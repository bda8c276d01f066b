import Analytics
import Columnar
import Foundation
import Kernel
import Language
import People
import Storage
import TestKit
import Testing
import Timeline
import Web

@testable import Journeys

private let everything = JourneyScope(Query(), today: noon().day)

/// What the customers of the late parcels say: each customer of the shop whose number divides by 12 and leaves 8 to 11, south of it.
private func saying(_ words: [(customer: Int, kind: String, text: String, language: String)], on line: Line) async throws {
    let source = try await line.source("shop", name: "Shop", medium: .file)
    var touchpoints: [NewTouchpoint] = []
    for (place, said) in words.enumerated() {
        let by = [Identifier(.userID, "c\(said.customer)")].compactMap(\.self)
        // Between the parcel that comes late and the answer of the eighth day.
        let at = noon().adding(.days(Int64(-30 * (12 - said.customer % 12)) + 4)).adding(.hours(Int64(place)))
        let text = String(decoding: try JSONEncoder().encode(["text": said.text]), as: UTF8.self)
        touchpoints.append(
            NewTouchpoint(
                said.kind, channel: "email", by: by, at: at, key: SourceKey("said \(place)"), properties: text,
                traits: ["language": said.language]))
    }
    _ = try await line.append(touchpoints, from: source)
}

/// Customers whose parcel came late, the lowest answers first.
private func hit(_ line: Line, _ store: JourneyStore) async throws -> [(hit: Hit, customer: Int)] {
    let journey = try await store.journey(everything, at: noon()).answer
    let log = try await line.journeyLog()
    let hits = log.hits(HitQuestion("delivery_delayed", window: journey.diagnosis.window), journey.concerned)
    return try await line.database.read { session in
        try hits.map { hit in
            let value: String? = try session.value("SELECT value FROM identifier WHERE person = \(hit.person) ORDER BY id LIMIT 1")
            return (hit, Int(value?.dropFirst() ?? "") ?? -1)
        }
    }
}

@Suite struct `Customers' own words` {
    @Test(arguments: engines) func `stand behind a cause: the lowest answers first, different people, the reader's language before others`(
        engine: Engine
    ) async throws {
        try await withShop(engine: engine) { line, store in
            let customers = try await hit(line, store).map(\.customer)
            #expect(customers.count > 20)
            try await saying(
                [
                    (customers[0], "email_received", "Dwa tygodnie spóźnienia", "pl"), (customers[1], "email_received", "Where is it?", "en"),
                    (customers[1], "email_received", "Still <b>nothing</b>", "en"), (customers[2], "service_reply", "We are sorry", "en"),
                    (customers[3], "email_received", "Too late", "en"), (customers[9], "email_received", "Far too late", "en"),
                    (customers[12], "email_received", "Late again", "en"),
                ], on: line)
            let english = try #require(try await store.voices(everything, .en, at: noon()).answer["delivery_delayed"])
            #expect(english.map(\.words.text) == ["Still <b>nothing</b>", "Too late", "Far too late"])
            let polish = try #require(try await store.voices(everything, .pl, at: noon()).answer["delivery_delayed"])
            #expect(polish.map(\.words.text) == ["Dwa tygodnie spóźnienia", "Still <b>nothing</b>", "Too late"])

            let page = JourneyPage(
                t: Texts(.en, now: noon()), journey: try await store.journey(everything, at: noon()).answer, voices: ["delivery_delayed": english],
                scope: everything, query: Query()
            ).html.text
            #expect(page.contains("Still &lt;b&gt;nothing&lt;/b&gt;") && !page.contains("<b>nothing"))
            #expect(page.contains("/customers/\(english[0].name.id)?before=\(english[0].words.at.microseconds)-\(english[0].words.position + 1)"))
        }
    }

    @Test func `are gone with whoever is erased`() async throws {
        try await withShop { line, store in
            let customers = try await hit(line, store)
            try await saying([(customers[0].customer, "email_received", "Never again", "en")], on: line)
            let said = try #require(try await store.voices(everything, .en, at: noon()).answer["delivery_delayed"]?.first)
            #expect(said.words.text == "Never again")
            _ = try await ErasureStore(line: line) { _, _ in }.erase(said.name.id, by: nil)
            #expect(try await store.voices(everything, .en, at: noon()).answer["delivery_delayed"]?.isEmpty == true)
        }
    }
}
