import Kernel
import Timeline

/// Reads a file batch by batch. One thread at a time.
package final class ImportPipe {
    private let reader: any RecordReader
    private let mapper: any RecordMapper
    private var record = Record()
    private var failure: (any Error)?
    private var isFinished = false

    init(_ source: ByteSource, recipe: ImportRecipe, startingAt start: Int) throws {
        reader = try recipe.reader(of: source)
        mapper = recipe.mapper(for: reader)
        try skip(to: start)
    }

    /// Bytes of the file, compressed ones if it is compressed; `nil` for a pipe.
    package var bytesTotal: Int64? { reader.source.total }
    package var bytesDone: Int64 { reader.source.consumed }

    /// The next batch; `nil` behind the last. When the file breaks off, what stood before is handed out first and the sentence thrown then.
    package func next() throws -> ImportBatch? {
        if let failure { throw failure }
        guard !isFinished else { return nil }
        var batch = ImportBatch()
        batch.touchpoints.reserveCapacity(ImportBatch.limit)
        batch.lines.reserveCapacity(ImportBatch.limit)
        do {
            while batch.hasRoom(for: mapper.mostPerRecord), try take(into: &batch) {}
        } catch {
            failure = error
            if batch.isEmpty { throw error }
        }
        batch.records = reader.recordsRead
        batch.bytesDone = bytesDone
        batch.nameless = mapper.nameless
        return batch.isEmpty && isFinished ? nil : batch
    }

    private func skip(to start: Int) throws {
        while reader.recordsRead < start {
            switch try reader.next(&record) {
            case .record: mapper.skip(record)
            case .bad: break
            case .end:
                isFinished = true
                return
            }
        }
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
                try mapper.map(record, of: reader, into: &batch.touchpoints)
                while batch.lines.count < batch.touchpoints.count { batch.lines.append(record.line) }
            } catch {
                batch.rejected.append(RejectedRow(line: record.line, reason: error.reason, fields: reader.values(of: record)))
            }
        }
        return true
    }
}

extension ImportBatch {
    var isEmpty: Bool { touchpoints.isEmpty && rejected.isEmpty }

    func hasRoom(for more: Int) -> Bool {
        (touchpoints.isEmpty || touchpoints.count + more <= Self.limit) && rejected.count < Self.limit
    }
}
