import Kernel

/// How kinds, channels and stages are called where people read them. What has no name is called by its key, made readable.
package struct Labels: Sendable {
    package var kinds: [String: String]
    package var channels: [String: String]
    package var stages: [String: String]
    /// By kind: who owns it.
    package var owners: [String: String]

    package init(kinds: [String: String] = [:], channels: [String: String] = [:], stages: [String: String] = [:], owners: [String: String] = [:]) {
        self.kinds = kinds
        self.channels = channels
        self.stages = stages
        self.owners = owners
    }
}

extension Labels {
    func kind(_ key: String) -> String { kinds[key] ?? key.readableKey }
    func channel(_ key: String) -> String { channels[key] ?? key.readableKey }
    /// Empty where nobody is known to own it.
    func owner(ofKind key: String) -> String { owners[key].map(\.readableKey) ?? "" }
    func stage(_ key: String) -> String { stages[key] ?? key.readableKey }
}
