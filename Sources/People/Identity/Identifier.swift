/// Something a customer is recognised by: an email address, a phone number, a cookie, a loyalty card.
///
/// The value is normalised, so that two identifiers are equal exactly if they name the same thing.
package struct Identifier: Hashable, Sendable {
    package let type: IdentifierType
    package let value: String

    /// `nil` when nothing is left of the value once it is normalised, when it is longer than 512 bytes, or when it should be an email address and
    /// is none.
    package init?(_ type: IdentifierType, _ raw: String) {
        let value = type.normalised(raw)
        guard !value.isEmpty, value.utf8.count <= 512, type != .email || IdentifierType.isEmailAddress(value) else { return nil }
        self.type = type
        self.value = value
    }

    /// Hardly ever do two types share a value, so that one text is enough to hash.
    package func hash(into hasher: inout Hasher) { hasher.combine(value) }
}

/// A kind of identifier. The ones every installation knows are named here; others can be added by their key.
package struct IdentifierType: RawRepresentable, Hashable, Sendable {
    /// Lower-case letters, digits and underscores: `email`, `anonymous_id`.
    package let rawValue: String

    package init(rawValue: String) { self.rawValue = rawValue }

    package static let userID = IdentifierType(rawValue: "user_id")
    package static let email = IdentifierType(rawValue: "email")
    package static let phone = IdentifierType(rawValue: "phone")
    package static let loyaltyCard = IdentifierType(rawValue: "loyalty_card")
    package static let social = IdentifierType(rawValue: "social")
    package static let deviceID = IdentifierType(rawValue: "device_id")
    package static let anonymousID = IdentifierType(rawValue: "anonymous_id")

    /// Those that every installation has.
    package static let known = [userID, email, phone, loyaltyCard, social, deviceID, anonymousID]

    /// Those made up by a browser or a telephone: they name a thing, and nobody needs to verify them.
    package static let ofThings = [anonymousID, deviceID]
    package var isOfThing: Bool { Self.ofThings.contains(self) }
    /// Something by which people are reached or known elsewhere, and which anybody may claim: an email address, a phone number, a card.
    package var isAddress: Bool { !isOfThing && self != .userID }
}

extension IdentifierType {
    func normalised(_ raw: String) -> String {
        let trimmed = raw.trimmingWhitespace()
        switch self {
        case .email: return Self.emailAddress(trimmed).lowercased()
        case .phone: return Self.phoneDigits(trimmed)
        case .social: return trimmed.lowercased()
        default: return String(trimmed)
        }
    }

    /// `Ada <ada@example.com>`, `mailto:ada@example.com?subject=Hello` → `ada@example.com`
    private static func emailAddress(_ text: Substring) -> Substring {
        var text = text
        if text.utf8.last == UInt8(ascii: ">"), let open = text.utf8.lastIndex(of: UInt8(ascii: "<")) {
            text = text[text.utf8.index(after: open)...].dropLast().trimmingWhitespace()
        }
        if text.utf8.count > 7, text.utf8.first.map({ $0 | 0x20 }) == UInt8(ascii: "m"), text.prefix(7).lowercased() == "mailto:" {
            text = text.dropFirst(7).prefix { $0 != "?" }
        }
        return text
    }

    /// Something, one @, something, without blanks and without what separates addresses in a list; letters of every script are taken.
    /// Before the @ anything may stand in quotation marks (RFC 5321, 4.1.2).
    static func isEmailAddress(_ text: String) -> Bool {
        let bytes = text.utf8
        guard let at = bytes.lastIndex(of: UInt8(ascii: "@")), at != bytes.startIndex, bytes.index(after: at) != bytes.endIndex else { return false }
        let (local, domain) = (bytes[..<at], bytes[bytes.index(after: at)...])
        let isQuoted = local.count > 2 && local.first == UInt8(ascii: "\"") && local.last == UInt8(ascii: "\"")
        return domain.allSatisfy(isPlain) && local.allSatisfy(isQuoted ? isShown : isPlain)
    }

    private static func isShown(_ byte: UInt8) -> Bool { byte >= 0x20 && byte != 0x7F }

    private static func isPlain(_ byte: UInt8) -> Bool {
        byte != 0x20 && isShown(byte) && !#"@<>()[],;:"\"#.utf8.contains(byte)
    }

    /// `+48 600-100-200`, `0048600100200` → `+48600100200`. A number without a country stays as its digits.
    private static func phoneDigits(_ text: Substring) -> String {
        let digits = text.unicodeScalars.filter { ("0"..."9").contains($0) }
        let number = String(String.UnicodeScalarView(digits))
        let behind = text.hasPrefix("+") ? Substring(number) : number.hasPrefix("00") ? number.dropFirst(2) : nil
        // A sign of a country without a number behind it names nobody.
        if let behind { return behind.isEmpty ? "" : "+" + behind }
        return number
    }
}

extension StringProtocol {
    /// Without white space and control characters at both ends.
    fileprivate func trimmingWhitespace() -> Substring {
        let isBlank: (Unicode.Scalar) -> Bool = {
            // Unicode's tables are asked for what is beyond ASCII only: imports come by here a million times.
            $0.isASCII ? $0.value <= 0x20 || $0.value == 0x7F : $0.properties.isWhitespace || $0.value == 0xFEFF
        }
        let scalars = unicodeScalars
        guard let first = scalars.firstIndex(where: { !isBlank($0) }), let last = scalars.lastIndex(where: { !isBlank($0) }) else { return "" }
        return Substring(self)[first...last]
    }
}
