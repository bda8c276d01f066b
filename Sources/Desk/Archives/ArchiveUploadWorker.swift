import Channels
import Kernel
import Storage
import Timeline

/// Brings in a file of conversations that came by the browser, as `throughline conversations import` would. What was interrupted goes
/// on where it was.
struct ArchiveUploadWorker: Sendable {
    let line: Line
    let uploads: UploadPart

    var handler: JobHandler { uploads.handler(UploadedFile.archiveJobName) { [self] in try await bring($0, $1) } }

    private func bring(_ file: UploadedFile, _ job: JobRun) async throws {
        let finishing = uploads.finishing
        let run = try await ArchiveImportStore.prepare(
            uploads.path(of: file), ArchiveOptions(file.choices.archive), into: line, source: nil, at: systemNow())
        let result = try await run.run(
            at: systemNow(),
            reporting: { [uploads] in try await uploads.report($0, UploadedFile.Tally($1.counts), of: file, in: job) },
            finishing: { tx, result in try finishing(UploadedFile.Tally(result.counts), file.id, tx) })
        if result.isInterrupted { throw CancellationError() }
    }
}

extension ArchiveOptions {
    /// As somebody chose in the browser.
    init(_ choice: ReadingChoices.Archive?) {
        self.init()
        format = choice?.format.flatMap(ArchiveFormat.init(rawValue:))
        own = choice?.own ?? []
    }
}

extension UploadedFile.Tally {
    fileprivate init(_ counts: ImportRunStore.Counts) {
        self.init(records: counts.records, accepted: counts.accepted, duplicates: counts.duplicates, rejected: counts.rejected)
    }
}
