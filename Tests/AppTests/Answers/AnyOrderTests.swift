import Analytics
import Kernel
import People
import Reporting
import Storage
import TestKit
import Testing
import Timeline

@Suite struct `The report of a line` {
    @Test(arguments: engines, 1...4) func `is the same bit for bit when everything comes late, twice and in another order`(
        engine: Engine, seed: Int
    ) async throws {
        var chance = SeededGenerator(seed: UInt64(seed))
        let log = RandomLog(&chance)
        let plain = try await report(on: engine, log.touchpoints, in: [400], at: noon())
        let late = (log.touchpoints + log.touchpoints).shuffled(using: &chance)
        let lengths = (0..<9).map { _ in Int.random(in: 1...60, using: &chance) }
        let other = try await report(on: engine, late, in: lengths, at: noon().adding(.days(7)))
        #expect(other == plain)
        // Something has to be in it for that to mean anything.
        #expect(plain.utf8.count > 10_000)
        if engine == .postgres { #expect(try await report(on: .sqlite, log.touchpoints, in: [37], at: noon()) == plain) }
    }

    /// - Parameter lengths: of the batches, one after the other and again from the first.
    private func report(on engine: Engine, _ touchpoints: [NewTouchpoint], in lengths: [Int], at now: Instant) async throws -> String {
        try await withMigratedDatabase(engine, now: fixed(now)) { database async throws -> String in
            try await database.write { try CatalogueStore().add(Kind.defaults, Channel.defaults, in: $0) }
            let line = try await Line.open(database)
            let shop = try await line.source("shop", name: "Shop", medium: .http)
            var (rest, turn) = (touchpoints[...], 0)
            while !rest.isEmpty {
                let appended = try await line.append(Array(rest.prefix(lengths[turn % lengths.count])), from: shop)
                try #require(appended.rejected == 0)
                rest = rest.dropFirst(lengths[turn % lengths.count])
                turn += 1
            }
            var options = ReportOptions(title: "Shop")
            options.funnel = FunnelQuestion([.init("page_view"), .init("order_placed"), .init("survey_nps")], window: .days(30))
            return try await Report(log: line.journeyLog(), options: options).json
        }
    }
}

private func fixed(_ now: Instant) -> Now { { now } }

/// A few hundred touchpoints of sixty people, who are met under several identifiers each. No two are of one moment: those keep the order
/// in which they arrive.
private struct RandomLog {
    private(set) var touchpoints: [NewTouchpoint] = []

    init(_ chance: inout SeededGenerator) {
        let kinds = ["page_view", "ad_click", "order_placed", "ticket_opened", "ticket_solved", "survey_nps", "renewal", "Something new"]
        for number in 0..<900 {
            let person = Int.random(in: 0..<60, using: &chance)
            let at = noon().adding(.days(-Int64.random(in: 1...500, using: &chance))).adding(.microseconds(Int64(number)))
            let kind = kinds.randomElement(using: &chance) ?? ""
            touchpoints.append(
                NewTouchpoint(
                    kind, channel: ["web", "email", "phone", "shop floor"].randomElement(using: &chance) ?? "", by: identifiers(of: person, &chance),
                    at: at, score: score(&chance), sentiment: Bool.random(using: &chance) ? Double.random(in: -1...1, using: &chance) : nil,
                    weight: number % 3 == 0 ? Double.random(in: 0.1...4, using: &chance) : nil, value: money(&chance), key: SourceKey("\(number)"),
                    traits: ["city": "\(number % 5)"], company: number % 7 == 0 ? "acme" : nil))
        }
    }

    private func identifiers(of person: Int, _ chance: inout SeededGenerator) -> [Identifier] {
        let all = [
            Identifier(.userID, "user-\(person)"), Identifier(.email, "p\(person)@example.com"), Identifier(.anonymousID, "browser-\(person)"),
            Identifier(.anonymousID, "phone-\(person)"),
        ].compactMap { $0 }
        return Array(all.shuffled(using: &chance).prefix(Int.random(in: 1...3, using: &chance)))
    }

    private func score(_ chance: inout SeededGenerator) -> Score? {
        guard let scale = Scale.allCases.randomElement(using: &chance), Bool.random(using: &chance) else { return nil }
        return Score(Double(Int.random(in: Int(scale.range.lowerBound)...Int(scale.range.upperBound), using: &chance)), on: scale)
    }

    private func money(_ chance: inout SeededGenerator) -> Money? {
        guard let euro = Currency("EUR"), Bool.random(using: &chance) else { return nil }
        return Money(Int64.random(in: 1...1_000_000, using: &chance), euro)
    }
}
