/// That somebody went directly from one kind to another, or came to a kind at all.
package struct Passing: Hashable, Sendable {
    /// `nil` is from anywhere, or from nowhere.
    package var from: String?
    package var to: String

    package init(from: String?, to: String) { (self.from, self.to) = (from, to) }
}

extension JourneyLog {
    /// Those who did so at least once, ascending.
    package func people(passing: Passing, _ filter: Filter = .everything) -> [Int64] {
        var people: [Int64] = []
        eachLine(filter) { line in
            let came = line.indices.contains { place in
                guard kinds[line[place].kind] == passing.to else { return false }
                return passing.from.map { place > line.startIndex && kinds[line[place - 1].kind] == $0 } ?? true
            }
            if came, let person = line.first?.person { people.append(person) }
        }
        return people.sorted()
    }
}
