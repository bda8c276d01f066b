import Kernel
import Language
import Web

/// What is answered or done again and again, under a name that colleagues know it by: pages call it a macro.
struct SavedReply: Hashable, Sendable {
    let id: ID<SavedReply>
    let name: String
    /// None where it only does something.
    let texts: [ReaderLanguage: String]
    /// What it does besides, in this order.
    var deeds: [MacroDeed] = []

    /// The facts of a conversation that a text may name in braces: `{customer}`.
    enum Fact: String, CaseIterable {
        /// The name of the customer, where they have said it.
        case customer
        /// Their first name.
        case first
        /// Who answers.
        case agent
        case number
        case subject
        /// Of the customer.
        case company
        /// The number of their last order.
        case order

        /// Whether a sentence goes on without it: “Hello {customer},” is “Hello,”.
        var isName: Bool { self == .customer || self == .first }
    }

    /// In the customer's language; where there is none of it, in the first of the product's languages that there is.
    ///
    /// - Parameter language: `pl` or `pl-PL`; `nil` where nobody knows.
    func text(in language: String?) -> String {
        let wanted = language.flatMap { ReaderLanguage(rawValue: String($0.prefix(2)).lowercased()) }
        return (wanted.map { [$0] + ReaderLanguage.allCases } ?? ReaderLanguage.allCases).lazy.compactMap { texts[$0] }.first ?? ""
    }

    /// The text with facts in place of their names. What is not known stays, to be asked for.
    static func fill(_ text: String, _ facts: [Fact: String]) -> String {
        text.replacing(/\{([a-z]+)\}/) { found in
            guard let fact = Fact(rawValue: String(found.output.1)), let value = facts[fact], !value.isEmpty else { return String(found.output.0) }
            return value
        }
    }

    /// The facts that a text still asks for, each once, in their order.
    static func gaps(in text: String) -> [Fact] {
        var seen: Set<Fact> = []
        return text.matches(of: /\{([a-z]+)\}/).compactMap { Fact(rawValue: String($0.output.1)) }.filter { seen.insert($0).inserted }
    }

    /// The text with what was asked for in its gaps. A name that is not known goes with the blank before it.
    ///
    /// - Parameter given: what was typed for each fact.
    /// - Throws: `invalid` for anything else that was not filled in: nothing goes out with a hole.
    static func close(_ text: String, _ given: [Fact: String]) throws -> String {
        for fact in gaps(in: text) where !fact.isName || given[fact] == nil {
            try Failure.require(!(given[fact] ?? "").isEmpty, field(fact), "must be filled in before it is sent")
        }
        return text.replacing(/( ?)\{([a-z]+)\}/) { found in
            guard let fact = Fact(rawValue: String(found.output.2)) else { return String(found.output.0) }
            guard let value = given[fact], !value.isEmpty else { return "" }
            return found.output.1 + value
        }
    }

    /// The text where nobody can be asked for what is not known: a name may be missing, anything else not.
    ///
    /// - Throws: `conflict`.
    static func closed(_ text: String) throws -> String {
        if let gap = gaps(in: text).first(where: { !$0.isName }) {
            throw Failure.conflict("The macro says what is not known here; there are {\(gap.rawValue)}")
        }
        return try close(text, Dictionary(uniqueKeysWithValues: Fact.allCases.filter(\.isName).map { ($0, "") }))
    }

    /// What a form calls the place for a fact.
    static func field(_ fact: Fact) -> String { "fact_\(fact.rawValue)" }

    /// - Throws: `invalid` for a name in braces that is none of the facts.
    static func check(_ text: String, _ field: String) throws {
        let facts = Fact.allCases.map { "{\($0.rawValue)}" }.joined(separator: ", ")
        let isKnown = text.matches(of: /\{([^{}\s]{0,40})\}/).allSatisfy { Fact(rawValue: String($0.output.1)) != nil }
        try Failure.require(isKnown, field, "may have in braces only what is filled in; there are \(facts)")
    }
}
