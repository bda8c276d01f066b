import Desk
import Kernel
import Logging
import ServiceLifecycle
import Storage
import Timeline

/// Work that is done later: what there is to do, and who does it.
extension Server {
    var jobRoutes: JobRoutes { JobRoutes(database: installation.database, bell: bell) }

    /// - Parameter logger: hears of everything that went wrong, whole.
    func worker(_ logger: Logger) -> JobWorker {
        jobWorker(handlers(), logger)
    }

    /// Mail has lanes of its own, in which a server that does not answer keeps nothing else waiting.
    func mailWorker(_ logger: Logger) -> JobWorker { jobWorker(desk.mailHandlers, logger) }

    /// So have webhooks and what goes out by Telegram.
    func webhookWorker(_ logger: Logger) -> JobWorker { jobWorker(desk.webhookHandlers + desk.telegramHandlers, logger) }

    private func handlers() -> [JobHandler] {
        let housekeeping = Housekeeping(line: installation.line, access: access, channels: channels, uploads: uploads)
        let imports = UploadedImport(line: installation.line, uploads: uploads)
        return housekeeping.handlers + asked.handlers + desk.work.handlers + desk.incidentHandlers + desk.surveyHandlers(at: site)
            + desk.archiveHandlers
            + [imports.handler]
    }

    private func jobWorker(_ handlers: [JobHandler], _ logger: Logger) -> JobWorker {
        JobWorker(installation.database, handlers, bell: bell, now: now) { job, error in
            let facts: Logger.Metadata = ["job": "\(job.name) \(job.id)", "attempt": "\(job.attempts)", "error": "\(String(reflecting: error))"]
            logger.error("job failed", metadata: facts)
        }
    }
}

/// The worker as a part of the server: when the server stops, it finishes or gives back what it has.
struct JobService: Service {
    let worker: JobWorker

    func run() async throws {
        await cancelWhenGracefulShutdown { await worker.run() }
    }
}
