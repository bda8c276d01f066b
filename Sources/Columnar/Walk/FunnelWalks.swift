import Analytics
import Kernel

/// Follows people through the steps of a funnel, each order in a loop of its own. Of one thread.
struct FunnelWalks {
    private let question: FunnelQuestion
    private let loop: Loop
    private let isStrict: Bool
    private let steps: Int
    private let now: Int64
    private let window: Int64
    /// For each kind a bit for each step that it satisfies.
    private let fits: Table<UInt32>
    /// The attempt that has come to a step and no further: when it came to each step up to there. A row for each step; `begun` says which live.
    private let attempts: Table<Int64>
    /// When the best attempt came to each step that it reached.
    let best: Table<Int64>
    private var queues: [AttemptQueue]
    private var done: StepMatching

    private enum Loop { case first, furthest, queued, anyOrder }

    /// A step is a bit of a word.
    static let mostSteps = 32

    struct Outcome {
        var reached = 0
        /// Whether an attempt can still take a step.
        var isAlive = false
    }

    init(_ question: FunnelQuestion, _ names: LineNames, now: Int64) {
        self.question = question
        loop =
            if question.order == .any { .anyOrder } else if question.hasOwnTimes { .queued } else {
                question.firstAttempt && question.order == .ordered && question.distinct ? .first : .furthest
            }
        isStrict = question.order == .strict
        steps = question.steps.count
        self.now = now
        window = question.window?.microseconds ?? .max
        fits = Table(
            names.kinds.map { kind in
                question.steps.enumerated().reduce(UInt32(0)) { $1.element.kinds.contains(kind) ? $0 | 1 << UInt32($1.offset) : $0 }
            })
        (attempts, best) = (Table(steps * steps, 0), Table(steps, 0))
        queues = (0..<steps).map { AttemptQueue(width: $0 + 1) }
        done = StepMatching(steps: steps)
    }

    /// How far somebody comes; the times are in ``best``.
    mutating func outcome<P: Places>(of line: LineView<P>) -> Outcome {
        switch loop {
        case .first: first(line)
        case .furthest: furthest(line)
        case .queued: queued(line)
        case .anyOrder: anyOrder(line)
        }
    }

    private func deadline(_ start: Int64) -> Int64 { window == .max ? .max : start + window }

    /// The last moment at which the best attempt could still take the next step.
    ///
    /// - Parameter times: when each step that was reached was; fewer than there are steps.
    func deadline(_ times: UnsafeBufferPointer<Int64>) -> Int64 {
        loop == .queued ? question.deadline(start: times[0], last: times[times.count - 1], reached: times.count) : deadline(times[0])
    }
}

// MARK: - One after the other, within one window

extension FunnelWalks {
    /// One attempt, from the first time of the first step.
    private func first<P: Places>(_ line: LineView<P>) -> Outcome {
        let (fits, best, steps) = (fits.pointer, best.pointer, steps)
        var index = 0
        while index < line.count, fits[line.kind(index)] & 1 == 0 { index += 1 }
        guard index < line.count else { return Outcome() }
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
        return Outcome(reached: reached, isAlive: now <= end)
    }

    /// For each step it keeps, of all attempts that reach it, the one that started last.
    private func furthest<P: Places>(_ line: LineView<P>) -> Outcome {
        var (begun, reached) = (UInt32(0), 0)
        for index in 0..<line.count {
            let satisfied = fits[line.kind(index)]
            if satisfied == 0 && !isStrict { continue }
            let time = line.time(index)
            // From the last step to the first, a touch cannot go on from what it has itself begun; the other way round it can.
            for turn in 0..<steps {
                let step = question.distinct ? steps - 1 - turn : turn
                if satisfied >> UInt32(step) & 1 == 1 { advance(to: step, at: time, &begun, &reached) }
            }
            // What was under way, and is neither repeated nor taken further by this touch, has been interrupted by it.
            if isStrict { begun &= satisfied }
        }
        guard reached > 0 else { return Outcome() }
        let isAlive = (0..<steps).contains { begun >> UInt32($0) & 1 == 1 && now <= deadline(attempts[$0 * steps]) }
        return Outcome(reached: reached, isAlive: isAlive)
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
}

// MARK: - One after the other, with times for single steps

extension FunnelWalks {
    /// Who started later may have less time left for the next step than who came later to this one, so of each step several are kept.
    private mutating func queued<P: Places>(_ line: LineView<P>) -> Outcome {
        for step in 0..<steps { queues[step].clear() }
        var reached = 0
        for index in 0..<line.count {
            let satisfied = fits[line.kind(index)]
            if satisfied == 0 && !isStrict { continue }
            for turn in 0..<steps {
                let step = question.distinct ? steps - 1 - turn : turn
                if satisfied >> UInt32(step) & 1 == 1 { take(step, at: line.time(index), &reached) }
            }
            if isStrict { for step in 0..<steps where satisfied >> UInt32(step) & 1 == 0 { queues[step].clear() } }
        }
        return Outcome(reached: reached, isAlive: reached > 0 && (0..<steps).contains { hasTime(at: $0) })
    }

