import Foundation

/// Weighs what two records agree on, in bits: log2 of how much likelier it is of one person than of two.
struct PairScorer: Sendable {
    let comparer: PairComparer
    let model: MatchModel
    /// By attribute and agreement, against strangers.
    private let ofOnePerson: [[Double]]
    private let ofRelatives: [[Double]]
    /// Places of the names among the attributes.
    private let names: [Int]

    /// What a single attribute can weigh at most: no value is so rare that it decides alone.
    static let mostBits = 20.0

    init(_ comparer: PairComparer, _ model: MatchModel) {
        (self.comparer, self.model) = (comparer, model)
        ofOnePerson = Self.bits(model.ofOnePerson, model.ofStrangers)
        ofRelatives = Self.bits(model.ofRelatives, model.ofStrangers)
        names = comparer.columns.indices.filter { [.givenName, .familyName].contains(comparer.columns[$0].attribute.sort) }
    }

    private static func bits(_ likely: [[Double]], _ strangers: [[Double]]) -> [[Double]] {
        zip(likely, strangers).map { likely, strangers in
            zip(likely, strangers).enumerated().map { level, shares in
                // The same value is weighed by how rare it is.
                log2(shares.0) - (level == Int(Agreement.same.rawValue) ? 0 : log2(shares.1))
            }
        }
    }

    /// All there is for and against the two being one, without the prior.
    func evidence(_ pair: RecordPair, _ pattern: PairPattern) -> Double {
        let sums = sums(pair, pattern)
        return sums.person - cost(ofRelatives: sums.relatives)
    }

    /// For one person and for relatives, each against strangers.
    func sums(_ pair: RecordPair, _ pattern: PairPattern) -> (person: Double, relatives: Double) {
        var (person, relatives) = (0.0, 0.0)
        for attribute in comparer.columns.indices {
            guard let agreement = pattern[attribute] else { continue }
            let rarity = rarity(attribute, agreement, pair)
            person += min(Self.bounded(ofOnePerson[attribute][Int(agreement.rawValue)] - rarity), most(attribute, agreement, pattern))
            if !comparer.columns[attribute].attribute.sort.isPersonal {
                relatives += Self.bounded(ofRelatives[attribute][Int(agreement.rawValue)] - rarity)
            }
        }
        return (person, relatives)
    }

    /// What an attribute says that the two are one, against strangers.
    func weight(_ attribute: Int, _ agreement: Agreement, _ pair: RecordPair, _ pattern: PairPattern) -> Double {
        let bits = Self.bounded(ofOnePerson[attribute][Int(agreement.rawValue)] - rarity(attribute, agreement, pair))
        return min(bits, most(attribute, agreement, pattern))
    }

    /// Addresses are made of names: that those of people who share a name look alike says hardly more than the name.
    private func most(_ attribute: Int, _ agreement: Agreement, _ pattern: PairPattern) -> Double {
        guard comparer.columns[attribute].attribute.sort == .email, agreement == .partly || agreement == .vaguely || agreement == .similar,
            names.contains(where: { pattern[$0] == .same })
        else { return Self.mostBits }
        return 1
    }

    /// What has to be taken off because relatives would agree like this too.
    func cost(ofRelatives evidence: Double) -> Double { log2(1 + exp2(min(model.kinship + evidence, 900))) }

    private func rarity(_ attribute: Int, _ agreement: Agreement, _ pair: RecordPair) -> Double {
        guard agreement == .same else { return 0 }
        return model.rarity[attribute][Int(comparer.columns[attribute].codes[Int(pair.one)])]
    }

    private static func bounded(_ bits: Double) -> Double { min(max(bits, -mostBits), mostBits) }
}
