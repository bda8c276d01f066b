import Kernel
import People
import Timeline

/// Makes touchpoints of the rows of a wide survey: one for each question that was answered.
final class SurveyMapper: RecordMapper {
    private let map: SurveyMap
    private let numbers: [String: Int]
    private var times: TimeReader
    private var places = Places()
    private var keys = RecordKeys()

    var mostPerRecord: Int { map.answers.count }

    init(_ map: SurveyMap, columns: [String], times: TimeReader) {
        (self.map, self.times) = (map, times)
        numbers = Dictionary(columns.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    }

    func skip(_ record: Record) { _ = keys.ordinal(of: record) }

    func map(_ record: Record, of reader: any RecordReader, into touchpoints: inout [NewTouchpoint]) throws(BadRow) {
        places.index(record)
        let ordinal = keys.ordinal(of: record)
        let base = try respondent(record)
        var made: [NewTouchpoint] = []
        for answer in map.answers {
            guard let score = try score(answer, record) else { continue }
            var touchpoint = base
            touchpoint.kind = answer.kind.key
            touchpoint.score = score
            touchpoint.key = keys.key(of: record, at: base.occurredAt, ordinal: ordinal, part: answer.column)
            touchpoint.properties = PropertiesWriter.object(values(map.properties + answer.properties, record))
            // What is known of the respondent is said once.
            if !made.isEmpty { touchpoint.traits = [:] }
            try touchpoint.checkLengths()
            made.append(touchpoint)
        }
        touchpoints += made
    }

    /// All that the answers of a row have in common.
    private func respondent(_ record: Record) throws(BadRow) -> NewTouchpoint {
        guard let name = text(map.respondent, record), let identifier = Identifier(.userID, name) else { throw BadRow("it says no respondent") }
        guard let written = text(map.at, record) else { throw BadRow("it has no date") }
        guard let channel = text(map.channel, record) else { throw BadRow("it has no channel") }
        var touchpoint = NewTouchpoint("", channel: channel, by: [identifier], at: try instant(written))
        touchpoint.weight = try weight(record)
        touchpoint.traits = Dictionary(values(map.traits, record), uniquingKeysWith: { first, _ in first })
        return touchpoint
    }

    private func instant(_ text: String) throws(BadRow) -> Instant {
        do throws(BadValue) {
            return try times.instant(text: text)
        } catch { throw BadRow("“\(text.prefix(60))” \(error.reason)") }
    }

    private func weight(_ record: Record) throws(BadRow) -> Double? {
        guard let value = map.weight, let text = text(value, record) else { return nil }
        guard let weight = Decimals.number(text), weight > 0 else { throw BadRow("the weight “\(text.prefix(60))” is no number above 0") }
        return weight
    }

    private func score(_ answer: SurveyMap.Answer, _ record: Record) throws(BadRow) -> Score? {
        guard let written = value(in: answer.column, record) else { return nil }
        let code = SurveyMap.code(written)
        guard !code.isEmpty, !answer.missing.contains(code) else { return nil }
        if let number = answer.codes[code] ?? Decimals.number(written.trimmed), let score = Score(number, on: answer.scale) { return score }
        let place = "“\(written.prefix(60))” in “\(answer.column)”"
        throw BadRow("\(place) is not on the scale \(answer.scale.span); list it in the map under missing or codes if it means something else")
    }

    /// `nil` when a column it needs is empty.
    private func text(_ value: SurveyMap.Value, _ record: Record) -> String? {
        var text = ""
        for part in value.parts {
            switch part {
            case .text(let fixed): text += fixed
            case .column(let column):
                guard let found = self.value(in: column, record)?.trimmed, !found.isEmpty else { return nil }
                text += found
            }
        }
        return value.codes[SurveyMap.code(text)] ?? text
    }

    private func value(in column: String, _ record: Record) -> String? {
        numbers[column].flatMap { places[$0] }.map { record.text(record.fields[$0]) }
    }

    private func values(_ named: [SurveyMap.Named], _ record: Record) -> [(String, String)] {
        named.compactMap { named in text(named.value, record).map { (named.name, $0) } }
    }
}
