import Kernel
import Storage
import TestKit
import Timeline
import Web

@testable import Desk

/// Leads who review what Ada and Bob answer.
struct Panel: Sendable {
    let office: Office
    let cleo = Viewer(id: ID(bits: 3), name: "Cleo", email: "cleo@example.com", role: .manager)
    let dan = Viewer(id: ID(bits: 4), name: "Dan", email: "dan@example.com", role: .manager)

    var reviews: ReviewStore { ReviewStore(line: office.line, recording: { _, _ in }) }
    var cards: ScorecardStore { ScorecardStore(line: office.line, recording: { _, _ in }) }
    var sample: ReviewSampleStore { ReviewSampleStore(line: office.line) }

    static let good: Marks = [
        "knowledge": .scale(5), "patience": .scale(4), "willingness": .scale(5), "clarity": .scale(4), "privacy": .pass(true),
    ]

    /// A conversation that was answered and resolved, so many minutes after noon.
    func conversation(_ key: String, answeredBy agent: Viewer, after minutes: Int64 = 5, then: ConversationStatus? = .resolved) async throws -> Int64
    {
        let number = try await office.receive(office.message("m-\(key)", thread: "t-\(key)"))
        let answer = try await office.writing("It comes tomorrow.", in: number, once: "answer-\(key)", then: then)
        try await office.work.reply(answer, in: number, by: agent, at: noon().adding(.minutes(minutes)))
        return number
    }

    func draft(_ marks: Marks = Self.good, card: Int64 = 1, note: String = "", wantsSecond: Bool = false) -> ReviewDraft {
        ReviewDraft(card: card, marks: marks, comments: ["clarity": "Shorter"], note: note, wantsSecond: wantsSecond)
    }

    func given(_ id: ID<QualityReview>) async throws -> QualityReview { try await reviews.find(id, for: cleo) }
}

/// - Parameter promise: within so many minutes a first answer is promised.
func withPanel(_ engine: Engine, promise: Int64? = nil, _ body: @escaping @Sendable (Panel) async throws -> Void) async throws {
    try await withOffice(engine) { office in
        let panel = Panel(office: office)
        try await office.line.database.write { tx in
            for lead in [panel.cleo, panel.dan] {
                try tx.run(
                    """
                    INSERT INTO staff (id, name, email, password, role, time_zone, created_at)
                    VALUES (\(lead.id), \(lead.name), \(lead.email), '', 'manager', 'Europe/Warsaw', \(tx.now))
                    """)
            }
        }
        if let promise {
            let target = try ServiceTarget(.firstResponse, within: .minutes(promise), clock: .calendar)
            try await ServicePolicyStore(line: office.line).save(
                nil, name: "All", rank: 1, ServicePolicy.Terms([target]), by: nil, since: noon().adding(.days(-1)))
        }
        try await panel.cards.save(Scorecard.Criterion.usual, share: 100, after: 0, by: panel.cleo.id)
        try await body(panel)
    }
}
