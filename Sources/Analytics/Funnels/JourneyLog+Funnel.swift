package import Kernel

extension JourneyLog {
    /// - Parameter now: until when the line is known.
    package func funnel(_ question: FunnelQuestion, _ filter: Filter = .everything, now: Instant) -> Funnel {
        var passages = Array(repeating: Funnel.Passage(), count: question.steps.count)
        eachOutcome(question, filter, now) { _, best, isInProgress in
            passages.note(best, question, isInProgress: isInProgress, now: now)
        }
        return Funnel(question, passages)
    }

    package func people(of figure: FunnelFigure, in question: FunnelQuestion, _ filter: Filter = .everything, now: Instant) -> [Int64] {
        var people: [Int64] = []
        eachOutcome(question, filter, now) { person, best, isInProgress in
            if figure.holds(reached: best.reached, of: question.steps.count, isInProgress: isInProgress) { people.append(person) }
        }
        return people.sorted()
    }

    /// Who began, their best attempt, and whether they may still get further.
    private func eachOutcome(_ question: FunnelQuestion, _ filter: Filter, _ now: Instant, _ body: (Int64, Attempt, Bool) -> Void) {
        let fits = kinds.all.map { kind in question.steps.map { $0.kinds.contains(kind) } }
        eachLine(filter) { line in
            let walks = Self.lines(line, question.constant).map { touches in
                touches.reduce(into: Self.walk(question)) { $0.meet(fits[Int($1.kind.number)], at: $1.occurredAt) }
            }
            // Of several the one that came furthest, and there first.
            var best: Attempt?
            for attempt in walks.compactMap(\.best) where best.map({ ($0.reached, attempt.last) < (attempt.reached, $0.last) }) ?? true {
                best = attempt
            }
            guard let best, let person = line.first?.person else { return }
            body(person, best, best.reached < question.steps.count && walks.contains { $0.isAlive(at: now) })
        }
    }

    private static func walk(_ question: FunnelQuestion) -> any FunnelWalk {
        question.order == .any ? AnyOrderWalk(question) : OrderedWalk(question)
    }

    /// The line, or a line for each value that is held constant, in the order in which the values come.
    private static func lines(_ line: ArraySlice<Touch>, _ constant: TouchValues?) -> [[Touch]] {
        guard let constant else { return [Array(line)] }
        var (values, lines) = ([UInt32](), [[Touch]]())
        for touch in line {
            guard let value = constant[touch.position] else { continue }
            if let place = values.firstIndex(of: value) {
                lines[place].append(touch)
            } else {
                values.append(value)
                lines.append([touch])
            }
        }
        return lines
    }
}
