package import Channels
import Crypto
import Foundation
import Kernel
import Storage
package import Timeline

/// A file on its way onto the line. What was interrupted goes on where it was; what was there already is counted, not doubled.
package struct ImportRun: Sendable {
    let line: Line
    let file: FileImport
    let plan: ImportPlan
    package let source: Source
    let fingerprint: String
    /// Whether rejected rows are written beside the file.
    let keepsRejected: Bool

    package struct Result: Sendable, Hashable {
        package var records = 0
        package var accepted = 0
        package var duplicates = 0
        package var rejected = 0
        /// The first of them, of this run.
        package var examples: [RejectedRow] = []
        /// What this run left out of rows that it took.
        package var nameless = Nameless()
        /// Where the rejected rows are; `nil` when there are none.
        package var rejectedPath: String?
        /// Somebody stopped it; what was taken is on disk, and the next run goes on behind it.
        package var isInterrupted = false
    }

    /// - Parameter source: key of the source; touchpoints are unique within it. Left out, the map of a survey says it, else the name of the file.
    package static func prepare(_ file: FileImport, plan: ImportPlan, into line: Line, source key: String?, keepsRejected: Bool = true) async throws
        -> ImportRun
    {
        let name = Self.name(of: file.path)
        let key = key ?? file.options.survey?.source
        if let kinds = file.options.survey?.kinds {
            try await line.database.write { [store = line.catalogueStore] in try store.add(kinds, [], in: $0) }
            try await line.reload()
        }
        let source = try await source(called: key ?? name, isOfFile: key == nil, in: line)
        return ImportRun(
            line: line, file: file, plan: plan, source: source, fingerprint: try fingerprint(of: file.path, plan, source),
            keepsRejected: keepsRejected)
    }

    /// Rows that were rejected and mended belong to where they came from.
    package static func name(of path: String) -> String {
        let name = URL(fileURLWithPath: path).lastPathComponent
        let end = ".rejected.csv"
        return name.hasSuffix(end) && name.count > end.count ? String(name.dropLast(end.count)) : name
    }

    /// A source is named by its key, or by the name of the file that first came under it: both say the same one.
    private static func source(called name: String, isOfFile: Bool, in line: Line) async throws -> Source {
        let ofFile = "file:\(name)"
        let known = try await line.database.read { [sources = line.sources] reading in
            try isOfFile ? nil : sources.find(key: name, reading) ?? sources.find(key: ofFile, reading)
        }
        return try await line.source(known?.key ?? (isOfFile ? ofFile : name), name: known?.name ?? name, medium: .file)
    }

    /// Reads the file to its end, from where an earlier run was interrupted.
    ///
    /// - Parameter progress: called after each batch that is on disk.
    package func run(progress: @Sendable (ImportProgress) -> Void) async throws -> Result {
        try await run(reporting: { counter, _ in progress(counter) }, finishing: { _, _ in })
    }

    /// - Parameters:
    ///   - reporting: called after each batch that is on disk, with what was done so far; what it throws ends the reading.
    ///   - finishing: what else belongs into the transaction that notes the end.
    func run(
        reporting: @Sendable (ImportProgress, Result) async throws -> Void, finishing: @escaping @Sendable (Transaction, Result) throws -> Void
    ) async throws -> Result {
        var result = try await start()
        let rejected = keepsRejected ? try RejectedFile(for: file.path, columns: plan.rejectedColumns, isResumed: result.records > 0) : nil
        var counter = ImportProgress(startedAt: systemNow(), bytesTotal: Self.size(of: file.path))
        // One thread reads and makes ready while another one writes: two cores have enough to do.
        let batches = file.batches(plan, startingAt: result.records) { [line, source] in line.preparedAtOnce($0, from: source) }
        var iterator = batches.makeAsyncIterator()
        while !Task.isCancelled, let batch = try await next(&iterator, taken: result.accepted + result.duplicates) {
            let prepared =
                if let ready = batch.prepared { ready } else {
                    try await line.prepared(batch.touchpoints, from: source, mostNewKinds: Self.mostNewKinds)
                }
            if counter.bytesDone == 0, result.records > 0 { counter.bytesBefore = batch.bytesDone }
            try rejected?.append(batch.rejected)
            let before = result
            result = try await take(batch, prepared, after: before, into: rejected)
            counter.bytesDone = batch.bytesDone
            counter.touchpoints += result.accepted - before.accepted
            counter.rejected += result.rejected - before.rejected
            try await reporting(counter, result)
        }
        try rejected?.finish()
        result.rejectedPath = rejected.flatMap { $0.count > 0 ? $0.path : nil }
        result.isInterrupted = Task.isCancelled
        if !result.isInterrupted { try await finish(result, also: finishing) }
        return result
    }

    /// So many rejected rows are told of in a word.
    private static let examples = 3

    /// A file that names more new kinds than these within a few thousand rows has another column mapped to it.
    private static let mostNewKinds = 2_000

    /// The next batch; `nil` behind the last, and when the import was stopped. Throws what ended the reading, once all that stood
    /// before was handed out.
    private func next(_ batches: inout ImportBatches.Iterator, taken: Int) async throws -> ImportBatch? {
        do { return try await batches.next() } catch is CancellationError { return nil } catch Failure.invalid(let field, let reason) where taken > 0
        {
            let all =
                "What stood before it is on the line: \(taken) touchpoints. Mended and imported from the source “\(source.name)”, it adds the rest."
            throw Failure.invalid(field, reason.hasSuffix(".") ? "\(reason) \(all)" : "\(reason). \(all)")
        }
    }

    private static func size(of path: String) -> Int64? {
        // A pipe, or a file that is gone: the bar goes without an end.
        (try? FileManager.default.attributesOfItem(atPath: path)[.size] as? NSNumber)?.int64Value
    }

    private func take(_ batch: ImportBatch, _ prepared: Line.Prepared, after before: Result, into file: RejectedFile?) async throws -> Result {
        let rejectedByReader = batch.rejected.count
        let appended = try await line.append(prepared) { [fingerprint] tx, appended in
            try tx.run(
                """
                UPDATE import_run SET records = \(batch.records), accepted = accepted + \(appended.accepted),
                duplicates = duplicates + \(appended.duplicates), rejected = rejected + \(appended.rejected + rejectedByReader)
                WHERE fingerprint = \(fingerprint)
                """)
        }
        if appended.rejected > 0 { try file?.append(Self.refused(appended, batch), isOnce: true) }
        let refused = before.examples.count < Self.examples ? Self.refused(appended, batch) : []
        return Result(
            records: batch.records, accepted: before.accepted + appended.accepted, duplicates: before.duplicates + appended.duplicates,
            rejected: before.rejected + appended.rejected + rejectedByReader,
            examples: Array((before.examples + batch.rejected + refused).prefix(Self.examples)), nameless: batch.nameless)
    }

    /// Rows that could be read, but are no touchpoint.
    private static func refused(_ appended: Appended, _ batch: ImportBatch) -> [RejectedRow] {
        appended.fates.indices.compactMap { place in
            guard case .rejected(let failure) = appended.fates[place] else { return nil }
            let touchpoint = batch.touchpoints[place]
            // Nothing of those who were erased is written down anew.
            let fields = failure == .erased ? [] : [touchpoint.kind, "\(touchpoint.occurredAt)", touchpoint.properties]
            return RejectedRow(line: batch.lines[place], reason: failure.description, fields: fields)
        }
    }

    /// Where an earlier run of the same file was interrupted; a finished one begins anew, to find what was added to the file.
    private func start() async throws -> Result {
        try await line.database.write { [self] tx in
            let known = try tx.first("SELECT records, accepted, duplicates, rejected, finished_at FROM import_run WHERE fingerprint = \(fingerprint)")
            if let known, try known.find("finished_at", as: Int64.self) == nil {
                return Result(
                    records: try known.get("records"), accepted: try known.get("accepted"), duplicates: try known.get("duplicates"),
                    rejected: try known.get("rejected"))
            }
            try tx.run("DELETE FROM import_run WHERE fingerprint = \(fingerprint)")
            try tx.run(
                """
                INSERT INTO import_run (id, fingerprint, file_name, source, records, accepted, duplicates, rejected, started_at)
                VALUES (\(ID<ImportRun>(at: tx.now)), \(fingerprint), \(source.name), \(source.id), 0, 0, 0, 0, \(tx.now))
                """)
            return Result()
        }
    }

    private func finish(_ result: Result, also: @escaping @Sendable (Transaction, Result) throws -> Void) async throws {
        try await line.database.write { [fingerprint] tx in
            try tx.run("UPDATE import_run SET finished_at = \(tx.now) WHERE fingerprint = \(fingerprint)")
            try also(tx, result)
        }
    }

    /// The same file read in the same way: its size, its first mebibyte, the signature of the plan and the source.
    private static func fingerprint(of path: String, _ plan: ImportPlan, _ source: Source) throws -> String {
        guard path != "-" else { return "stdin:\(ID<ImportRun>(at: systemNow()))" }
        let handle = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
        defer { handle.closeFile() }
        var hash = SHA256()
        hash.update(data: handle.readData(ofLength: 1 << 20))
        hash.update(data: Data("\(try handle.seekToEnd())|\(source.id)|\(plan.signature)".utf8))
        return hash.finalize().prefix(16).map { String($0, radix: 16) }.joined(separator: "-")
    }
}
