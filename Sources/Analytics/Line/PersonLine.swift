package import Kernel

/// One touch of one person's line, with its names.
package struct PersonTouch: Hashable, Sendable {
    package let position: Int64
    package let at: Instant
    package let kind: String
    package let channel: String
    package let score: ScaledScore?
    /// −1…1.
    package let sentiment: Double?
    package let value: Money?

    package init(
        position: Int64, at: Instant, kind: String, channel: String, score: ScaledScore? = nil, sentiment: Double? = nil, value: Money? = nil
    ) {
        (self.position, self.at, self.kind, self.channel) = (position, at, kind, channel)
        (self.score, self.sentiment, self.value) = (score, sentiment, value)
    }
}

extension JourneyLog {
    /// In the order of the line; empty when nothing is known of such a person.
    package func line(of person: Int64, _ filter: Filter = .everything) -> [PersonTouch] {
        var found: [PersonTouch] = []
        eachLine(filter.among([person])) { line in
            found = line.map {
                PersonTouch(
                    position: $0.position, at: $0.occurredAt, kind: kinds[$0.kind], channel: channels[$0.channel], score: $0.score,
                    sentiment: $0.sentiment, value: $0.value)
            }
        }
        return found
    }
}
