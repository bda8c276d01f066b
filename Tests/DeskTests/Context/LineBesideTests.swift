import Kernel
import People
import Storage
import TestKit
import Testing
import Timeline
import Web

@testable import Desk

@Suite struct `The line beside a conversation` {
    private func happen(
        _ kind: String, after minutes: Int64, _ office: Office, about order: String? = nil, scored score: Score? = nil, more: [String: String] = [:]
    ) async throws {
        var touchpoint = NewTouchpoint(
            kind, channel: "web", by: [Identifier(.email, "kim@example.com")].compactMap(\.self), at: noon().adding(.minutes(minutes)),
            key: SourceKey("\(kind) \(minutes)"), subject: order.map { Subject("order", $0) })
        touchpoint.score = score
        if !more.isEmpty { touchpoint.properties = #"{"conversation":"7"}"# }
        _ = try await office.line.append([touchpoint], from: office.shop)
    }

    private func beside(_ number: Int64, _ office: Office, after minutes: Int64 = 60) async throws -> LineBeside {
        let conversation = try await office.conversations.find(number)
        return try await ConversationContextStore(line: office.line).beside(conversation, at: noon().adding(.minutes(minutes))).line
    }

    @Test(arguments: engines) func `tells what happened before they wrote, and elsewhere since`(engine: Engine) async throws {
        try await withOffice(engine) { office in
            for minute in [-30, -20, -10] as [Int64] { try await happen("page_view", after: minute, office) }
            try await happen("delivery_rated", after: -5, office, scored: Score(2, on: .rating))
            let number = try await office.receive(office.message("m-1"))
            try await happen("product_view", after: 10, office)
            let beside = try await beside(number, office)
            #expect(beside.before.map(\.kind.key) == ["delivery_rated", "page_view", "page_view", "page_view"])
            // What was said in it stands there already.
            #expect(beside.since.map(\.kind.key) == ["product_view"])
            #expect(beside.stage == .search)
            let counts = LineBeside.counts(beside.before)
            #expect(counts.map { "\($0.count) \($0.kind.key) \($0.score?.value ?? 0)" } == ["1 delivery_rated 2.0", "3 page_view 0.0"])
        }
    }

    @Test(arguments: engines) func `knows orders that are on their way, and the last answers`(engine: Engine) async throws {
        try await withOffice(engine) { office in
            try await happen("order_placed", after: -50, office, about: "A-1")
            try await happen("order_placed", after: -40, office, about: "A-2")
            try await happen("delivery", after: -35, office, about: "A-1")
            try await happen("delivery_delayed", after: -30, office, about: "A-2")
            try await happen("survey_nps", after: -25, office, scored: Score(3, on: .nps))
            try await happen("survey_nps", after: -15, office, scored: Score(9, on: .nps))
            try await happen("survey_ces", after: -14, office, scored: Score(6, on: .ces))
            let number = try await office.receive(office.message("m-1"))
            let beside = try await beside(number, office)
            #expect(beside.orders.map { "\($0.subject?.id ?? "") \($0.kind.key)" } == ["A-2 delivery_delayed"])
            #expect(beside.scores.compactMap(\.score) == [Score(9, on: .nps), Score(6, on: .ces)].compactMap(\.self))
        }
    }

    @Test(arguments: engines) func `says what they were asked within ninety days, each once`(engine: Engine) async throws {
        try await withOffice(engine) { office in
            try await happen("survey_sent", after: -1, office)
            try await happen("survey_nps", after: -60 * 24 * 91, office, scored: Score(3, on: .nps))
            // An answer to ours, as it comes onto the line.
            try await happen("survey_csat", after: -2, office, scored: Score(5, on: .csat), more: ["conversation": "7"])
            let number = try await office.receive(office.message("m-1"))
            #expect(try await beside(number, office).asked.map { "\($0.kind.key) \($0.isAnswered)" } == ["survey_sent false"])
            try await office.line.database.write { tx in
                try tx.run(
                    """
                    INSERT INTO csat_survey (id, conversation, resolution, way, channel, language, planned_at, asked_at, dropped, comment)
                    VALUES (\(ID<Survey>(at: tx.now)), \(number), 1, 'link', 'chat', 'en', \(noon()), \(noon()), '', '')
                    """)
            }
            #expect(try await beside(number, office).asked.map { "\($0.kind.key) \($0.isAnswered)" } == ["survey_csat false", "survey_sent false"])
        }
    }
}
