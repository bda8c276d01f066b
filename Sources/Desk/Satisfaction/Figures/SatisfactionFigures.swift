import Statistics

/// How satisfied customers were, of the questions about some resolutions.
struct SatisfactionFigures: Hashable, Sendable {
    /// One answer for each question, the last one.
    private(set) var answers = Satisfaction()
    /// Answered ÷ asked.
    let responses: Proportion

    init(_ questions: [SurveyResult]) {
        for score in questions.compactMap(\.survey.answer?.score) { answers.add(Double(score)) }
        responses = Proportion(answers.n, of: questions.count { $0.wasAsked })
    }
}

/// What became of a question.
struct SurveyResult: Hashable, Sendable {
    let survey: Survey
    /// Who resolved, by name; `nil` for nobody of staff.
    let agent: String?
    /// A mail that asked, and did not arrive.
    let isLost: Bool

    /// Whether the question came to the customer: whoever answered has been asked.
    var wasAsked: Bool { survey.answer != nil || survey.askedAt != nil && !isLost }
}

/// How often something was ticked, beside answers of 1 to 3 and beside 4 and 5.
struct ReasonCount: Hashable, Sendable {
    let reason: SurveyReason
    let low: Int
    let high: Int

    /// The most often named first.
    static func all(of questions: [SurveyResult], _ settings: SatisfactionSettings) -> [ReasonCount] {
        var counts: [String: (low: Int, high: Int)] = [:]
        for answer in questions.compactMap(\.survey.answer) {
            for reason in answer.reasons {
                if Survey.isSatisfied(answer.score) { counts[reason, default: (0, 0)].high += 1 } else { counts[reason, default: (0, 0)].low += 1 }
            }
        }
        let known = settings.low.all + settings.high.all
        return counts.map { key, count in
            ReasonCount(reason: known.first { $0.key == key } ?? SurveyReason(key: key), low: count.low, high: count.high)
        }.sorted { ($1.low + $1.high, $0.reason.key) < ($0.low + $0.high, $1.reason.key) }
    }
}
