package import Kernel
package import Statistics

/// To what do people who reached a goal owe it: which channels, or which kinds, stood before it on their line?
package struct AttributionQuestion: Hashable, Sendable {
    /// The kind that is the goal: an order.
    package var goal: String
    package var by: Place
    /// How far back a touch counts, the last moment included.
    package var lookback: Duration
    package var model: AttributionModel

    package enum Place: Sendable { case kind, channel }

    package init(_ goal: String, by: Place = .channel, lookback: Duration = .days(30), model: AttributionModel = .position) {
        (self.goal, self.by, self.lookback, self.model) = (goal, by, lookback, model)
    }
}

package struct Attribution: Hashable, Sendable {
    /// How often the goal was reached at all.
    package let goals: Int
    /// How often nothing stood before it in time: owed to nothing.
    package let unowed: Int
    /// By falling credit in goals, then by name. Credits in goals add up to `goals − unowed`.
    package let credits: [Credit]

    package struct Credit: Hashable, Sendable {
        package let name: String
        package let goals: Double
        /// In minor units, by currency.
        package let value: [Currency: Double]

        package init(name: String, goals: Double, value: [Currency: Double]) { (self.name, self.goals, self.value) = (name, goals, value) }
    }

    /// - Parameter credits: in any order; whoever is owed nothing is left out.
    package init(goals: Int, unowed: Int, credits: [Credit]) {
        (self.goals, self.unowed) = (goals, unowed)
        self.credits = credits.filter { $0.goals > 0 }.sorted { ($1.goals, $0.name) < ($0.goals, $1.name) }
    }
}

extension JourneyLog {
    package func attribution(_ question: AttributionQuestion, _ filter: Filter = .everything) -> Attribution {
        var ways = GoalWays(question, self)
        eachLine(filter) { ways.add($0) }
        return ways.answer
    }
}

/// Gathers, line by line, the ways to the goal, once counted in goals and once for each currency in what they were worth.
private struct GoalWays {
    private let question: AttributionQuestion
    private let log: JourneyLog
    private let goal: Code<JourneyLog.Kind>?
    private var (goals, unowed) = (0, 0)
    private var counted = AttributionPaths()
    private var valued: [Currency: AttributionPaths] = [:]

    init(_ question: AttributionQuestion, _ log: JourneyLog) {
        (self.question, self.log) = (question, log)
        goal = log.kinds.code(of: question.goal)
    }

    mutating func add(_ line: ArraySlice<Touch>) {
        let reached = line.indices.filter { line[$0].kind == goal }
        for place in reached { reach(place, line) }
        // Whoever never reached it went a way that led nowhere; only the Markov chain asks for it.
        if reached.isEmpty, question.model == .markov { counted.add(line.map(name), conversions: 0, misses: 1) }
    }

    private mutating func reach(_ place: Int, _ line: ArraySlice<Touch>) {
        goals += 1
        let earliest = line[place].occurredAt.adding(.zero - question.lookback)
        let way = line[..<place].filter { $0.occurredAt >= earliest }
        if way.isEmpty { unowed += 1 }
        let ages = way.map { Double(line[place].occurredAt.microseconds - $0.occurredAt.microseconds) / 86_400e6 }
        counted.add(way.map(name), ages: ages)
        if let value = line[place].value {
            valued[value.currency, default: AttributionPaths()].add(way.map(name), ages: ages, conversions: Double(value.minor))
        }
    }

    private func name(_ touch: Touch) -> String {
        switch question.by {
        case .kind: log.kinds[touch.kind]
        case .channel: log.channels[touch.channel]
        }
    }

    var answer: Attribution {
        let values = valued.mapValues { $0.credits(question.model) }
        let credits = counted.credits(question.model).map { name, credit in
            Attribution.Credit(name: name, goals: credit, value: values.compactMapValues { $0[name] })
        }
        return Attribution(goals: goals, unowed: unowed, credits: credits)
    }
}
