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
