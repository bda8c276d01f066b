import Hummingbird
import HummingbirdCore
import Logging
import NIOCore

/// Runs tasks on an event loop, between its reading and its writing.
///
/// What a connection asks for then goes from the socket to the handler and back on one thread. On the pool of threads that tasks have
/// otherwise, each await of the HTTP library is a switch of threads there and one back, which cost more than the work of a small request.
final class LoopExecutor: TaskExecutor {
    private let loop: any EventLoop

    init(_ loop: any EventLoop) { self.loop = loop }

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        loop.execute { job.runSynchronously(on: self.asUnownedTaskExecutor()) }
    }
}

/// HTTP/1.1 whose connections are served on their own event loops.
struct LoopChannel: ServerChildChannel {
    let http: HTTP1Channel

    func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<HTTP1Channel.Value> {
        http.setup(channel: channel, logger: logger)
    }

    func handle(value: HTTP1Channel.Value, logger: Logger) async {
        await withTaskExecutorPreference(LoopExecutor(value.channel.eventLoop)) { await http.handle(value: value, logger: logger) }
    }
}
