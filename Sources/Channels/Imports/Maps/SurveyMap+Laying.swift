import Kernel

extension SurveyMap {
    /// The map over the columns that the file has: a text that is the name of a column becomes its value.
    ///
    /// - Throws: a sentence with the line of the map, when it names a column that the file lacks.
    func laid(over columns: [String], of file: String) throws -> SurveyMap {
        for answer in answers { try check(answer.column, at: answer.line, columns, file) }
        return SurveyMap(
            name: name, yaml: yaml, source: source, respondent: try laid(respondent, columns, file, mustName: "a column with the respondent"),
            at: try laid(at, columns, file), channel: try laid(channel, columns, file), weight: try weight.map { try laid($0, columns, file) },
            traits: try laid(traits, columns, file), properties: try laid(properties, columns, file),
            answers: try answers.map { try $0.with(properties: laid($0.properties, columns, file)) })
    }

    private func laid(_ named: [Named], _ columns: [String], _ file: String) throws -> [Named] {
        try named.map { Named(name: $0.name, value: try laid($0.value, columns, file, mustName: "a column for “\($0.name)”")) }
    }

    private func laid(_ value: Value, _ columns: [String], _ file: String, mustName: String? = nil) throws -> Value {
        var value = value
        if value.parts.count == 1, case .text(let text) = value.parts.first, columns.contains(text) { value.parts = [.column(text)] }
        let named = value.parts.compactMap { if case .column(let column) = $0 { column } else { nil } }
        for column in named { try check(column, at: value.line, columns, file) }
        guard let mustName, named.isEmpty, case .text(let text) = value.parts.first else { return value }
        let near = Mapping.nearest(to: text, among: columns)
        let place = "\(name), line \(value.line)"
        throw Failure.invalid(
            place, "should name \(mustName); \(file) has no column “\(text)”\(near), and its columns are \(Mapping.list(columns)).")
    }

    private func check(_ column: String, at line: Int, _ columns: [String], _ file: String) throws {
        guard !columns.contains(column) else { return }
        let near = Mapping.nearest(to: column, among: columns)
        let place = "\(name), line \(line)"
        throw Failure.invalid(place, "names the column “\(column)”\(near), which \(file) lacks; its columns are \(Mapping.list(columns)).")
    }
}

extension SurveyMap.Answer {
    fileprivate func with(properties: [SurveyMap.Named]) -> SurveyMap.Answer {
        SurveyMap.Answer(
            column: column, kind: kind, scale: scale, question: question, missing: missing, codes: codes, properties: properties, line: line)
    }
}
