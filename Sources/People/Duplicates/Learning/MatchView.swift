import Foundation

/// The pairs that share a rare value of one attribute, by how they agree on the others.
struct MatchView {
    let attribute: Int
    let patterns: [(pattern: PairPattern, count: Double)]
    /// Which part of them is one person, which are relatives; the rest are strangers.
    private(set) var people = 0.4
    private(set) var relatives = 0.2

    /// Fewer pairs than this are no view.
    private static let fewestPairs = 20.0

    /// The views of all attributes that identify, where there are pairs enough.
    static func views(_ comparer: PairComparer, _ candidates: [RecordPair], _ patterns: [PairPattern]) -> [MatchView] {
        comparer.columns.enumerated().compactMap { attribute, column in
            guard column.attribute.sort.identifies else { return nil }
            var counts: [PairPattern: Double] = [:]
            for (pair, pattern) in zip(candidates, patterns) where pattern[attribute] == .same {
                if column.counts[Int(column.codes[Int(pair.one)])] <= Blocks.mostMembers { counts[pattern, default: 0] += 1 }
            }
            guard counts.values.reduce(0, +) >= fewestPairs else { return nil }
            return MatchView(attribute: attribute, patterns: counts.ordered)
        }
    }

    private init(attribute: Int, patterns: [(pattern: PairPattern, count: Double)]) {
        (self.attribute, self.patterns) = (attribute, patterns)
    }

    /// Divides the pairs among the three kinds as the model says, and adds up how those of one person and of relatives agree.
    mutating func divide(by bits: MatchBits, into sums: inout MatchSums) {
        let (priorPeople, priorRelatives) = (log2(people / strangers), log2(relatives / strangers))
        var (peopleFound, relativesFound, total) = (0.4, 0.2, 1.0)
        for (pattern, count) in patterns {
            let evidence = bits.evidence(pattern, without: attribute)
            let (person, relative) = (exp2(min(priorPeople + evidence.person, 900)), exp2(min(priorRelatives + evidence.relatives, 900)))
            let (personCount, relativeCount) = (count * person / (1 + person + relative), count * relative / (1 + person + relative))
            (peopleFound, relativesFound, total) = (peopleFound + personCount, relativesFound + relativeCount, total + count)
            sums.add(pattern, people: personCount, relatives: relativeCount, without: attribute)
        }
        people = min(max(peopleFound / total, 1e-6), 1 - 1e-3)
        relatives = min(max(relativesFound / total, 1e-6), 1 - people - 1e-6)
    }

    private var strangers: Double { max(1 - people - relatives, 1e-6) }
}

extension [PairPattern: Double] {
    /// Sums of fractions depend on their order, so it is always the same.
    var ordered: [(pattern: PairPattern, count: Double)] {
        sorted { $0.key.bits < $1.key.bits }.map { (pattern: $0.key, count: $0.value) }
    }
}

/// The evidence of each agreement, without regard to how rare a value is.
struct MatchBits {
    private let person: [[Double]]
    private let relatives: [[Double]]

    init(_ model: MatchModel) {
        person = Self.bits(model.ofOnePerson, model.ofStrangers)
        relatives = Self.bits(model.ofRelatives, model.ofStrangers)
    }

    private static func bits(_ likely: [[Double]], _ strangers: [[Double]]) -> [[Double]] {
        zip(likely, strangers).map { zip($0, $1).map { log2($0 / $1) } }
    }

    func evidence(_ pattern: PairPattern, without left: Int? = nil) -> (person: Double, relatives: Double) {
        var sums = (person: 0.0, relatives: 0.0)
        for attribute in person.indices where attribute != left {
            guard let agreement = pattern[attribute] else { continue }
            sums.person += person[attribute][Int(agreement.rawValue)]
            sums.relatives += relatives[attribute][Int(agreement.rawValue)]
        }
        return sums
    }
}

/// How often each agreement was seen, by attribute.
struct MatchSums {
    private(set) var people: [[Double]]
    private(set) var relatives: [[Double]]

    /// How many pairs the expectation counts for.
    private static let trust = 5.0

    init(_ attributes: [Attribute]) {
        people = attributes.map { Agreement.expectation($0.sort).map { $0 * Self.trust + 0.01 } }
        relatives = people
    }

    mutating func add(_ pattern: PairPattern, people count: Double, relatives other: Double, without left: Int) {
        for attribute in people.indices where attribute != left {
            guard let agreement = pattern[attribute] else { continue }
            people[attribute][Int(agreement.rawValue)] += count
            relatives[attribute][Int(agreement.rawValue)] += other
        }
    }
}
