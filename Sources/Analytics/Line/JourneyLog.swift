package import Kernel

/// Everybody's line in memory: line by line in the order of their beginnings, each by time, then by arrival.
package struct JourneyLog: Sendable {
    package let touches: [Touch]
    package let kinds: Names<Kind>
    package let channels: Names<Channel>
    /// In the order of the journey.
    package let stages: [String]
    /// Where each person's touches begin, and at the end how many touches there are.
    private let starts: [Int]

    /// Codes are of a kind or of a channel, never of the other.
    package enum Kind {}
    package enum Channel {}

    /// Touches in the order of the line; the names that occur, sorted.
    init(ordered touches: [Touch], kinds: Names<Kind>, channels: Names<Channel>, stages: [String]) {
        self.touches = touches
        self.kinds = kinds
        self.channels = channels
        self.stages = stages
        starts = Self.starts(of: touches)
    }

    private static func starts(of touches: [Touch]) -> [Int] {
        var starts: [Int] = []
        for index in touches.indices where index == 0 || touches[index].person != touches[index - 1].person {
            starts.append(index)
        }
        return starts + [touches.count]
    }
}

extension JourneyLog {
    /// A stage of the journey by its place, counted from 1.
    package struct Stage: Hashable, Comparable, Sendable {
        package let number: UInt8

        /// - Parameter number: above 0.
        package init(number: UInt8) { self.number = number }

        package static func < (a: Self, b: Self) -> Bool { a.number < b.number }
    }

    /// `nil` when the log has no such stage.
    package func name(of stage: Stage) -> String? {
        stages.indices.contains(Int(stage.number) - 1) ? stages[Int(stage.number) - 1] : nil
    }

    package var people: Int { starts.count - 1 }
    package var isEmpty: Bool { touches.isEmpty }

    /// One person's touches.
    package func line(of place: Int) -> ArraySlice<Touch> { touches[starts[place]..<starts[place + 1]] }

    /// The last moment anything is known of; `nil` of an empty log.
    package var end: Instant? { touches.max { $0.occurredAt < $1.occurredAt }?.occurredAt }
}
