import Kernel
import Language
import Web

/// What is answered again and again, under a name that colleagues know it by.
struct SavedReply: Hashable, Sendable {
    let id: ID<SavedReply>
    let name: String
    /// One of them at least.
    let texts: [ReaderLanguage: String]

    /// The facts of a conversation that a text may name in braces: `{customer}`.
    enum Fact: String, CaseIterable {
        /// The name of the customer, where they have said it.
        case customer
        /// Who answers.
        case agent
        case number
        case subject
    }

    /// In the customer's language; where there is none of it, in the first of the product's languages that there is.
    ///
    /// - Parameter language: `pl` or `pl-PL`; `nil` where nobody knows.
    func text(in language: String?) -> String {
        let wanted = language.flatMap { ReaderLanguage(rawValue: String($0.prefix(2)).lowercased()) }
        return (wanted.map { [$0] + ReaderLanguage.allCases } ?? ReaderLanguage.allCases).lazy.compactMap { texts[$0] }.first ?? ""
    }

    /// The text with facts in place of their names. One that is not known goes with the blank before it: “Hello {customer},” is “Hello,”.
    static func fill(_ text: String, _ facts: [Fact: String]) -> String {
        text.replacing(/( ?)\{([a-z]+)\}/) { found in
            guard let fact = Fact(rawValue: String(found.output.2)) else { return String(found.output.0) }
            guard let value = facts[fact], !value.isEmpty else { return "" }
            return found.output.1 + value
        }
    }

    /// - Throws: `invalid` for a name in braces that is none of the facts.
    static func check(_ text: String, _ field: String) throws {
        let facts = Fact.allCases.map { "{\($0.rawValue)}" }.joined(separator: ", ")
        let isKnown = text.matches(of: /\{([^{}\s]{0,40})\}/).allSatisfy { Fact(rawValue: String($0.output.1)) != nil }
        try Failure.require(isKnown, field, "may have in braces only what is filled in; there are \(facts)")
    }
}
