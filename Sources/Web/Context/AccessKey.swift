package import Kernel

/// A program that calls us with a key (`Authorization: Bearer tl_…`) and what it may do with it.
package struct AccessKey: Hashable, Sendable {
    package let id: ID<AccessKey>
    package let name: String
    /// What it opens: `write`, `read`, `manage`.
    package let scopes: Set<String>
    /// The number of the source whose touchpoints it sends; `nil` for a key that sends none.
    package let source: Int64?

    package init(id: ID<AccessKey>, name: String, scopes: Set<String>, source: Int64? = nil) {
        self.id = id
        self.name = name
        self.scopes = scopes
        self.source = source
    }
}
