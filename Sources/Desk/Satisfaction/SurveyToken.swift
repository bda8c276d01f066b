import Crypto
import Kernel
import Web

/// What opens the page of a question: which one it is, and that it was us who said so.
struct SurveyToken: Sendable {
    private let secret: SymmetricKey

    init(secret: [UInt8]) { self.secret = SymmetricKey(data: secret) }

    /// 51 small letters and digits.
    func text(_ survey: ID<Survey>) -> String { survey.description + signature(survey) }

    func path(_ survey: ID<Survey>) -> String { "/rate/" + text(survey) }

    /// - Returns: `nil` for what we never gave.
    func survey(_ text: String) -> ID<Survey>? {
        guard text.utf8.count == 51, let survey = ID<Survey>(String(text.prefix(26))) else { return nil }
        return isSame(text.dropFirst(26), signature(survey)) ? survey : nil
    }

    /// 125 bits in 25 characters.
    private func signature(_ survey: ID<Survey>) -> String {
        String(base32(HMAC<SHA256>.authenticationCode(for: Array("survey:\(survey)".utf8), using: secret).prefix(16)).prefix(25))
    }
}
