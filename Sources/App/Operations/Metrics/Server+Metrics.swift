import Channels
import Hummingbird
import Kernel
import Logging
import ServiceLifecycle
import Storage
import Web

/// `/metrics` on a port of its own, so that whoever sees the product need not see its figures.
extension Server {
    func metrics(_ requests: RequestFigures, port: Int, logger: Logger) -> some Service {
        let begun = ContinuousClock.now
        let responder = CallbackResponder<BasicRequestContext> { request, _ in
            guard request.uri.path == "/metrics", request.method == .get else { return Response(status: .notFound) }
            let text = try await metricsText(requests, running: ContinuousClock.now - begun)
            let type = "text/plain; version=0.0.4; charset=utf-8"
            return Response(status: .ok, headers: [.contentType: type], body: .init(byteBuffer: ByteBuffer(string: text)))
        }
        return Application(
            responder: responder, server: .guarded(),
            configuration: .init(address: .hostname(configuration.host, port: port), serverName: "Throughline"), logger: logger)
    }

    func metricsText(_ requests: RequestFigures, running time: Duration) async throws -> String {
        var text = MetricsText()
        text.figure("uptime_seconds", "gauge", "Since the server was started.", seconds(time))
        text.add(requests.figures)
        let counts = channels.tally.counts
        text.head("events_total", "counter", "Events received over HTTP, by what became of them.")
        text.line("events_total", ["outcome": "accepted"], Double(counts.accepted))
        text.line("events_total", ["outcome": "duplicate"], Double(counts.duplicates))
        text.line("events_total", ["outcome": "rejected"], Double(counts.rejected))
        text.figure("events_refused_erased_total", "counter", "Events rejected since they named somebody erased.", Double(counts.erased))
        let writing = installation.database.writing
        text.figure("writer_waiting", "gauge", "Writes that wait for their turn.", Double(writing.waiting))
        text.head("commit_seconds", "summary", "Time of transactions, from begin to the end of the commit.")
        text.line("commit_seconds_sum", [:], seconds(writing.time))
        text.line("commit_seconds_count", [:], Double(writing.commits))
        await addDatabase(to: &text)
        return text.text
    }

    /// Left out while the database does not answer; `database_up` then says so.
    private func addDatabase(to text: inout MetricsText) async {
        let (engine, time) = (installation.database.engine, now())
        // A database that does not answer leaves its figures out; the others are still worth reading.
        let found = try? await installation.database.read { session in
            let position = try session.value("SELECT value FROM counter WHERE name = 'position'", as: Int64.self) ?? 0
            let jobs = try JobStore().figures(at: time, session)
            return (size: try EngineExamination(engine: engine).size(session), position: position, jobs: jobs)
        }
        text.figure("database_up", "gauge", "Whether the database answers.", found == nil ? 0 : 1)
        guard let found else { return }
        text.figure("database_bytes", "gauge", "Size of the database.", Double(found.size))
        text.figure("line_position", "counter", "Number of the last touchpoint on the line.", Double(found.position))
        text.head("jobs", "gauge", "Jobs that wait, that run, and that were given up and not looked at.")
        text.line("jobs", ["state": "waiting"], Double(found.jobs.waiting))
        text.line("jobs", ["state": "running"], Double(found.jobs.running))
        text.line("jobs", ["state": "abandoned"], Double(found.jobs.abandoned))
        text.figure("jobs_late", "gauge", "Jobs that should have begun more than a minute ago.", Double(found.jobs.late))
    }

    private func seconds(_ time: Duration) -> Double { Double(time.microseconds) / 1e6 }
}
