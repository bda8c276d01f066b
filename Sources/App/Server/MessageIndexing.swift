import Desk
import Logging
import ServiceLifecycle

/// What is said can be searched for a moment later.
struct MessageIndexing: Service {
    let index: MessageIndexStore
    let logger: Logger

    private static let pause = Duration.seconds(1)

    func run() async throws {
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                // A database that does not answer is asked again.
                do { try await index.catchUp() } catch { logger.warning("search", metadata: ["error": "\(error)"]) }
                // Only the end of the server can end the pause early, and then the loop as well.
                try? await Task.sleep(for: Self.pause)
            }
        }
    }
}
