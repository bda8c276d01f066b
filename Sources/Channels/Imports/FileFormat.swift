/// What a file of records is written as.
package enum FileFormat: Hashable, Sendable {
    case delimited(Delimiter)
    case jsonLines
    case xes
}

extension FileFormat {
    /// `csv`, `tsv`, `semicolons`, `table` (columns of blanks), `jsonl`, `xes`.
    package init?(name: String) {
        switch name.lowercased() {
        case "csv": self = .delimited(.comma)
        case "tsv", "tab": self = .delimited(.tab)
        case "semicolons": self = .delimited(.semicolon)
        case "bars": self = .delimited(.pipe)
        case "table", "blanks": self = .delimited(.blanks)
        case "jsonl", "ndjson", "json": self = .jsonLines
        case "xes": self = .xes
        default: return nil
        }
    }

    /// As options name it.
    package var key: String {
        switch self {
        case .delimited(.comma): "csv"
        case .delimited(.tab): "tsv"
        case .delimited(.semicolon): "semicolons"
        case .delimited(.pipe): "bars"
        case .delimited(.blanks): "table"
        case .jsonLines: "jsonl"
        case .xes: "xes"
        }
    }

    package static let all = Delimiter.allCases.map(Self.delimited) + [.jsonLines, .xes]

    package var name: String {
        switch self {
        case .delimited(.tab): "TSV"
        case .delimited(.blanks): "a table in columns of blanks"
        case .delimited(let delimiter): "CSV with \(delimiter.name)s"
        case .jsonLines: "JSON Lines"
        case .xes: "XES"
        }
    }

    /// Told by the first characters, which must be UTF-8.
    static func guessed(from head: ArraySlice<UInt8>) -> FileFormat {
        let start = head.drop { $0 <= 0x20 || $0 == 0xEF || $0 == 0xBB || $0 == 0xBF }
        switch start.first {
        case UInt8(ascii: "<"): return .xes
        case UInt8(ascii: "{"), UInt8(ascii: "["): return .jsonLines
        default: return .delimited(.guessed(from: start))
        }
    }
}

extension FileFormat {
    /// - Parameter hasHeader: whether the first row names the columns; `nil` when that is to be guessed.
    func reader(of source: ByteSource, encoding: TextEncoding, hasHeader: Bool?) throws -> any RecordReader {
        switch self {
        case .delimited(let delimiter):
            try DelimitedReader(TextStream(source, encoding: encoding), delimiter: delimiter, hasHeader: hasHeader)
        case .jsonLines: try JSONLinesReader(TextStream(source, encoding: encoding))
        case .xes: try XESReader(source)
        }
    }
}
