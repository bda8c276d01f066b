package import Kernel

/// What people answered on one scale: all together, over time, and by where it was asked.
package struct ScoreQuestion: Hashable, Sendable {
    package var scale: ScoreScale
    package var every: Period?
    package var by: Place?

    package init(_ scale: ScoreScale, every: Period? = nil, by: Place? = nil) {
        self.scale = scale
        self.every = every
        self.by = by
    }

    /// Weeks begin on Monday; both are of UTC.
    package enum Period: Sendable { case week, month }
    package enum Place: Sendable { case kind, channel, stage }
}

/// The answers of one period at one place.
package struct ScoreGroup: Hashable, Sendable {
    /// The first day; `nil` when the question is not by time.
    package let period: Day?
    /// Of the kind, channel or stage; `nil` when the question is not by place, and for answers without a stage.
    package let name: String?
    package let figure: ScoreFigure

    package init(period: Day?, name: String?, figure: ScoreFigure) { (self.period, self.name, self.figure) = (period, name, figure) }
}

extension JourneyLog {
    /// By period, then in the order of the journey (stages) or of the alphabet; only where somebody was asked.
    package func scores(_ question: ScoreQuestion, _ filter: Filter = .everything) -> [ScoreGroup] {
        var figures: [ScoreGroupKey: ScoreFigure] = [:]
        eachLine(filter) { line in
            for touch in line {
                guard let score = touch.score, score.scale == question.scale else { continue }
                figures[ScoreGroupKey(touch, question), default: ScoreFigure(question.scale)].add(score.value, weight: touch.weight)
            }
        }
        return figures.sorted { $0.key < $1.key }.map { key, figure in
            ScoreGroup(period: key.period, name: name(key.place, question.by), figure: figure)
        }
    }

    private func name(_ place: Int, _ by: ScoreQuestion.Place?) -> String? {
        switch by {
        case .kind: kinds.all[place]
        case .channel: channels.all[place]
        case .stage: stages.indices.contains(place - 1) ? stages[place - 1] : nil
        case nil: nil
        }
    }
}

private struct ScoreGroupKey: Hashable, Comparable {
    let period: Day?
    /// The number of a code or of a stage; 0 where there is none.
    let place: Int

    init(_ touch: Touch, _ question: ScoreQuestion) {
        period = question.every.map { $0.firstDay(of: touch.occurredAt.day) }
        place = Self.place(of: touch, question.by)
    }

    private static func place(of touch: Touch, _ by: ScoreQuestion.Place?) -> Int {
        switch by {
        case .kind: Int(touch.kind.number)
        case .channel: Int(touch.channel.number)
        case .stage: Int(touch.stage?.number ?? 0)
        case nil: 0
        }
    }

    static func < (a: Self, b: Self) -> Bool {
        if let first = a.period, let second = b.period, first != second { return first < second }
        return a.place < b.place
    }
}

extension ScoreQuestion.Period {
    package func firstDay(of day: Day) -> Day {
        switch self {
        case .week: day.startOfWeek
        case .month: day.month.firstDay
        }
    }
}
