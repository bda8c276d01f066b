package import Timeline

/// What the columns of a wide survey mean: a row is a respondent, a column the rating of a touchpoint.
package struct SurveyMap: Hashable, Sendable {
    /// The file of the map, for sentences.
    let name: String
    /// The map as it was written.
    let yaml: String
    /// Key of the source that its touchpoints belong to.
    package let source: String?
    let respondent: Value
    let at: Value
    let channel: Value
    let weight: Value?
    let traits: [Named]
    /// Properties of every answer.
    let properties: [Named]
    package let answers: [Answer]

    /// A question that was put to everybody.
    package struct Answer: Hashable, Sendable {
        let column: String
        package let kind: Kind
        package let scale: Scale
        package let question: String
        /// Codes that mean there is no answer.
        let missing: Set<String>
        /// Codes that stand for another number.
        let codes: [String: Double]
        let properties: [Named]
        let line: Int
    }

    struct Named: Hashable, Sendable {
        let name: String
        let value: Value
    }

    /// A text with the values of columns put in: `2017-05-{INTDATE}`.
    struct Value: Hashable, Sendable {
        var parts: [Part]
        /// What a value is called in the file, and what it is: `1` → `en`.
        var codes: [String: String] = [:]
        let line: Int

        enum Part: Hashable, Sendable {
            case text(String)
            case column(String)
        }
    }
}

extension SurveyMap {
    /// The kinds of its touchpoints, with the names, stages and departments that the map gives them.
    package var kinds: [Kind] { answers.map(\.kind) }

    /// Codes are compared without blanks and capitals, and numbers by their value: `6`, `6.0`, `Blank`, ` blank`.
    static func code(_ text: String) -> String {
        let plain = text.trimmed.lowercased()
        guard let number = Decimals.number(plain), number == number.rounded(), abs(number) < 1e15 else { return plain }
        return String(Int(number))
    }
}
