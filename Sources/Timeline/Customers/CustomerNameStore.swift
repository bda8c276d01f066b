package import Kernel
package import People
import Storage

/// What a customer is called on a list, and where they are found.
package struct CustomerName: Hashable, Sendable {
    package let number: Int64
    package let id: ID<Person>
    package let name: String
}

/// Names of customers, for lists of other parts.
package struct CustomerNameStore: Sendable {
    private let line: Line

    package init(line: Line) { self.line = line }

    /// In the order of the numbers; who is nobody's any more is left out.
    package func names(_ numbers: [Int64]) async throws -> [CustomerName] {
        try await line.database.read { session in
            try numbers.chunked(by: 1_000).flatMap { some in
                let profiles = try ProfileStore().profiles(of: some, session)
                return try PersonStore().people(some, session).map { person in
                    let profile = profiles[person.number]
                    return CustomerName(
                        number: person.number, id: person.id, name: profile?.name ?? profile?.identifiers.first?.value ?? "\(person.id)")
                }
            }
        }
    }
}
