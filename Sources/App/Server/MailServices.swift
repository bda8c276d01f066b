import Channels
import Logging
import Mail
import ServiceLifecycle

/// Takes what the company's own mail server hands over, until the server stops.
struct MailListening: Service {
    let listener: MailListener
    let logger: Logger

    func run() async throws {
        try await cancelWhenGracefulShutdown {
            try await listener.run { logger.info("mail is taken", metadata: ["port": "\($0)"]) }
        }
    }
}

/// Fetches mail every ten seconds until the server stops.
struct MailFetchingService: Service {
    let mail: MailPart
    let logger: Logger

    private static let pause = Duration.seconds(10)

    func run() async throws {
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                // What goes wrong with a mailbox is told there; a database that does not answer is asked again.
                do { try await mail.fetch() } catch { logger.debug("mail", metadata: ["error": "\(error)"]) }
                // Only the end of the server can end the pause early, and then the loop as well.
                try? await Task.sleep(for: Self.pause)
            }
        }
    }
}
