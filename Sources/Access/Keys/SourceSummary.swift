package import Kernel

/// A source as the settings list it.
package struct SourceSummary: Hashable, Sendable {
    package let id: Int64
    package let name: String
    /// How it sends: `http`, `file`, `demo` …
    package let medium: String
    /// How many touchpoints came from it; `nil` where that was not counted.
    package let touchpoints: Int?
    package let lastReceivedAt: Instant?

    package init(id: Int64, name: String, medium: String, touchpoints: Int?, lastReceivedAt: Instant?) {
        self.id = id
        self.name = name
        self.medium = medium
        self.touchpoints = touchpoints
        self.lastReceivedAt = lastReceivedAt
    }

    /// Whether programs send for it, with keys.
    package var takesKeys: Bool { medium == "http" }
}
