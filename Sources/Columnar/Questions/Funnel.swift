package import Analytics
package import Kernel
import Statistics

extension ColumnarLine {
    package func funnel(_ question: FunnelQuestion, _ filter: Filter = .everything, now: Instant) -> Funnel {
        guard question.steps.count <= FunnelWalks.mostSteps else { return log(filter).funnel(question, now: now) }
        let counted = Shared(tallies(filter) { FunnelTally(question, names, now) })
        // Each core puts every second list of times in order.
        let steps = question.steps.indices
        let lists = concurrently(cores) { core in
            steps.filter { $0 % cores == core }.map { step in counted.value.reduce(into: Funnel.Passage()) { $0.add($1.passages[step]) }.sorted }
        }
        return Funnel(question, steps.map { lists[$0 % cores][$0 / cores] })
    }

    package func people(of figure: FunnelFigure, in question: FunnelQuestion, _ filter: Filter = .everything, now: Instant) -> [Int64] {
        guard question.steps.count <= FunnelWalks.mostSteps else { return log(filter).people(of: figure, in: question, now: now) }
        return tallies(filter) { FunnelTally(question, names, now, behind: figure) }.flatMap(\.people).sorted()
    }
}

/// Counts, line by line, what ``Funnel`` tells.
private struct FunnelTally: LineTally {
    private let question: FunnelQuestion
    private let now: Int64
    private let isByValue: Bool
    private let hasHorizon: Bool
    private(set) var passages: [Funnel.Passage]
    private var walks: FunnelWalks
    private var values = ValueLines()
    /// Whose people are kept, and those.
    private let figure: FunnelFigure?
    private(set) var people: [Int64] = []

    init(_ question: FunnelQuestion, _ names: LineNames, _ now: Instant, behind figure: FunnelFigure? = nil) {
        (self.question, self.figure, self.now) = (question, figure, now.microseconds)
        (isByValue, hasHorizon) = (question.constant != nil, question.horizon != nil)
        passages = Array(repeating: Funnel.Passage(), count: question.steps.count)
        walks = FunnelWalks(question, names, now: now.microseconds)
    }

    mutating func add<P: Places>(_ line: LineView<P>) {
        if isByValue { return addByValue(line) }
        let outcome = walks.outcome(of: line)
        guard outcome.reached > 0 else { return }
        record(line.person, UnsafeBufferPointer(start: walks.best.pointer, count: outcome.reached), isInProgress: outcome.isAlive)
    }

    /// Each value is a line of its own; of several the one counts that came furthest, and there first.
    private mutating func addByValue<P: Places>(_ line: LineView<P>) {
        guard let constant = question.constant else { return }
        values.divide(line, constant)
        var (best, isAlive) = ([Int64](), false)
        for place in 0..<values.count {
            let outcome = values.withLine(place, of: line) { walks.outcome(of: $0) }
            guard outcome.reached > 0 else { continue }
            isAlive = isAlive || outcome.isAlive
            let last = walks.best[outcome.reached - 1]
            if outcome.reached > best.count || outcome.reached == best.count && last < best[best.count - 1] {
                best = Array(UnsafeBufferPointer(start: walks.best.pointer, count: outcome.reached))
            }
        }
        if !best.isEmpty { best.withUnsafeBufferPointer { record(line.person, $0, isInProgress: isAlive) } }
    }

    private mutating func record(_ person: UInt32, _ times: UnsafeBufferPointer<Int64>, isInProgress: Bool) {
        let isInProgress = isInProgress && times.count < passages.count
        if let figure, figure.holds(reached: times.count, of: passages.count, isInProgress: isInProgress) { people.append(Int64(person)) }
        let reached = times.count
        for step in 0..<reached { passages[step].reached += 1 }
        for step in 1..<max(1, reached) { passages[step].came.append(times[step] - times[step - 1]) }
        if hasHorizon { recordFromFirst(times, isInProgress: isInProgress) }
        guard reached < passages.count else { return }
        if isInProgress { passages[reached - 1].inProgress += 1 } else { passages[reached - 1].lost += 1 }
        passages[reached].watched.append(max(0, min(now, walks.deadline(times)) - times[reached - 1]))
    }

    private mutating func recordFromFirst(_ times: UnsafeBufferPointer<Int64>, isInProgress: Bool) {
        for step in 1..<max(1, times.count) { passages[step].cameFromFirst.append(times[step] - times[0]) }
        guard isInProgress else { return }
        for step in times.count..<passages.count { passages[step].watchedFromFirst.append(max(0, now - times[0])) }
    }

    mutating func merge(_ other: FunnelTally) {
        for step in passages.indices { passages[step].add(other.passages[step]) }
    }
}
