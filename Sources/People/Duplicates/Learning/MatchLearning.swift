import Foundation

/// Learns the model from candidate pairs and from pairs taken at random, without anybody's word on who is who.
///
/// Pairs are looked at through one attribute at a time: among those that share a rare value of it, the *other* attributes tell the same
/// person from a relative and from a stranger (a mixture of three classes by expectation maximisation; all views share the classes).
/// What a pair was found by does not speak for it, so the choice of candidates does not tint the estimate.
struct MatchLearning {
    private let attributes: [Attribute]
    private let comparer: PairComparer
    private let candidates: [RecordPair]
    private let patterns: [PairPattern]
    private let atRandom: [(pattern: PairPattern, count: Double)]
    private let allPairs: Double
    private var views: [MatchView]
    private var model: MatchModel

    private init(_ roster: Roster, _ comparer: PairComparer, _ candidates: [RecordPair], _ patterns: [PairPattern]) {
        (self.comparer, self.candidates, self.patterns) = (comparer, candidates, patterns)
        attributes = comparer.columns.map(\.attribute)
        allPairs = max(Double(roster.count) * Double(roster.count - 1) / 2, 1)
        atRandom = comparer.patternsByChance(of: roster.count).ordered
        views = MatchView.views(comparer, candidates, patterns)
        let expected = attributes.map { Self.scaled(Agreement.expectation($0.sort)) }
        model = MatchModel(
            attributes: attributes, ofOnePerson: expected, ofRelatives: expected, ofStrangers: expected, prior: log2(Double(roster.count) / allPairs),
            kinship: log2(Double(roster.count) / allPairs), rarity: comparer.columns.map(Self.rarity))
    }

    static func model(_ roster: Roster, _ comparer: PairComparer, candidates: [RecordPair], patterns: [PairPattern]) -> MatchModel {
        var learning = MatchLearning(roster, comparer, candidates, patterns)
        learning.learnStrangers { _ in 1 }
        learning.keepPersonalApart()
        for round in 1...3 {
            for _ in 0..<12 { learning.step() }
            learning.learnShares()
            if round < 3 { learning.learnStrangers(learning.probabilityOfStrangers()) }
        }
        return learning.model
    }

    /// One round of expectation and maximisation over all views.
    private mutating func step() {
        let bits = MatchBits(model)
        var sums = MatchSums(attributes)
        for index in views.indices { views[index].divide(by: bits, into: &sums) }
        model.ofOnePerson = sums.people.map(Self.scaled)
        model.ofRelatives = sums.relatives.map(Self.scaled)
        keepPersonalApart()
    }

    /// Relatives have names and birthdays of their own.
    private mutating func keepPersonalApart() {
        for (index, attribute) in attributes.enumerated() where attribute.sort.isPersonal { model.ofRelatives[index] = model.ofStrangers[index] }
    }

    /// u, from pairs at random, each counted as far as it is likely to be of strangers.
    private mutating func learnStrangers(_ probability: (PairPattern) -> Double) {
        var sums = attributes.map { Agreement.expectation($0.sort).map { $0 > 0 ? 0.5 : 0.05 } }
        for (pattern, count) in atRandom {
            let share = count * probability(pattern)
            for attribute in attributes.indices {
                if let agreement = pattern[attribute] { sums[attribute][Int(agreement.rawValue)] += share }
            }
        }
        model.ofStrangers = sums.map(Self.scaled)
        keepPersonalApart()
    }

    private func probabilityOfStrangers() -> (PairPattern) -> Double {
        let (bits, prior, kinship) = (MatchBits(model), model.prior, model.kinship)
        return { pattern in
            let evidence = bits.evidence(pattern)
            return 1 / (1 + exp2(min(prior + evidence.person, 900)) + exp2(min(kinship + evidence.relatives, 900)))
        }
    }

    /// The shares at which the candidates' probabilities add up to just these shares.
    private mutating func learnShares() {
        let counts = EvidenceCounts(PairScorer(comparer, model), candidates, patterns)
        for _ in 0..<50 {
            let found = counts.expected(prior: model.prior, kinship: model.kinship)
            let strangers = max(allPairs - found.people - found.relatives, 1)
            model.prior = log2(max(found.people, 1e-3) / strangers)
            model.kinship = log2(max(found.relatives, 1e-3) / strangers)
        }
    }

    static func scaled(_ counts: [Double]) -> [Double] {
        let raised = counts.map { max($0, 1e-9) }
        let total = raised.reduce(0, +)
        return raised.map { $0 / total }
    }

    /// log2 of the share of records that have a value, each.
    private static func rarity(_ column: RosterColumn) -> [Double] {
        let known = Double(max(column.known, 1))
        return column.counts.map { log2(Double(max($0, 1)) / known) }
    }
}

/// How many candidates have how much evidence, to the half bit.
private struct EvidenceCounts {
    private struct Bits: Hashable, Comparable {
        let person: Int
        let relatives: Int

        static func < (a: Bits, b: Bits) -> Bool { (a.person, a.relatives) < (b.person, b.relatives) }
    }

    private let counts: [(person: Double, relatives: Double, count: Double)]

    init(_ scorer: PairScorer, _ candidates: [RecordPair], _ patterns: [PairPattern]) {
        var counts: [Bits: Int] = [:]
        for (pair, pattern) in zip(candidates, patterns) {
            let sums = scorer.sums(pair, pattern)
            counts[Bits(person: Self.halves(sums.person), relatives: Self.halves(sums.relatives)), default: 0] += 1
        }
        // In one order, so that sums come out the same each time.
        self.counts = counts.sorted { $0.key < $1.key }.map { (Double($0.key.person) / 2, Double($0.key.relatives) / 2, Double($0.value)) }
    }

    private static func halves(_ bits: Double) -> Int { min(max(Int((bits * 2).rounded()), -120), 119) }

    func expected(prior: Double, kinship: Double) -> (people: Double, relatives: Double) {
        var found = (people: 0.0, relatives: 0.0)
        for (bits, relativeBits, count) in counts {
            let (person, relative) = (exp2(bits + prior), exp2(relativeBits + kinship))
            found.people += count * person / (1 + person + relative)
            found.relatives += count * relative / (1 + person + relative)
        }
        return found
    }
}
