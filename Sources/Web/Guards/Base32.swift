/// Five bits a character, in lower-case letters and digits that are not taken for one another (Crockford's alphabet). Bits that do
/// not fill a character are left out.
package func base32(_ bytes: some Sequence<UInt8>) -> String {
    var (text, bits, count): ([UInt8], UInt16, UInt16) = ([], 0, 0)
    for byte in bytes {
        bits = bits << 8 | UInt16(byte)
        count += 8
        while count >= 5 {
            count -= 5
            text.append(base32Digits[Int(bits >> count & 31)])
        }
    }
    return String(decoding: text, as: UTF8.self)
}

private let base32Digits = Array("0123456789abcdefghjkmnpqrstvwxyz".utf8)

/// Whether a signature is the one that was given out: in the same time whatever is wrong with it.
package func isSame(_ given: some StringProtocol, _ wanted: some StringProtocol) -> Bool {
    let (given, wanted) = (Array(given.utf8), Array(wanted.utf8))
    return given.count == wanted.count && zip(given, wanted).reduce(0) { $0 | ($1.0 ^ $1.1) } == 0
}

/// From the random source of the system, which is fit for secrets.
package func randomBytes(_ count: Int) -> [UInt8] {
    var random = SystemRandomNumberGenerator()
    return (0..<count).map { _ in UInt8.random(in: .min ... .max, using: &random) }
}
