import Kernel
import People

/// A customer as a list shows them.
struct CustomerRow: Sendable {
    let person: Person
    let profile: Profile
    let rules: IdentityRules
    let company: String?
    let activity: Activity

    var name: String? { profile.name }
    var path: String { "/customers/\(person.id)" }

    /// What to call them when they have not said: their best identifier.
    func label(_ unknown: String) -> String { name ?? profile.bestIdentifier(rules) ?? unknown }

    var place: String? {
        let parts = [profile["city"], profile["country"]].compactMap { $0 }.filter { !$0.isEmpty }
        return parts.isEmpty ? nil : parts.joined(separator: ", ")
    }
}

extension Profile {
    /// An address or number by which people are called; a browser's id is none.
    func bestIdentifier(_ rules: IdentityRules) -> String? {
        let callable: [IdentifierType] = [.email, .phone, .userID, .social, .loyaltyCard]
        return callable.lazy.compactMap { type in
            identifiers.first { rules[number: $0.type]?.type == type }?.value
        }.first
    }
}
