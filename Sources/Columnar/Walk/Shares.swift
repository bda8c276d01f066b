import Analytics

/// Touches and people by place in a table of names.
final class Shares {
    let touches: Table<Int>
    let people: Table<Int>
    private let lastLine: Table<Int>

    init(_ count: Int) { (touches, people, lastLine) = (Table(count, 0), Table(count, 0), Table(count, 0)) }

    /// - Parameter line: counted from 1, so that 0 is no line yet.
    @inline(__always)
    func add(_ place: Int, line: Int) {
        touches[place] += 1
        if lastLine[place] != line {
            people[place] += 1
            lastLine[place] = line
        }
    }

    func merge(_ other: Shares) {
        touches.add(other.touches)
        people.add(other.people)
    }

    /// - Parameter first: the place of the first name.
    func shares(_ names: [String], from first: Int = 0) -> [Overview.Share] {
        names.indices.map { Overview.Share(name: names[$0], people: people[first + $0], touches: touches[first + $0]) }
    }
}
