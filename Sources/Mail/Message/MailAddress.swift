import Kernel

/// Whom a message is from or for.
package struct MailAddress: Hashable, Sendable {
    /// What they call themselves; empty where nothing is said.
    package let name: String
    /// `kim@example.com`, as it was written.
    package let address: String

    package init(name: String = "", address: String) { (self.name, self.address) = (name, address) }

    /// The form in which two are the same.
    package var key: String { address.lowercased() }

    /// `kim@example.com` → `example.com`
    package var domain: String { String(address.split(separator: "@").last ?? "") }

    /// `Help+c1042.k3…@example.com` → `help@example.com`
    package static func withoutDetail(_ address: String) -> String {
        let parts = address.lowercased().split(separator: "@", maxSplits: 1)
        return "\(parts.first?.prefix { $0 != "+" } ?? "")@\(parts.last ?? "")"
    }

    /// Whether it can stand in a header and in an envelope: something, an @, something, in printable ASCII without blanks or brackets.
    package static func isAddress(_ text: String) -> Bool {
        let parts = text.utf8.split(separator: UInt8(ascii: "@"), omittingEmptySubsequences: false)
        guard parts.count == 2, parts.allSatisfy({ !$0.isEmpty }), text.utf8.count <= 254 else { return false }
        return text.utf8.allSatisfy { (0x21...0x7E).contains($0) && !#"<>()[],;:"\"#.utf8.contains($0) }
    }
}
