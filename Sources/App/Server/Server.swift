import Access
import Channels
import Columnar
import Desk
package import Hummingbird
import Journeys
package import Kernel
import Logging
import Mail
import NIOCore
import ServiceLifecycle
import Storage
package import Timeline
package import Web

/// The installation, served over HTTP: the only place that knows all parts.
package struct Server: Sendable {
    let installation: Installation
    let configuration: Configuration
    let access: AccessPart
    let channels: ChannelsPart
    let uploads: UploadPart
    let journeys: JourneysPart
    let mail: MailPart
    let desk: DeskPart
    /// Tells open pages what comes onto the line, and this server what others changed.
    package let watch: LineWatch
    let now: Now
    let bell = Bell()

    var asked: AskedWorkStore { AskedWorkStore(database: installation.database, wake: bell.ring) }

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
        watch = LineWatch(line)
        journeys = JourneysPart(line: line, recording: Self.record) { try await installation.engine.line() }
        channels = ChannelsPart(line: line, limits: configuration.intakeLimits, recording: Self.record) { try await access.keys.find($0, now: $1) }
        mail = MailPart(line: line, recording: Self.record, wake: bell.ring)
        desk = DeskPart(line: line, channels: channels, uploads: uploads, wake: bell.ring, recording: Self.record)
    }

    /// Every door of the product, for the server and for the tests that hold them against every role.
    package var routes: RouteTable {
        let timeline = TimelinePart(line: installation.line, watch: watch, recording: Self.record, asked: asked) { [journeys] in
            try await journeys.changes($0, at: $1)
        }
        return RouteTable(
            access.routes + timeline.routes + channels.routes + uploads.routes + journeys.routes + desk.routes + mail.routes
                + [jobRoutes, HealthRoutes(database: installation.database), FrameRoutes(), AssetRoutes()])
    }

    /// What answers requests: all doors behind the front, with the secret for forms that the servers of an installation share.
    package func responder() async throws -> some HTTPResponder<Context> {
        let seal = try await installation.database.write { try SecretStore().formSeal(in: $0) }
        return routes.responder(behind: Front(site: site, seal: seal, now: now), identifying: access.identifying)
    }

    /// Where the installation is reached.
    var site: Site { Site(origin: configuration.publicURL ?? "http://\(configuration.host):\(configuration.port)") }

    private func watching(_ logger: Logger) -> Watching {
        Watching(line: watch, desk: desk.watch, bell: installation.line.bell, now: now, logger: logger)
    }

    /// Serves until the process is asked to stop; what has begun is finished.
    ///
    /// - Parameter isOpen: called with the address once requests are taken.
    package func run(isOpen: @escaping @Sendable (String) async throws -> Void) async throws {
        let lock = try configuration.databaseURL == nil ? ServerLock(in: configuration.directory) : nil
        defer { withExtendedLifetime(lock) {} }
        let logger = Logger(label: "throughline")
        let requests = RequestFigures()
        var application = Application(
            responder: Aside(next: Measured(figures: requests, next: try await responder())), server: .guarded(),
            configuration: .init(address: .hostname(configuration.host, port: configuration.port), serverName: "Throughline"),
            onServerRunning: { channel in
                let port = channel.localAddress?.port ?? configuration.port
                let address = configuration.publicURL.map { Site(origin: $0).origin } ?? "http://\(configuration.host):\(port)"
                do { try await isOpen(address) } catch { logger.error("\(error)") }
            },
            logger: logger)
        application.addServices(JobService(worker: worker(logger)), watching(logger))
        application.addServices(
            JobService(worker: mailWorker(logger)), JobService(worker: webhookWorker(logger)),
            RepeatedService(name: "mail", pause: .seconds(10), logger: logger) { [mail] in try await mail.fetch() },
            RepeatedService(name: "telegram", pause: .seconds(1), logger: logger) { [telegram = desk.telegram] in try await telegram.readAll() },
            // What is said can be searched for a moment later.
            RepeatedService(name: "search", pause: .seconds(1), logger: logger) { [index = desk.messageIndex] in try await index.catchUp() },
            // What is left lying is given out, and whoever has gone without a word is away.
            RepeatedService(name: "teams", pause: .seconds(20), logger: logger) { [desk, now] in try await desk.teamRound.go(at: now()) },
            RepeatedService(name: "journeys", pause: .minutes(5), logger: logger) { [journeys, now] in try await journeys.lookAhead(at: now()) })
        if let port = configuration.mailPort {
            application.addServices(
                MailListening(listener: MailListener(host: configuration.mailHost, port: port, reception: mail.reception), logger: logger))
        }
        if let port = configuration.metricsPort { application.addServices(metrics(requests, port: port, logger: logger)) }
        do { try await application.runService() } catch let error as IOError {
            throw configuration.refusal(errno: error.errnoCode) ?? error
        } catch is SocketAddressError.UnknownHost {
            throw Failure.invalid("host", "“\(configuration.host)” is no host that is known here: name one of this machine with --host.")
        } catch is SocketAddressError {
            throw Failure.invalid("host", "“\(configuration.host)” is no address: name one of this machine with --host.")
        }
    }
}
