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
    func kind(_ key: String) -> String { kinds[key] ?? readable(key) }
    func channel(_ key: String) -> String { channels[key] ?? readable(key) }
    /// Empty where nobody is known to own it.
    func owner(ofKind key: String) -> String { owners[key].map(readable) ?? "" }
    func stage(_ key: String) -> String { stages[key] ?? readable(key) }

    /// `after_purchase` is `After purchase`. A key with a capital or a space has been written to be read.
    private func readable(_ key: String) -> String {
        guard key.utf8.allSatisfy({ (97...122).contains($0) || (48...57).contains($0) || $0 == 95 }) else { return key }
        let spaced = key.split(separator: "_").joined(separator: " ")
        return spaced.isEmpty ? key : spaced.prefix(1).uppercased() + spaced.dropFirst()
    }
}
