/// What answers rest on: it is another line as soon as touchpoints, people or the catalogue are; and segments and journeys are.
struct LineVersion: Hashable, Sendable {
    /// How things are set up, and how often somebody was erased: where these differ, nothing that was measured may be told any more.
    let settings: [String]
    /// How far the line has come: where only these differ, an answer is an older one.
    let growth: [String]
}
