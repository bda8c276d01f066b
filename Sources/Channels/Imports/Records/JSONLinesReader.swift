import Kernel

/// Reads one JSON object a line. Objects inside it are opened by one level: `{"properties": {"plan": "x"}}` has the column
/// `properties.plan`; what lies deeper stays JSON.
final class JSONLinesReader: RecordReader {
    let stream: TextStream
    private(set) var recordsRead = 0
    /// The record that was read last, whole.
    private(set) var json: JSONText?
    private var names = ColumnNames()
    /// By column: the record that named it last.
    private var namedBy: [Int] = []
    private var line = 1

    var columns: [String] { names.names }
    var columnCount: Int { names.count }
    var source: ByteSource { stream.source }

    init(_ stream: TextStream) { self.stream = stream }

    func next(_ record: inout Record) throws -> Reading {
        while true {
            guard let end = stream.lineEnd() ?? lastLineEnd else {
                if stream.end - stream.start >= Record.limit { return try giveUpLongLine() }
                if try !stream.readMore(), stream.start == stream.end || source.isCut { return .end }
                continue
            }
            let text = stream.bytes[stream.start..<end.0]
            stream.drop(to: end.1)
            line += 1
            // A blank line is none.
            if text.contains(where: { $0 > 0x20 }) { return read(text, into: &record, line: line - 1) }
        }
    }

    /// The end of the text ends its last line, unless more was cut off.
    private var lastLineEnd: (Int, Int)? {
        stream.isAtEnd && !source.isCut && stream.end > stream.start ? (stream.end, stream.end) : nil
    }

    private func read(_ text: ArraySlice<UInt8>, into record: inout Record, line: Int) -> Reading {
        recordsRead += 1
        record.begin(line: line)
        do throws(BadRow) {
            try fill(&record, from: text)
            if let fault = record.fault { throw BadRow(fault) }
            return .record
        } catch {
            return .bad(RejectedRow(line: line, reason: error.reason, fields: Self.listed(text)))
        }
    }

    func values(of record: Record) -> [String] { Self.listed(json?.bytes[...] ?? []) }

    private static func listed(_ text: ArraySlice<UInt8>) -> [String] {
        [String(decoding: text.prefix(RejectedRow.textLimit), as: UTF8.self)]
    }

    private func giveUpLongLine() throws -> Reading {
        let row = RejectedRow(line: line, reason: RejectedRow.tooLong, fields: [stream.text(to: stream.start + 200) + "…"])
        try stream.dropLine()
        line += 1
        recordsRead += 1
        return .bad(row)
    }
}

// MARK: - One object

extension JSONLinesReader {
    private func fill(_ record: inout Record, from text: ArraySlice<UInt8>) throws(BadRow) {
        guard text.count < Record.limit else { throw BadRow(RejectedRow.tooLong) }
        let json = try parsed(text)
        self.json = json
        switch json.root.form {
        case .object: try open(json.root, prefix: [], into: &record)
        case .list: throw BadRow("it is a JSON list; one JSON object a line is needed (jq -c '.[]' makes that of a list)")
        default: throw BadRow("it is no JSON object")
        }
    }

    private func parsed(_ text: ArraySlice<UInt8>) throws(BadRow) -> JSONText {
        do throws(JSONFault) {
            return try JSONText(Array(text))
        } catch { throw BadRow("\(error.reason), at byte \(error.column) of the line") }
    }

    /// The members of an object; those of an object inside it get its name before theirs.
    private func open(_ object: JSONValue, prefix: [UInt8], into record: inout Record) throws(BadRow) {
        for (name, value) in object.members {
            let name = prefix + name.utf8
            if prefix.isEmpty, value.form == .object {
                try open(value, prefix: name + [UInt8(ascii: ".")], into: &record)
            } else {
                try add(value, named: name, to: &record)
            }
        }
    }

    private func add(_ value: JSONValue, named name: [UInt8], to record: inout Record) throws(BadRow) {
        guard let column = names.index(of: name) else { throw BadRow(ColumnNames.refusal) }
        if column == namedBy.count { namedBy.append(0) }
        // Of two members with the same name the last counts.
        if namedBy[column] == recordsRead { record.remove(column: column) }
        namedBy[column] = recordsRead
        let fits =
            switch value.form {
            case .null: true
            case .text: record.append((value.string ?? "").utf8, column: column)
            case .number: record.append(value.raw, column: column, form: .number)
            case .true, .false: record.append(value.raw, column: column, form: .boolean)
            case .list, .object: record.append(value.raw, column: column, form: .json)
            }
        if !fits { throw BadRow(RejectedRow.tooLong) }
    }
}
