extension UInt8 {
    /// As an address or a header has it (RFC 3986, RFC 8187): letters, digits, `.` and `-` as they are, all else as `%C4`.
    package var percentEncoded: String {
        let isPlain = (0x30...0x39).contains(self) || (0x61...0x7A).contains(self | 0x20) || self == 0x2E || self == 0x2D
        return isPlain ? String(UnicodeScalar(self)) : "%" + (self < 16 ? "0" : "") + String(self, radix: 16, uppercase: true)
    }
}
