import Foundation

/// Puts together the records of one person: best first, each time against the whole of both groups.
///
/// Two groups are joined by the mean evidence over all pairs between them, so that a chain of look-alikes cannot run away: one good pair
/// does not outweigh many bad ones. Several pairs say more than one, but not as much as if they were independent.
struct Grouping {
    private let scorer: PairScorer
    private let limits: GroupingLimits
    private let apart: [Int32: Set<Int32>]
    private var groups: [Group]
    private(set) var joins: [Join] = []

    /// Two groups that became one.
    struct Join {
        let one: [Int32]
        let other: [Int32]
        let probability: Double
    }

    private struct Group {
        var members: [Int32]
        /// The evidence summed over all pairs, by neighbouring group.
        var neighbours: [Int32: Double] = [:]
        /// Rises with each join, so that what was thought of before can be told to be outdated.
        var version: Int32 = 0
    }

    private struct Proposal: Comparable {
        let odds: Double
        let one: Int32
        let other: Int32
        let versions: (Int32, Int32)

        /// Equal odds: the first records come first.
        static func < (a: Self, b: Self) -> Bool { (a.odds, b.one, b.other) < (b.odds, a.one, a.other) }
        static func == (a: Self, b: Self) -> Bool { (a.odds, a.one, a.other) == (b.odds, b.one, b.other) }
    }

    /// - Parameter apart: pairs that are known not to be one; no group holds both.
    init(_ scorer: PairScorer, recordCount: Int, limits: GroupingLimits, apart: [RecordPair]) {
        (self.scorer, self.limits) = (scorer, limits)
        groups = (0..<Int32(recordCount)).map { Group(members: [$0]) }
        var known: [Int32: Set<Int32>] = [:]
        for pair in apart {
            known[pair.one, default: []].insert(pair.other)
            known[pair.other, default: []].insert(pair.one)
        }
        self.apart = known
    }

    /// Pairs whose odds are this much below even still make neighbours, whose groups may come together later; in bits.
    private static let reach = 4.0

    private var threshold: Double { log2(limits.leastProbability / (1 - limits.leastProbability)) }

    /// The groups of two and more, each in order.
    mutating func run(_ candidates: [RecordPair], _ patterns: [PairPattern]) -> [[Int32]] {
        var heap = Heap(neighbours(candidates, patterns))
        while let proposal = heap.pop() {
            guard isCurrent(proposal), canJoin(proposal) else { continue }
            joins.append(Join(one: members(proposal.one), other: members(proposal.other), probability: proposal.odds.asProbability))
            for next in join(proposal.one, proposal.other) { heap.push(next) }
        }
        return groups.map(\.members).filter { $0.count > 1 }.map { $0.sorted() }
    }

    private func members(_ group: Int32) -> [Int32] { groups[Int(group)].members }

    private mutating func neighbours(_ candidates: [RecordPair], _ patterns: [PairPattern]) -> [Proposal] {
        var proposals: [Proposal] = []
        for (pair, pattern) in zip(candidates, patterns) {
            let evidence = scorer.evidence(pair, pattern)
            guard evidence + scorer.model.prior > -Self.reach else { continue }
            groups[Int(pair.one)].neighbours[pair.other] = evidence
            groups[Int(pair.other)].neighbours[pair.one] = evidence
            if let proposal = proposal(pair.one, pair.other, evidence) { proposals.append(proposal) }
        }
        return proposals
    }

    // MARK: - Proposals

    private func proposal(_ a: Int32, _ b: Int32, _ evidence: Double) -> Proposal? {
        let (one, other) = (min(a, b), max(a, b))
        let odds = odds(evidence, pairs: groups[Int(a)].members.count * groups[Int(b)].members.count)
        guard odds > threshold else { return nil }
        return Proposal(odds: odds, one: one, other: other, versions: (groups[Int(one)].version, groups[Int(other)].version))
    }

    /// The mean evidence of a pair, raised with the number of pairs, by half at most: errors are copied, so pairs do not speak independently.
    private func odds(_ evidence: Double, pairs: Int) -> Double {
        scorer.model.prior + evidence / Double(pairs) * min(1.5, pow(Double(pairs), 0.25))
    }

    private func isCurrent(_ proposal: Proposal) -> Bool {
        let (one, other) = (groups[Int(proposal.one)], groups[Int(proposal.other)])
        return !one.members.isEmpty && !other.members.isEmpty && (one.version, other.version) == proposal.versions
    }

    private func canJoin(_ proposal: Proposal) -> Bool {
        let (one, other) = (groups[Int(proposal.one)].members, groups[Int(proposal.other)].members)
        guard one.count + other.count <= limits.mostMembers else { return false }
        return apart.isEmpty || !one.contains { member in apart[member].map { !$0.isDisjoint(with: other) } ?? false }
    }

    // MARK: - Joining

    /// The second becomes part of the first. Returns what can be thought of next.
    private mutating func join(_ kept: Int32, _ gone: Int32) -> [Proposal] {
        let (first, second) = (groups[Int(kept)], groups[Int(gone)])
        var all: [Int32: Double] = [:]
        for neighbour in Set(first.neighbours.keys).union(second.neighbours.keys) where neighbour != kept && neighbour != gone {
            all[neighbour] =
                (first.neighbours[neighbour] ?? evidence(first, neighbour)) + (second.neighbours[neighbour] ?? evidence(second, neighbour))
            groups[Int(neighbour)].neighbours[gone] = nil
            groups[Int(neighbour)].neighbours[kept] = all[neighbour]
        }
        groups[Int(kept)] = Group(members: first.members + second.members, neighbours: all, version: first.version + 1)
        groups[Int(gone)] = Group(members: [])
        return all.compactMap { proposal(kept, $0.key, $0.value) }
    }

    private func evidence(_ group: Group, _ neighbour: Int32) -> Double {
        var sum = 0.0
        for one in group.members {
            for other in groups[Int(neighbour)].members {
                let pair = RecordPair(one, other)
                sum += scorer.evidence(pair, scorer.comparer.pattern(Int(one), Int(other)))
            }
        }
        return sum
    }
}
