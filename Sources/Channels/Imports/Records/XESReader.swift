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
            return bad(record, RejectedRow.tooLong)
        }
        if let fault = event.fault ?? record.fault { return bad(record, fault) }
        return .record
    }

    private func bad(_ record: Record, _ reason: String) -> Reading {
        .bad(RejectedRow(line: record.line, reason: reason, fields: values(of: record)))
    }

    /// `concept:name = Register; cost = 1.5`
    func values(of record: Record) -> [String] {
        let names = columns
        let texts = record.texts(width: names.count)
        return [zip(names, texts).filter { !$1.isEmpty }.map { "\($0) = \($1)" }.joined(separator: "; ")]
    }
}

struct XESEvent {
    struct Value {
        let column: Int
        let form: Record.Form
        let text: [UInt8]
    }

    let line: Int
    private(set) var values: [Value] = []
    private(set) var fault: String?
    private var size = 0

    init(line: Int, values: [Value]) {
        self.line = line
        for value in values { add(value) }
    }

    /// Beyond the length that a record may have, values are counted as its fault and not kept.
    mutating func add(_ value: Value) {
        size += value.text.count + 1
        if size < Record.limit { values.append(value) } else { fault = RejectedRow.tooLong }
    }

    mutating func refuse(_ reason: String) { fault = reason }
}
