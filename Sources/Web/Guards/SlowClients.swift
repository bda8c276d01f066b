import HTTPTypes
import NIOCore
import NIOHTTPTypes

/// Closes connections that hold on to the server without getting anywhere: slow with the header, with the body, with reading the
/// answer, or idle. The timers of the HTTP library start anew with each byte, so a client that drips would never be closed.
///
/// One for each connection, after the HTTP decoder; all of it runs on the connection's event loop.
final class SlowClients: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPRequestPart
    typealias InboundOut = HTTPRequestPart
    typealias OutboundIn = HTTPResponsePart
    typealias OutboundOut = HTTPResponsePart

    private enum Phase { case waiting, header, body, answering }

    private let limits: ConnectionLimits
    private let count: ConnectionCount
    private var address: String?
    private var kind = ConnectionCount.Kind.connection
    private var phase = Phase.waiting
    /// Until when the client has time; `nil` while it is our turn.
    private var deadline: NIODeadline?
    /// Looks at the deadline, at it or before. It moves with every request, and a timer for each would cost more than the rest of this.
    private var alarm: (at: NIODeadline, timer: Scheduled<Void>)?
    private var bodyStart = NIODeadline.distantPast
    private var bodyBytes = 0
    private var readInBatch = false
    private var writes = WriteProgress()

    init(limits: ConnectionLimits, count: ConnectionCount) {
        self.limits = limits
        self.count = count
    }

    func handlerAdded(context: ChannelHandlerContext) {
        if context.channel.isActive { connected(context) }
    }

    func channelActive(context: ChannelHandlerContext) {
        connected(context)
        context.fireChannelActive()
    }

    private func connected(_ context: ChannelHandlerContext) {
        guard address == nil else { return }
        let address = context.remoteAddress?.ipAddress ?? "local"
        guard count.enter(address, limits) else { return context.close(promise: nil) }
        self.address = address
        wait(.header, limits.header, context)
        watchWrites(context)
    }

    func channelInactive(context: ChannelHandlerContext) {
        alarm?.timer.cancel()
        writes.timer?.cancel()
        if let address { count.leave(address, kind) }
        address = nil
        context.fireChannelInactive()
    }

    // MARK: - Reading

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        readInBatch = true
        switch unwrapInboundIn(data) {
        case .head(let head): began(head, context)
        case .body(let part): received(part.readableBytes, context)
        case .end:
            phase = .answering
            deadline = nil
        }
        context.fireChannelRead(data)
    }

    /// Bytes came that made no part of a request yet: the beginning of a header.
    func channelReadComplete(context: ChannelHandlerContext) {
        if phase == .waiting, !readInBatch { wait(.header, limits.header, context) }
        readInBatch = false
        context.fireChannelReadComplete()
    }

    private func began(_ head: HTTPRequest, _ context: ChannelHandlerContext) {
        (bodyStart, bodyBytes) = (.now(), 0)
        let announced = head.headerFields[.contentLength].flatMap { Int($0) } ?? 0
        wait(.body, bodyTime(for: announced), context)
    }

    /// An announced length grants its time at once; a body without one earns it as it comes.
    private func received(_ bytes: Int, _ context: ChannelHandlerContext) {
        bodyBytes += bytes
        let earned = bodyStart + TimeAmount(bodyTime(for: bodyBytes))
        if let deadline, earned > deadline { wait(.body, until: earned, context) }
    }

    private func bodyTime(for bytes: Int) -> Duration {
        // A week is more than any length that is meant.
        limits.body + .seconds(min(604_800, bytes / limits.bytesPerSecond))
    }

    private func wait(_ phase: Phase, _ time: Duration, _ context: ChannelHandlerContext) {
        wait(phase, until: .now() + TimeAmount(time), context)
    }

    private func wait(_ phase: Phase, until deadline: NIODeadline, _ context: ChannelHandlerContext) {
        self.phase = phase
        self.deadline = deadline
        if let alarm, alarm.at <= deadline { return }
        alarm?.timer.cancel()
        wake(at: deadline, context)
    }

    private func wake(at time: NIODeadline, _ context: ChannelHandlerContext) {
        alarm = (
            time,
            context.eventLoop.assumeIsolated().scheduleTask(deadline: time) { [self] in
                alarm = nil
                guard let deadline else { return }
                if deadline <= .now() { context.close(promise: nil) } else { wake(at: deadline, context) }
            }
        )
    }

    // MARK: - Writing

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        let part = unwrapOutboundIn(data)
        if case .head(let head) = part, !admitsStream(head) {
            promise?.fail(ChannelError.ioOnClosedChannel)
            return context.close(promise: nil)
        }
        writes.started += 1
        let done = promise ?? context.eventLoop.makePromise()
        done.futureResult.assumeIsolated().whenComplete { _ in self.writes.finished += 1 }
        if case .end = part { done.futureResult.assumeIsolated().whenSuccess { self.answered(context) } }
        context.write(data, promise: done)
    }

    /// The answer has left us whole; unless the next request came meanwhile, the client is idle from now on.
    private func answered(_ context: ChannelHandlerContext) {
        if phase == .answering { wait(.waiting, limits.idle, context) }
    }

    private func admitsStream(_ head: HTTPResponse) -> Bool {
        guard let address, kind == .connection, head.headerFields[.contentType] == "text/event-stream" else { return true }
        guard count.becomeStream(address, limits) else { return false }
        kind = .stream
        return true
    }

    /// Looks six times in the allowed time whether what was to be written moved on.
    private func watchWrites(_ context: ChannelHandlerContext) {
        let pause = TimeAmount(limits.writing / WriteProgress.looks)
        writes.timer = context.eventLoop.assumeIsolated().scheduleTask(in: pause) { [self] in
            // A channel without the option is judged by its writes alone.
            let buffered = (try? context.channel.syncOptions?.getOption(.bufferedWritableBytes)) ?? 0
            if writes.isStuck(buffered: buffered) { context.close(promise: nil) } else { watchWrites(context) }
        }
    }
}

/// How far the answers of one connection got, compared with the looks before.
struct WriteProgress {
    static let looks = 6
    var started = 0
    var finished = 0
    var timer: Scheduled<Void>?
    private var finishedBefore = 0
    private var bufferedBefore = 0
    private var looksWithoutProgress = 0

    mutating func isStuck(buffered: Int) -> Bool {
        let moved = finished != finishedBefore || buffered < bufferedBefore || started == finished
        looksWithoutProgress = moved ? 0 : looksWithoutProgress + 1
        (finishedBefore, bufferedBefore) = (finished, buffered)
        return looksWithoutProgress >= Self.looks
    }
}
