package import Analytics
import Kernel

extension ColumnarLine {
    package func directlyFollows(_ filter: Filter = .everything) -> DirectlyFollowsGraph {
        let shift = EdgeTally.shift(names)
        // A table of every pair has its limits.
        guard shift <= 10 else { return log(filter).directlyFollows() }
        let counted = tallies(filter) { EdgeTally(kinds: names.kinds.count, shift: shift) }
        let isWholeSeconds = parts.allSatisfy(\.block.header.isWholeSeconds)
        let times = isWholeSeconds ? times(UInt32.self, counted, filter, shift) : times(Int64.self, counted, filter, shift)
        return graph(counted.dropFirst().reduce(into: counted[0]) { $0.merge($1) }, times, shift)
    }

    private func graph(_ tally: EdgeTally, _ times: [TimeSpread?], _ shift: Int) -> DirectlyFollowsGraph {
        let nodes = names.kinds.indices.filter { tally.nodes[$0].touches > 0 }.map { kind in
            let node = tally.nodes[kind]
            return DirectlyFollowsGraph.Node(
                kind: names.kinds[kind], people: node.people, touches: node.touches, starts: node.starts, ends: node.ends,
                place: Double(node.places) / Double(node.people))
        }
        let edges = times.indices.compactMap { edge -> DirectlyFollowsGraph.Edge? in
            guard let time = times[edge] else { return nil }
            return DirectlyFollowsGraph.Edge(
                from: names.kinds[edge >> shift], to: names.kinds[edge & (1 << shift - 1)], people: tally.people[edge], events: time.n, time: time)
        }
        return DirectlyFollowsGraph(people: tally.lines, touches: tally.touches, nodes: nodes, edges: edges)
    }

    /// How long each step took: all times of a step are laid side by side, then the steps are summed up on all cores.
    private func times<Gap: FixedWidthInteger & Sendable>(_: Gap.Type, _ counted: [EdgeTally], _ filter: Filter, _ shift: Int) -> [TimeSpread?] {
        let edges = 1 << (2 * shift)
        var (ends, total) = (Array(repeating: 0, count: edges), 0)
        // The pieces of a step stand behind one another, in the order of the pieces.
        let places = counted.map { _ in Table(edges, 0) }
        for edge in 0..<edges {
            for (piece, tally) in counted.enumerated() {
                places[piece][edge] = total
                total += Int(tally.events[edge])
            }
            ends[edge] = total
        }
        let gaps = UnsafeMutableBufferPointer<Gap>.allocate(capacity: max(1, total))
        defer { gaps.deallocate() }
        guard let base = gaps.baseAddress else { return [] }
        let (shared, pieces, steps) = (Shared((gaps: base, places: places)), pieces, ends)
        _ = concurrently(pieces.count) { piece in
            var scatter = GapScatter<Gap>(shared.value.gaps, shared.value.places[piece], shift)
            let sieve = sieve(filter)
            for stretch in pieces[piece] { walk(stretch, sieve, &scatter) }
        }
        // Every second step of all, so that each core has large ones and small ones.
        let summed = concurrently(pieces.count) { piece in
            let spread = OrderStatistics<Gap>()
            return stride(from: piece, to: edges, by: pieces.count).map { edge in
                let first = edge == 0 ? 0 : steps[edge - 1]
                return spread.summary(UnsafeMutableBufferPointer(start: shared.value.gaps + first, count: steps[edge] - first))
            }
        }
        return (0..<edges).map { summed[$0 % pieces.count][$0 / pieces.count] }
    }
}

/// Counts steps from kind to kind. The number of a step: from, times a power of two, plus to.
private struct EdgeTally: LineTally {
    struct Node { var people = 0, touches = 0, starts = 0, ends = 0, places = 0, lastLine = 0 }

    private(set) var (lines, touches) = (0, 0)
    let nodes: Table<Node>
    let events: Table<UInt32>
    let people: Table<Int>
    private let lastLine: Table<UInt32>
    private let shift: Int

    static func shift(_ names: LineNames) -> Int { max(1, Int.bitWidth - (names.kinds.count - 1).leadingZeroBitCount) }

    init(kinds: Int, shift: Int) {
        self.shift = shift
        nodes = Table(1 << shift, Node())
        (events, people, lastLine) = (Table(1 << (2 * shift), 0), Table(1 << (2 * shift), 0), Table(1 << (2 * shift), 0))
    }

    mutating func add<P: Places>(_ line: LineView<P>) {
        lines += 1
        touches += line.count
        let (nodes, events, people, lastLine, shift, number) = (nodes, events, people, lastLine, shift, lines)
        var kind = line.kind(0)
        nodes.pointer[kind].starts += 1
        Self.meet(nodes, kind, at: 1, number)
        for index in 1..<max(1, line.count) {
            let next = line.kind(index)
            let edge = kind << shift | next
            events[edge] &+= 1
            if lastLine[edge] != UInt32(truncatingIfNeeded: number) {
                lastLine[edge] = UInt32(truncatingIfNeeded: number)
                people[edge] += 1
            }
            Self.meet(nodes, next, at: index + 1, number)
            kind = next
        }
        nodes.pointer[kind].ends += 1
    }

    @inline(__always)
    private static func meet(_ nodes: Table<Node>, _ kind: Int, at place: Int, _ line: Int) {
        let node = nodes.pointer + kind
        node.pointee.touches += 1
        guard node.pointee.lastLine != line else { return }
        node.pointee.people += 1
        node.pointee.places += place
        node.pointee.lastLine = line
    }

    mutating func merge(_ other: EdgeTally) {
        lines += other.lines
        touches += other.touches
        events.add(other.events)
        people.add(other.people)
        for kind in 0..<nodes.count {
            let (node, more) = (nodes.pointer + kind, other.nodes[kind])
            node.pointee.people += more.people
            node.pointee.touches += more.touches
            node.pointee.starts += more.starts
            node.pointee.ends += more.ends
            node.pointee.places += more.places
        }
    }
}

/// Lays the time of each step where the times of that step stand. In whole seconds where a gap has 32 bits, else in microseconds.
private struct GapScatter<Gap: FixedWidthInteger>: LineTally {
    private let gaps: UnsafeMutablePointer<Gap>
    private let places: Table<Int>
    private let shift: Int

    init(_ gaps: UnsafeMutablePointer<Gap>, _ places: Table<Int>, _ shift: Int) { (self.gaps, self.places, self.shift) = (gaps, places, shift) }

    mutating func add<P: Places>(_ line: LineView<P>) {
        let (gaps, places, shift) = (gaps, places.pointer, shift)
        var (kind, time) = (line.kind(0), line.time(0))
        for index in 1..<max(1, line.count) {
            let (next, later) = (line.kind(index), line.time(index))
            let edge = kind << shift | next
            gaps[places[edge]] = Gap(truncatingIfNeeded: Gap.bitWidth == 32 ? (later - time) / 1_000_000 : later - time)
            places[edge] += 1
            (kind, time) = (next, later)
        }
    }

    mutating func merge(_ other: GapScatter) {}
}
