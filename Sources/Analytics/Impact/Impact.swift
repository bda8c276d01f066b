package import Kernel
package import Statistics

/// What becomes of people who had a bad one, against people who had a good one. Not a cause: they may differ in more than that.
package struct ImpactQuestion: Hashable, Sendable {
    /// The touchpoint.
    package var kind: String
    /// Whether it was bad or good tells the next answer on this scale …
    package var scale: ScoreScale
    /// … within this time.
    package var answered: Duration
    package var outcome: Outcome

    package enum Outcome: Hashable, Sendable {
        /// A touch of this kind comes within this time of the answer: they buy again, they cancel.
        case happens(_ kind: String, within: Duration)
        /// Nothing comes for this time after the answer: they are gone.
        case silence(_ duration: Duration)

        var horizon: Duration {
            switch self {
            case .happens(_, let within): within
            case .silence(let duration): duration
            }
        }
    }

    package init(_ kind: String, scale: ScoreScale = .nps, answered: Duration = .days(7), outcome: Outcome) {
        (self.kind, self.scale, self.answered, self.outcome) = (kind, scale, answered, outcome)
    }
}

package struct Impact: Hashable, Sendable {
    /// Of people with a bad one, those with the outcome.
    package let bad: Proportion
    package let good: Proportion
    /// Of whom it is not known yet, counted nowhere else.
    package let inProgress: Int

    /// How much more often the outcome comes after a bad one; unpooled. `nil` where nobody had a bad one, or a good one.
    package var difference: Difference? { bad.difference(from: good) }
}

extension JourneyLog {
    /// Each person counts once, by their first touch of the kind that has such an answer.
    ///
    /// - Parameter now: until when the line is known.
    package func impact(_ question: ImpactQuestion, _ filter: Filter = .everything, now: Instant) -> Impact {
        guard let kind = kinds.code(of: question.kind) else { return Impact(bad: Proportion(0, of: 0), good: Proportion(0, of: 0), inProgress: 0) }
        var (bad, good, inProgress) = ((count: 0, total: 0), (count: 0, total: 0), 0)
        eachLine(filter) { line in
            guard let answer = answer(question, kind, line), let score = line[answer].score else { return }
            let bounds = question.scale.bounds
            guard score.value <= bounds.low || score.value >= bounds.high else { return }
            guard let isSo = outcome(question.outcome, behind: answer, line, now) else {
                inProgress += 1
                return
            }
            if score.value <= bounds.low {
                bad = (bad.count + (isSo ? 1 : 0), bad.total + 1)
            } else {
                good = (good.count + (isSo ? 1 : 0), good.total + 1)
            }
        }
        return Impact(bad: Proportion(bad.count, of: bad.total), good: Proportion(good.count, of: good.total), inProgress: inProgress)
    }

    /// The place of the first answer that follows a touch of the kind in time, or is that touch itself.
    private func answer(_ question: ImpactQuestion, _ kind: Code<Kind>, _ line: ArraySlice<Touch>) -> Int? {
        for place in line.indices where line[place].kind == kind {
            let latest = line[place].occurredAt.adding(question.answered)
            let found = line[place...].prefix { $0.occurredAt <= latest }.firstIndex { $0.score?.scale == question.scale }
            if let found { return found }
        }
        return nil
    }

    /// `nil` while it could still go either way.
    private func outcome(_ outcome: ImpactQuestion.Outcome, behind place: Int, _ line: ArraySlice<Touch>, _ now: Instant) -> Bool? {
        let end = line[place].occurredAt.adding(outcome.horizon)
        let following = line[(place + 1)...].prefix { $0.occurredAt <= end }
        let isOver = now >= end
        switch outcome {
        case .happens(let name, _):
            if let kind = kinds.code(of: name), following.contains(where: { $0.kind == kind }) { return true }
            return isOver ? false : nil
        case .silence: return following.isEmpty ? (isOver ? true : nil) : false
        }
    }
}
