import Foundation
import Kernel
package import Statistics

/// What remains of a kind's impact once all else that was met is held: whether a bad answer costs more, or less, where this kind was met before it.
package struct HeldImpact: Hashable, Sendable {
    package let kind: String
    /// How much more often the outcome comes after a bad answer than after a good one where the kind was met, beyond what it does where it was not;
    /// the other kinds that have an impact of their own, and how much was met at all, held. `nil` where it cannot be told from these.
    package let remains: Difference?
    package let standing: Standing

    package enum Standing: Hashable, Sendable {
        /// It has an impact of its own.
        case own
        /// What it seems to have is that of this other kind.
        case follows(String)
        /// It is what comes of any bad answer, whatever was met before.
        case general
        /// It might have one, but not surely enough for how many were looked at.
        case unsure
    }
}

/// Gathers people with a bad answer and people with a good one: what they met before, and whether the outcome came. Who gave both counts on both
/// sides.
package struct ImpactTable: Sendable {
    /// By kind, in the order of their names.
    package let isEncounter: [Bool]
    private let kinds: [String]
    private let least: Int
    private var bad: [Int]
    private var good: [Int]
    private var sums: CrossProducts
    private static let most = 8

    /// - Parameter kinds: in the order of their names.
    package init(_ question: ImpactsQuestion, _ kinds: [String]) {
        (self.kinds, least) = (kinds, question.least)
        isEncounter = kinds.map { !question.besides.contains($0) }
        (bad, good) = (kinds.map { _ in 0 }, kinds.map { _ in 0 })
        sums = CrossProducts(columns: 2 + 2 * kinds.count)
    }

    /// - Parameters:
    ///   - met: which kinds, ascending, each once.
    ///   - touches: how many touchpoints were met.
    ///   - isSo: whether the outcome came.
    package mutating func add(isBad: Bool, met: [Int], touches: Int, isSo: Bool) {
        var row: [(column: Int, value: Double)] = [(column: Self.size, value: Double(Self.band(touches)))]
        if isBad { row.append((column: Self.badness, value: 1)) }
        for kind in met {
            row.append((column: Self.meeting(kind), value: 1))
            if isBad {
                bad[kind] += 1
                row.append((column: Self.meeting(kind) + 1, value: 1))
            } else {
                good[kind] += 1
            }
        }
        sums.add(isSo ? 1 : 0, row)
    }

    /// - Parameter other: of the same question, of other people.
    package mutating func merge(_ other: ImpactTable) {
        for kind in kinds.indices { (bad[kind], good[kind]) = (bad[kind] + other.bad[kind], good[kind] + other.good[kind]) }
        sums = sums + other.sums
    }

    private static let badness = 0
    private static let size = 1
    /// The column that says whether a kind was met; the one behind it, whether before a bad answer.
    private static func meeting(_ kind: Int) -> Int { 2 + 2 * kind }
    /// None, 1, 2–3, 4–7, 8–15 … touchpoints: 0, 1, 2, 3, 4 …
    private static func band(_ touches: Int) -> Int { Int.bitWidth - touches.leadingZeroBitCount }
}

// MARK: - Answering

extension ImpactTable {
    /// In the order of the kinds' names; only kinds that enough people met before a bad answer.
    package var answer: [HeldImpact] {
        let candidates = kinds.indices.filter { bad[$0] >= least }
        let chosen = chosen(among: candidates)
        return candidates.map { kind in
            let others = chosen.filter { $0 != kind }
            let remains = impact(of: kind, holding: others)
            let standing: HeldImpact.Standing = chosen.contains(kind) ? .own : standing(kind, remains, others)
            return HeldImpact(kind: kinds[kind], remains: remains, standing: standing)
        }
    }

    /// One by one the kinds whose impact is surest while those before are held, as long as it is worth its price (Schwarz 1978): z² > ln n.
    private func chosen(among candidates: [Int]) -> [Int] {
        var chosen: [Int] = []
        while chosen.count < Self.most {
            var best: (kind: Int, square: Double)?
            for kind in candidates where !chosen.contains(kind) {
                let square = impact(of: kind, holding: chosen)?.z.map { $0 * $0 } ?? 0
                guard square > best?.square ?? log(Double(max(sums.n, 2))) else { continue }
                best = (kind, square)
            }
            guard let best else { break }
            chosen.append(best.kind)
        }
        return chosen
    }

    /// Of a kind that adds nothing to those chosen: whose impact it seemed to have, if it seemed to have any.
    private func standing(_ kind: Int, _ remains: Difference?, _ chosen: [Int]) -> HeldImpact.Standing {
        if let remains, !remains.interval.contains(0) { return .unsure }
        guard let alone = impact(of: kind, holding: []), !alone.interval.contains(0) else { return .general }
        let without = chosen.map { left in (kind: left, z: abs(impact(of: kind, holding: chosen.filter { $0 != left })?.z ?? 0)) }
        return without.max { $0.z < $1.z }.map { .follows(kinds[$0.kind]) } ?? .general
    }

    private func impact(of kind: Int, holding others: [Int]) -> Difference? {
        let columns = [Self.badness, Self.size] + others.flatMap(columns) + columns(of: kind)
        return LinearFit(sums, of: columns)?.coefficients.last.map { Difference(value: $0.value, standardError: $0.standardError) }
    }

    /// Where hardly anybody met it before a good answer, there is no telling apart what it does by itself.
    private func columns(of kind: Int) -> [Int] {
        let meeting = Self.meeting(kind)
        return good[kind] >= least ? [meeting, meeting + 1] : [meeting + 1]
    }
}

extension JourneyLog {
    package func heldImpacts(_ question: ImpactsQuestion, _ filter: Filter = .everything) -> [HeldImpact] {
        var table = ImpactTable(question, kinds.all)
        let outcome = kinds.code(of: question.outcome)
        eachLine(filter) { line in
            let last = line.last { $0.kind == outcome }?.occurredAt ?? .distantPast
            let bounds = question.scale.bounds
            var sides: [Bool: (first: Instant, met: Set<Int>, touches: Int)] = [:]
            var begin = line.startIndex
            for place in line.indices {
                guard let score = line[place].score, score.scale == question.scale else { continue }
                let between = line[begin..<place]
                begin = place + 1
                guard score.value <= bounds.low || score.value >= bounds.high else { continue }
                let earliest = line[place].occurredAt.adding(.zero - question.answered)
                let met = between.filter { $0.occurredAt >= earliest && table.isEncounter[Int($0.kind.number)] }.map { Int($0.kind.number) }
                let isBad = score.value <= bounds.low
                var side = sides[isBad] ?? (first: line[place].occurredAt, met: [], touches: 0)
                side.met.formUnion(met)
                side.touches += met.count
                sides[isBad] = side
            }
            for (isBad, side) in sides { table.add(isBad: isBad, met: side.met.sorted(), touches: side.touches, isSo: last > side.first) }
        }
        return table.answer
    }
}