    private mutating func take(_ step: Int, at time: Int64, _ reached: inout Int) {
        let keepsAll = step + 1 < steps && question.steps[step + 1].within != nil
        if step == 0 {
            if question.firstAttempt, reached > 0 { return }
            if reached == 0 { (best[0], reached) = (time, 1) }
            queues[0].append(after: nil, time, keepsAll: keepsAll)
            return
        }
        // Whoever started last stands first.
        let within = question.steps[step].within?.microseconds ?? .max
        guard let attempt = queues[step - 1].first(within: within, of: time), time <= deadline(attempt[0]) else { return }
        if step + 1 > reached {
            for place in 0..<step { best[place] = attempt[place] }
            (best[step], reached) = (time, step + 1)
        }
        queues[step].append(after: attempt, time, keepsAll: keepsAll)
    }

    private func hasTime(at step: Int) -> Bool {
        (0..<queues[step].count).contains { place in
            let attempt = queues[step][place]
            return now <= question.deadline(start: attempt[0], last: attempt[step], reached: step + 1)
        }
    }
}

/// Attempts that have come to one step, in the order in which they did; whoever came later started earlier.
private final class AttemptQueue {
    /// How many times an attempt has.
    private let width: Int
    private var times: UnsafeMutablePointer<Int64>
    private var room = 8
    private(set) var count = 0

    init(width: Int) {
        self.width = width
        times = .allocate(capacity: width * room)
    }

    deinit { times.deallocate() }

    func clear() { count = 0 }

    subscript(place: Int) -> UnsafePointer<Int64> { UnsafePointer(times + place * width) }

    /// The first that came no longer than so ago; valid until the queue is changed.
    func first(within time: Int64, of moment: Int64) -> UnsafePointer<Int64>? {
        for place in 0..<count where time == .max || moment <= self[place][width - 1] + time { return self[place] }
        return nil
    }

    /// - Parameters:
    ///   - attempt: that has come to the step before; of another queue.
    ///   - keepsAll: whether one that has not started later may still have more time left.
    func append(after attempt: UnsafePointer<Int64>?, _ time: Int64, keepsAll: Bool) {
        let start = attempt?[0] ?? time
        if !keepsAll, count > 0, self[0][0] >= start { return }
        while count > 0, self[count - 1][0] < start { count -= 1 }
        if count == room { grow() }
        let row = times + count * width
        if let attempt { row.update(from: attempt, count: width - 1) }
        row[width - 1] = time
        count += 1
    }

    private func grow() {
        let old = times
        times = .allocate(capacity: width * room * 2)
        times.update(from: old, count: width * room)
        old.deallocate()
        room *= 2
    }
}

// MARK: - In any order

extension FunnelWalks {
    /// Each touch that satisfies a step begins an attempt; what falls into its window is counted for it.
    private mutating func anyOrder<P: Places>(_ line: LineView<P>) -> Outcome {
        var (outcome, end) = (Outcome(), 0)
        for start in 0..<line.count where fits[line.kind(start)] != 0 {
            if outcome.reached > 0, question.firstAttempt { break }
            outcome.isAlive = now <= deadline(line.time(start))
            count(from: start, line, &outcome.reached, &end)
        }
        return outcome
    }

    /// - Parameter end: where the best attempt came as far as it did: of several that come so far, the one that is there first.
    private mutating func count<P: Places>(from start: Int, _ line: LineView<P>, _ reached: inout Int, _ end: inout Int) {
        done.clear()
        let last = deadline(line.time(start))
        var (count, index) = (0, start)
        while index < line.count, line.time(index) <= last, count < steps {
            let more = fits[line.kind(index)] == 0 ? 0 : done.take(UInt64(fits[line.kind(index)]), one: question.distinct)
            for place in count..<(count + more) { attempts[place] = line.time(index) }
            count += more
            if more > 0, count > reached || count == reached && index < end {
                (reached, end) = (count, index)
                best.pointer.update(from: attempts.pointer, count: count)
            }
            index += 1
        }
    }
}
