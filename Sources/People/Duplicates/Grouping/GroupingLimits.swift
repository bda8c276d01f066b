/// How far grouping may go.
package struct GroupingLimits: Hashable, Sendable {
    /// Two are suggested as one from this probability on, 0…1.
    package var leastProbability = 0.5
    /// No group has more members.
    package var mostMembers = 50

    package init() {}
}
