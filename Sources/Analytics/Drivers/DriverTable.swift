import Kernel
import Statistics

/// Gathers, line by line, answers and the ratings that come with them.
struct DriverTable {
    private let question: DriverQuestion
    private let besides: Set<Code<JourneyLog.Kind>>
    private var outcome: [Double] = []
    private var weights: [Double] = []
    /// By kind: ratings, one for each answer so far; not a number where there is none.
    private var ratings: [Code<JourneyLog.Kind>: Column] = [:]

    private struct Column {
        let scale: ScoreScale
        var values: [Double]

        /// In place: a column is as long as there are answers, and copied for each of them it would cost their square.
        mutating func take(_ score: ScaledScore, _ row: Int) {
            guard score.scale == scale else { return }
            values.append(contentsOf: repeatElement(.nan, count: max(0, row + 1 - values.count)))
            values[row] = score.value
        }
    }

    init(_ question: DriverQuestion, besides: Set<Code<JourneyLog.Kind>>) { (self.question, self.besides) = (question, besides) }

    mutating func add(_ line: ArraySlice<Touch>) {
        for place in line.indices {
            guard let answer = line[place].score, answer.scale == question.outcome else { continue }
            let row = outcome.count
            outcome.append(answer.value)
            weights.append(line[place].weight)
            take(ratings: line, around: place, row)
        }
    }

    /// The last rating of each kind that is not later than the answer, or came at the same moment.
    private mutating func take(ratings line: ArraySlice<Touch>, around place: Int, _ row: Int) {
        let answer = line[place]
        for touch in line[window(around: place, on: line)] {
            guard let score = touch.score, score.scale != question.outcome, score.scale.isOfOneThing, touch.kind != answer.kind,
                !besides.contains(touch.kind)
            else {
                continue
            }
            ratings[touch.kind, default: Column(scale: score.scale, values: [])].take(score, row)
        }
    }

    /// Only what lies so near is looked at: a long line would otherwise cost its square.
    private func window(around place: Int, on line: ArraySlice<Touch>) -> Range<Int> {
        let latest = line[place].occurredAt
        let earliest = latest.adding(.zero - question.window)
        var (first, end) = (place, place + 1)
        while first > line.startIndex, line[first - 1].occurredAt >= earliest { first -= 1 }
        while end < line.endIndex, line[end].occurredAt == latest { end += 1 }
        return first..<end
    }
}

// MARK: - Answering

extension DriverTable {
    func answer(_ log: JourneyLog) -> Drivers {
        let columns = ratings.mapValues(filled).filter { $0.value.values.count { !$0.isNaN } >= question.least }
            .sorted { log.kinds[$0.key] < log.kinds[$1.key] }
        var data = DriverData(outcome: outcome, weights: weights, drivers: columns.map(\.value.values))
        if question.completeCasesOnly { data = data.completeCases }
        guard data.count >= question.least else { return Drivers(question: question, n: data.count, explained: nil, drivers: []) }
        let together = data.ratedTogether
        let compared = DriverData(outcome: data.outcome, weights: data.weights, drivers: together.map { data.drivers[$0] })
        let importance = Importance.relativeWeights(compared)
        let effort = compared.count * together.count * together.count
        let intervals = importance == nil ? [] : Importance.intervals(compared, rounds: max(20, min(200, 60_000_000 / max(effort, 1))))
        let shapley = together.count <= Importance.mostForShapley ? Importance.shapley(compared) : nil
        let scales = together.map { columns[$0].value.scale.bounds }
        let contrasts = PenaltyReward.contrasts(compared, low: scales.map(\.low), high: scales.map(\.high))
        let drivers = columns.enumerated().map { column, rated in
            let place = together.firstIndex(of: column)
            return driver(
                log.kinds[rated.key], rated.value.scale, data, column, place.flatMap { share(importance, $0) },
                place.flatMap { intervals.isEmpty ? nil : intervals[$0] }, place.flatMap { share(shapley, $0) }, place.flatMap { contrasts?[$0] })
        }
        return Drivers(
            question: question, n: data.count, explained: importance?.explained,
            drivers: drivers.sorted { ($0.importance ?? 0, $0.kind) > ($1.importance ?? 0, $1.kind) })
    }

    private func filled(_ column: Column) -> Column {
        Column(scale: column.scale, values: column.values + Array(repeating: .nan, count: outcome.count - column.values.count))
    }

    private func share(_ importance: Importance?, _ place: Int) -> Double? {
        importance.flatMap { $0.explained > 0 ? $0.shares[place] / $0.explained : nil }
    }

    private func driver(
        _ kind: String, _ scale: ScoreScale, _ data: DriverData, _ place: Int, _ importance: Double?, _ interval: Interval?, _ shapley: Double?,
        _ contrast: PenaltyReward?
    ) -> Driver {
        let values = data.drivers[place]
        var (figure, low, content, discontent, n) = (ScoreFigure(scale), 0, Sample(), Sample(), 0)
        for row in values.indices where !values[row].isNaN {
            n += 1
            figure.add(values[row], weight: data.weights[row])
            let points = question.outcome.points(data.outcome[row])
            if values[row] <= scale.bounds.low {
                low += 1
                discontent.add(points, weight: data.weights[row])
            } else if values[row] >= scale.content {
                content.add(points, weight: data.weights[row])
            }
        }
        let reach = Double(n) / Double(max(data.count, 1))
        var stake: Double?
        if let good = content.mean, let bad = discontent.mean, content.n >= question.least, discontent.n >= question.least {
            stake = reach * Double(low) / Double(n) * (good - bad)
        }
        return Driver(
            kind: kind, scale: scale, n: n, importance: importance, interval: interval, shapley: shapley,
            correlation: Correlation.of(values, data.outcome, data.weights), performance: figure, low: Proportion(low, of: n), contrast: contrast,
            pointsAtStake: stake)
    }
}
