import Foundation

/// A password that is good enough to be kept: long, not among those tried first, not the address itself (NIST SP 800-63B, 5.1.1.2).
package struct NewPassword: Sendable {
    let text: String

    package static let shortest = 12
    package static let longest = 200

    package enum Fault: String, Error { case short, long, common, email }

    package init(_ text: String, email: String) throws(Fault) {
        let text = sameOnEveryKeyboard(text)
        guard text.unicodeScalars.count >= Self.shortest else { throw .short }
        guard text.unicodeScalars.count <= Self.longest else { throw .long }
        let plain = letters(of: text)
        guard plain != letters(of: email), plain != letters(of: String(email.prefix { $0 != "@" })) else { throw .email }
        guard !isEasilyGuessed(plain) else { throw .common }
        self.text = text
    }
}

/// The same characters in the same form, however they were put together (NFC).
func sameOnEveryKeyboard(_ password: String) -> String { password.precomposedStringWithCanonicalMapping }

/// What remains when case, spaces and marks are taken away, by which people hope to hide a common password.
private func letters(of text: String) -> String { text.lowercased().filter { $0.isLetter || $0.isNumber } }

private func isEasilyGuessed(_ plain: String) -> Bool {
    let core = plain.drop { $0.isNumber }.reversed().drop { $0.isNumber }.reversed()
    return commonPasswords.contains(plain) || commonWords.contains(String(core)) || repeats(plain) || walks(plain)
}

/// `abcabcabcabc`: the beginning, of up to four characters, again and again. Nothing at all, too.
private func repeats(_ text: String) -> Bool {
    let characters = Array(text)
    return (1...4).contains { period in characters.indices.allSatisfy { characters[$0] == characters[$0 % period] } }
}

/// `123456789012`, `zyxwvutsrqpo`, `qwertyuiopas`: along the digits, the alphabet or the keyboard, in either direction.
private func walks(_ text: String) -> Bool {
    let backwards = String(text.reversed())
    return paths.contains { $0.contains(text) || $0.contains(backwards) }
}

private let paths = [
    "01234567890123456789", "12345678901234567890", "abcdefghijklmnopqrstuvwxyz", "qwertyuiopasdfghjklzxcvbnm", "йцукенгшщзхъфывапролджэячсмитьбю",
]
