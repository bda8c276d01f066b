package import Statistics

/// Which ways people went, whole line by whole line.
package struct VariantQuestion: Hashable, Sendable {
    /// How many of the most frequent to tell.
    package var top: Int
    /// Whether the same kind several times in a row is told once.
    package var collapsing: Bool
    /// After how many kinds a way is cut; `nil` is never.
    package var longest: Int?

    /// - Parameter longest: at least 1.
    package init(top: Int = 10, collapsing: Bool = true, longest: Int? = nil) {
        self.top = top
        self.collapsing = collapsing
        self.longest = longest
    }
}

/// Totals are of everybody, not of the told variants alone.
package struct Variants: Hashable, Sendable {
    package let people: Int
    /// How many different ways there are.
    package let count: Int
    /// By falling count of people, then by kinds.
    package let top: [Variant]
    /// At place k: how many lines have exactly k + 1 steps, that is, end there or are cut there.
    package let endings: [Int]

    package struct Variant: Hashable, Sendable {
        package let kinds: [String]
        package let people: Proportion

        package init(kinds: [String], people: Proportion) { (self.kinds, self.people) = (kinds, people) }
    }

    package init(people: Int, count: Int, top: [Variant], endings: [Int]) {
        (self.people, self.count, self.top, self.endings) = (people, count, top, endings)
    }
}

extension Variants {
    /// How many people went one of the told ways.
    package var covered: Proportion { Proportion(top.reduce(0) { $0 + $1.people.count }, of: people) }
    /// How many went another way.
    package var others: Int { people - covered.count }
}

extension JourneyLog {
    package func variants(_ question: VariantQuestion = VariantQuestion(), _ filter: Filter = .everything) -> Variants {
        var counts: [[Code<Kind>]: Int] = [:]
        var endings: [Int] = []
        var lines = 0
        eachLine(filter) { line in
            let path = question.path(of: line)
            counts[path, default: 0] += 1
            lines += 1
            while endings.count < path.count { endings.append(0) }
            endings[path.count - 1] += 1
        }
        return Variants(people: lines, count: counts.count, top: top(question.top, of: counts, lines), endings: endings)
    }

    private func top(_ count: Int, of counts: [[Code<Kind>]: Int], _ lines: Int) -> [Variants.Variant] {
        let ranked = counts.sorted { $0.value != $1.value ? $0.value > $1.value : $0.key.lexicographicallyPrecedes($1.key) }
        return ranked.prefix(count).map { path, people in
            Variants.Variant(kinds: path.map { kinds[$0] }, people: Proportion(people, of: lines))
        }
    }
}

extension VariantQuestion {
    fileprivate func path(of line: ArraySlice<Touch>) -> [Code<JourneyLog.Kind>] {
        var path: [Code<JourneyLog.Kind>] = []
        path.reserveCapacity(line.count)
        for touch in line where !collapsing || path.last != touch.kind {
            if path.count == longest { break }
            path.append(touch.kind)
        }
        return path
    }
}
