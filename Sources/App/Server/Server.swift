import Access
import Channels
import Hummingbird
package import Kernel
import Logging
import ServiceLifecycle
import Storage
import Timeline
package import Web

/// The installation, served over HTTP: the only place that knows all parts.
package struct Server: Sendable {
    let installation: Installation
    let configuration: Configuration
    let access: AccessPart
    let channels: ChannelsPart
    let uploads: UploadPart
    let now: Now
    let bell = JobBell()

    package init(_ installation: Installation, _ configuration: Configuration, now: @escaping Now = systemNow) {
        let line = installation.line
        self.installation = installation
        self.configuration = configuration
        self.now = now
        let access = AccessPart(
            database: installation.database,
            sources: { try await installation.database.read { try SourceActivityStore().summaries($0) } },
            addSource: { name, tx in try line.sources.add(name: name, medium: .http, in: tx).id }, sections: Self.sections)
        self.access = access
        uploads = UploadPart(line: line, folder: configuration.directory + "/uploads", wake: bell.ring, recording: Self.record)
        channels = ChannelsPart(line: line, limits: configuration.intakeLimits) { secret, now in
            guard let number = try await access.keys.find(secret, now: now)?.source else { return nil }
            if line.source(number: number) == nil { try await line.reload() }
            return line.source(number: number)
        }
    }

    /// Every door of the product, for the server and for the tests that hold them against every role.
    package var routes: RouteTable {
        let timeline = TimelinePart(line: installation.line, recording: Self.record)
        return RouteTable(
            access.routes + timeline.routes + channels.routes + uploads.routes
                + [jobRoutes, HealthRoutes(database: installation.database), FrameRoutes(), AssetRoutes()])
    }

    /// Serves until the process is asked to stop; what has begun is finished.
    ///
    /// - Parameter isOpen: called with the address once requests are taken.
    package func run(isOpen: @escaping @Sendable (String) async throws -> Void) async throws {
        let site = configuration.publicURL.map { Site(origin: $0) }
        let origin = site?.origin ?? "http://\(configuration.host):\(configuration.port)"
        let logger = Logger(label: "throughline")
        let requests = RequestFigures()
        var application = Application(
            responder: Measured(
                figures: requests,
                next: routes.responder(behind: Front(site: Site(origin: origin), seal: FormSeal(), now: now), identifying: access.identifying)),
            server: .guarded(),
            configuration: .init(address: .hostname(configuration.host, port: configuration.port), serverName: "Throughline"),
            onServerRunning: { channel in
                let port = channel.localAddress?.port ?? configuration.port
                do { try await isOpen(site?.origin ?? "http://\(configuration.host):\(port)") } catch { logger.error("\(error)") }
            },
            logger: logger)
        application.addServices(JobService(worker: worker(logger)))
        if let port = configuration.metricsPort { application.addServices(metrics(requests, port: port, logger: logger)) }
        try await application.runService()
    }
}
