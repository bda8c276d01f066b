package import Analytics
import Kernel

extension ColumnarLine {
    package func hits(_ question: HitQuestion, _ filter: Filter = .everything) -> [Hit] {
        guard let kind = names.kinds.firstIndex(of: question.kind) else { return [] }
        // What was met before the period counts, so its beginning is no part of the filter.
        var whole = filter
        whole.from = nil
        let found = tally(whole) { HitTally(question, kind, from: filter.from ?? .distantPast) }.found
        return found.sorted(by: Hit.precedes)
    }
}

/// Walks each line once, and remembers when it was met last.
private struct HitTally: LineTally {
    static let readsScores = true
    private(set) var found: [Hit] = []
    private let kind: Int
    private let scale: UInt8
    private let window: Int64
    private let from: Int64

    init(_ question: HitQuestion, _ kind: Int, from: Instant) {
        self.kind = kind
        scale = UInt8(question.outcome.rawValue)
        window = question.window.microseconds
        self.from = from.microseconds
    }

    mutating func add<P: Places>(_ line: LineView<P>) {
        guard line.scores.count > 0 else { return }
        let columns = line.columns
        var (score, met) = (0, Int64?.none)
        var worst: Hit?
        for index in 0..<line.count {
            let (touch, time) = (line.touches[index], line.time(index))
            guard score < line.scores.count, Int(columns.scorePlaces[line.scores[score]]) == touch else {
                // An answer itself is no encounter.
                if line.kind(index) == kind { met = time }
                continue
            }
            let place = line.scores[score]
            score += 1
            guard columns.scoreScales[place] == scale, time >= from, let met, time - met <= window else { continue }
            let hit = Hit(
                person: Int64(line.person), at: Instant(microseconds: met), answer: columns.scoreValues[place],
                answeredAt: Instant(microseconds: time))
            if hit.outweighs(worst) { worst = hit }
        }
        if let worst { found.append(worst) }
    }

    mutating func merge(_ other: HitTally) { found += other.found }
}
