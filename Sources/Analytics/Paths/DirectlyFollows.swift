import Kernel

/// What follows what, directly, on each person's line.
package struct DirectlyFollowsGraph: Hashable, Sendable {
    package let people: Int
    package let touches: Int
    /// By falling count of people, then of events, then by name.
    package let nodes: [Node]
    /// By falling count of events, then of people, then by names.
    package let edges: [Edge]

    package struct Node: Hashable, Sendable {
        package let kind: String
        package let people: Int
        package let touches: Int
        /// How many lines begin, and how many end, with this kind.
        package let starts: Int
        package let ends: Int
        /// At which place of their line people first come to it, counted from 1: the mean.
        package let place: Double

        package init(kind: String, people: Int, touches: Int, starts: Int, ends: Int, place: Double) {
            (self.kind, self.people, self.touches, self.starts, self.ends, self.place) = (kind, people, touches, starts, ends, place)
        }
    }

    package struct Edge: Hashable, Sendable {
        package let from: String
        package let to: String
        /// How many people went this way at least once.
        package let people: Int
        /// How often it was gone.
        package let events: Int
        package let time: TimeSpread

        package init(from: String, to: String, people: Int, events: Int, time: TimeSpread) {
            (self.from, self.to, self.people, self.events, self.time) = (from, to, people, events, time)
        }
    }

    /// - Parameters:
    ///   - nodes: in any order.
    ///   - edges: likewise.
    package init(people: Int, touches: Int, nodes: [Node], edges: [Edge]) {
        (self.people, self.touches) = (people, touches)
        self.nodes = nodes.sorted { ($1.people, $1.touches, $0.kind) < ($0.people, $0.touches, $1.kind) }
        self.edges = edges.sorted { ($1.events, $1.people, $0.from, $0.to) < ($0.events, $0.people, $1.from, $1.to) }
    }
}

extension DirectlyFollowsGraph {
    /// How often anything followed anything: touches less people.
    package var total: Int { edges.reduce(0) { $0 + $1.events } }
    package var selfLoops: [Edge] { edges.filter { $0.from == $0.to } }
}

extension JourneyLog {
    package func directlyFollows(_ filter: Filter = .everything) -> DirectlyFollowsGraph {
        var tally = DirectlyFollowsTally(kinds: kinds.all.count)
        eachLine(filter) { tally.add($0) }
        return tally.graph(kinds)
    }
}

private struct DirectlyFollowsTally {
    private struct Node { var people = 0, touches = 0, starts = 0, ends = 0, places = 0, lastLine = 0 }
    private struct Edge { var people = 0, lastLine = 0, microseconds: [Int64] = [] }
    private struct Step: Hashable { let from, to: Code<JourneyLog.Kind> }

    private var lines = 0
    private var touches = 0
    private var nodes: [Node]
    private var places: [Step: Int] = [:]
    private var edges: [Edge] = []

    init(kinds: Int) { nodes = Array(repeating: Node(), count: kinds) }

    mutating func add(_ line: ArraySlice<Touch>) {
        guard let first = line.first else { return }
        lines += 1
        touches += line.count
        var previous: Touch?
        for (place, touch) in line.enumerated() {
            meet(Int(touch.kind.number), at: place + 1)
            if let previous { follow(previous, touch) }
            previous = touch
        }
        nodes[Int(first.kind.number)].starts += 1
        nodes[Int((previous ?? first).kind.number)].ends += 1
    }

    /// Lines are counted from 1, so that 0 is no line yet.
    private mutating func meet(_ kind: Int, at place: Int) {
        nodes[kind].touches += 1
        guard nodes[kind].lastLine != lines else { return }
        nodes[kind].people += 1
        nodes[kind].places += place
        nodes[kind].lastLine = lines
    }

    private mutating func follow(_ a: Touch, _ b: Touch) {
        let place = place(of: Step(from: a.kind, to: b.kind))
        edges[place].microseconds.append(b.occurredAt.microseconds - a.occurredAt.microseconds)
        if edges[place].lastLine != lines { edges[place].people += 1 }
        edges[place].lastLine = lines
    }

    private mutating func place(of step: Step) -> Int {
        if let place = places[step] { return place }
        places[step] = edges.count
        edges.append(Edge())
        return edges.count - 1
    }
}

extension DirectlyFollowsTally {
    func graph(_ names: Names<JourneyLog.Kind>) -> DirectlyFollowsGraph {
        DirectlyFollowsGraph(people: lines, touches: touches, nodes: answerNodes(names), edges: answerEdges(names))
    }

    private func answerNodes(_ names: Names<JourneyLog.Kind>) -> [DirectlyFollowsGraph.Node] {
        let met = zip(names.all, nodes).filter { $0.1.touches > 0 }
        return met.map { name, node in
            DirectlyFollowsGraph.Node(
                kind: name, people: node.people, touches: node.touches, starts: node.starts, ends: node.ends,
                place: Double(node.places) / Double(node.people))
        }
    }

    private func answerEdges(_ names: Names<JourneyLog.Kind>) -> [DirectlyFollowsGraph.Edge] {
        var answer: [DirectlyFollowsGraph.Edge] = []
        for (step, place) in places {
            let edge = edges[place]
            guard let time = TimeSpread(microseconds: edge.microseconds) else { continue }
            answer.append(.init(from: names[step.from], to: names[step.to], people: edge.people, events: edge.microseconds.count, time: time))
        }
        return answer
    }
}
