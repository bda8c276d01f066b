import ArgumentParser
import Channels
import Foundation
import Kernel

/// How a file is to be read, as far as somebody has said it.
struct ReadingOptions: ParsableArguments {
    @Option(help: "What the columns mean: customer=user_id,kind=event,at=timestamp,… Constants in quotes: kind=\"order\".")
    var map: String?

    @Option(help: "A YAML map of a wide survey: one row a respondent, one column a rating.")
    var survey: String?

    @Option(help: "csv, tsv, semicolons, bars, table, jsonl or xes; guessed otherwise.")
    var format: String?

    @Option(help: "utf-8, utf-16, windows-1250, windows-1251, windows-1252 or gb18030; guessed otherwise.")
    var encoding: String?

    @Option(name: .customLong("time-zone"), help: "Zone of times that name none, such as Europe/Warsaw (default: UTC).")
    var timeZone: String?

    @Flag(name: .customLong("day-first"), help: "3/4/2010 is the third of April.")
    var dayFirst = false

    @Flag(name: .customLong("month-first"), help: "3/4/2010 is the fourth of March.")
    var monthFirst = false

    @Flag(name: .customLong("no-header"), help: "The first row is data already.")
    var noHeader = false

    @Option(help: "Channel of all touchpoints, when no column names one.")
    var channel: String?

    @Option(help: "Currency of values, when no column names one: EUR.")
    var currency: String?

    func options() throws -> ImportOptions {
        var options = ImportOptions()
        if let map { options.mapping = try Mapping(map) }
        options.survey = try survey.map { try SurveyMap(path: $0) }
        options.format = try known("format", format, FileFormat.init(name:))
        options.encoding = try known("encoding", encoding, TextEncoding.init(name:))
        options.timeZone = try known("time-zone", timeZone, TimeZone.init(identifier:))
        options.currency = try known("currency", currency?.uppercased(), Currency.init)
        options.channel = channel
        options.dayFirst = dayFirst ? true : monthFirst ? false : nil
        options.hasHeader = noHeader ? false : nil
        return options
    }

    private func known<Value>(_ name: String, _ text: String?, _ parse: (String) -> Value?) throws -> Value? {
        guard let text else { return nil }
        guard let value = parse(text) else { throw Failure.invalid("--\(name)", "does not know “\(text)”; see throughline import --help.") }
        return value
    }
}
