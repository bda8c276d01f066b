package import Kernel

/// A program that calls us with a key (`Authorization: Bearer tl_…`) and what it may do with it.
package struct AccessKey: Hashable, Sendable {
    package let id: ID<AccessKey>
    package let name: String
    /// `touchpoints:write`, `customers:read` …
    package let scopes: Set<String>

    package init(id: ID<AccessKey>, name: String, scopes: Set<String>) {
        self.id = id
        self.name = name
        self.scopes = scopes
    }
}
