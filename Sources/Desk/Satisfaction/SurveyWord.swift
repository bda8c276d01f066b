import Kernel

/// What a note that nobody wrote says of a question: `survey answered 01h… 4`.
enum SurveyWord: String, Sendable {
    /// The question went out.
    case asked
    /// Its text is the comment; the score stands behind it.
    case answered
    /// Somebody of staff looked after a low answer.
    case seen

    private static let mark = "survey"

    func detail(of survey: ID<Survey>, score: Int? = nil) -> String {
        [Self.mark, rawValue, survey.description].joined(separator: " ") + (score.map { " \($0)" } ?? "")
    }
}

/// What an entry says of a question.
struct SurveySaying: Sendable {
    let word: SurveyWord
    let survey: ID<Survey>
    /// Of an answer.
    let score: Int?

    /// What is said anew when they answer something else.
    var key: String { "\(word.rawValue) \(survey)" }
}

extension ConversationEntry {
    /// What it says of a question.
    var survey: SurveySaying? {
        guard happening == .note else { return nil }
        let parts = detail.split(separator: " ").map(String.init)
        guard parts.count >= 3, parts[0] == "survey", let word = SurveyWord(rawValue: parts[1]), let survey = ID<Survey>(parts[2]) else { return nil }
        return SurveySaying(word: word, survey: survey, score: parts.count > 3 ? Int(parts[3]) : nil)
    }
}
