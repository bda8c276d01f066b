/// The identity of a `Subject`: sixteen bytes, ordered by creation time (UUID version 7).
///
/// An `ID<Person>` cannot be passed where an `ID<Company>` is asked for. Its text form is 26 lower-case characters
/// (Crockford's base 32) that sort as the bytes do.
package struct ID<Subject>: Hashable, Sendable {
    package let bits: UInt128

    package init(bits: UInt128) { self.bits = bits }

    package init(at instant: Instant, using random: inout some RandomNumberGenerator) {
        let milliseconds = UInt128(UInt64(clamping: instant.microseconds / 1000))
        let version: UInt128 = 0x7 << 76
        let variant: UInt128 = 0x2 << 62
        let high = UInt128(random.next() & 0xFFF) << 64
        let low = UInt128(random.next() & 0x3FFF_FFFF_FFFF_FFFF)
        bits = (milliseconds & 0xFFFF_FFFF_FFFF) << 80 | version | high | variant | low
    }

    package init(at instant: Instant) {
        var random = SystemRandomNumberGenerator()
        self.init(at: instant, using: &random)
    }
}

extension ID: Comparable {
    package static func < (a: Self, b: Self) -> Bool { a.bits < b.bits }
}

// MARK: - As sixteen bytes

extension ID {
    /// Most significant byte first, as databases keep it.
    package var bytes: [UInt8] { withUnsafeBytes(of: bits.bigEndian, Array.init) }

    package init?(bytes: some Collection<UInt8>) {
        guard bytes.count == 16 else { return nil }
        bits = bytes.reduce(0) { $0 << 8 | UInt128($1) }
    }
}

// MARK: - As 26 characters

extension ID: LosslessStringConvertible {
    package var description: String {
        String(unsafeUninitializedCapacity: 26) { characters in
            for place in 0..<26 {
                characters[place] = base32Digits[Int(truncatingIfNeeded: bits >> UInt128(125 - 5 * place)) & 31]
            }
            return 26
        }
    }

    package init?(_ text: String) {
        let characters = text.utf8
        guard characters.count == 26, let first = characters.first, first < UInt8(ascii: "8") else { return nil }
        var value: UInt128 = 0
        for character in characters {
            guard let digit = base32Digits.firstIndex(of: character) else { return nil }
            value = value << 5 | UInt128(digit)
        }
        bits = value
    }
}

private let base32Digits: [UInt8] = Array("0123456789abcdefghjkmnpqrstvwxyz".utf8)

extension ID: Codable {
    package func encode(to encoder: any Encoder) throws { try description.encode(to: encoder) }

    package init(from decoder: any Decoder) throws {
        guard let id = Self(try String(from: decoder)) else { throw Failure.invalid("id", "is not an identifier of ours") }
        self = id
    }
}
