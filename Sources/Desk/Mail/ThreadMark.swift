import Crypto
import Kernel
import Web

/// What of ours in a message says which conversation it belongs to, and that it was us who said so: who knows it has had mail of that conversation.
struct ThreadMark: Sendable {
    private let secret: SymmetricKey

    init(secret: [UInt8]) { self.secret = SymmetricKey(data: secret) }

    /// `help@example.com` → `help+c1042.k3…@example.com`
    func address(_ mailbox: String, _ conversation: Int64) -> String {
        let parts = mailbox.split(separator: "@", maxSplits: 1)
        return "\(parts.first ?? "")+c\(conversation).\(signature("address:\(conversation)"))@\(parts.last ?? "")"
    }

    /// `c1042.e5567.k3…@example.com`
    func messageID(_ conversation: Int64, entry: Int64, domain: String) -> String {
        "c\(conversation).e\(entry).\(signature("message:\(conversation):\(entry)"))@\(domain)"
    }

    func conversation(inAddress address: String) -> Int64? {
        guard let detail = Self.detail(address) else { return nil }
        let parts = detail.split(separator: ".")
        guard parts.count == 2, let number = Self.number("c", parts[0]) else { return nil }
        return isSame(parts[1], signature("address:\(number)")) ? number : nil
    }

    /// Whether it names a conversation as we do, and not by us: a signature that was made up, or spoiled on its way.
    func isForged(_ address: String) -> Bool {
        guard let detail = Self.detail(address), let dot = detail.firstIndex(of: ".") else { return false }
        return Self.number("c", detail[..<dot]) != nil && conversation(inAddress: address) == nil
    }

    private static func detail(_ address: String) -> Substring? {
        address.lowercased().split(separator: "@").first?.split(separator: "+", maxSplits: 1).dropFirst().first
    }

    func conversation(inMessageID id: String) -> Int64? { place(inMessageID: id)?.conversation }

    /// In which conversation a message of ours was written, and as which entry.
    func place(inMessageID id: String) -> (conversation: Int64, entry: Int64)? {
        let parts = (id.lowercased().split(separator: "@").first ?? "").split(separator: ".")
        guard parts.count == 3, let number = Self.number("c", parts[0]), let entry = Self.number("e", parts[1]) else { return nil }
        return isSame(parts[2], signature("message:\(number):\(entry)")) ? (number, entry) : nil
    }

    private static func number(_ letter: Character, _ text: Substring) -> Int64? {
        text.first == letter ? Int64(text.dropFirst()).flatMap { $0 > 0 ? $0 : nil } : nil
    }

    /// Eighty bits in sixteen small letters and digits, so that servers which change the case of an address change nothing.
    private func signature(_ text: String) -> String {
        let bytes = HMAC<SHA256>.authenticationCode(for: Array(text.utf8), using: secret).prefix(10)
        let bits = bytes.reduce(UInt128(0)) { $0 << 8 | UInt128($1) }
        return String((0..<16).map { Self.digits[Int(truncatingIfNeeded: bits >> UInt128(75 - 5 * $0)) & 31] })
    }

    private static let digits = Array("abcdefghijklmnopqrstuvwxyz234567")
}
