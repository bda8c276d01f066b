import Foundation
import Timeline

/// All that decides what becomes of a file's records.
struct ImportRecipe: Sendable {
    let format: FileFormat
    let encoding: TextEncoding
    let hasHeader: Bool?
    let timeZone: TimeZone?
    var dayFirst: Bool?
    let meaning: Meaning

    /// What the records say.
    enum Meaning: Sendable {
        case rows(Mapping)
        /// A wide survey, its map laid over the columns.
        case survey(SurveyMap)
        /// Calls as Segment's libraries send them, read as they would be over HTTP.
        case segmentCalls
        /// Touchpoints as our own API takes them.
        case touchpoints
    }

    func reader(of source: ByteSource) throws -> any RecordReader {
        try format.reader(of: source, encoding: encoding, hasHeader: hasHeader)
    }

    func mapper(for reader: any RecordReader) -> any RecordMapper {
        let times = TimeReader(zone: timeZone, dayFirst: dayFirst)
        return switch meaning {
        case .rows(let mapping): RowMapper(mapping, times: times)
        case .survey(let survey): SurveyMapper(survey, columns: reader.columns, times: times)
        case .segmentCalls: SegmentMapper()
        case .touchpoints: TouchpointMapper()
        }
    }

    /// The same file read by recipes of the same signature gives the same touchpoints.
    var signature: String {
        let said: [String] = [
            format.name, encoding.rawValue, hasHeader.map { "\($0)" } ?? "", timeZone?.identifier ?? "", dayFirst.map { "\($0)" } ?? "",
        ]
        return said.joined(separator: "|") + "|" + meaning.signature
    }
}

extension ImportRecipe.Meaning {
    fileprivate var signature: String {
        switch self {
        case .rows(let mapping): mapping.description
        case .survey(let survey): survey.yaml
        case .segmentCalls: "segment"
        case .touchpoints: "touchpoints"
        }
    }
}
