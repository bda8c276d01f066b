import Channels
import Kernel
import Storage
import Timeline

/// Imports a file that came by the browser, as `throughline import` would. What was interrupted goes on where it was.
struct UploadedImport {
    let line: Line
    let uploads: UploadPart

    var handler: JobHandler { uploads.handler(UploadedFile.jobName) { [self] in try await bring($0, $1) } }

    private func bring(_ file: UploadedFile, _ job: JobRun) async throws {
        let (importing, finishing) = (try uploads.fileImport(file), uploads.finishing)
        let run = try await ImportRun.prepare(importing, plan: importing.plan(), into: line, source: file.choices.source)
        try await uploads.note(file.tally, of: file.id)
        let result = try await run.run(
            reporting: { [uploads] in try await uploads.report($0, UploadedFile.Tally($1), of: file, in: job) },
            finishing: { tx, result in try finishing(UploadedFile.Tally(result), file.id, tx) })
        if result.isInterrupted { throw CancellationError() }
    }
}

extension UploadedFile.Tally {
    init(_ result: ImportRun.Result) {
        self.init(records: result.records, accepted: result.accepted, duplicates: result.duplicates, rejected: result.rejected)
    }
}
