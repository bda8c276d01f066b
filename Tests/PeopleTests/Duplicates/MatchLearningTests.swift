import Foundation
import Testing

@testable import People

private func learned(_ roster: Roster) -> MatchModel {
    let comparer = PairComparer(roster)
    let candidates = Blocks(Traces(roster)).pairs(of: roster.count)
    let patterns = candidates.map { comparer.pattern(Int($0.one), Int($0.other)) }
    return MatchLearning.model(roster, comparer, candidates: candidates, patterns: patterns)
}

extension MatchModel {
    fileprivate func same(_ attribute: Int) -> (onePerson: Double, strangers: Double) {
        (ofOnePerson[attribute][Int(Agreement.same.rawValue)], ofStrangers[attribute][Int(Agreement.same.rawValue)])
    }
}

@Suite struct `What the data teaches` {
    /// 220 people with two records each. The second has another value, drawn anew, with these probabilities.
    private static let errors = [0.10, 0.05, 0.02, 0.30, 0.20, 0.15]

    private static let cast: DuplicatesCast = {
        var cast = DuplicatesCast(seed: 7)
        for number in 0..<220 {
            let (person, stranger) = (cast.person(), cast.person())
            cast.add(person, as: "\(number)")
            var second = person
            for index in second.indices where cast.chance(errors[index]) { second[index] = stranger[index] }
            cast.add(second, as: "\(number)")
        }
        return cast
    }()

    private static let model = learned(cast.roster)

    @Test(arguments: 0..<6) func `is how often two records of one person agree`(attribute: Int) {
        #expect(abs(Self.model.same(attribute).onePerson - (1 - Self.errors[attribute])) < 0.09)
    }

    @Test func `is how often two strangers agree`() {
        #expect(abs(Self.model.same(0).strangers - 1 / 150) < 0.004)
        #expect(abs(Self.model.same(5).strangers - 1 / 40) < 0.01)
    }

    @Test func `is how many pairs are one person`() {
        let pairs = Double(Self.cast.rows.count * (Self.cast.rows.count - 1) / 2)
        #expect(abs(Self.model.prior - log2(220 / pairs)) < 0.4)
    }

    @Test func `is that families share a home and a surname, and nothing that is personal`() {
        let model = learned(DuplicatesCast.families(120, seed: 11).roster)
        #expect(model.kinship > model.prior + 3)
        #expect(model.ofRelatives[1][0] > 0.65)
        #expect(model.ofRelatives[4][0] > 0.65)
        #expect(model.ofRelatives[0] == model.ofStrangers[0])
    }

    @Test func `makes shares of all agreements that add up to one`() {
        for shares in Self.model.ofOnePerson + Self.model.ofRelatives + Self.model.ofStrangers { #expect(abs(shares.reduce(0, +) - 1) < 1e-9) }
    }
}

@Suite struct `A pattern` {
    @Test func `keeps the agreement of sixteen attributes apart`() {
        var pattern = PairPattern()
        for (index, agreement) in (Agreement.allCases + Agreement.allCases).enumerated() { pattern[index] = agreement }
        pattern[3] = nil
        #expect((0..<16).map { pattern[$0] } == (Agreement.allCases + Agreement.allCases).enumerated().map { $0 == 3 ? nil : $1 })
    }
}
