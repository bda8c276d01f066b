package import Kernel

/// Who stands where: people by the last thing that happened to them.
package struct StandingQuestion: Hashable, Sendable {
    /// The last touch of somebody is of one of these kinds …
    package var kinds: Set<String>
    /// … and happened then or later.
    package var since: Instant

    package init(at kinds: Set<String>, since: Instant) { (self.kinds, self.since) = (kinds, since) }
}

extension JourneyLog {
    /// Ascending. A filter by kinds leaves out what is not to be looked at: the last touch is the last of those that pass.
    package func standing(_ question: StandingQuestion, _ filter: Filter = .everything) -> [Int64] {
        var people: [Int64] = []
        eachLine(filter) { line in
            guard let last = line.last, last.occurredAt >= question.since, question.kinds.contains(kinds[last.kind]) else { return }
            people.append(last.person)
        }
        return people.sorted()
    }
}
