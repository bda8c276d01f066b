import Crypto
import Kernel
import Web

/// What opens the page of an appointment, and what a form of ours carries: that it was us who gave it.
struct BookingToken: Sendable {
    private let secret: SymmetricKey

    init(secret: [UInt8]) { self.secret = SymmetricKey(data: secret) }

    // MARK: - Links

    /// 51 small letters and digits.
    func text(_ booking: ID<Booking>) -> String { booking.description + signature("booking:\(booking)") }

    func path(_ booking: ID<Booking>) -> String { "/appointment/" + text(booking) }

    /// - Returns: `nil` for what we never gave.
    func booking(_ text: String) -> ID<Booking>? {
        guard text.utf8.count == 51, let booking = ID<Booking>(String(text.prefix(26))) else { return nil }
        return isSame(text.dropFirst(26), signature("booking:\(booking)")) ? booking : nil
    }

    // MARK: - Forms

    /// A form that was given at a moment; it can be sent once.
    func form(of kind: BookingKind, at now: Instant) -> String {
        let id = ID<BookingForm>(at: now)
        return "\(id)-\(now.microseconds)-\(signature("form:\(kind.id):\(id):\(now.microseconds)"))"
    }

    /// When it was given.
    ///
    /// - Returns: `nil` for what we never gave for this kind.
    func given(_ form: String, of kind: BookingKind) -> Instant? {
        let parts = form.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 3, let id = ID<BookingForm>(String(parts[0])), let time = Int64(parts[1]) else { return nil }
        return isSame(parts[2], signature("form:\(kind.id):\(id):\(time)")) ? Instant(microseconds: time) : nil
    }

    /// 125 bits in 25 characters.
    private func signature(_ text: String) -> String {
        String(base32(HMAC<SHA256>.authenticationCode(for: Array(text.utf8), using: secret).prefix(16)).prefix(25))
    }
}

/// A form of a page of ours, and what tells that a person sent it.
///
/// A browser with a script works for a moment: it looks for a number with which the hash of the form begins with so many zeros. Who has none takes
/// as long as people do to type.
enum BookingForm {
    /// Zeros in front, in bits: about eight thousand attempts.
    static let work = 13
    /// Faster nobody types a name and an address.
    static let typing = Duration.seconds(5)
    /// So long a form that was opened can be sent.
    static let life = Duration.hours(12)

    static func hasWorked(_ form: String, _ answer: String) -> Bool {
        guard !answer.isEmpty, answer.utf8.count <= 12, answer.utf8.allSatisfy({ (48...57).contains($0) }) else { return false }
        let digest = Array(SHA256.hash(data: Array("\(form):\(answer)".utf8)))
        return digest[0] == 0 && digest[1] >> UInt8(16 - work) == 0
    }
}
