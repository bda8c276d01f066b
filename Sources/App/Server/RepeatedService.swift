import Logging
import ServiceLifecycle

/// Does something again and again, with a pause between, until the server stops.
struct RepeatedService: Service {
    let name: String
    let pause: Duration
    let logger: Logger
    let work: @Sendable () async throws -> Void

    func run() async throws {
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                // A database that does not answer is asked again; what else goes wrong is told where it belongs.
                do { try await work() } catch  where !Task.isCancelled { logger.warning("\(name)", metadata: ["error": "\(error)"]) } catch {}
                // Only the end of the server can end the pause early, and then the loop as well.
                try? await Task.sleep(for: pause)
            }
        }
    }
}
