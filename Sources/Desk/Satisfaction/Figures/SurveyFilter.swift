import Kernel
import Web

/// Which questions a number of the report is made of.
struct SurveyFilter: Hashable, Sendable {
    var part: Part
    /// Who resolved.
    var agent: ID<Viewer>?
    /// What was ticked.
    var reason: String?

    enum Part: String, Sendable, CaseIterable {
        /// All that came to a customer.
        case asked
        case answered
        /// 4 and 5.
        case high
        /// 1 to 3.
        case low
    }

    /// Of the address; `nil` where it asks for none.
    init?(_ query: Query) {
        guard let part: Part = query.choice("csat") else { return nil }
        self.init(part: part, agent: query["resolver"].flatMap { ID($0) }, reason: query["reason"])
    }

    init(part: Part, agent: ID<Viewer>? = nil, reason: String? = nil) { (self.part, self.agent, self.reason) = (part, agent, reason) }

    func query(_ query: Query) -> Query {
        query.with("csat", part.rawValue).with("resolver", agent?.description).with("reason", reason)
    }

    func holds(for question: SurveyResult) -> Bool {
        if let agent, question.survey.staff != agent { return false }
        if let reason, question.survey.answer?.reasons.contains(reason) != true { return false }
        let score = question.survey.answer?.score
        return switch part {
        case .asked: question.wasAsked
        case .answered: score != nil
        case .high: score.map(Survey.isSatisfied) ?? false
        case .low: score.map { !Survey.isSatisfied($0) } ?? false
        }
    }
}
