package import Kernel

/// What is known of a customer: each fact with where it came from and when. The newest of a name counts.
package struct Profile: Hashable, Sendable {
    package let traits: [Trait]
    package let identifiers: [KnownIdentifier]

    package init(traits: [Trait], identifiers: [KnownIdentifier]) {
        self.traits = traits
        self.identifiers = identifiers
    }

    package struct Trait: Hashable, Sendable {
        package let name: String
        package let value: String
        package let occurredAt: Instant
        package let source: Int64
        package let identifier: Int64
    }

    package subscript(name: String) -> String? { traits.first { $0.name == name }?.value }

    /// The name to call them by; `nil` for somebody who has not said.
    package var name: String? {
        if let name = self["name"], !name.isEmpty { return name }
        let parts = [self["first_name"] ?? self["firstName"], self["last_name"] ?? self["lastName"]].compactMap { $0 }.filter { !$0.isEmpty }
        return parts.isEmpty ? nil : parts.joined(separator: " ")
    }
}
