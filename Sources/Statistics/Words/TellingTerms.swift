import Foundation

/// The terms that tell some texts from others.
///
/// Each term is compared by its log-odds ratio with a Dirichlet prior of what all texts say, over its standard error: common words are as common
/// everywhere, and rare ones prove little (Monroe, Colaresi and Quinn, “Fightin’ Words”, Political Analysis 16, 2008, equations 15 to 22).
package struct TellingTerms: Sendable {
    /// By term its z, where it stands out.
    package let terms: [String: Double]

    /// From here a term stands out: one of two hundred does by chance.
    package static let threshold = 2.58
    /// Texts of fewer than so many people on either side tell nothing.
    package static let fewest = 8
    /// So much does what all say weigh, in terms.
    private static let prior = 50.0
    /// A long text is not the more telling for its length.
    private static let mostOfText = 3

    /// - Parameters:
    ///   - texts: the terms of each text, once each.
    ///   - others: what they are told from.
    package init(of texts: [Set<String>], among others: [Set<String>]) {
        guard min(texts.count, others.count) >= Self.fewest else {
            terms = [:]
            return
        }
        let (own, rest) = (Self.counts(texts), Self.counts(others))
        let (ownTotal, restTotal) = (Double(own.values.reduce(0, +)), Double(rest.values.reduce(0, +)))
        terms = own.reduce(into: [:]) { found, term in
            let elsewhere = Double(rest[term.key] ?? 0)
            let prior = Self.prior * (Double(term.value) + elsewhere) / (ownTotal + restTotal)
            let (here, there) = (Double(term.value) + prior, elsewhere + prior)
            let odds = log(here / (ownTotal + Self.prior - here)) - log(there / (restTotal + Self.prior - there))
            let z = odds / (1 / here + 1 / there).squareRoot()
            if z >= Self.threshold { found[term.key] = z }
        }
    }

    /// How plainly a text speaks of what these texts have in common: the sum of its most telling terms, 0 where none stands out.
    package func weight(of text: Set<String>) -> Double {
        text.compactMap { terms[$0] }.sorted(by: >).prefix(Self.mostOfText).reduce(0, +)
    }

    private static func counts(_ texts: [Set<String>]) -> [String: Int] {
        texts.reduce(into: [:]) { counts, terms in for term in terms { counts[term, default: 0] += 1 } }
    }
}
