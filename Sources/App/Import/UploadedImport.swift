import Channels
import Kernel
import Storage
import Timeline

/// Imports a file that came by the browser, as `throughline import` would. What was interrupted goes on where it was.
struct UploadedImport {
    let line: Line
    let uploads: UploadPart

    /// Each attempt goes on behind the one before, so that there may be many.
    var handler: JobHandler { JobHandler(UploadedFile.jobName, mostAttempts: 20, isLong: true) { [self] in try await run($0) } }

    private func run(_ job: JobRun) async throws {
        guard let id = ID<UploadedFile>(job.job.payload) else { throw Failure.missing("The file") }
        let file = try await uploads.find(id)
        do {
            if file.finishedAt == nil { try await bring(file, job) }
            uploads.imported(file)
        } catch let failure as Failure { throw uploads.plainly(failure, id) }
    }

    private func bring(_ file: UploadedFile, _ job: JobRun) async throws {
        let (importing, bytes, finishing) = (try uploads.fileImport(file), file.bytes, uploads.finishing)
        let run = try await ImportRun.prepare(importing, plan: importing.plan(), into: line, source: file.choices.source)
        try await uploads.note(file.tally, of: file.id)
        let result = try await run.run(
            reporting: { [uploads] progress, result in
                var tally = UploadedFile.Tally(result)
                let now = systemNow()
                tally.bytesDone = min(bytes, progress.bytesDone)
                (tally.rate, tally.secondsLeft) = (progress.rate(at: now), progress.timeLeft(at: now))
                try await uploads.note(tally, of: file.id)
                try await job.report(progress.share)
            },
            finishing: { tx, result in try finishing(UploadedFile.Tally(result), file.id, tx) })
        if result.isInterrupted { throw CancellationError() }
    }
}

extension UploadedFile.Tally {
    init(_ result: ImportRun.Result) {
        self.init(records: result.records, accepted: result.accepted, duplicates: result.duplicates, rejected: result.rejected)
    }
}
