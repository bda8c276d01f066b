package import Kernel

/// Whom a touchpoint hit: who met it before they answered, and what they then said.
package struct HitQuestion: Hashable, Sendable {
    package var kind: String
    package var outcome: ScoreScale
    /// How far before an answer the touchpoint counts, the last moment included.
    package var window: Duration

    package init(_ kind: String, before outcome: ScoreScale = .nps, window: Duration) {
        (self.kind, self.outcome, self.window) = (kind, outcome, window)
    }
}

/// One person who was hit.
package struct Hit: Hashable, Sendable {
    package let person: Int64
    /// When it happened to them: the last time before the answer.
    package let at: Instant
    /// Their lowest answer after it; of several as low, the newest.
    package let answer: Double
    package let answeredAt: Instant

    package init(person: Int64, at: Instant, answer: Double, answeredAt: Instant) {
        (self.person, self.at, self.answer, self.answeredAt) = (person, at, answer, answeredAt)
    }

    /// Whether this says more of what it was like than another one of the same person.
    package func outweighs(_ other: Hit?) -> Bool { other.map { answer <= $0.answer } ?? true }

    /// The lowest answers first, of these the newest.
    package static func precedes(_ a: Hit, _ b: Hit) -> Bool {
        (a.answer, b.answeredAt, a.person) < (b.answer, a.answeredAt, b.person)
    }
}

extension JourneyLog {
    /// Everybody once, the lowest answers first. What was met before the period began counts, as among the causes of a diagnosis.
    ///
    /// - Parameter filter: whose answers, and from when on.
    package func hits(_ question: HitQuestion, _ filter: Filter = .everything) -> [Hit] {
        guard let kind = kinds.code(of: question.kind) else { return [] }
        var (found, whole) = ([Hit](), filter)
        whole.from = filter.from.map { $0.adding(.zero - question.window) }
        eachLine(whole) { line in
            var worst: Hit?
            for place in line.indices {
                guard let score = line[place].score, score.scale == question.outcome, line[place].occurredAt >= filter.from ?? .distantPast,
                    let met = line[..<place].last(where: { $0.kind == kind && $0.score == nil }),
                    met.occurredAt >= line[place].occurredAt.adding(.zero - question.window)
                else { continue }
                let hit = Hit(person: met.person, at: met.occurredAt, answer: score.value, answeredAt: line[place].occurredAt)
                if hit.outweighs(worst) { worst = hit }
            }
            if let worst { found.append(worst) }
        }
        return found.sorted(by: Hit.precedes)
    }
}

extension JourneyAnalytics {
    /// By kind of each of these causes, whom it hit.
    ///
    /// - Parameters:
    ///   - window: of the diagnosis that found them.
    ///   - concerned: whose answers, and from when on, they explain.
    package func hits(of causes: some Sequence<Diagnosis.Cause>, window: Duration, _ concerned: Filter) async throws -> [String: [Hit]] {
        var found: [String: [Hit]] = [:]
        for cause in causes {
            let all = try await hits(HitQuestion(cause.kind, window: window), concerned)
            // Whom it hit before it began to happen at another rate tells of something else.
            found[cause.kind] = cause.since.map { since in all.filter { $0.at >= since.firstDay.start } } ?? all
        }
        return found
    }
}
