import Kernel
import Statistics

/// Counts, line by line, what ``StageConversion`` tells.
struct StageTally {
    private let stages: [JourneyLog.Stage]
    private var people = 0
    private var touched: [Int]
    private var inOrder: [Int]
    private var steps: [StepTally]

    private struct StepTally { var wentOn = 0, reversed = 0, microseconds: [Int64] = [] }

    /// - Parameter stages: those that are observed, in the order of the journey.
    init(stages: [JourneyLog.Stage]) {
        self.stages = stages
        touched = Array(repeating: 0, count: stages.count)
        inOrder = touched
        steps = Array(repeating: StepTally(), count: max(0, stages.count - 1))
    }

    mutating func add(_ line: ArraySlice<Touch>) {
        people += 1
        let visits = stages.map { Visits(of: $0, on: line) }
        for (place, visits) in visits.enumerated() where visits.first != nil { touched[place] += 1 }
        for place in 0..<chain(on: line) { inOrder[place] += 1 }
        for place in steps.indices { step(place, from: visits[place], to: visits[place + 1]) }
    }

    /// How many stages the person went through one after the other.
    private func chain(on line: ArraySlice<Touch>) -> Int {
        var reached = 0
        for touch in line where reached < stages.count && touch.stage == stages[reached] { reached += 1 }
        return reached
    }

    private mutating func step(_ place: Int, from: Visits, to: Visits) {
        guard let start = from.first, let end = to.first, let lastEnd = to.last else { return }
        if lastEnd.place > start.place { steps[place].wentOn += 1 }
        if end.place > start.place {
            steps[place].microseconds.append(end.at.microseconds - start.at.microseconds)
        } else {
            steps[place].reversed += 1
        }
    }

    /// The first and the last time somebody touched a stage, and where on the line.
    private struct Visits {
        var first: (place: Int, at: Instant)?
        var last: (place: Int, at: Instant)?

        init(of stage: JourneyLog.Stage, on line: ArraySlice<Touch>) {
            first = line.firstIndex { $0.stage == stage }.map { ($0, line[$0].occurredAt) }
            last = line.lastIndex { $0.stage == stage }.map { ($0, line[$0].occurredAt) }
        }
    }
}

extension StageTally {
    func answer(_ log: JourneyLog) -> StageConversion {
        let names = stages.compactMap(log.name)
        let reaches = names.indices.map { StageConversion.Reach(stage: names[$0], people: touched[$0], inOrder: inOrder[$0]) }
        let stepped = steps.enumerated().map { place, step in
            StageConversion.Step(
                from: names[place], to: names[place + 1], inOrder: Proportion(inOrder[place + 1], of: inOrder[place]),
                wentOn: Proportion(step.wentOn, of: touched[place]), microseconds: step.microseconds, reversed: step.reversed)
        }
        return StageConversion(people: people, stages: reaches, steps: stepped, unobserved: log.stages.filter { !names.contains($0) })
    }
}
