import CXML2
import Kernel

/// Reads the events of an event log in XES (IEEE 1849), as a stream.
///
/// An event's record holds the name of its trace as `case:concept:name` and its own attributes under their keys; the other attributes of
/// the trace stand, with `case:` before them, in the first of its events only.
final class XESReader: RecordReader {
    let source: ByteSource
    private let parser: XESParser
    private var chunk = [UInt8](repeating: 0, count: 1 << 16)
    private(set) var recordsRead = 0
    private var isFinished = false

    var columns: [String] { parser.columns.names }
    var columnCount: Int { parser.columns.count }

    init(_ source: ByteSource) throws {
        self.source = source
        parser = try XESParser(name: source.name)
    }

    func next(_ record: inout Record) throws -> Reading {
        while true {
            if let event = parser.takeEvent() { return deliver(event, &record) }
            if isFinished {
                // Events before the damage have been handed out; now it is told.
                if let failure = parser.failure { throw failure }
                return .end
            }
            try readOn()
        }
    }

    private func readOn() throws {
        let count = try chunk.withUnsafeMutableBytes { try source.read(into: $0) }
        if count == 0, source.isCut {
            isFinished = true
        } else {
            isFinished = !parser.parse(chunk.prefix(count)) || count == 0
        }
    }

    private func deliver(_ event: XESEvent, _ record: inout Record) -> Reading {
        record.begin(line: event.line)
        recordsRead += 1
        for value in event.values where !record.append(value.text, column: value.column, form: value.form) {
            return .bad(RejectedRow(line: event.line, reason: RejectedRow.tooLong, fields: []))
        }
        if let fault = event.fault ?? record.fault {
            return .bad(RejectedRow(line: event.line, reason: fault, fields: record.texts(width: columns.count)))
        }
        return .record
    }
}

struct XESEvent {
    struct Value {
        let column: Int
        let form: Record.Form
        let text: [UInt8]
    }

    let line: Int
    var values: [Value]
    var fault: String?
}
