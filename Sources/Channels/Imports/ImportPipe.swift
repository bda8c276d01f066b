import Kernel
import Timeline

/// Reads a file batch by batch. One thread at a time.
package final class ImportPipe {
    private let reader: any RecordReader
    private var mapper: RowMapper
    private var record = Record()
    private var failure: (any Error)?
    private var isFinished = false

    init(_ source: ByteSource, plan: ImportPlan, options: ImportOptions, startingAt start: Int) throws {
        reader = try plan.format.reader(of: source, encoding: plan.encoding, hasHeader: plan.hasHeader)
        mapper = RowMapper(plan.mapping, times: TimeReader(zone: options.timeZone, dayFirst: plan.dayFirst))
        while reader.recordsRead < start {
            switch try reader.next(&record) {
            case .record: mapper.skip(record)
            case .bad: break
            case .end: return
            }
        }
    }

    /// The next batch; `nil` behind the last. When the file breaks off, what stood before is handed out first and the sentence thrown then.
    package func next() throws -> ImportBatch? {
        if let failure { throw failure }
        guard !isFinished else { return nil }
        var batch = ImportBatch()
        batch.touchpoints.reserveCapacity(ImportBatch.limit)
        do {
            while batch.hasRoom, try take(into: &batch) {}
        } catch {
            failure = error
            if batch.isEmpty { throw error }
        }
        batch.records = reader.recordsRead
        batch.bytesDone = reader.source.consumed
        return batch.isEmpty && isFinished ? nil : batch
    }

    /// False at the end.
    private func take(into batch: inout ImportBatch) throws -> Bool {
        switch try reader.next(&record) {
        case .end:
            isFinished = true
            return false
        case .bad(let row): batch.rejected.append(row)
        case .record:
            do throws(BadRow) {
                batch.touchpoints.append(try mapper.touchpoint(of: record, columns: reader.columns, count: reader.columns.count))
            } catch {
                batch.rejected.append(RejectedRow(line: record.line, reason: error.reason, fields: record.texts(width: reader.columns.count)))
            }
        }
        return true
    }
}

extension ImportBatch {
    var isEmpty: Bool { touchpoints.isEmpty && rejected.isEmpty }
    var hasRoom: Bool { touchpoints.count < Self.limit && rejected.count < Self.limit }
}

extension FileFormat {
    func reader(of source: ByteSource, encoding: TextEncoding, hasHeader: Bool?) throws -> any RecordReader {
        switch self {
        case .delimited(let delimiter):
            try DelimitedReader(TextStream(source, encoding: encoding), delimiter: delimiter, hasHeader: hasHeader)
        case .xes: try XESReader(source)
        case .jsonLines: throw Failure.invalid(source.name, "is JSON Lines, which cannot be read yet.")
        }
    }
}
