package import Kernel

/// What is known of each person at a moment: for models of health and risk, and for lists of customers.
package struct FeatureQuestion: Hashable, Sendable {
    /// What happens then or later counts nowhere.
    package var asOf: Instant
    /// In the last so long before, how often did anything happen? At most four.
    package var spans: [Duration]
    /// A sentiment below this is a bad one, −1…1.
    package var negative: Double
    /// Kinds that open a matter and kinds that close one: tickets.
    package var opening: Set<String>
    package var closing: Set<String>

    package init(
        asOf: Instant, spans: [Duration] = [.days(30), .days(90)], negative: Double = -0.25, opening: Set<String> = ["ticket_opened"],
        closing: Set<String> = ["ticket_resolved"]
    ) {
        precondition(spans.count <= 4, "there is room for four counts")
        (self.asOf, self.spans, self.negative, self.opening, self.closing) = (asOf, spans, negative, opening, closing)
    }
}

/// What is known of one person.
package struct PersonFeatures: Hashable, Sendable {
    package var person: Int64
    /// When anything happened last.
    package var last: Instant
    /// One for each span, and 0 behind them: how often anything happened.
    package var counts: SIMD4<Int32>
    /// How many touches had a bad sentiment.
    package var negatives: Int32
    /// How many matters are open: opened less closed, and never below 0.
    package var open: Int32
    /// The mean, −1…1; `nil` where none is known.
    package var sentiment: Double?
    /// Of any scale; `nil` of those who never answered.
    package var lastScore: ScaledScore?

    package init(
        person: Int64, last: Instant, counts: SIMD4<Int32>, negatives: Int32, open: Int32, sentiment: Double?, lastScore: ScaledScore?
    ) {
        (self.person, self.last, self.counts, self.negatives, self.open) = (person, last, counts, negatives, open)
        (self.sentiment, self.lastScore) = (sentiment, lastScore)
    }
}

extension JourneyLog {
    /// In the order of the people's numbers.
    package func features(_ question: FeatureQuestion, _ filter: Filter = .everything) -> [PersonFeatures] {
        var whole = filter
        whole.until = min(filter.until ?? .distantFuture, question.asOf)
        let balance = kinds.all.map { (question.opening.contains($0) ? 1 : 0) - (question.closing.contains($0) ? 1 : 0) }
        var found: [PersonFeatures] = []
        eachLine(whole) { line in found += features(of: line, question, balance).map { [$0] } ?? [] }
        return found.sorted { $0.person < $1.person }
    }

    private func features(of line: ArraySlice<Touch>, _ question: FeatureQuestion, _ balance: [Int]) -> PersonFeatures? {
        guard let first = line.first, let last = line.last else { return nil }
        var counts = SIMD4<Int32>()
        for (place, span) in question.spans.enumerated() {
            let since = question.asOf.adding(.zero - span)
            counts[place] = Int32(line.count { $0.occurredAt >= since })
        }
        let felt = line.compactMap(\.sentiment)
        return PersonFeatures(
            person: first.person, last: last.occurredAt, counts: counts, negatives: Int32(felt.count { $0 < question.negative }),
            open: Int32(max(0, line.reduce(0) { $0 + balance[Int($1.kind.number)] })),
            sentiment: felt.isEmpty ? nil : felt.reduce(0, +) / Double(felt.count), lastScore: line.last { $0.score != nil }?.score)
    }
}
