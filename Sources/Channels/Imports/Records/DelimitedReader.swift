import Kernel

/// Reads rows of values between delimiters (CSV, TSV, semicolons; RFC 4180 quotes) or in columns of blanks.
///
/// It is lenient where the meaning is plain – line ends of all three sorts, a quote in the middle of a value – and where a quote is never
/// closed it gives up that one line and goes on behind it.
final class DelimitedReader: RecordReader {
    let delimiter: Delimiter
    let stream: TextStream
    private(set) var columns: [String] = []
    private(set) var hasHeader = true
    /// Rows with more or fewer values are bad.
    private var width = 0
    private var line = 1
    private(set) var recordsRead = 0

    var source: ByteSource { stream.source }
    var columnCount: Int { columns.count }

    init(_ stream: TextStream, delimiter: Delimiter, hasHeader: Bool?) throws {
        (self.stream, self.delimiter) = (stream, delimiter)
        var first = Record()
        passSaidDelimiter()
        let (beginning, firstLine) = (stream.start, line)
        switch try next(&first) {
        case .end: return
        case .bad(let row): throw Failure.invalid("\(source.name), line \(row.line)", "cannot name the columns: \(row.reason).")
        case .record: break
        }
        try Failure.require(width <= Header.limit, source.name, "has \(width) columns; at most \(Header.limit) can be read.")
        self.hasHeader = hasHeader ?? Header.isLikely(first.fields.map(first.text))
        if self.hasHeader {
            columns = Header.names(of: first, width: width)
        } else {
            columns = (1...width).map { "column_\($0)" }
            stream.drop(to: beginning)
            line = firstLine
        }
        recordsRead = 0
    }

    /// A line for spreadsheets is none of the table.
    private func passSaidDelimiter() {
        guard let end = stream.lineEnd(), Delimiter.said(by: stream.bytes[stream.start..<end.0]) == delimiter else { return }
        pass(to: end.1, lines: 1)
    }

    func next(_ record: inout Record) throws -> Reading {
        while true {
            record.begin(line: line)
            switch scan(into: &record) {
            case .row(let end, let lines, let values):
                if values == 0 {
                    pass(to: end, lines: lines)
                } else if lines > 1, width > 0, values != width {
                    return giveUpLine("a quote opens in it and is not closed where it should be")
                } else {
                    pass(to: end, lines: lines)
                    return judge(&record, values)
                }
            case .unclosed(let value):
                return giveUpLine("the quote that opens value \(value + 1) is never closed")
            case .incomplete(let openQuote):
                guard stream.end - stream.start < Record.limit else { return try giveUp(openQuote) }
                if try !stream.readMore(), stream.start == stream.end || source.isCut { return .end }
            }
        }
    }

    private func scan(into record: inout Record) -> RowScan {
        stream.bytes.withUnsafeBufferPointer { text in
            let scanner = RowScanner(
                text: text, start: stream.start, end: stream.end, isWhole: stream.isAtEnd && !source.isCut, delimiter: delimiter.byte)
            return delimiter == .blanks ? scanner.blanks(into: &record) : scanner.values(into: &record)
        }
    }

    private func pass(to end: Int, lines: Int) {
        stream.drop(to: end)
        line += lines
    }

    private func judge(_ record: inout Record, _ values: Int) -> Reading {
        recordsRead += 1
        if width == 0 { width = values }
        if values != width { return bad(record, "it has \(values) values where the header has \(width)") }
        if let fault = record.fault { return bad(record, fault) }
        return .record
    }

    private func bad(_ record: Record, _ reason: String) -> Reading {
        .bad(RejectedRow(line: record.line, reason: reason, fields: values(of: record)))
    }

    func values(of record: Record) -> [String] { record.texts(width: width) }
}

// MARK: - Lines that are given up

extension DelimitedReader {
    /// What begins here is longer than a row may be, perhaps because a quote stands open.
    private func giveUp(_ openQuote: Int?) throws -> Reading {
        guard let openQuote, stream.lineEnd() != nil else { return try giveUpLongLine() }
        return giveUpLine("the quote that opens value \(openQuote + 1) is never closed")
    }

    /// The line that begins here is bad; the next one is read on its own.
    private func giveUpLine(_ reason: String) -> Reading {
        let end = stream.lineEnd() ?? (stream.end, stream.end)
        let text = stream.text(to: min(end.0, stream.start + RejectedRow.textLimit))
        let row = RejectedRow(line: line, reason: reason, fields: [text])
        pass(to: end.1, lines: 1)
        recordsRead += 1
        return .bad(row)
    }

    /// A line longer than any row may be is passed over without being kept.
    private func giveUpLongLine() throws -> Reading {
        let row = RejectedRow(line: line, reason: RejectedRow.tooLong, fields: [stream.text(to: stream.start + 200) + "…"])
        try stream.dropLine()
        line += 1
        recordsRead += 1
        return .bad(row)
    }
}
