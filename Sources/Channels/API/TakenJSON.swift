/// What became of touchpoints that were sent, as the API tells it.
struct TakenJSON: Encodable, Sendable {
    let accepted: Int
    let duplicates: Int
    let rejected: [RejectedNote]

    init(_ outcome: IntakeOutcome) { (accepted, duplicates, rejected) = (outcome.accepted, outcome.duplicates, outcome.rejected) }
}
