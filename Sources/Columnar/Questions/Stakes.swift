package import Analytics
package import Kernel

extension ColumnarLine {
    package func stakePeople(_ question: StakeQuestion, _ filter: Filter = .everything, now: Instant) -> [StakePerson] {
        // What came before the period, and what comes after it, counts; its bounds are no part of the filter.
        var whole = filter
        (whole.from, whole.until) = (nil, nil)
        let within = (filter.from ?? .distantPast).microseconds..<(filter.until ?? .distantFuture).microseconds
        let found = tally(whole) { StakeTally(question, names, within, now) }.found
        return found.sorted { $0.person < $1.person }
    }
}

/// Finds the place on each line from which on it counts, then looks at what stands before it and after it.
private struct StakeTally: LineTally {
    static let readsScores = true
    static let readsValues = true
    private(set) var found: [StakePerson] = []
    private let question: StakeQuestion
    private let hit: Int
    private let isStage: Table<Bool>
    private let isRevenue: Table<Bool>
    private let isRefund: Table<Bool>
    private let within: Range<Int64>
    private let after: Int64
    private let now: Int64

    init(_ question: StakeQuestion, _ names: LineNames, _ within: Range<Int64>, _ now: Instant) {
        self.question = question
        hit = names.kinds.firstIndex(of: question.kind) ?? -1
        isStage = Table(names.kinds.map { question.stage.contains($0) && $0 != question.kind })
        isRevenue = Table(names.kinds.map(question.revenue.contains))
        isRefund = Table(names.kinds.map(question.refunds.contains))
        (self.within, after, self.now) = (within, question.after.microseconds, now.microseconds)
    }

    mutating func add<P: Places>(_ line: LineView<P>) {
        var (struck, came, earliest) = (Int?.none, Int?.none, Int64?.none)
        for index in 0..<line.count {
            let (kind, time) = (line.kind(index), line.time(index))
            if kind == hit {
                if earliest == nil { earliest = time }
                if within.contains(time) {
                    struck = index
                    break
                }
            } else if came == nil, isStage[kind], within.contains(time) {
                came = index
            }
        }
        if let struck {
            found.append(person(line, struck, isHit: true))
        } else if let came, earliest.map({ $0 > line.time(came) + after }) ?? true {
            found.append(person(line, came, isHit: false))
        }
    }

    private func person<P: Places>(_ line: LineView<P>, _ place: Int, isHit: Bool) -> StakePerson {
        let (columns, touch, at) = (line.columns, line.touches[place], line.time(place))
        var (purchases, currency, brought) = (0, UInt16(0), [UInt16: Double]())
        for index in 0..<line.values.count {
            let value = line.values[index]
            let (paid, minor) = (Int(columns.valuePlaces[value]), Double(columns.valueMinors[value]))
            let kind = Int(columns.kinds[paid])
            if paid < touch, isRevenue[kind] { (purchases, currency) = (purchases + 1, columns.valueCurrencies[value]) }
            guard paid > touch, columns.times[paid] <= at + after else { continue }
            if isRevenue[kind] { brought[columns.valueCurrencies[value], default: 0] += minor }
            if isRefund[kind] { brought[columns.valueCurrencies[value], default: 0] -= abs(minor) }
        }
        var answer: Double?
        for index in 0..<line.scores.count {
            let score = line.scores[index]
            guard Int(columns.scorePlaces[score]) < touch else { break }
            if columns.scoreScales[score] == UInt8(question.prior.rawValue) { answer = columns.scoreValues[score] }
        }
        let amounts = brought.compactMap { bits, minor in Currency(packed: bits).map { ($0, minor) } }
        return StakePerson(
            person: Int64(line.person), isHit: isHit, at: Instant(microseconds: at),
            likeness: .init(answer: answer, on: question.prior, purchases: purchases, currency: Currency(packed: currency)),
            brought: now >= at + after ? Dictionary(uniqueKeysWithValues: amounts) : nil)
    }

    mutating func merge(_ other: StakeTally) { found += other.found }
}
