import Foundation

/// What agreement tells, by Fellegi and Sunter (1969), learned from the data alone.
///
/// Any two records are one person, two relatives – people who share a home or a firm, and what belongs to it – or two strangers.
package struct MatchModel: Sendable {
    package let attributes: [Attribute]
    /// By attribute and agreement: how often two records of one person agree so (m).
    package internal(set) var ofOnePerson: [[Double]]
    /// The same of relatives; on what is personal they agree as strangers do.
    package internal(set) var ofRelatives: [[Double]]
    /// The same of strangers (u).
    package internal(set) var ofStrangers: [[Double]]
    /// log2 of how many pairs are one person, for each pair of strangers.
    package internal(set) var prior: Double
    /// log2 of how many pairs are relatives, for each pair of strangers.
    package internal(set) var kinship: Double
    /// By attribute and value: log2 of the share of people who have it. A rare surname says more.
    let rarity: [[Double]]
}

extension Double {
    /// log2 odds as a probability, 0…1.
    var asProbability: Double { 1 / (1 + exp2(-Swift.min(Swift.max(self, -500), 500))) }
}
