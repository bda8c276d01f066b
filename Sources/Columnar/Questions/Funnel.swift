package import Analytics
package import Kernel
import Statistics

extension ColumnarLine {
    package func funnel(_ question: FunnelQuestion, _ filter: Filter = .everything, now: Instant) -> Funnel {
        // A step is a bit of a word.
        guard question.steps.count <= 32 else { return log(filter).funnel(question, now: now) }
        let counted = Shared(tallies(filter) { FunnelTally(question, names, now) })
        // Each core puts every second list of times in order.
        let steps = question.steps.indices
        let lists = concurrently(cores) { core in
            steps.filter { $0 % cores == core }.map { step in counted.value.reduce(into: Funnel.Passage()) { $0.add($1.passages[step]) }.sorted }
        }
        return Funnel(question, steps.map { lists[$0 % cores][$0 / cores] })
    }
}

extension ColumnarLine {
    package func people(of figure: FunnelFigure, in question: FunnelQuestion, _ filter: Filter = .everything, now: Instant) -> [Int64] {
        guard question.steps.count <= 32 else { return log(filter).people(of: figure, in: question, now: now) }
        return tallies(filter) { FunnelTally(question, names, now, behind: figure) }.flatMap(\.people).sorted()
    }
}

/// Follows people through the steps. For each step it keeps, of all attempts that reach it, the one that started last.
private struct FunnelTally: LineTally {
    private let question: FunnelQuestion
    private let steps: Int
    private let now: Int64
    private let window: Int64
    /// For each kind a bit for each step that it satisfies.
    private let fits: Table<UInt32>
    private(set) var passages: [Funnel.Passage]
    /// The attempt that has come to a step and no further: when it came to each step up to there. A row for each step; `begun` says which live.
    private let attempts: Table<Int64>
    private let best: Table<Int64>
    /// Whose people are kept, and those.
    private let figure: FunnelFigure?
    private(set) var people: [Int64] = []

    init(_ question: FunnelQuestion, _ names: LineNames, _ now: Instant, behind figure: FunnelFigure? = nil) {
        self.question = question
        self.figure = figure
        steps = question.steps.count
        self.now = now.microseconds
        window = question.window?.microseconds ?? .max
        fits = Table(
            names.kinds.map { kind in
                question.steps.enumerated().reduce(UInt32(0)) { $1.element.kinds.contains(kind) ? $0 | 1 << UInt32($1.offset) : $0 }
            })
        passages = Array(repeating: Funnel.Passage(), count: steps)
        (attempts, best) = (Table(steps * steps, 0), Table(steps, 0))
    }

    mutating func add<P: Places>(_ line: LineView<P>) {
        question.firstAttempt && !question.strict && question.distinct ? addFirst(line) : addBest(line)
    }

    /// One attempt, from the first time of the first step.
    private mutating func addFirst<P: Places>(_ line: LineView<P>) {
        let (fits, best, steps) = (fits.pointer, best.pointer, steps)
        var index = 0
        while index < line.count, fits[line.kind(index)] & 1 == 0 { index += 1 }
        guard index < line.count else { return }
        best[0] = line.time(index)
        let end = deadline(best[0])
        var (reached, wanted) = (1, UInt32(2))
        index += 1
        while index < line.count, reached < steps {
            if fits[line.kind(index)] & wanted != 0 {
                let time = line.time(index)
                if time > end { break }
                best[reached] = time
                (reached, wanted) = (reached + 1, wanted << 1)
            }
            index += 1
        }
        record(line.person, reached: reached, isInProgress: now <= end)
    }

    private mutating func addBest<P: Places>(_ line: LineView<P>) {
        var (begun, reached) = (UInt32(0), 0)
        for index in 0..<line.count {
            let satisfied = fits[line.kind(index)]
            if satisfied == 0 && !question.strict { continue }
            let (time, held) = (line.time(index), begun)
            // From the last step to the first, a touch cannot go on from what it has itself begun; the other way round it can.
            for turn in 0..<steps {
                let step = question.distinct ? steps - 1 - turn : turn
                if satisfied >> UInt32(step) & 1 == 1 { advance(to: step, at: time, &begun, &reached) }
            }
            // What was under way, and is neither repeated nor taken further by this touch, has been interrupted by it.
            if question.strict { begun &= ~(held & ~satisfied) }
        }
        guard reached > 0 else { return }
        let isLive = (0..<steps).contains { begun >> UInt32($0) & 1 == 1 && now <= deadline(attempts[$0 * steps]) }
        record(line.person, reached: reached, isInProgress: isLive)
    }

    private func advance(to step: Int, at time: Int64, _ begun: inout UInt32, _ reached: inout Int) {
        let row = attempts.pointer + step * steps
        if step == 0 {
            if question.firstAttempt, reached > 0 { return }
            keep(step, startedAt: time, &begun) { row[0] = time }
        } else {
            let previous = row - steps
            guard begun >> UInt32(step - 1) & 1 == 1, time <= deadline(previous[0]) else { return }
            if step + 1 > reached { for place in 0..<step { best[place] = previous[place] } }
            keep(step, startedAt: previous[0], &begun) {
                for place in 0..<step { row[place] = previous[place] }
                row[step] = time
            }
        }
        guard step + 1 > reached else { return }
        reached = step + 1
        best[step] = time
    }

    private func keep(_ step: Int, startedAt start: Int64, _ begun: inout UInt32, _ store: () -> Void) {
        if begun >> UInt32(step) & 1 == 1, attempts[step * steps] >= start { return }
        store()
        begun |= 1 << UInt32(step)
    }

    private func deadline(_ start: Int64) -> Int64 { window == .max ? .max : start + window }

    private mutating func record(_ person: UInt32, reached: Int, isInProgress: Bool) {
        if let figure, figure.holds(reached: reached, isInProgress: isInProgress), figure.fate == .reached || reached < steps {
            people.append(Int64(person))
        }
        for step in 0..<reached { passages[step].reached += 1 }
        for step in 1..<max(1, reached) { passages[step].came.append(best[step] - best[step - 1]) }
        guard reached < steps else { return }
        if isInProgress { passages[reached - 1].inProgress += 1 } else { passages[reached - 1].lost += 1 }
        passages[reached].watched.append(max(0, min(now, deadline(best[0])) - best[reached - 1]))
    }

    mutating func merge(_ other: FunnelTally) {
        for step in passages.indices { passages[step].add(other.passages[step]) }
    }
}

extension Funnel.Passage {
    fileprivate mutating func add(_ other: Funnel.Passage) {
        reached += other.reached
        inProgress += other.inProgress
        lost += other.lost
        came += other.came
        watched += other.watched
    }

    /// With its times in order.
    fileprivate var sorted: Funnel.Passage {
        var sorted = self
        (sorted.came, sorted.watched) = (ascending(came), ascending(watched))
        return sorted
    }
}
