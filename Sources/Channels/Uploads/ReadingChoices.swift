import Foundation

/// How somebody said in the browser that a file is to be read. What is `nil` is guessed.
package struct ReadingChoices: Codable, Hashable, Sendable {
    package var format: String?
    package var encoding: String?
    package var hasHeader: Bool?
    package var timeZone: String?
    package var dayFirst: Bool?
    /// The same for every row, where no column says it.
    package var kind: String?
    package var channel: String?
    package var scale: String?
    package var currency: String?
    /// Key of the source; the name of the file unless said.
    package var source: String?
    /// In the order of the file; those that nothing is said about are guessed.
    package var columns: [Column] = []
    /// The map of a wide survey, as YAML.
    package var survey: String?
    /// Of a file of conversations, which is no file of rows; nothing else is said of it then.
    package var archive: Archive?

    package struct Column: Codable, Hashable, Sendable {
        package let name: String
        /// As `--map` names it; empty for a property of its own name.
        package let meaning: String
    }

    package init() {}

    package struct Archive: Codable, Hashable, Sendable {
        /// Guessed where it is `nil`.
        package var format: String?
        /// Addresses and domains whose mail are answers.
        package var own: [String]

        package init(format: String? = nil, own: [String] = []) { (self.format, self.own) = (format, own) }
    }
}

extension ReadingChoices {
    /// - Throws: one sentence when the map of the survey is wrong.
    package func options() throws -> ImportOptions {
        var options = ImportOptions()
        options.format = format.flatMap(FileFormat.init(name:))
        options.encoding = encoding.flatMap(TextEncoding.init(rawValue:))
        options.hasHeader = hasHeader
        options.timeZone = timeZone.flatMap(TimeZone.init(identifier:))
        options.dayFirst = dayFirst
        options.survey = try survey.map { try SurveyMap(yaml: $0, name: "map.yaml") }
        if options.survey == nil { options.mapping = mapping }
        return options
    }

    private var mapping: Mapping {
        var mapping = Mapping(columns.map { Mapping.Entry($0.stated, .column($0.name)) })
        let constants: [(Mapping.Meaning, String?)] = [(.kind, kind), (.channel, channel), (.scale, scale), (.currency, currency)]
        for (meaning, text) in constants {
            guard let text, mapping.sources(of: meaning).isEmpty else { continue }
            mapping.entries.append(.init(meaning, .constant(text)))
        }
        return mapping
    }

    /// Whether a column is said to mean this.
    func says(_ meaning: String) -> Bool { columns.contains { $0.meaning == meaning } }
}

extension ReadingChoices.Column {
    fileprivate var stated: Mapping.Meaning { Mapping.Meaning(name: meaning) ?? .property(Layout.propertyName(name)) }
}
