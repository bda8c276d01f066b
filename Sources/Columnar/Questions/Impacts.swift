package import Analytics
import Kernel
import Statistics

extension ColumnarLine {
    package func impacts(_ question: ImpactsQuestion, _ filter: Filter = .everything) -> [KindImpact] {
        return tally(filter) { ImpactTally(question, names) }.answer(names).filter { !question.besides.contains($0.kind) }
    }
}

/// Walks each line from its end: the next answer and the last outcome are then known.
private struct ImpactTally: LineTally {
    static let readsScores = true
    private let scale: UInt8
    private let bounds: (low: Double, high: Double)
    private let answered: Int64
    private let outcome: Int
    private let countsAfterAnswer: Bool
    private let bad: Meetings
    private let good: Meetings
    private var lines: UInt32 = 0

    init(_ question: ImpactsQuestion, _ names: LineNames) {
        scale = UInt8(question.scale.rawValue)
        bounds = question.scale.bounds
        answered = question.answered.microseconds
        outcome = names.kinds.firstIndex(of: question.outcome) ?? -1
        countsAfterAnswer = question.countsAfterAnswer
        (bad, good) = (Meetings(names.kinds.count), Meetings(names.kinds.count))
    }

    mutating func add<P: Places>(_ line: LineView<P>) {
        lines += 1
        // Nothing stands before an answer of somebody who gave none.
        guard line.scores.count > 0 else { return }
        let (columns, lines, outcome, countsAfterAnswer) = (line.columns, lines, outcome, countsAfterAnswer)
        let (low, high) = (bad.counts.pointer, good.counts.pointer)
        var (score, last) = (line.scores.count - 1, Int64.min)
        var (met, earliest, answered) = (low, Int64.max, Int64.max)
        var answer = Int(columns.scorePlaces[line.scores[score]])
        for index in stride(from: line.count - 1, through: 0, by: -1) {
            let touch = line.touches[index]
            let (time, kind) = (columns.times[touch], Int(columns.kinds[touch]))
            if time >= earliest {
                let count = met + kind
                if count.pointee.metOn != lines { (count.pointee.metOn, count.pointee.people) = (lines, count.pointee.people + 1) }
                if last > (countsAfterAnswer ? answered : time), count.pointee.outcomeOn != lines {
                    (count.pointee.outcomeOn, count.pointee.outcomes) = (lines, count.pointee.outcomes + 1)
                }
            }
            if touch == answer {
                if columns.scoreScales[line.scores[score]] == scale {
                    let value = columns.scoreValues[line.scores[score]]
                    met = value <= bounds.low ? low : high
                    (earliest, answered) = (value <= bounds.low || value >= bounds.high ? time - self.answered : .max, time)
                }
                score -= 1
                answer = score >= 0 ? Int(columns.scorePlaces[line.scores[score]]) : -1
            }
            if kind == outcome, last == .min { last = time }
        }
    }

    mutating func merge(_ other: ImpactTally) {
        bad.merge(other.bad)
        good.merge(other.good)
    }

    func answer(_ names: LineNames) -> [KindImpact] {
        let kinds = names.kindsByName.filter { bad.people($0) + good.people($0) > 0 }
        return kinds.map { KindImpact(kind: names.kinds[$0], bad: bad.proportion($0), good: good.proportion($0)) }
    }
}

/// People by kind who had a touch of it before such an answer, and those of them with the outcome.
private struct Meetings {
    struct Count {
        var people = 0, outcomes = 0
        /// The last line that was counted among the people, and among those with the outcome.
        var metOn: UInt32 = 0, outcomeOn: UInt32 = 0
    }

    let counts: Table<Count>

    init(_ kinds: Int) { counts = Table(kinds, Count()) }

    func people(_ kind: Int) -> Int { counts[kind].people }

    func merge(_ other: Meetings) {
        for kind in 0..<counts.count {
            counts.pointer[kind].people += other.counts[kind].people
            counts.pointer[kind].outcomes += other.counts[kind].outcomes
        }
    }

    func proportion(_ kind: Int) -> Proportion { Proportion(counts[kind].outcomes, of: counts[kind].people) }
}
