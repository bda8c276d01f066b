/// Where people go, step by step, from the beginning of their line or from the first time they did something.
package struct FlowQuestion: Hashable, Sendable {
    /// The kind from whose first touch on; `nil` is from the beginning.
    package var anchor: String?
    /// How many steps to tell, the first included; 2…12.
    package var depth: Int

    package init(from anchor: String? = nil, depth: Int = 5) {
        self.anchor = anchor
        self.depth = min(max(depth, 2), 12)
    }
}

/// The same kind several times in a row is one step.
package struct Flow: Hashable, Sendable {
    /// Everybody who came to the first step.
    package let people: Int
    /// By step, counted from 0, then by falling count of people, then by names.
    package let moves: [Move]

    package struct Move: Hashable, Sendable {
        package let step: Int
        package let from: String
        /// `nil` is the end of the line.
        package let to: String?
        package let people: Int

        package init(step: Int, from: String, to: String?, people: Int) { (self.step, self.from, self.to, self.people) = (step, from, to, people) }
    }

    /// - Parameter moves: in any order; what nobody did is left out.
    package init(people: Int, moves: [Move]) {
        self.people = people
        self.moves = moves.filter { $0.people > 0 }.sorted {
            ($0.step, $1.people, $0.from, $0.to ?? "") < ($1.step, $0.people, $1.from, $1.to ?? "")
        }
    }
}

extension JourneyLog {
    package func flow(_ question: FlowQuestion, _ filter: Filter = .everything) -> Flow {
        var (people, counts) = (0, [[String?]: Int]())
        eachLine(filter) { line in
            var way: [String] = []
            for touch in line {
                if way.isEmpty, let anchor = question.anchor, kinds[touch.kind] != anchor { continue }
                if way.last != kinds[touch.kind] { way.append(kinds[touch.kind]) }
            }
            guard !way.isEmpty else { return }
            people += 1
            for step in 0..<min(way.count, question.depth - 1) {
                counts[["\(step)", way[step], step + 1 < way.count ? way[step + 1] : nil], default: 0] += 1
            }
        }
        return Flow(people: people, moves: counts.map { .init(step: Int($0[0] ?? "") ?? 0, from: $0[1] ?? "", to: $0[2], people: $1) })
    }
}
