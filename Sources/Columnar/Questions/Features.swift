package import Analytics
import Kernel

extension ColumnarLine {
    package func features(_ question: FeatureQuestion, _ filter: Filter = .everything) -> [PersonFeatures] {
        var whole = filter
        // Without anything after that moment, no filter is needed, and none is the fastest.
        if bounds.map({ $0.upperBound >= question.asOf }) ?? false { whole.until = min(filter.until ?? .distantFuture, question.asOf) }
        let found = tally(whole) { FeatureTally(question, names, lines: lines) }.found
        return parts.count > 1 ? found.sorted { $0.person < $1.person } : found
    }
}

private struct FeatureTally: LineTally {
    static let readsScores = true
    private(set) var found: [PersonFeatures] = []
    private let since: [Int64]
    private let negative: Double
    private let balance: Table<Int8>

    init(_ question: FeatureQuestion, _ names: LineNames, lines: Int) {
        // Room that is never used costs nothing, and what others have found then fits behind.
        found.reserveCapacity(lines)
        since = question.spans.map { question.asOf.adding(.zero - $0).microseconds }
        negative = question.negative
        balance = Table(names.kinds.map { (question.opening.contains($0) ? 1 : 0) - (question.closing.contains($0) ? 1 : 0) })
    }

    mutating func add<P: Places>(_ line: LineView<P>) {
        let (columns, balance, negative) = (line.columns, balance.pointer, negative)
        var (sum, felt, bad, open) = (0.0, Int32(0), Int32(0), Int32(0))
        for index in 0..<line.count {
            let touch = line.touches[index]
            let sentiment = columns.sentiments[touch]
            let isKnown = sentiment == sentiment
            sum += isKnown ? Double(sentiment) : 0
            felt &+= isKnown ? 1 : 0
            bad &+= Double(sentiment) < negative ? 1 : 0
            open &+= Int32(balance[Int(columns.kinds[touch])])
        }
        var counts = SIMD4<Int32>()
        for place in since.indices {
            var index = line.count
            while index > 0, line.time(index - 1) >= since[place] { index -= 1 }
            counts[place] = Int32(truncatingIfNeeded: line.count - index)
        }
        found.append(
            PersonFeatures(
                person: Int64(line.person), last: Instant(microseconds: line.time(line.count - 1)), counts: counts, negatives: bad,
                open: max(0, open), sentiment: felt > 0 ? sum / Double(felt) : nil,
                lastScore: line.scores.count > 0 ? columns.score(line.scores[line.scores.count - 1]) : nil))
    }

    mutating func merge(_ other: FeatureTally) { found += other.found }
}
