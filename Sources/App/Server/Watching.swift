import Desk
import Kernel
import Logging
import ServiceLifecycle
import Storage
import Timeline

/// Looks at the line and at the desk until the server stops: ten times a second, and at once after each stroke of the bell.
struct Watching: Service {
    let line: LineWatch
    let desk: DeskWatch
    let bell: Bell
    let now: Now
    let logger: Logger

    /// What is written in one breath is told together.
    private static let breath = Duration.milliseconds(15)

    func run() async throws {
        await cancelWhenGracefulShutdown {
            await withDiscardingTaskGroup { group in
                let strokes = bell.listen()
                group.addTask {
                    for await _ in strokes {
                        await look()
                        await rest(for: Self.breath)
                    }
                }
                while !Task.isCancelled {
                    bell.ring()
                    await rest(for: LineWatch.pause)
                }
                group.cancelAll()
            }
        }
    }

    /// Only the end of the server can end it early, and then the loop as well.
    private func rest(for pause: Duration) async { try? await Task.sleep(for: pause) }  // Being cancelled is no failure.

    /// A database that does not answer is asked again; the requests of people say that it does not.
    private func look() async {
        do {
            try await desk.look(at: now())
            try await line.look(at: now())
        } catch is Outage {} catch is CancellationError {} catch { logger.error("watch", metadata: ["error": "\(error)"]) }
    }
}
