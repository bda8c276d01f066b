package import Kernel

/// Someone we serve, whichever channels they use.
package struct Person: Hashable, Sendable, Identifiable {
    package let id: ID<Person>
    /// The lowest identifier that is theirs: how tables point at them.
    package let number: Int64
    package let createdAt: Instant
}
