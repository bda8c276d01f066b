import Kernel
import Logging
import ServiceLifecycle
import Timeline

/// Looks at the line four times a second until the server stops.
struct Watching: Service {
    let watch: LineWatch
    let now: Now
    let logger: Logger

    func run() async throws {
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                await look()
                // Only the end of the server can end the pause early, and then the loop as well.
                try? await Task.sleep(for: LineWatch.pause)
            }
        }
    }

    /// A database that does not answer is asked again; the requests of people say that it does not.
    private func look() async {
        do { try await watch.look(at: now()) } catch is Outage {} catch { logger.error("watch", metadata: ["error": "\(error)"]) }
    }
}
