package import Statistics

/// How far people get on the journey, and how long they take from stage to stage.
///
/// A stage in which nothing at all was observed stands in ``unobserved`` and breaks no chain: nothing is known of it.
package struct StageConversion: Hashable, Sendable {
    package let people: Int
    /// In the order of the journey.
    package let stages: [Reach]
    /// From each observed stage to the next.
    package let steps: [Step]
    package let unobserved: [String]

    package struct Reach: Hashable, Sendable {
        package let stage: String
        /// Who touched the stage at all.
        package let people: Int
        /// Who went through all the stages before it, in order, and then touched this one.
        package let inOrder: Int

        package init(stage: String, people: Int, inOrder: Int) { (self.stage, self.people, self.inOrder) = (stage, people, inOrder) }
    }

    package struct Step: Hashable, Sendable {
        package let from: String
        package let to: String
        /// Of those who came to `from` in order, those who then came to `to`.
        package let inOrder: Proportion
        /// Of all who touched `from`, those who touched `to` at or after their first touch of `from`.
        package let wentOn: Proportion
        /// From the first touch of `from` to the first touch of `to`, among those whose first touches are in this order.
        /// `nil` when there are none.
        package let time: TimeSpread?
        /// Where the median of those times lies; `nil` where they are too few to say.
        package let median: ClosedRange<Duration>?
        /// Whose first touch of `to` came before their first touch of `from`.
        package let reversed: Int

        /// - Parameter microseconds: the times from stage to stage, in any order.
        package init(from: String, to: String, inOrder: Proportion, wentOn: Proportion, microseconds: [Int64], reversed: Int) {
            (self.from, self.to, self.inOrder, self.wentOn, self.reversed) = (from, to, inOrder, wentOn, reversed)
            let sorted = ascending(microseconds)
            time = TimeSpread(ascending: sorted)
            median = medianInterval(ofSorted: sorted).map { .microseconds($0.lowerBound) ... .microseconds($0.upperBound) }
        }
    }

    package init(people: Int, stages: [Reach], steps: [Step], unobserved: [String]) {
        (self.people, self.stages, self.steps, self.unobserved) = (people, stages, steps, unobserved)
    }
}

extension JourneyLog {
    package func stageConversion(_ filter: Filter = .everything) -> StageConversion {
        let observed = observedStages(filter)
        var tally = StageTally(stages: observed)
        eachLine(filter) { tally.add($0) }
        return tally.answer(self)
    }

    /// In the order of the journey.
    func observedStages(_ filter: Filter) -> [Stage] {
        var seen: Set<Stage> = []
        eachLine(filter) { line in
            for touch in line { if let stage = touch.stage { seen.insert(stage) } }
        }
        return seen.sorted()
    }
}
