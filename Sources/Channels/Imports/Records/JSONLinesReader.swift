import Kernel

/// Reads one JSON object a line. Objects inside it are opened by one level: `{"properties": {"plan": "x"}}` has the column
/// `properties.plan`; what lies deeper stays JSON.
final class JSONLinesReader: RecordReader {
    let stream: TextStream
    private(set) var recordsRead = 0
    private var names = ColumnNames()
    private var line = 1

    var columns: [String] { names.names }
    var source: ByteSource { stream.source }
    var columnCount: Int { names.count }

    init(_ stream: TextStream) { self.stream = stream }

    func next(_ record: inout Record) throws -> Reading {
        while true {
            guard let end = stream.lineEnd() ?? lastLineEnd else {
                if stream.end - stream.start >= Record.limit { return try giveUpLongLine() }
                if try !stream.readMore(), stream.start == stream.end || source.isCut { return .end }
                continue
            }
            let reading = read(&record, upTo: end.0)
            stream.drop(to: end.1)
            line += 1
            if let reading { return reading }
        }
    }

    /// The end of the text ends its last line, unless more was cut off.
    private var lastLineEnd: (Int, Int)? {
        stream.isAtEnd && !source.isCut && stream.end > stream.start ? (stream.end, stream.end) : nil
    }

    /// `nil` for a blank line.
    private func read(_ record: inout Record, upTo end: Int) -> Reading? {
        stream.bytes.withUnsafeBufferPointer { text in
            let line = UnsafeBufferPointer(rebasing: text[stream.start..<end]).withoutBlanks
            guard !line.isEmpty else { return nil }
            recordsRead += 1
            record.begin(line: self.line)
            var scanner = JSONScanner(line)
            do throws(BadRow) {
                guard line.count < Record.limit else { throw BadRow(RejectedRow.tooLong) }
                guard line.isUTF8 else { throw BadRow("it holds bytes that are no text in the file's encoding") }
                try scanner.record(into: &record, names: &names)
                return .record
            } catch {
                return .bad(bad(line, error.reason))
            }
        }
    }

    private func bad(_ line: UnsafeBufferPointer<UInt8>, _ reason: String) -> RejectedRow {
        RejectedRow(line: self.line, reason: reason, fields: [String(decoding: line.prefix(RejectedRow.textLimit), as: UTF8.self)])
    }

    private func giveUpLongLine() throws -> Reading {
        let row = RejectedRow(line: line, reason: RejectedRow.tooLong, fields: [stream.text(to: stream.start + 200) + "…"])
        try stream.dropLine()
        line += 1
        recordsRead += 1
        return .bad(row)
    }
}
