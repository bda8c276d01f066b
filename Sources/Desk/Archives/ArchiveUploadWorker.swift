import Channels
import Kernel
import Storage
import Timeline

/// Brings in a file of conversations that came by the browser, as `throughline conversations import` would. What was interrupted goes
/// on where it was.
struct ArchiveUploadWorker: Sendable {
    let line: Line
    let uploads: UploadPart

    /// Each attempt goes on behind the one before, so that there may be many.
    var handler: JobHandler { JobHandler(UploadedFile.archiveJobName, mostAttempts: 20, isLong: true) { [self] in try await run($0) } }

    private func run(_ job: JobRun) async throws {
        guard let id = ID<UploadedFile>(job.job.payload) else { throw Failure.missing("The file") }
        let file = try await uploads.find(id)
        do {
            if file.finishedAt == nil { try await bring(file, job) }
            uploads.imported(file)
        } catch let failure as Failure { throw uploads.plainly(failure, id) }
    }

    private func bring(_ file: UploadedFile, _ job: JobRun) async throws {
        let (finishing, bytes) = (uploads.finishing, file.bytes)
        let run = try await ArchiveImportStore.prepare(
            uploads.path(of: file), ArchiveOptions(file.choices.archive), into: line, source: nil, at: systemNow())
        let result = try await run.run(
            at: systemNow(),
            reporting: { [uploads] progress, result in
                var tally = UploadedFile.Tally(result.counts)
                let now = systemNow()
                tally.bytesDone = min(bytes, progress.bytesDone)
                (tally.rate, tally.secondsLeft) = (progress.rate(at: now), progress.timeLeft(at: now))
                try await uploads.note(tally, of: file.id)
                try await job.report(progress.share)
            },
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
