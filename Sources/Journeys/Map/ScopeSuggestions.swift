import Kernel
import Timeline

/// What the figures of a page can be narrowed to: suggestions, the most frequent first; anything else may be written too.
struct ScopeSuggestions: Sendable {
    let companies: [String]
    /// With the values that they have.
    let properties: [(name: String, values: [String])]

    /// So many of each; browsers narrow them to what is being typed.
    static let most = 8
    static let mostCompanies = 5

    init(companies: [String] = [], properties: [(name: String, values: [String])] = []) {
        (self.companies, self.properties) = (companies, properties)
    }

    init(_ line: Line) async throws {
        self.init(
            companies: try await CompanyScopeStore(line: line).frequent(most: Self.mostCompanies),
            properties: try await CarriedStore(line: line).frequent(most: Self.most))
    }

    /// - Parameter property: the one whose values are wanted; without one there is nothing to suggest.
    func of(_ name: String, property: String?) -> [String] {
        switch name {
        case "company": companies
        case "property": properties.map(\.name)
        default:
            property.flatMap { property in properties.first { $0.name == property }?.values } ?? []
        }
    }
}

/// What a page could not be narrowed to, and why.
struct ScopeRefusal: Sendable {
    let field: String
    let reason: String

    /// - Returns: `nil` where something else failed.
    init?(_ failure: Failure) {
        guard case .invalid(let field, let reason) = failure, JourneyScope.narrowing.contains(field) else { return nil }
        (self.field, self.reason) = (field, reason)
    }
}
